"""How properties are tried (never against the clock, repeatable), and a visitor who reads files to their end."""

from __future__ import annotations

import os

import pytest
from django.test import Client
from hypothesis import settings

settings.register_profile("minga", deadline=None, print_blob=True)
settings.register_profile("ci", settings.get_profile("minga"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "minga")


class Visitor(Client):
    """Reads streams to their end, as browsers do: none keeps a cursor open into the next test."""

    def request(self, **request):
        response = super().request(**request)
        if response.streaming:
            response.streaming_content = list(response.streaming_content)
        return response


@pytest.fixture
def client():
    return Visitor()


@pytest.fixture(autouse=True)
def no_electoral_mode():
    """Each test begins in a process that has just read that there is none: a page asks for it once a minute."""
    from minga.foundation.organizations.queries.electoral import know

    know([])
