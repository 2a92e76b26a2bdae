from __future__ import annotations

import pytest

from tests.foundation.organizations.bodies.making import fill, make_body


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    """Each test keeps its files apart."""
    for alias, folder in (("default", "private"), ("public", "public")):
        options = settings.STORAGES[alias].get("OPTIONS", {}) | {"location": tmp_path / folder}
        settings.STORAGES = settings.STORAGES | {alias: settings.STORAGES[alias] | {"OPTIONS": options}}
    return tmp_path


@pytest.fixture
def body(db):
    """Five seats, four of them held."""
    return fill(make_body())
