"""The desk of bodies: what each page does when it is sent, and what it answers when it is refused."""

from __future__ import annotations

import pytest

from minga.foundation.organizations.actions.bodies import Terms, make_agreement, void_session
from minga.foundation.organizations.models import Agreement, BodySession, QuorumRule, SeatHolder
from minga.foundation.organizations.rules import SYSTEM
from tests.factories.plans import NodeFactory
from tests.factories.sources import DocumentFactory
from tests.foundation.organizations.bodies.making import (
    PDF,
    at,
    called,
    closed,
    held,
    make_body,
    organization,
    pdf,
    person,
    prepared,
    recorded,
    sent,
    today,
    yesterday,
)
from tests.pages import said

COPY = PDF + b"% copia"


@pytest.fixture
def secretary(body):
    return person("planner", body.organization)


@pytest.fixture
def desk(client, secretary):
    client.force_login(secretary)
    return client


def meeting(**values):
    return {
        "version": "0", "number": "5", "kind": "ordinary", "meets_on": yesterday().isoformat(), "meets_at": "15:30",
        "mode": "in-person", "place": "Casa", "agenda": "Uno\r\n\r\nDos",
    } | values  # fmt: skip


def test_the_whole_way_of_a_session(desk, client, body, secretary):
    here = (303, at("desk-session", "comite", 5))
    assert sent(desk, "desk-new", "comite", **meeting()) == here
    session = BodySession.objects.get()
    edited = meeting(agenda="Acta anterior\nCompromisos", version="1")
    assert sent(desk, "desk-edit", "comite", 5, **edited) == here
    call = {"version": "2", "called_on": yesterday().isoformat(), "post": "Secretaría", "unit": "comite-casa"}
    assert sent(desk, "desk-call", "comite", 5, **call) == here
    came = {"version": "3", "guests": "2", "attendance_list": pdf()}
    came |= {"seat-1-1": "principal", "seat-2-1": "alternate", "seat-3-1": "principal", "seat-3-2": "absent"}
    assert sent(desk, "desk-attendance", "comite", 5, **came) == here
    assert sent(desk, "desk-item", "comite", 5, version="4", title="Varios") == here
    words = {f"text-{number}": "Se trató." for number in (1, 2, 3)} | {"voting-1": "none", "voting-3": "none"}
    votes = {"voting-2": "open", "in_favour-2": "2", "against-2": "1", "abstentions-2": ""}
    minutes = words | votes | {"version": "5", "number": "Acta 5", "document": pdf()}
    assert sent(desk, "desk-minutes", "comite", 5, **minutes) == here
    node = NodeFactory()
    agreement = {"version": "6", "kind": "approval", "text": "Se aprueba.", "item": "2"}
    agreement |= {"about": f"https://minga.example{node.get_absolute_url()}"}
    assert sent(desk, "desk-agreement-new", "comite", 5, **agreement) == here
    client.force_login(person("approver", body.organization))
    approval = {"version": "7", "approved_in": "5", "approved_on": today().isoformat()}
    assert sent(client, "desk-approve", "comite", 5, **approval) == here
    release = {"version": "8", "document": pdf(COPY), "without_names": "on"}
    assert sent(client, "desk-release", "comite", 5, **release) == here
    session.refresh_from_db()
    item, made = session.items.get(position=2), session.agreements.get()
    assert (session.state, item.result, [about.subject for about in made.subjects.all()]) == (
        "closed",
        "approved",
        [node],
    )


