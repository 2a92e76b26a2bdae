"""The fictitious canton and the real city, side by side, and files of their own for each test."""

from __future__ import annotations

import pytest

from tests.factories.plans import followed_plan
from tests.factories.roles import organization
from tests.foundation.organizations.bodies.making import fill, make_body


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    """Each test keeps its files apart."""
    for alias, folder in (("default", "private"), ("public", "public")):
        options = settings.STORAGES[alias].get("OPTIONS", {}) | {"location": tmp_path / folder}
        settings.STORAGES = settings.STORAGES | {alias: settings.STORAGES[alias] | {"OPTIONS": options}}
    return tmp_path


@pytest.fixture
def city(db):
    """The real municipality."""
    return organization("ciudad", kind="municipality")


@pytest.fixture
def canton(db):
    """The invented municipality."""
    return organization("san-jacinto", kind="municipality", fictitious=True)


@pytest.fixture
def real(city):
    """A real plan."""
    return followed_plan("Cumplido|Pendiente", slug="real", publisher=city).plan


@pytest.fixture
def invented(canton):
    """An invented plan."""
    return followed_plan("Cumplido|Pendiente", slug="inventado", publisher=canton, fictitious=True).plan


@pytest.fixture
def body(db):
    """Five seats, four of them held."""
    return fill(make_body())
