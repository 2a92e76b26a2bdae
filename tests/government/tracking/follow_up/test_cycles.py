"""Cycles: prepared with what each unit leads, opened once, given more time with a reason, closed and frozen."""

from __future__ import annotations

import pytest

from minga.foundation.ledger.models import Event
from minga.foundation.notices.models import Notice
from minga.foundation.organizations.actions.roles import Appointment, grant_role
from minga.foundation.organizations.rules import SYSTEM
from minga.government.plans.models import NodeRole
from minga.government.tracking import actions
from minga.government.tracking.models import Assignment, Cycle
from minga.kernel.access import Denied
from minga.kernel.errors import Conflict, Refused
from tests.factories.plans import LevelFactory, NodeFactory
from tests.factories.reports import approved, asked, city, opened, passed, prepared, sent, terms
from tests.factories.roles import account, day, give, official, organization

pytestmark = pytest.mark.django_db


def refused(act, **values) -> str:
    with pytest.raises(Refused) as caught:
        act(**values)
    return caught.value.reason


def units_of(cycle) -> dict[str, str]:
    return dict(cycle.assignments.order_by("node__position").values_list("node__key", "organization__slug"))


# Preparing.


def test_it_asks_the_unit_that_leads_the_node_or_the_nearest_above():
    found = city()
    other = organization("mercados", found.above)
    NodeRole.objects.create(node=found.nodes[1], organization=other, role="lead", printed="Mercados")
    assert units_of(prepared(found)) == {"C1.H1": "obras", "C1.H2": "mercados"}


def test_closed_nodes_other_levels_and_nodes_that_nobody_leads_are_not_asked():
    found = city()
    found.nodes[0].closed_at = "2026-01-01T00:00:00Z"
    found.nodes[0].save()
    NodeFactory(plan=found.plan, level=found.nodes[0].level, key="SOLO", position=9)
    assert units_of(prepared(found)) == {"C1.H2": "obras"}


def test_cycles_are_numbered_in_their_plan():
    found = city()
    assert [prepared(found).number, prepared(found, ends=day(-2)).number] == [1, 2]


def test_nobody_is_told_while_it_is_prepared():
    prepared(city())
    assert (Notice.objects.count(), Event.objects.filter(kind__startswith="tracking").count()) == (0, 0)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"name": " "}, "Ponle un nombre al ciclo, de hasta 120 caracteres: «Segundo trimestre de 2026»."),
        ({"starts": day(0)}, "El periodo termina antes de empezar: revisa los dos días."),
        ({"due_on": day(-2)}, "El plazo no puede vencer antes de que termine el periodo que se informa."),
        ({"chain": "ninguna"}, "Elige una de las cadenas de firmas."),
    ],
)
def test_terms_that_cannot_be(values, reason):
    found = city()
    assert refused(actions.prepare_cycle, plan=found.plan, terms=terms(**values), by=found.planner) == reason
    assert not Cycle.objects.exists()


def test_two_cycles_never_tell_of_the_same_day():
    found = city()
    prepared(found)
    reason = refused(actions.prepare_cycle, plan=found.plan, terms=terms(), by=found.planner)
    assert reason == "Otro ciclo de este plan ya informa hasta ese día: cada corte se informa una sola vez."


def test_a_plan_without_statuses_has_nothing_to_report():
    found = city()
    type(found.nodes[0].level).objects.update(carries_status=False)
    reason = refused(actions.prepare_cycle, plan=found.plan, terms=terms(), by=found.planner)
    assert reason == "Ningún elemento de este plan lleva estado: no hay sobre qué pedir reportes."


def test_a_unit_is_changed_or_not_asked():
    found = city()
    other = organization("mercados", found.above)
    cycle = prepared(found)
    actions.ask(cycle=cycle, units={"C1.H1": other, "C1.H2": None}, by=found.planner, version=cycle.version)
    assert units_of(cycle) == {"C1.H1": "mercados"}


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("C1", "«C1» no es un elemento de este plan que lleve estado."),
        ("C1.H1", "Lo ficticio y lo real no se mezclan: elige otra unidad para C1.H1."),
    ],
)
def test_what_cannot_be_asked(key, reason):
    found = city()
    invented = organization("inventada", fictitious=True)
    cycle = prepared(found)
    assert refused(actions.ask, cycle=cycle, units={key: invented}, by=found.planner, version=1) == reason


def test_a_change_moves_the_day_of_all_that_is_asked():
    found = city()
    cycle = actions.change_cycle(cycle=prepared(found), terms=terms(due_on=day(30)), by=found.planner, version=1)
    assert set(cycle.assignments.values_list("due_on", flat=True)) == {day(30)}


