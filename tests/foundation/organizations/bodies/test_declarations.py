"""What bodies declare: tables, duties, samples, rules."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404

from minga.foundation.organizations import samples
from minga.foundation.organizations.actions.bodies import Terms, approve_minutes, make_agreement, settle_agreement
from minga.foundation.organizations.body_datasets import BODY_DATASETS
from minga.foundation.organizations.body_rules import RULES
from minga.foundation.organizations.body_samples import build_sessions
from minga.foundation.organizations.duties import body_charges, body_tasks
from minga.foundation.organizations.models import Agreement, BodySession, SeatHolder
from minga.foundation.organizations.panels import of_organizations
from minga.foundation.organizations.queries.bodies import acts_of
from minga.foundation.organizations.rules import SYSTEM
from tests.factories.plans import NodeFactory, PlanFactory
from tests.foundation.organizations.bodies.making import (
    called,
    closed,
    held,
    organization,
    person,
    prepared,
    recorded,
    sit,
    today,
    yesterday,
)
from tests.pages import said

BODIES, SEATS, SESSIONS, AGREEMENTS = BODY_DATASETS


def agreed(body, **values):
    session = recorded(body)
    if "responsible" not in values:
        values["responsible"] = organization(f"obras-{session.number}")
    terms = Terms(**({"kind": "task", "text": "Medir"} | values))
    agreement = make_agreement(session=session, terms=terms, by=SYSTEM, version=session.version)
    session.refresh_from_db()
    approve_minutes(session=session, approved_on=today(), by=SYSTEM, version=session.version)
    agreement.refresh_from_db()
    return agreement


def test_every_row_holds_the_declared_columns(body):
    agreed(body, subjects=[NodeFactory()])
    prepared(body)
    for dataset in BODY_DATASETS:
        arguments = {} if dataset is BODIES else {"body": "comite"}
        rows = list(dataset.call({}, **arguments))
        assert rows
        assert all(list(row) == [column.name for column in dataset.columns] for row in rows)


def test_tables_hold_what_is_public(body):
    prepared(body)
    session = recorded(body)
    terms = Terms("recommendation", "Aún no")
    make_agreement(session=session, terms=terms, by=SYSTEM, version=session.version)
    (row,) = SESSIONS.call({}, body="comite")
    assert (row["session"], row["state"], row["seats_present"], row["has_quorum"]) == (2, "held", 3, True)
    assert (row["minutes_sha256"], row["agreements"]) == ("", None)
    assert list(AGREEMENTS.call({}, body="comite")) == []


def test_an_agreement_says_what_it_is_about(body):
    node = NodeFactory()
    agreed(body, subjects=[node], due=today())
    (row,) = AGREEMENTS.call({}, body="comite")
    assert (row["about"], row["responsible"], row["due"], row["state"]) == (
        node.get_absolute_url(), "obras-1", today().isoformat(), "in-force",
    )  # fmt: skip


def test_seats_tell_posts_and_never_more(body):
    rows = list(SEATS.call({}, body="comite"))
    assert [(row["sector"], row["seat"], row["principal_post"], row["alternate_post"]) for row in rows] == [
        ("Planificación", 1, "Delegación", "Delegación"), ("Vecindario", 1, "Delegación", "Delegación"),
        ("Vecindario", 2, "", ""), ("Academia", 1, "Delegación", ""), ("Academia", 2, "Delegación", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("dataset", BODY_DATASETS[1:], ids=lambda one: one.slug)
def test_an_unknown_body_is_not_found(db, dataset):
    with pytest.raises(Http404):
        dataset.call({}, body="nada")


@pytest.mark.parametrize("number", [1, 3])
def test_tables_take_as_many_queries_for_one_as_for_three(body, django_assert_max_num_queries, number):
    for count in range(number):
        agreed(body, responsible=organization(f"unidad-{count}"), subjects=[NodeFactory()])
    list(AGREEMENTS.call({}, body="comite"))
    for dataset in (SESSIONS, AGREEMENTS):
        with django_assert_max_num_queries(8):
            list(dataset.call({}, body="comite"))


def titles(who) -> list[str]:
    return [task.title for task in body_tasks(who)]


def test_the_secretariat_is_told_to_call_to_note_and_to_write(body):
    secretary = person("editor", body.organization)
    prepared(body, meets_on=today() + timedelta(days=5))
    called(body, meets_on=today() + timedelta(days=4))
    called(body)
    held(body)
    closed(body)
    assert titles(secretary) == [
        "Anota quién vino: Sesión ordinaria 3",
        "Falta el acta: Sesión ordinaria 4",
        "Convoca: Sesión ordinaria 1",
    ]


def test_whoever_approves_is_told_when_the_minutes_are_written_by_another(body):
    writer = person("editor", body.organization)
    approver = person("approver", body.organization)
    held(body, writer)
    assert titles(approver) == []
    recorded(body, writer)
    (task,) = body_tasks(approver)
    assert (task.title, task.url) == (
        "Aprueba el acta: Sesión ordinaria 2",
        "/bandeja/cuerpos/comite/sesiones/2/acta/aprobar/",
    )


def test_the_secretariat_is_not_asked_again_for_minutes_that_are_written(body):
    secretary = person("editor", body.organization)
    recorded(body, secretary)
    assert titles(secretary) == []


def test_whoever_wrote_in_them_is_not_asked_to_approve(body):
    both = person("approver", body.organization)
    role = both.roles.create(role="editor", scope=body.organization, starts=yesterday(), act="x")
    recorded(body, both)
    role.ends = yesterday()
    role.save()
    again = type(both).objects.get(pk=both.pk)
    assert titles(again) == []


@pytest.mark.parametrize(("days", "title"), [(30, ["Acuerdo por vencer"]), (-1, ["Acuerdo vencido"]), (31, [])])
def test_an_agreement_that_falls_due_waits_for_its_unit_and_for_planning(body, days, title):
    agreement = agreed(body)
    Agreement.objects.filter(pk=agreement.pk).update(due=today() + timedelta(days=days))
    unit, planning = person("responsible", agreement.responsible), person("planner", body.organization)
    assert (titles(unit), titles(planning)) == (title, title)
    assert titles(person("responsible", organization("otra"))) == []


def test_a_settled_agreement_waits_for_nobody(body):
    agreement = agreed(body, due=today())
    settle_agreement(agreement=agreement, state="met", act="Oficio", on=today(), by=SYSTEM, version=1)
    assert titles(person("responsible", agreement.responsible)) == []


def test_a_unit_answers_for_its_tasks_page_by_page(body):
    unit = organization("unidad")
    for _number in range(3):
        agreed(body, responsible=unit)
    agreed(body)
    who = person("responsible", unit)
    first, rest = body_charges(who, 0, 2), body_charges(who, 2, 2)
    assert (len(first.shown), first.total, len(rest.shown), rest.total) == (2, 3, 1, 3)
    assert {charge.group for charge in first.shown} == {"Acuerdos de Comité"}
    assert body_charges(person("planner"), 0, 9).total == 0


@pytest.mark.parametrize("number", [1, 3])
def test_the_duties_take_as_many_queries_for_one_as_for_three(body, django_assert_max_num_queries, number):
    for count in range(number):
        held(body)
        agreed(body, responsible=organization(f"unidad-{count}"), due=today())
    who = person("planner", body.organization)
    titles(who)
    with django_assert_max_num_queries(8):
        titles(type(who).objects.get(pk=who.pk))


def test_nobody_without_a_role_has_duties(body):
    held(body)
    nobody = person()
    assert (titles(nobody), body_charges(nobody, 0, 9).total) == ([], 0)


def test_the_sessions_of_the_fictitious_canton_wait_for_its_plan(quito):
    samples.build()
    build_sessions()
    assert not BodySession.objects.exists()
    plan = PlanFactory(slug="paga-2025-2027", fictitious=True)
    for key in ("C1.H2", "C3.H5", "C5.H5"):
        NodeFactory(plan=plan, key=key)
    build_sessions()
    before = [model.objects.count() for model in (BodySession, SeatHolder, Agreement)]
    build_sessions()
    assert [model.objects.count() for model in (BodySession, SeatHolder, Agreement)] == before == [5, 11, 7]
    assert set(BodySession.objects.values_list("body__fictitious", flat=True)) == {True}
    assert [(act.body.slug, act.number) for act in acts_of(plan)] == [
        ("comite-del-plan-de-san-jacinto", "Sesión 11, acuerdo 1"),
        ("comite-del-plan-de-san-jacinto", "Sesión 7, acuerdo 1"),
        ("consejo-consultivo-de-san-jacinto", "Sesión 1, acuerdo 1"),
    ]


def test_the_rules_tell_who_does_what():
    assert {rule.name: [str(role) for role in rule.roles] for rule in RULES} == {
        "bodies.see": ["planner", "editor", "approver", "viewer"],
        "bodies.seat": ["planner"],
        "bodies.set-quorum": ["planner"],
        "bodies.convene": ["planner", "editor"],
        "bodies.record": ["planner", "editor"],
        "bodies.approve-minutes": ["approver"],
        "bodies.release-minutes": ["approver"],
        "bodies.read-reserved": ["planner", "editor", "approver", "viewer"],
        "bodies.follow": ["responsible", "planner"],
        "bodies.settle": ["planner"],
    }


def test_an_organization_shows_its_seats_and_what_it_was_charged_with(client, body):
    university, unit = organization("universidad"), organization("obras")
    sit(body, 2, 2, organization=university, post="")
    agreement = agreed(body, responsible=unit)
    words = said(client.get("/organizaciones/universidad/"))
    assert "Comité Vecindario, principal desde el 1 ene 2025, Acta 1" in words
    assert "Comité: Sesión 1, acuerdo 1 Medir" in said(client.get("/organizaciones/obras/"))
    settle_agreement(agreement=agreement, state="met", act="Oficio", on=today(), by=SYSTEM, version=1)
    assert "Sesión 1" not in said(client.get("/organizaciones/obras/"))


@pytest.mark.parametrize("number", [1, 3])
def test_the_panel_takes_two_queries(body, django_assert_num_queries, number):
    units = [organization(f"unidad-{count}") for count in range(number)]
    for unit in units:
        agreed(body, responsible=unit)
    with django_assert_num_queries(2):
        assert sorted(of_organizations(units)) == sorted(unit.pk for unit in units)
