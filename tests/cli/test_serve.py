"""Where the server says that it is seen."""

from __future__ import annotations

import os

import pytest

from minga.cli.commands.serve_ import set_public_address


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8123"),
        ("minga.example", "http://minga.example:8123"),
        ("0.0.0.0", "http://localhost:8123"),
        ("::", "http://localhost:8123"),
        ("::1", "http://[::1]:8123"),
    ],
)
def test_absolute_links_lead_to_where_the_server_listens(monkeypatch, host, address):
    monkeypatch.setenv("PUBLIC_URL", "")
    monkeypatch.delenv("PUBLIC_URL")
    set_public_address(host, 8123)
    assert os.environ["PUBLIC_URL"] == address


def test_the_address_of_the_settings_stands(monkeypatch):
    monkeypatch.setenv("PUBLIC_URL", "https://minga.example")
    set_public_address("127.0.0.1", 8123)
    assert os.environ["PUBLIC_URL"] == "https://minga.example"
