"""Silence is fair: asked, told in time, the day past, nothing sent; and reminders go out once each."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db.models import Q
from django.utils import timezone

from minga.foundation.notices.models import Notice
from minga.government.plans.marks import Mark, mark_of
from minga.government.tracking import actions
from minga.government.tracking.models import Assignment, Cycle
from minga.government.tracking.queries.silence import silent_nodes
from minga.government.tracking.standing import standing_of
from tests.factories.reports import approved, asked, city, drafted, noon, opened, passed, prepared, sent
from tests.factories.roles import day, electoral_mode

pytestmark = pytest.mark.django_db


def silent(found, today=None) -> list[str]:
    pks = silent_nodes(Q(node__plan=found.plan), today)
    return [node.key for node in found.nodes if node.pk in pks]


def words(cycle, key="C1.H1") -> tuple[str, str]:
    found = standing_of(asked(cycle, key), timezone.localdate())
    return found.words, found.note


# Who is silent.


def test_who_was_never_asked_is_not_silent():
    found = city()
    prepared(found)
    assert silent(found) == []


def test_before_the_day_is_past_nobody_is_silent():
    found = city()
    cycle = opened(found)
    assert (silent(found), silent(found, day(10)), silent(found, day(11))) == ([], [], ["C1.H1", "C1.H2"])
    assert words(cycle) == ("Con plazo", "")


def test_the_day_ends_in_the_instance_s_time_zone(monkeypatch):
    found = city()
    opened(found)
    last = timezone.make_aware(datetime.combine(day(10), datetime.max.time()).replace(microsecond=0))
    monkeypatch.setattr(timezone, "now", lambda: last)
    assert silent(found) == []
    monkeypatch.setattr(timezone, "now", lambda: last + timedelta(seconds=1))
    assert silent(found) == ["C1.H1", "C1.H2"]


def test_a_draft_is_no_report_and_a_report_that_came_late_is_one():
    found = city()
    cycle = opened(found)
    drafted(found, cycle)
    passed(cycle, 3)
    assert silent(found) == ["C1.H1", "C1.H2"]
    sent(found, cycle, "C1.H2")
    assert silent(found) == ["C1.H1"]
    assert (words(cycle), words(cycle, "C1.H2")) == (
        ("Sin reporte", "3 días de atraso"),
        ("Enviado, en revisión", "3 días de atraso"),
    )


def test_who_was_not_told_is_not_silent():
    found = city(without="responsible")
    cycle = opened(found)
    passed(cycle, 3)
    assert (silent(found), words(cycle)) == ([], ("Sin responsable notificado", ""))


def test_who_was_told_after_the_day_is_not_silent():
    found = city()
    cycle = opened(found)
    passed(cycle, 3)
    Assignment.objects.update(notified_at=noon(-2))
    assert (silent(found), words(cycle)) == ([], ("Se avisó fuera de plazo", ""))


def test_more_time_ends_the_silence_until_the_new_day():
    found = city()
    cycle = opened(found)
    passed(cycle, 3)
    actions.extend_due_day(cycle=cycle, assignments=[asked(cycle)], due_on=day(5), reason="Llovió.", by=found.planner)
    assert silent(found) == ["C1.H2"]


def test_a_closed_cycle_keeps_its_silence_and_another_that_asks_does_not_hide_it():
    found = city()
    cycle = opened(found, ends=day(-5))
    passed(cycle, 3)
    actions.close_cycle(cycle=cycle, by=found.planner, version=cycle.version)
    later = opened(found)
    assert silent(found) == ["C1.H1", "C1.H2"]
    sent(found, later)
    assert silent(found) == ["C1.H2"]


def test_the_latest_cycle_that_counts_decides():
    found = city()
    first = opened(found, ends=day(-9))
    approved(found, first), approved(found, first, "C1.H2")
    passed(first, 8)
    actions.close_cycle(cycle=first, by=found.planner, version=first.version)
    second = opened(found)
    passed(second, 1)
    assert silent(found) == ["C1.H1", "C1.H2"]


@pytest.mark.parametrize("milestones", [1, 3])
def test_many_nodes_take_one_query(django_assert_num_queries, milestones):
    found = city(milestones=milestones)
    passed(opened(found), 1)
    with django_assert_num_queries(1):
        assert len(silent_nodes([node.pk for node in found.nodes])) == milestones


def test_a_silent_node_wears_no_green():
    assert mark_of("completed", silent=True) == Mark.SILENT


# Reminders.


def due_in(cycle, days: int) -> None:
    """Lets the day be so many days ahead, and who was told, told long ago."""
    Assignment.objects.filter(cycle=cycle).update(due_on=day(days), notified_at=noon(-30))
    Notice.objects.all().delete()


def titles(person) -> list[str]:
    return [notice.title for notice in Notice.objects.filter(person=person).order_by("pk")]


PLAN = "«Plan de Gobierno Abierto de San Jacinto»"


@pytest.mark.parametrize(
    ("days", "title"),
    [
        (8, []),
        (7, [f"Faltan 2 reportes tuyos de {PLAN}"]),
        (2, [f"Faltan 2 reportes tuyos de {PLAN}"]),
        (1, [f"Están por vencer 2 reportes tuyos de {PLAN}"]),
        (0, [f"Están por vencer 2 reportes tuyos de {PLAN}"]),
        (-1, [f"Vencieron 2 reportes tuyos de {PLAN}"]),
    ],
)
def test_each_is_told_once(days, title):
    found = city()
    cycle = opened(found)
    due_in(cycle, days)
    actions.follow_cycles()
    actions.follow_cycles()
    assert titles(found.responsible) == title


def test_a_week_and_a_day_before_are_two_reminders():
    found = city()
    cycle = opened(found)
    due_in(cycle, 6)
    actions.follow_cycles()
    Assignment.objects.update(due_on=day(1), reminded_at=noon(-5))
    actions.follow_cycles()
    assert len(titles(found.responsible)) == 2


def test_a_cycle_that_opens_that_near_needs_no_reminder_the_same_day():
    found = city()
    opened(found, due_on=day(3))
    Notice.objects.all().delete()
    actions.follow_cycles()
    assert titles(found.responsible) == []


def test_what_was_sent_is_not_reminded():
    found = city()
    cycle = opened(found)
    sent(found, cycle)
    due_in(cycle, 1)
    actions.follow_cycles()
    assert titles(found.responsible) == ["Está por vencer tu reporte: C1.H2, Hito 2"]


def test_the_day_after_who_reviews_learns_of_it_too():
    found = city()
    cycle = opened(found)
    due_in(cycle, -1)
    actions.follow_cycles()
    assert titles(found.reviewer) == [f"Faltan 2 reportes que ya vencieron en {PLAN}"]
    assert Notice.objects.get(person=found.reviewer).url == "/bandeja/seguimiento/paga/1/"
    assert (titles(found.planner), titles(found.approver)) == ([], [])


def test_a_new_day_is_reminded_and_told_late_again():
    found = city()
    cycle = opened(found)
    due_in(cycle, -1)
    actions.follow_cycles()
    one = asked(cycle)
    actions.extend_due_day(cycle=cycle, assignments=[one], due_on=day(5), reason="Llovió.", by=found.planner)
    passed(cycle, 1)
    assert actions.follow_cycles() == 1


def test_drafts_and_closed_cycles_remind_nobody():
    found = city()
    cycle = opened(found)
    due_in(cycle, 1)
    for state in (Cycle.State.DRAFT, Cycle.State.CLOSED):
        Cycle.objects.update(state=state)
        assert actions.follow_cycles() == 0


def test_it_goes_on_in_electoral_mode():
    found = city()
    electoral_mode()
    due_in(opened(found), 1)
    assert actions.follow_cycles() == 2
