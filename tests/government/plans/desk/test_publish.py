"""Publishing changes: under which act, by whom, and what stands afterwards."""

from __future__ import annotations

import hashlib
import json
from datetime import date, timedelta

import pytest
import rfc8785
from django.utils import timezone

from minga.foundation.ledger.models import Event
from minga.government.plans.actions import Act, publish_changes, publish_edition
from minga.government.plans.models import Change, ChangeSet, Edition, Node, Plan
from minga.government.plans.queries.record import plan_record
from minga.kernel.access import Denied
from minga.kernel.errors import Conflict, Refused
from tests.factories.changes import SESSION, node_edit, node_made, node_moved, person, published, submitted
from tests.factories.plans import followed_plan

pytestmark = pytest.mark.django_db
NEW_NAME = node_edit("C1", "title", "Abrir los datos del mercado")
ACTS = {
    Plan.Kind.DEVELOPMENT: Act("ordinance", "012-2026", date(2026, 4, 2)),
    Plan.Kind.OPEN_GOVERNMENT: SESSION,
    Plan.Kind.STRATEGY: Act("resolution", "R-7", date(2026, 4, 2)),
    Plan.Kind.PORTFOLIO: Act("letter", "O-7", date(2026, 4, 2)),
    Plan.Kind.MANAGEMENT: Act("letter", "O-8", date(2026, 4, 2)),
    Plan.Kind.OTHER: Act("letter", "O-9", date(2026, 4, 2)),
}


def plan_of(kind: str = Plan.Kind.OPEN_GOVERNMENT, *statuses: str) -> Plan:
    return followed_plan(*(statuses or ("Cumplido|Pendiente",)), kind=kind).plan


@pytest.mark.parametrize("kind", Plan.Kind.values)
def test_each_kind_of_plan_is_changed_by_its_act(kind):
    edition = published(plan_of(kind), NEW_NAME, act=ACTS[kind])
    assert (edition.act_kind, edition.act_number, edition.act_date) == (
        ACTS[kind].kind,
        ACTS[kind].number,
        ACTS[kind].day,
    )
    assert Node.objects.get(plan=edition.plan, key="C1").title == "Abrir los datos del mercado"


@pytest.mark.parametrize(
    ("kind", "act", "reason"),
    [
        (
            Plan.Kind.DEVELOPMENT,
            ACTS[Plan.Kind.STRATEGY],
            "Con este acto (resolución) no se pueden publicar estos cambios. Hace falta: ordenanza.",
        ),
        (
            Plan.Kind.OPEN_GOVERNMENT,
            Act("session", "004-2026", date(2026, 5, 14)),
            "Escribe también el número de lo que acompaña al acto: acta de compromiso.",
        ),
        (
            Plan.Kind.STRATEGY,
            None,
            "Para publicar estos cambios escribe el número y la fecha del acto que los aprueba: oficio o resolución.",
        ),
        (
            Plan.Kind.STRATEGY,
            Act("letter", " ", date(2026, 5, 14)),
            "Para publicar estos cambios escribe el número y la fecha del acto que los aprueba: oficio o resolución.",
        ),
        (
            Plan.Kind.STRATEGY,
            Act("letter", "O-1", None),
            "Para publicar estos cambios escribe el número y la fecha del acto que los aprueba: oficio o resolución.",
        ),
    ],
)
def test_without_its_act_nothing_is_published(kind, act, reason):
    plan = plan_of(kind)
    change_set = submitted(plan, NEW_NAME, act=act)
    with pytest.raises(Refused) as refused:
        publish_changes(change_set, by=person("approver"), version=change_set.version)
    assert refused.value.reason == reason
    assert (Node.objects.get(plan=plan, key="C1").title, Edition.objects.count()) == ("Compromiso número 1", 0)


def test_an_act_to_come_publishes_nothing():
    tomorrow = timezone.localdate() + timedelta(days=1)
    change_set = submitted(plan_of(Plan.Kind.OTHER), NEW_NAME, act=Act("letter", "O-1", tomorrow))
    with pytest.raises(Refused) as refused:
        publish_changes(change_set, by=person("approver"), version=change_set.version)
    assert refused.value.reason == "La fecha del acto todavía no llega."