def test_every_page_opens_for_the_secretariat(desk, body):
    draft, one_called, one_held, one_closed = prepared(body), called(body), recorded(body), closed(body)
    terms = Terms("recommendation", "Seguir")
    made = make_agreement(session=one_held, terms=terms, by=SYSTEM, version=one_held.version)
    holder = SeatHolder.objects.first()
    pages = [
        ("desk",), ("desk-body", "comite"), ("desk-seat", "comite"), ("desk-leave", "comite", holder.public_id),
        ("desk-quorum", "comite"), ("desk-new", "comite"), ("desk-edit", "comite", draft.number),
        ("desk-call", "comite", draft.number), ("desk-void", "comite", one_called.number),
        ("desk-attendance", "comite", one_called.number), ("desk-minutes", "comite", one_held.number),
        ("desk-item", "comite", one_held.number), ("desk-agreement-new", "comite", one_held.number),
        ("desk-agreement", "comite", one_held.number, made.number), ("desk-keep", "comite", one_closed.number),
        *(("desk-session", "comite", one.number) for one in (draft, one_called, one_held, one_closed)),
    ]  # fmt: skip
    assert {page: desk.get(at(*page)).status_code for page in pages} == dict.fromkeys(pages, 200)


def test_what_is_refused_keeps_what_was_written(desk, body):
    prepared(body)
    answer = desk.post(at("desk-new", "comite"), meeting(number="1"))
    assert answer.status_code == 422
    assert "Este cuerpo ya tiene una sesión 1." in said(answer)
    assert 'value="Casa"' in answer.content.decode()


def test_what_changed_meanwhile_can_be_sent_again(desk, body):
    session = prepared(body)
    call = {"version": "7", "called_on": yesterday().isoformat(), "post": "Secretaría", "unit": ""}
    answer = desk.post(at("desk-call", "comite", 1), call)
    assert answer.status_code == 409
    assert 'value="Secretaría"' in answer.content.decode()
    assert f'name="version" value="{session.version}"' in answer.content.decode()
    assert sent(desk, "desk-call", "comite", 1, **call | {"version": str(session.version)})[0] == 303


def test_an_empty_form_says_what_is_missing(desk, body):
    prepared(body)
    status, errors = sent(desk, "desk-call", "comite", 1, version="1")
    assert (status, sorted(errors)) == (422, ["called_on", "post"])


def test_an_agenda_item_has_a_length(desk, body):
    status, errors = sent(desk, "desk-new", "comite", **meeting(agenda="x" * 301))
    assert (status, errors) == (422, {"agenda": ["Cada punto tiene como máximo 300 caracteres."]})


def test_every_held_seat_is_asked_and_vacant_ones_are_not(desk, body):
    called(body)
    page = desk.get(at("desk-attendance", "comite", 1))
    asked = [chair.name for chair, question in page.context["form"].rows if question]
    assert asked == ["Planificación", "Vecindario 1", "Academia 1", "Academia 2"]
    assert "Vecindario 2 Vacante: nadie lo ocupaba ese día." in said(page)
    status, errors = sent(desk, "desk-attendance", "comite", 1, version="2", guests="0")
    assert (status, sorted(errors)) == (422, ["seat-1-1", "seat-2-1", "seat-3-1", "seat-3-2"])


def test_a_file_above_the_limit_is_told_and_nothing_is_noted(desk, body, settings):
    settings.MINGA_LARGEST_UPLOAD = 100
    session = called(body)
    came = {f"seat-{place}": "principal" for place in ("1-1", "2-1", "3-1", "3-2")}
    answer = desk.post(
        at("desk-attendance", "comite", 1), came | {"version": "2", "guests": "0", "attendance_list": pdf(PDF * 50)}
    )
    session.refresh_from_db()
    assert (answer.status_code, session.state) == (413, "called")


def test_seats_are_taken_and_left(desk, body):
    seat = {"seat": "2-2", "kind": "principal", "organization": "", "post": "Delegación", "act": "Acta 3"}
    assert sent(desk, "desk-seat", "comite", **seat, starts=yesterday().isoformat())[0] == 303
    holder = SeatHolder.objects.get(rule__position=2, number=2)
    left = {"version": "1", "ends": today().isoformat(), "act": "Acta 4"}
    assert sent(desk, "desk-leave", "comite", holder.public_id, **left)[0] == 303
    assert sent(desk, "desk-leave", "comite", holder.public_id, **left)[0] == 409
    assert sent(desk, "desk-seat", "comite", **seat, starts=today().isoformat()) == (
        422, "El puesto ya lo ocupa Delegación desde ese día o después.",
    )  # fmt: skip


