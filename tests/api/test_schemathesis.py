"""What the API says of itself, tried against itself with what nobody would think of sending.

Runs in this process, with few examples of everything: from its command line it can be run for as long as one likes
(`tests/api/schemathesis.toml` says how).
"""

from __future__ import annotations

from pathlib import Path

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings

from minga.config.api import api
from minga.foundation.organizations.models import Organization
from tests.factories.changes import person
from tests.factories.plans import followed_plan, give_role
from tests.factories.tokens import bearing, token_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
FEW = settings(max_examples=5, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
PLAIN = {"Accept-Encoding": "identity"}
CONFIG = schemathesis.Config.from_path(Path(__file__).with_name("schemathesis.toml"))


application = get_wsgi_application()


def read_to_the_end(environ, start_response):
    """The application as servers run it: each answer is closed, and with it the files that were sent."""
    answer = application(environ, start_response)
    try:
        return [b"".join(answer)]
    finally:
        answer.close()


@pytest.fixture
def one_connection():
    """A request does not close the connection that the test's transaction is on, as Django's own client sees to."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def city(settings, tmp_path, db, one_connection):
    """A small city with the names that the description's examples have."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}},
    }
    followed = followed_plan("Cumplido*|Pendiente", slug="paga-2025-2027", fictitious=True)
    give_role(followed.nodes["C1"], name="Dirección de Planificación")
    Organization.objects.update(fictitious=True)


@pytest.fixture
def token(city):
    return bearing(token_of(person("planner")))


schema = schemathesis.openapi.from_dict(api.document(), config=CONFIG)
schema.app = read_to_the_end


@schema.parametrize()
@FEW
def test_whoever_has_no_token(case, city):
    case.call_and_validate(headers=PLAIN)


@schema.parametrize()
@FEW
def test_whoever_has_a_token_and_a_role(case, token):
    case.call_and_validate(headers=PLAIN | token)
