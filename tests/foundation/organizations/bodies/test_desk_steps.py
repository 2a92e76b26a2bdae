"""The desk of bodies: what comes next, said to each person as they may do it, and links that lead where one may go."""

from __future__ import annotations

import pytest

from minga.foundation.organizations.actions.bodies import ItemRecord, Terms, make_agreement, record_minutes
from minga.foundation.organizations.rules import SYSTEM
from tests.foundation.organizations.bodies.making import (
    at,
    called,
    closed,
    held,
    person,
    prepared,
    recorded,
    sent,
    today,
    yesterday,
)
from tests.pages import said


@pytest.mark.parametrize(("role", "follows"), [("planner", True), ("editor", False), ("viewer", False)])
def test_an_agreement_leads_where_one_may_go(client, body, task, role, follows):
    client.force_login(person(role, body.organization))
    desk_page, public_page = at("desk-follow", "comite", 1, 1), task.get_absolute_url()
    for page in (at("desk-body", "comite"), at("desk-session", "comite", 1)):
        found = client.get(page).content.decode()
        assert (f'href="{desk_page}"' in found, f'href="{public_page}"' in found) == (follows, not follows)
    assert client.get(desk_page if follows else public_page).status_code == 200


@pytest.mark.parametrize(("role", "writes"), [("editor", True), ("approver", False), ("viewer", False)])
def test_an_agreement_of_open_minutes_is_changed_by_who_writes_them(client, body, role, writes):
    session = recorded(body)
    make_agreement(session=session, terms=Terms("recommendation", "x"), by=SYSTEM, version=session.version)
    client.force_login(person(role, body.organization))
    page = client.get(at("desk-session", "comite", 1))
    assert "Acuerdo 1 x" in said(page)
    assert (at("desk-agreement", "comite", 1, 1) in page.content.decode()) is writes


def test_the_path_of_who_only_answers_for_an_agreement_leads_through_what_is_public(client, task):
    client.force_login(person("responsible", task.responsible))
    response = client.get(at("desk-follow", "comite", 1, 1))
    addresses = [address for _label, address in response.context["crumbs"] if address]
    session = task.session
    assert addresses == ["/", "/bandeja/", session.body.get_absolute_url(), session.get_absolute_url()]
    assert [client.get(address).status_code for address in addresses] == [200] * 4


def test_whoever_wrote_the_minutes_is_told_to_leave_them_to_another(client, body):
    both = person("approver", body.organization)
    both.roles.create(role="editor", scope=body.organization, starts=yesterday(), act="Nombramiento 2")
    session = recorded(body, both)
    client.force_login(both)
    reason = "Escribiste en esta acta: la aprueba otra persona."
    page = said(client.get(at("desk-session", "comite", 1)))
    assert "El acta está escrita; falta que la apruebe otra persona, con el rol de aprobación." in page
    assert reason not in page
    assert reason in said(client.get(at("desk-approve", "comite", 1)))
    approval = {"version": str(session.version), "approved_in": "1", "approved_on": today().isoformat()}
    assert sent(client, "desk-approve", "comite", 1, **approval) == (403, reason)


DRAFT = "Está en preparación: nadie de fuera la ve hasta que la convoques."
WRITER = ("desk-minutes", "Falta el acta: escríbela y pide a otra persona que la apruebe.")
READER = ("", "Falta el acta: la escribe quien tiene planificación o edición.")


@pytest.mark.parametrize(
    ("made", "role", "button", "words"),
    [
        (prepared, "editor", "desk-call", DRAFT),
        (prepared, "approver", "", "Está en preparación: nadie de fuera la ve hasta que se convoque."),
        (called, "editor", "", "Su día llegó: anota quién vino."),
        (called, "viewer", "", "Su día llegó: la secretaría anota quién vino."),
        (held, "editor", *WRITER),
        (held, "approver", *READER),
        (held, "viewer", *READER),
        (
            recorded,
            "editor",
            "desk-minutes",
            "El acta está escrita; falta que la apruebe otra persona, con el rol de aprobación.",
        ),
        (recorded, "approver", "desk-approve", "El acta está escrita: léela y apruébala."),
        (closed, "editor", "", "El acta está aprobada; falta publicar su copia sin nombres."),
    ],
)
def test_a_session_says_what_comes_next_and_refuses_nothing_unasked(client, body, made, role, button, words):
    made(body)
    client.force_login(person(role, body.organization))
    page = client.get(at("desk-session", "comite", 1))
    assert words in said(page)
    steps = ("desk-call", "desk-minutes", "desk-approve")
    offered = [step for step in steps if f'href="{at(step, "comite", 1)}"' in page.content.decode()]
    assert offered == [button] * bool(button)
    assert "hace falta uno de estos roles" not in said(page)


@pytest.mark.parametrize("role", ["editor", "approver", "viewer"])
def test_a_body_refuses_nothing_unasked(client, body, role):
    client.force_login(person(role, body.organization))
    page = said(client.get(at("desk-body", "comite")))
    assert "hace falta uno de estos roles" not in page
    assert ("Prepara la primera" in page) is (role == "editor")


@pytest.mark.parametrize(("role", "way"), [("editor", "Escribe qué se trató"), ("viewer", "Lo escribe quien tiene")])
def test_minutes_that_lack_a_point_say_which(client, body, role, way):
    session = held(body)
    record_minutes(session=session, items=[ItemRecord(1, "Se leyó.")], by=SYSTEM, version=session.version)
    client.force_login(person(role, body.organization))
    page = said(client.get(at("desk-session", "comite", 1)))
    assert f"Al acta le falta un punto: «2. Compromisos». {way}" in page
    assert "Falta el acta" not in page
    assert ("Completa el acta" in said(client.get("/bandeja/"))) is (role == "editor")


def test_no_list_says_that_minutes_wait_before_any_are_written(client, body):
    held(body)
    client.force_login(person("editor", body.organization))
    for page in (at("desk"), at("desk-body", "comite"), at("session", "comite", 1), at("body", "comite")):
        assert "instalada, sin acta todavía" in said(client.get(page)).lower(), page