def test_who_publishes_may_name_the_act():
    change_set = submitted(plan_of(), NEW_NAME, act=None)
    edition = publish_changes(change_set, by=person("approver"), version=change_set.version, act=SESSION)
    assert edition.act == "Acta de sesión 004-2026"
    assert ChangeSet.objects.get(pk=change_set.pk).act_number == "004-2026"


@pytest.mark.parametrize("role", ["planner", "approver"])
def test_who_may_publish(role):
    assert published(plan_of(), NEW_NAME, by=person(role)).role == role


@pytest.mark.parametrize("role", ["editor", "reviewer", "administration", "responsible", "viewer"])
def test_who_may_not_publish(role):
    change_set = submitted(plan_of(), NEW_NAME)
    with pytest.raises(Denied):
        publish_changes(change_set, by=person(role), version=change_set.version)


def test_a_role_for_another_plan_does_not_publish_this_one():
    change_set = submitted(plan_of(), NEW_NAME)
    elsewhere = person("approver", scope=plan_of(Plan.Kind.OTHER))
    with pytest.raises(Denied):
        publish_changes(change_set, by=elsewhere, version=change_set.version)


def test_a_role_for_the_plan_publishes_it():
    plan = plan_of()
    assert published(plan, NEW_NAME, by=person("approver", scope=plan)).number == 2


def test_under_an_act_its_author_may_publish():
    planner = person("planner")
    change_set = submitted(plan_of(), NEW_NAME, by=planner)
    assert publish_changes(change_set, by=planner, version=change_set.version).basis == "act"


@pytest.mark.parametrize("state", ["draft", "withdrawn", "published"])
def test_only_what_is_submitted_is_published(state):
    change_set = submitted(plan_of(), NEW_NAME)
    ChangeSet.objects.filter(pk=change_set.pk).update(state=state)
    with pytest.raises(Denied):
        publish_changes(change_set, by=person("approver"), version=change_set.version)


def test_what_changed_since_it_was_seen_is_not_published():
    change_set = submitted(plan_of(), NEW_NAME)
    with pytest.raises(Conflict):
        publish_changes(change_set, by=person("approver"), version=change_set.version - 1)


def test_a_field_that_meanwhile_changed_is_not_overwritten():
    plan = plan_of()
    change_set = submitted(plan, NEW_NAME)
    published(plan, node_edit("C1", "title", "Otro nombre"))
    with pytest.raises(Conflict) as refused:
        publish_changes(change_set, by=person("approver"), version=change_set.version)
    today = timezone.localdate()
    (line,) = refused.value.details
    assert line.startswith("C1 · Nombre: viste «Compromiso número 1» y ahora consta «Otro nombre» (aprobación, ")
    assert line.endswith(f"Acta de sesión 004-2026, {today.day} {MONTHS[today.month - 1]} {today.year}).") or (
        "Acta de sesión 004-2026" in line
    )


MONTHS = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")


def test_the_same_change_published_twice_is_no_conflict():
    plan = plan_of()
    change_set = submitted(plan, NEW_NAME)
    published(plan, NEW_NAME)
    assert publish_changes(change_set, by=person("approver"), version=change_set.version).number == 3


def test_the_first_edition_holds_what_documents_print_and_the_next_what_changed():
    plan = plan_of()
    edition = published(plan, NEW_NAME)
    first = plan.editions.get(number=1)
    assert (first.basis, first.act, first.record["nodes"][0]["title"]) == ("reading", "", "Compromiso número 1")
    assert (edition.number, edition.basis, edition.record["nodes"][0]["title"]) == (
        2,
        "act",
        "Abrir los datos del mercado",
    )


def test_an_edition_is_the_canonical_form_of_the_whole_plan():
    edition = published(plan_of(), NEW_NAME)
    found = Edition.objects.get(pk=edition.pk)
    assert found.record == plan_record(Plan.objects.get(pk=found.plan_id))
    assert rfc8785.dumps(json.loads(found.content)).decode() == found.content
    assert found.sha256 == hashlib.sha256(found.content.encode()).hexdigest()


