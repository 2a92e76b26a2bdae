"""Finding people in what stays behind: the public log, the server's log, files, and what is not public yet."""

from __future__ import annotations

import json
import logging

import pytest
from django.test import Client

from minga.foundation.ledger.models import Event
from minga.foundation.organizations.actions.bodies import Terms, make_agreement
from minga.foundation.organizations.actions.roles import Appointment, end_role, grant_role
from minga.foundation.organizations.rules import SYSTEM
from minga.government.plans.actions import publish_changes
from minga.government.plans.models import Link
from minga.publishing.intake.actions import apply_reading
from tests.factories.accounts import PASSWORD, PersonFactory
from tests.factories.changes import drafted, node_edit, person, submitted
from tests.factories.plans import LinkFactory, NodeFactory, followed_plan
from tests.factories.readings import again, canton, decide, hand_in, planner
from tests.factories.roles import account, day, official
from tests.foundation.organizations.bodies.making import closed, held, prepared, recorded

pytestmark = pytest.mark.django_db
SECRET = "Nadie lo lee todavía"


@pytest.fixture
def everything(client, real, body):
    """One of each act, by people with addresses; whoever took part."""
    admin, to, editor, approver = official("administration"), account(), person("editor"), person("approver")
    role = grant_role(person=to, appointment=Appointment("planner", "A-1", day(), post="Coordinación"), by=admin)
    end_role(assignment=role, last_day=day(-1) if role.starts < day() else day(), act="A-2", version=1, by=admin)
    waiting = submitted(real, node_edit("C1", "title", "Otro"), by=editor)
    publish_changes(waiting, by=approver, version=waiting.version)
    unit = canton()
    mine = planner(unit)
    reading = decide(hand_in(unit=unit, by=mine), by=mine)
    apply_reading(again(reading), version=again(reading).version, by=mine)
    closed(body, by=official("planner"))
    return [admin, to, editor, approver, mine]


def test_find_people_in_the_public_log(everything):
    told = json.dumps([[event.subject, event.payload] for event in Event.objects.all()], default=str)
    assert Event.objects.count() >= 8
    for one in everything:
        assert (one.email in told, str(one.public_id) in told) == (False, False)
    assert "@" not in told


def test_find_people_in_the_log_of_the_server(client, everything, real, caplog, capfd):
    caplog.set_level(logging.DEBUG, logger="django.request")
    somebody = PersonFactory()
    for password in ("mala", PASSWORD):
        client.post("/cuenta/entrar/", {"login": somebody.email, "password": password})
    client.get("/bandeja/planes/real/")
    client.get("/bandeja/nada/")
    client.post("/cuenta/clave/olvidada/", {"email": "nadie@ejemplo.ec"})
    said = caplog.text + "".join(capfd.readouterr())
    assert [one for one in (somebody.email, "nadie@ejemplo.ec", PASSWORD) if one in said] == []


@pytest.mark.parametrize(
    "address",
    [
        "/planes/real/",
        "/planes/real/ediciones/",
        "/planes/real/ediciones/2/",
        "/planes/real/ediciones/2/plan.json",
        "/planes/real/C1/historia/",
        "/api/v1/plans/real",
        "/organizaciones/cuerpos/comite/sesiones/1/",
        "/organizaciones/cuerpos/comite/sesiones.json",
        "/fuentes.json",
    ],
)
def test_find_people_in_what_is_public(client, everything, address):
    answer = Client().get(address)
    content = b"".join(answer).decode() if answer.streaming else answer.content.decode()
    assert answer.status_code == 200
    assert [one.email for one in everything if one.email in content or str(one.public_id) in content] == []


def public(address: str) -> str:
    """What a stranger reads at an address, whole."""
    answer = Client().get(address)
    return b"".join(answer).decode() if answer.streaming else answer.content.decode()


BODY = "/organizaciones/cuerpos/comite"


@pytest.mark.parametrize("form", ["csv", "json"])
def test_read_agreements_before_their_minutes_are_approved_in_a_file(body, form):
    session = held(body)
    make_agreement(session=session, terms=Terms(kind="recommendation", text=SECRET), by=SYSTEM, version=session.version)
    assert SECRET not in public(f"{BODY}/acuerdos.{form}") + public(f"{BODY}/sesiones.{form}")


def test_read_a_session_before_it_is_called_in_a_file(body):
    prepared(body, place=SECRET)
    assert (json.loads(public(f"{BODY}/sesiones.json")), len(public(f"{BODY}/sesiones.csv").splitlines())) == ([], 1)
    assert Client().get(f"{BODY}/sesiones/1/").status_code == 404


def test_read_minutes_before_they_are_approved_in_a_file(body):
    session = recorded(body)
    assert session.minutes.sha256 not in public(f"{BODY}/sesiones.json") + public(f"{BODY}/sesiones.csv")


@pytest.mark.parametrize("state", [Link.State.PROPOSED, Link.State.REJECTED])
def test_read_a_link_that_nobody_agreed_to(real, state):
    source, target = NodeFactory(plan=followed_plan("Cumplido", slug="otro").plan, key="X1"), real.nodes.get(key="C1")
    LinkFactory(source=source, target=target, state=state, statement=SECRET)
    for address in (
        "/planes/real/C1/",
        "/planes/otro/X1/",
        "/api/v1/plans/real/nodes/C1",
        "/api/v1/plans/otro/nodes/X1",
    ):
        assert SECRET not in public(address)
    assert SECRET not in public("/buscar/?q=Nadie+lo+lee")


def test_read_changes_before_they_are_published(client, real):
    drafted(real, node_edit("C1", "title", SECRET))
    submitted(real, node_edit("C1", "description", SECRET))
    addresses = ["/planes/real/", "/planes/real/C1/", "/planes/real/C1/historia/", "/planes/real/elementos.json"]
    addresses += ["/api/v1/plans/real/nodes", "/buscar/?q=Nadie+lo+lee", "/planes/real/ediciones/", "/"]
    assert [address for address in addresses if SECRET in public(address).replace("value=", "")] == []


def test_read_a_document_before_it_is_applied():
    reading = hand_in()
    for address in ("/fuentes/", "/fuentes.json", "/buscar/?q=mercados", "/planes/", "/api/v1/sources"):
        content = public(address)
        assert (str(reading.public_id) in content, reading.sha256 in content, reading.title in content) == (False,) * 3
