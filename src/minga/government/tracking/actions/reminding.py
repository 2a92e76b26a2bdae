"""What the follow-up does by itself: telling who newly answers, reminding a week and a day before, telling what is late.

Reports are asked by law: none of it stops in electoral mode. Each is told once; killed at any point, the rest is told
the next time.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from minga.government.tracking.actions.cycles import locked_cycle
from minga.government.tracking.actions.running import tell_and_note
from minga.government.tracking.actions.telling import (
    LAST,
    LATE,
    LATE_OF_OTHERS,
    SILENT,
    UNTIL,
    WEEK,
    tell_of,
    tell_responsibles,
)
from minga.government.tracking.models import Assignment, Cycle
from minga.government.tracking.queries.people import reviewers

STAGES = ((timedelta(days=1), "last-reminder", LAST), (timedelta(days=7), "reminder", WEEK))
"""How long before the day, the nearest first: what it is called, and its words."""


def follow_cycles() -> int:
    """Does all of it for every open cycle; returns how many assignments somebody was told of."""
    told = 0
    for cycle in Cycle.objects.filter(state=Cycle.State.OPEN):
        told += _follow(cycle, timezone.localdate())
    return told


@transaction.atomic
def _follow(cycle: Cycle, today: date) -> int:
    cycle = locked_cycle(cycle)
    if cycle.state != Cycle.State.OPEN:
        return 0
    rows = cycle.assignments.filter(reported_at__isnull=True).select_related("node").order_by("node__position")
    missing = list(rows)
    return _tell_newcomers(cycle, missing, today) + _remind(cycle, missing, today) + _escalate(cycle, missing, today)


def _tell_newcomers(cycle: Cycle, missing: Iterable[Assignment], today: date) -> int:
    """Those of which nobody was told yet: since the cycle opened somebody may have got the role."""
    waiting = [one for one in missing if one.notified_at is None and one.due_on >= today]
    return tell_and_note(cycle, waiting) if waiting else 0


def _remind(cycle: Cycle, missing: Iterable[Assignment], today: date) -> int:
    told = 0
    open_ones = [one for one in missing if one.notified_at is not None and one.due_on >= today]
    for before, what, words in STAGES:
        due = [one for one in open_ones if one.due_on - before <= today and not _was_told(one, one.due_on - before)]
        open_ones = [one for one in open_ones if one.due_on - before > today]
        if due:
            tell_responsibles(cycle, due, what, words, UNTIL)
            _note(due, "reminded_at")
            told += len(due)
    return told


def _was_told(assignment: Assignment, since: date) -> bool:
    """Whether somebody was told of it on that day or later: opening a cycle that near is reminder enough."""
    moments = (assignment.notified_at, assignment.reminded_at)
    return any(moment and timezone.localtime(moment).date() >= since for moment in moments)


def _escalate(cycle: Cycle, missing: Iterable[Assignment], today: date) -> int:
    """What fell due yesterday or before: who answers for it is told, and who reviews the plan's reports."""
    late = [one for one in missing if one.due_on < today and one.escalated_at is None and one.notified_at is not None]
    if not late:
        return 0
    tell_responsibles(cycle, late, "late", LATE, SILENT)
    for person in reviewers(cycle.plan):
        tell_of(person, cycle, late, "late-of-others", LATE_OF_OTHERS, SILENT, watching=True)
    _note(late, "escalated_at")
    return len(late)


def _note(assignments: Iterable[Assignment], field: str) -> None:
    Assignment.objects.filter(pk__in=[one.pk for one in assignments]).update(**{field: timezone.now()})