def test_what_somebody_changed_meanwhile_is_not_overwritten():
    found = city()
    cycle = prepared(found)
    actions.change_cycle(cycle=cycle, terms=terms(name="Otro"), by=found.planner, version=1)
    with pytest.raises(Conflict):
        actions.change_cycle(cycle=cycle, terms=terms(), by=found.planner, version=1)


def test_one_that_was_never_opened_is_thrown_away_and_an_open_one_is_not():
    found = city()
    cycle = prepared(found)
    actions.discard_cycle(cycle=cycle, by=found.planner, version=1)
    assert not Cycle.objects.exists()
    cycle = opened(found)
    with pytest.raises(Denied, match="su estado es «abierto»"):
        actions.discard_cycle(cycle=cycle, by=found.planner, version=cycle.version)


# Opening.


def test_opening_tells_who_answers_once_for_all_their_reports():
    found = city()
    cycle = opened(found)
    notice = Notice.objects.get()
    assert (notice.person, notice.title) == (
        found.responsible,
        "Te piden 2 reportes de «Plan de Gobierno Abierto de San Jacinto»",
    )
    assert not cycle.assignments.filter(notified_at__isnull=True).exists()


def test_opening_is_a_public_act_without_names():
    found = city(fictitious=True)
    cycle = opened(found)
    event = Event.objects.get(kind="tracking.cycle-opened")
    assert (event.subject, event.actor_role, event.fictitious) == (f"cycle/{cycle.public_id}", "planner", True)
    assert event.payload == {
        "plan": "paga",
        "cycle": 1,
        "name": "Segundo trimestre",
        "starts": day(-30).isoformat(),
        "ends": day(-1).isoformat(),
        "due_on": day(10).isoformat(),
        "chain": "three-steps",
        "asked": 2,
        "notified": 2,
    }


def test_where_nobody_holds_the_role_nobody_counts_as_told():
    found = city(without="responsible")
    cycle = opened(found)
    assert (Notice.objects.count(), cycle.assignments.filter(notified_at__isnull=False).count()) == (0, 0)


def test_who_gets_the_role_later_is_told_then():
    found = city(without="responsible")
    cycle = opened(found)
    person = official("responsible", found.works)
    assert actions.follow_cycles() == 2
    assert actions.follow_cycles() == 0
    assert (Notice.objects.get().person, cycle.assignments.filter(notified_at__isnull=True).count()) == (person, 0)


def test_after_the_day_nobody_is_told_that_they_were_asked():
    found = city(without="responsible")
    passed(opened(found), 1)
    official("responsible", found.works)
    assert actions.follow_cycles() == 0


def test_the_nearest_role_answers():
    found = city()
    give(account(), "responsible", found.above)
    opened(found)
    assert [notice.person for notice in Notice.objects.all()] == [found.responsible]


@pytest.mark.parametrize("scope", ["above", "plan", "city"])
def test_where_the_unit_has_nobody_a_wider_role_answers(scope):
    found = city(without="responsible")
    scopes = {"above": found.above, "plan": found.plan, "city": None}
    person = official("responsible", scopes[scope])
    opened(found)
    assert Notice.objects.get().person == person


def test_a_role_of_the_plan_in_another_unit_does_not_answer():
    found = city(without="responsible")
    official("responsible", found.plan, unit=organization("mercados", found.above))
    opened(found)
    assert not Notice.objects.exists()


def test_a_closed_account_is_nobody():
    found = city()
    found.responsible.is_active = False
    found.responsible.save()
    assert opened(found).assignments.filter(notified_at__isnull=False).count() == 0


def test_a_cycle_that_asks_nothing_is_not_opened():
    found = city()
    cycle = prepared(found)
    Assignment.objects.all().delete()
    reason = refused(actions.open_cycle, cycle=cycle, by=found.planner, version=1)
    assert reason == "Este ciclo no pide nada a nadie: elige antes sobre qué elementos y a qué unidades."


def test_a_cycle_whose_day_is_past_is_not_opened():
    found = city()
    cycle = prepared(found, due_on=day(-1))
    reason = refused(actions.open_cycle, cycle=cycle, by=found.planner, version=1)
    assert reason == "El plazo ya pasó: ponle un día que esté por venir antes de abrirlo."


def test_a_plan_has_one_open_cycle():
    found = city()
    opened(found)
    cycle = prepared(found, ends=day(-2))
    reason = refused(actions.open_cycle, cycle=cycle, by=found.planner, version=1)
    assert reason == "Este plan ya tiene un ciclo abierto: ciérralo antes de abrir otro."