def test_the_rule_of_quorum_is_set_by_an_act(desk, body):
    rule = {"starts": yesterday().isoformat(), "source": "Reglamento 1", "more_than": "", "numerator": "2"}
    rule |= {"denominator": "3", "vacant_count": "on", "tie": "presiding"}
    assert sent(desk, "desk-quorum", "comite", **rule)[0] == 303
    assert QuorumRule.objects.get().words == "al menos 2/3 de los puestos"
    assert sent(desk, "desk-quorum", "comite", **rule) == (422, "Ya hay una regla que empieza ese día.")
    impossible = rule | {"starts": today().isoformat(), "numerator": "4"}
    assert sent(desk, "desk-quorum", "comite", **impossible) == (
        422, "Ningún número de puestos alcanza esa fracción, o la alcanza ninguno.",
    )  # fmt: skip


def test_a_rule_does_not_reach_back_to_sessions_that_were_held(desk, body):
    held(body)
    rule = {"starts": yesterday().isoformat(), "source": "R", "more_than": "1", "numerator": "1", "denominator": "2"}
    assert sent(desk, "desk-quorum", "comite", **rule, tie="rejected") == (
        422, "Ya se anotó la asistencia de una sesión de ese día o posterior: con su regla se queda.",
    )  # fmt: skip


def test_an_agreement_is_changed_and_taken_out(desk, body):
    session = recorded(body)
    made = make_agreement(session=session, terms=Terms("recommendation", "x"), by=SYSTEM, version=session.version)
    session.refresh_from_db()
    data = {"version": str(session.version), "kind": "recommendation", "text": "Otro texto"}
    assert sent(desk, "desk-agreement", "comite", 1, 1, **data)[0] == 303
    made.refresh_from_db()
    assert made.text == "Otro texto"
    session.refresh_from_db()
    assert (
        sent(desk, "desk-agreement", "comite", 1, 1, **data | {"version": str(session.version), "quitar": "1"})[0]
        == 303
    )
    assert not Agreement.objects.exists()


def test_an_address_that_is_no_subject_is_told(desk, body):
    session = recorded(body)
    data = {"version": str(session.version), "kind": "recommendation", "text": "x", "about": "https://example.org/x"}
    assert sent(desk, "desk-agreement-new", "comite", 1, **data) == (
        422,
        "«https://example.org/x» no es la dirección de un plan, de uno de sus elementos ni de una organización.",
    )


def test_the_unit_tells_what_it_did_and_does_not_settle(client, task):
    client.force_login(person("responsible", task.responsible))
    document = DocumentFactory()
    here = at("desk-follow", "comite", 1, 1)
    told = {
        "day": today().isoformat(),
        "text": "Se midió.",
        "document": document.get_absolute_url(),
        "reference": "Of. 1",
    }
    assert sent(client, "desk-follow", "comite", 1, 1, **told) == (303, here)
    assert task.follow_ups.get().document == document
    assert sent(client, "desk-follow", "comite", 1, 1, **told | {"document": "nada"}) == (
        422, "«nada» no es la dirección de un documento en Fuentes.",
    )  # fmt: skip
    assert "Darlo por cumplido" not in said(client.get(here))
    ends = {
        "ends": "1",
        "ends-version": "1",
        "ends-state": "met",
        "ends-act": "Oficio 2",
        "ends-on": today().isoformat(),
    }
    assert sent(client, "desk-follow", "comite", 1, 1, **ends)[0] == 403


def test_the_secretariat_settles(desk, task):
    ends = {
        "ends": "1",
        "ends-version": "1",
        "ends-state": "met",
        "ends-act": "Oficio 2",
        "ends-on": today().isoformat(),
    }
    assert sent(desk, "desk-follow", "comite", 1, 1, **ends)[0] == 303
    assert sent(desk, "desk-follow", "comite", 1, 1, **ends)[0] == 409
    task.refresh_from_db()
    assert task.state == "met"


