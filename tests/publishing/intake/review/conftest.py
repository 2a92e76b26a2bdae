"""Each test keeps its files in a folder of its own; a unit of the fictitious canton, and somebody who plans for it."""

from __future__ import annotations

import pytest

from tests.factories.readings import canton, planner


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path):
    """The private storage, empty; the folder in which it keeps its files."""
    default = settings.STORAGES["default"]
    options = default["OPTIONS"] | {"location": tmp_path / "private"}
    settings.STORAGES = settings.STORAGES | {"default": default | {"OPTIONS": options}}
    return tmp_path / "private"


@pytest.fixture
def unit():
    return canton()


@pytest.fixture
def desk(client, unit):
    """A visitor who plans for the unit."""
    client.force_login(planner(unit))
    return client
