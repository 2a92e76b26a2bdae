"""Reading cycles: their numbers, what each asked, those on a person's desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from minga.foundation.organizations.rules import verdict
from minga.government.plans.marks import Mark
from minga.government.plans.models import NEWEST_FIRST, Plan
from minga.government.plans.queries.desk import PUBLISHER
from minga.government.tracking.models import Assignment, Cycle, ProgressReport
from minga.government.tracking.standing import Standing, report_of, standing_of

State = ProgressReport.State


def find_cycle(plan: str, number: int) -> Cycle:
    """A cycle with its plan, its numbers and all above its publisher. Raises Cycle.DoesNotExist."""
    rows = numbered(Cycle.objects.all()).select_related(f"plan__{PUBLISHER}")
    return rows.get(plan__slug=plan, number=number)


def numbered(cycles: QuerySet[Cycle], today: date | None = None) -> QuerySet[Cycle]:
    """Each with how many reports it asked (`asked`), and of them `sent`, `approved`, `waiting`, `silent`, `untold`."""
    day = today or timezone.localdate()
    missing = Q(assignments__reported_at__isnull=True)
    told = Q(assignments__notified_at__isnull=False, assignments__notified_at__date__lte=F("assignments__due_on"))
    return cycles.annotate(
        asked=Count("assignments"),
        sent=Count("assignments", filter=~missing),
        approved=Count("assignments", filter=Q(assignments__report__state=State.APPROVED)),
        waiting=Count("assignments", filter=Q(assignments__report__state=State.SUBMITTED)),
        silent=Count("assignments", filter=missing & told & Q(assignments__due_on__lt=day)),
        untold=Count("assignments", filter=missing & Q(assignments__notified_at__isnull=True)),
    )


@dataclass(frozen=True)
class AskedRow:
    """One line of a cycle: what was asked, and how it stands."""

    assignment: Assignment
    standing: Standing

    @property
    def report(self) -> ProgressReport | None:
        """Its report, where it is public."""
        found = report_of(self.assignment)
        return found if found and found.state == State.APPROVED else None

    @property
    def is_silent(self) -> bool:
        """Whether it is shown «sin reporte»."""
        return self.standing.mark == Mark.SILENT


def rows_of(cycle: Cycle, today: date | None = None) -> list[AskedRow]:
    """All that a cycle asked, in the plan's order: one query."""
    day = today or timezone.localdate()
    return [AskedRow(one, standing_of(one, day)) for one in asked_of(cycle)]


def asked_of(cycle: Cycle) -> QuerySet[Assignment]:
    """What a cycle asks, in the plan's order, with node, unit and report."""
    rows = cycle.assignments.select_related("node__plan", "organization", "report", "cycle__plan")
    return rows.order_by("node__position", "pk")


@dataclass
class DeskCycles:
    """A plan whose follow-up the person sees: its cycles, the latest first, and whether they may prepare one."""

    plan: Plan
    may_prepare: bool
    cycles: list[Cycle] = field(default_factory=list)


def desk_cycles(person: Any) -> list[DeskCycles]:
    """The plans whose cycles the person may see, those with an open cycle first. Two queries.

    Plans of which no level carries a status have nothing to follow and are left out.
    """
    followed = Plan.objects.filter(levels__carries_status=True).distinct().select_related(PUBLISHER)
    cycles: dict[int, list[Cycle]] = {}
    for cycle in numbered(Cycle.objects.all()).order_by("-number"):
        cycles.setdefault(cycle.plan_id, []).append(cycle)
    found = []
    for plan in followed.order_by("fictitious", *NEWEST_FIRST):
        own = cycles.get(plan.pk, [])
        if verdict(person, "tracking.see-cycle", Cycle(plan=plan)).allowed:
            found.append(DeskCycles(plan, verdict(person, "tracking.prepare-cycle", plan).allowed, own))
    return sorted(found, key=lambda one: not any(cycle.state == Cycle.State.OPEN for cycle in one.cycles))
