"""Which nodes are silent, fairly: asked, somebody notified in time, the day past, and nothing sent.

Who was never asked is «sin seguimiento», and who was asked while nobody held the role is not silent: neither is a fault.
A later cycle that asks again does not hide the silence of the one before until its own day has passed, or until a
report comes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from minga.government.tracking.models import Assignment, Cycle

ASKING = (Cycle.State.OPEN, Cycle.State.CLOSED)
"""The states of a cycle that has asked."""


def silent_nodes(nodes: Iterable[int] | Q, today: date | None = None) -> set[int]:
    """The keys of the silent ones among nodes: one query, for `plans.marks.mark_of(silent=...)` on any page.

    Args:
        nodes: their keys, or a condition from the assignment's side such as `Q(node__plan=plan)`.
        today: a day of the instance's time zone, today unless it is told. The due day itself is never past.
    """
    chosen = nodes if isinstance(nodes, Q) else Q(node__in=list(nodes))
    return set(silent_assignments(today).filter(chosen).values_list("node", flat=True))


def silent_assignments(today: date | None = None) -> QuerySet[Assignment]:
    """The assignments by which nodes are silent: at most one for each node, that of the latest cycle that counts."""
    day = today or timezone.localdate()
    later = Assignment.objects.filter(
        _counts(day), node=OuterRef("node"), cycle__state__in=ASKING, cycle__number__gt=OuterRef("cycle__number")
    )
    return unreported(day).filter(cycle__state__in=ASKING).exclude(Exists(later))


def unreported(day: date) -> QuerySet[Assignment]:
    """What was asked of somebody who was told in time, is past its day, and was never sent."""
    return Assignment.objects.filter(
        reported_at__isnull=True, due_on__lt=day, notified_at__isnull=False, notified_at__date__lte=F("due_on")
    )


def _counts(day: date) -> Q:
    """Whether an assignment says something of its node by a day: it was reported, or is past its day."""
    return Q(reported_at__isnull=False) | Q(due_on__lt=day)