def test_a_node_that_was_closed_meanwhile_is_not_asked():
    found = city()
    cycle = prepared(found)
    found.nodes[0].closed_at = "2026-01-01T00:00:00Z"
    found.nodes[0].save()
    opened_cycle = actions.open_cycle(cycle=cycle, by=found.planner, version=1)
    assert units_of(opened_cycle) == {"C1.H2": "obras"}


@pytest.mark.parametrize("role", ["editor", "responsible", "reviewer", "approver", "administration"])
def test_only_who_plans_prepares_and_opens(role):
    found = city()
    cycle = prepared(found)
    with pytest.raises(Denied, match="hace falta uno de estos roles: planificación"):
        actions.open_cycle(cycle=cycle, by=official(role, found.planning), version=1)


def test_a_role_given_for_the_plan_is_enough():
    found = city()
    person = account()
    grant_role(person=person, appointment=Appointment("planner", "M-1", day(), scope=found.plan), by=SYSTEM)
    assert actions.prepare_cycle(plan=found.plan, terms=terms(), by=person).number == 1


# More time.


def test_more_time_is_public_told_and_counts_from_the_new_day():
    found = city()
    cycle = opened(found)
    Notice.objects.all().delete()
    one = asked(cycle)
    actions.extend_due_day(cycle=cycle, assignments=[one], due_on=day(20), reason="Llovió.", by=found.planner)
    one.refresh_from_db()
    assert (one.due_on, one.extension_reason, asked(cycle, "C1.H2").due_on) == (day(20), "Llovió.", day(10))
    assert Notice.objects.get().title == "Tienes más plazo: C1.H1, Hito 1"
    event = Event.objects.get(kind="tracking.due-day-extended")
    assert (event.payload["nodes"], "Llovió" in str(event.payload)) == (["C1.H1"], False)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"assignments": []}, "Elige al menos un reporte al que dar más plazo."),
        ({"reason": " "}, "Escribe por qué se alarga el plazo: se muestra a todos."),
        ({"reason": "x" * 301}, "El motivo tiene como máximo 300 caracteres."),
        ({"due_on": day(10)}, "El nuevo día debe estar por venir y ser posterior al que había."),
        ({"due_on": day(-1)}, "El nuevo día debe estar por venir y ser posterior al que había."),
    ],
)
def test_more_time_that_cannot_be(values, reason):
    found = city()
    cycle = opened(found)
    given = {"assignments": [asked(cycle)], "due_on": day(20), "reason": "Llovió."} | values
    assert refused(actions.extend_due_day, cycle=cycle, by=found.planner, **given) == reason


def test_what_was_sent_needs_no_more_time():
    found = city()
    cycle = opened(found)
    sent(found, cycle)
    given = {"assignments": [asked(cycle)], "due_on": day(20), "reason": "Llovió."}
    reason = refused(actions.extend_due_day, cycle=cycle, by=found.planner, **given)
    assert reason == "Uno de esos reportes ya se envió: no necesita más plazo."


# Closing.


def test_it_closes_once_all_is_decided_or_past_and_stays_as_it_is():
    found = city()
    cycle = opened(found)
    approved(found, cycle)
    passed(cycle, 1)
    closed = actions.close_cycle(cycle=cycle, by=found.planner, version=cycle.version)
    assert Event.objects.get(kind="tracking.cycle-closed").payload == {
        "plan": "paga",
        "cycle": 1,
        "asked": 2,
        "approved": 1,
        "silent": 1,
    }
    with pytest.raises(Denied, match="El ciclo no está abierto"):
        actions.start_report(assignment=asked(closed, "C1.H2"), by=found.responsible)


def test_it_does_not_close_while_a_report_waits():
    found = city()
    cycle = opened(found)
    sent(found, cycle)
    reason = refused(actions.close_cycle, cycle=cycle, by=found.planner, version=cycle.version)
    assert reason == "Hay un reporte enviado que nadie ha aprobado ni devuelto: decídelo antes de cerrar."


def test_it_does_not_close_while_somebody_has_time():
    found = city()
    cycle = opened(found)
    reason = refused(actions.close_cycle, cycle=cycle, by=found.planner, version=cycle.version)
    assert reason == "Todavía hay plazo para 2 reportes que faltan: espera a que venza."


def test_levels_below_may_carry_statuses_too():
    found = city()
    deep = LevelFactory(plan=found.plan, depth=2, name="Actividad", carries_status=True)
    NodeFactory(plan=found.plan, level=deep, parent=found.nodes[0], key="C1.H1.A1", position=5)
    assert units_of(prepared(found))["C1.H1.A1"] == "obras"