def test_a_called_off_session_says_so(desk, body):
    session = called(body)
    assert sent(desk, "desk-void", "comite", 1, version=str(session.version), reason="Duelo")[0] == 303
    assert "Quedó sin efecto: Duelo." in said(desk.get(at("desk-session", "comite", 1)))


def test_signed_minutes_come_after_the_approval_too(desk, body):
    session = closed(body)
    session.minutes.sha256, session.minutes.size = "", 0
    session.minutes.save()
    data = {"version": str(session.version), "document": pdf()}
    assert sent(desk, "desk-keep", "comite", 1, **data)[0] == 303


@pytest.mark.parametrize("page", ["desk-list-file", "desk-minutes-file"])
def test_reserved_files_are_for_those_who_work_with_the_body(client, body, page):
    session = recorded(body)
    session.list_sha256, session.list_type = session.minutes.sha256, "image/jpeg"
    session.save()
    assert client.get(at(page, "comite", 1)).status_code == 302
    for role, scope, status in (
        ("viewer", body.organization, 200),
        ("approver", None, 200),
        ("viewer", organization("otra"), 403),
        ("responsible", None, 403),
    ):
        client.force_login(person(role, scope))
        response = client.get(at(page, "comite", 1))
        assert response.status_code == status
    client.force_login(person("planner"))
    response = client.get(at(page, "comite", 1))
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"].startswith("attachment")
    assert (response["X-Content-Type-Options"], "no-store" in response["Cache-Control"]) == ("nosniff", True)


def test_a_file_that_is_not_there_is_not_found(desk, body):
    called(body)
    for page in ("desk-list-file", "desk-minutes-file"):
        assert desk.get(at(page, "comite", 1)).status_code == 404


def test_another_body_is_closed_to_its_neighbours(desk, body):
    other = make_body("otro")
    prepared(other)
    assert desk.get(at("desk-body", "otro")).status_code == 403
    assert desk.get(at("desk-session", "otro", 1)).status_code == 403
    assert [one.slug for one in desk.get(at("desk")).context["bodies"]] == ["comite"]


def test_nobody_enters_without_an_account_or_a_role(client, body):
    assert client.get(at("desk")).status_code == 302
    client.force_login(person())
    assert client.get(at("desk")).status_code == 403


def test_a_form_is_only_sent_with_its_token(body, secretary):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(secretary)
    assert strict.post(at("desk-new", "comite"), meeting()).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_desk_do_not_grow(desk, body, django_assert_max_num_queries, number):
    for one in range(number):
        session = recorded(body)
        make_agreement(session=session, terms=Terms("recommendation", "x"), by=SYSTEM, version=session.version)
        void = called(body)
        void_session(session=void, reason="x", by=SYSTEM, version=void.version)
        make_body(f"otro-{one}")
    for page, most in ((at("desk"), 12), (at("desk-body", "comite"), 16), (at("desk-session", "comite", 1), 20)):
        desk.get(page)
        with django_assert_max_num_queries(most):
            desk.get(page)


def test_votes_without_their_voting_are_asked_about_and_not_lost(desk, body):
    session = held(body)
    words = {"text-1": "Se leyó.", "voting-1": "none", "text-2": "Se votó.", "voting-2": "none", "in_favour-2": "3"}
    page = at("desk-minutes", "comite", 1)
    answer = desk.post(page, words | {"version": session.version})
    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "voting-2": ["Escribiste votos: elige qué votación fue, o bórralos si no se votó."]
    }
    assert 'name="in_favour-2" value="3"' in answer.content.decode()
    voted = words | {"version": session.version, "voting-2": "open"}
    assert sent(desk, "desk-minutes", "comite", 1, **voted)[0] == 303
    assert session.items.get(position=2).in_favour == 3
