from __future__ import annotations

from datetime import timedelta

import pytest

from minga.foundation.organizations.actions.bodies import Terms, approve_minutes, make_agreement
from minga.foundation.organizations.rules import SYSTEM
from tests.foundation.organizations.bodies.making import fill, make_body, organization, recorded, today


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


@pytest.fixture
def task(body):
    """A task of approved minutes, that a unit outside the body answers for."""
    session = recorded(body)
    unit = organization("obras")
    terms = Terms("task", "Medir el agua", responsible=unit, due=today() + timedelta(days=9))
    made = make_agreement(session=session, terms=terms, by=SYSTEM, version=session.version)
    session.refresh_from_db()
    approve_minutes(session=session, approved_on=today(), by=SYSTEM, version=session.version)
    made.refresh_from_db()
    return made