def test_an_edition_is_told_in_the_public_log_without_names():
    edition = published(plan_of(), NEW_NAME)
    event = Event.objects.filter(kind="plans.edition-published").last()
    assert (event.subject, event.actor_role) == (f"plan/{edition.plan.slug}", "approver")
    assert event.payload == {
        "plan": edition.plan.slug,
        "number": 2,
        "basis": "act",
        "act": {"kind": "session", "number": "004-2026", "date": "2026-05-14", "annex": "AC-004"},
        "sha256": edition.sha256,
        "counts": {"update": 1, "nodes": 3, "loads": 0},
    }


def test_an_edition_is_never_changed():
    edition = published(plan_of(), NEW_NAME)
    with pytest.raises(TypeError):
        edition.save()
    with pytest.raises(TypeError):
        edition.delete()
    with pytest.raises(TypeError):
        Edition.objects.update(content="{}")
    with pytest.raises(TypeError):
        Edition.objects.all().delete()


def test_published_changes_speak_of_their_rows():
    plan = plan_of()
    published(plan, node_made("Hito", "Medir las ventas", parent="C1"), NEW_NAME)
    changes = Change.objects.filter(change_set__plan=plan).order_by("pk")
    assert [(change.key, change.subject.title) for change in changes] == [
        (f"{plan.slug}/C1.H3", "Medir las ventas"),
        (f"{plan.slug}/C1", "Abrir los datos del mercado"),
    ]


def test_a_new_node_stands_after_its_siblings_with_a_key_of_its_own():
    plan = plan_of(Plan.Kind.OPEN_GOVERNMENT, "Cumplido|Pendiente", "Cumplido")
    published(plan, node_made("Hito", "Medir las ventas", parent="C1"))
    assert [node.key for node in plan.nodes.order_by("position")] == ["C1", "C1.H1", "C1.H2", "C1.H3", "C2", "C2.H1"]


def test_the_key_of_a_closed_node_is_never_given_again():
    plan = plan_of()
    published(plan, node_moved("C1.H2", "close"))
    published(plan, node_made("Hito", "Medir las ventas", parent="C1"))
    assert sorted(plan.nodes.values_list("key", flat=True)) == ["C1", "C1.H1", "C1.H2", "C1.H3"]


def test_a_printed_code_is_the_key():
    plan = plan_of()
    published(plan, node_made("Compromiso", "Cuidar los parques", printed_code="c-9"))
    assert plan.nodes.get(key="C-9").printed_code == "c-9"


def test_a_whole_branch_is_made_at_once():
    plan = plan_of()
    above = node_made("Compromiso", "Cuidar los parques")
    published(plan, above, node_made("Hito", "Podar", parent="nuevo-1"), node_made("Hito", "Regar", parent="nuevo-1"))
    made = plan.nodes.filter(parent__title="Cuidar los parques").order_by("position")
    assert [(node.key, node.title) for node in made] == [("C2.H1", "Podar"), ("C2.H2", "Regar")]


def test_a_closed_node_answers_and_opens_again(client):
    plan = plan_of()
    published(plan, node_moved("C1.H2", "close"))
    node = plan.nodes.get(key="C1.H2")
    assert node.closed_at is not None
    assert client.get(node.get_absolute_url()).status_code == 200
    published(plan, node_moved("C1.H2", "reopen"))
    assert plan.nodes.get(key="C1.H2").closed_at is None


def test_an_imported_plan_gets_its_first_edition_under_its_act():
    plan = plan_of(Plan.Kind.DEVELOPMENT)
    edition = publish_edition(plan, by=person("planner"), act=ACTS[Plan.Kind.DEVELOPMENT])
    assert (edition.number, edition.act) == (1, "Ordenanza 012-2026")


def test_an_edition_of_a_plan_in_which_nothing_changed_is_refused():
    plan = plan_of()
    publish_edition(plan, by=person("planner"), act=SESSION)
    with pytest.raises(Refused) as refused:
        publish_edition(plan, by=person("planner"), act=SESSION)
    assert refused.value.reason == "Nada ha cambiado desde la última edición."


def test_an_edition_without_the_act_that_approves_it_is_refused():
    with pytest.raises(Refused):
        publish_edition(plan_of(), by=person("planner"), act=None)


@pytest.mark.parametrize("role", ["editor", "reviewer", "administration"])
def test_who_may_not_publish_an_edition(role):
    with pytest.raises(Denied):
        publish_edition(plan_of(), by=person(role), act=SESSION)
