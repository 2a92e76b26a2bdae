"""Reading reports: what a person has to write or check, one report with what was said before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import Prefetch, Q, QuerySet

from minga.foundation.organizations.models import Organization, Role
from minga.foundation.organizations.rules import assignments_of
from minga.foundation.organizations.scopes import and_below, organization_tree
from minga.government.plans.marks import Mark, mark_of
from minga.government.plans.models import DeclaredStatus, Plan
from minga.government.plans.words import mark_word
from minga.government.tracking.chains import Step
from minga.government.tracking.models import Assignment, Cycle, ProgressReport, Signature
from minga.government.tracking.queries.facts import trimmed
from minga.government.tracking.rules import next_step

State = ProgressReport.State
ABOVE = "parent__parent__parent__parent"
RELATED = (f"organization__{ABOVE}", f"cycle__plan__publisher__{ABOVE}", "node__plan", "node__level")
ROLE_OF = {Step.REVIEWED: Role.REVIEWER, Step.APPROVED: Role.APPROVER}


def find_assignment(public_id: UUID) -> Assignment:
    """An assignment with all that the rules ask of it, and its report. Raises Assignment.DoesNotExist."""
    return Assignment.objects.select_related(*RELATED, "report").get(public_id=public_id)


def find_report(plan: str, key: str, number: int) -> ProgressReport:
    """An approved report with its signatures and errata. Raises ProgressReport.DoesNotExist."""
    related = tuple(f"assignment__{one}" for one in RELATED)
    rows = ProgressReport.objects.filter(state=State.APPROVED).select_related(*related)
    signed = Prefetch("signatures", Signature.objects.select_related("unit").order_by("pk"))
    return rows.prefetch_related(signed, "errata").get(
        assignment__cycle__plan__slug=plan, assignment__node__key=key, assignment__cycle__number=number
    )


def holds_for(person: Any, roles: Iterable[str], *, by_publisher: bool) -> Q:
    """The condition, from the assignment's side, that a role of the person holds for it; at most one query.

    `by_publisher` for roles that also hold by who publishes the plan.
    """
    held = [one for one in assignments_of(person) if one.role in set(roles)]
    if any(one.scope_type_id is None for one in held):
        return Q(pk__isnull=False)
    of_units, of_plans = (ContentType.objects.get_for_model(model).pk for model in (Organization, Plan))
    units = [one.scope_id for one in held if one.scope_type_id == of_units and one.scope_id]
    plans = [one.scope_id for one in held if one.scope_type_id == of_plans]
    below = and_below(units, organization_tree()) if units else set()
    found = Q(organization__in=below) | Q(cycle__plan__in=plans)
    return found | Q(cycle__plan__publisher__in=below) if by_publisher else found


def to_write(person: Any) -> QuerySet[Assignment]:
    """What the person may report now: asked by an open cycle and not sent, or given back; the first due first."""
    unsent = Q(report__isnull=True) | Q(report__state__in=(State.DRAFT, State.RETURNED))
    rows = _seen(holds_for(person, [Role.RESPONSIBLE], by_publisher=False))
    return rows.filter(unsent, cycle__state=Cycle.State.OPEN)


def to_check(person: Any) -> list[tuple[Assignment, Step]]:
    """The reports that wait for the person, each with the step that they may sign: three queries, whatever their number.

    What the person wrote in is not among them: nobody approves their own act.
    """
    found: list[tuple[Assignment, Step]] = []
    waiting = {step: _waiting(person, role) for step, role in ROLE_OF.items() if _has(person, role)}
    for step, rows in waiting.items():
        found += [(one, step) for one in rows if next_step(_report(one)) == step]
    return sorted(found, key=lambda one: (one[0].due_on, one[0].node.position))


def on_their_way(person: Any) -> QuerySet[Assignment]:
    """What the person's units sent and nobody has approved yet."""
    rows = _seen(holds_for(person, [Role.RESPONSIBLE], by_publisher=False))
    return rows.filter(report__state=State.SUBMITTED)


def lately_approved(person: Any, most: int = 20) -> QuerySet[Assignment]:
    """The last approved reports that the person may have to do with."""
    own = holds_for(person, [Role.RESPONSIBLE], by_publisher=False)
    checked = holds_for(person, [Role.REVIEWER, Role.APPROVER, Role.PLANNER], by_publisher=True)
    return _seen(own | checked).filter(report__state=State.APPROVED).order_by("-report__approved_at")[:most]


def _has(person: Any, role: str) -> bool:
    return any(one.role == role for one in assignments_of(person))


def _waiting(person: Any, role: str) -> QuerySet[Assignment]:
    rows = _seen(holds_for(person, [role], by_publisher=True)).filter(report__state=State.SUBMITTED)
    return rows.exclude(report__writers=person.pk).prefetch_related("report__signatures")


def _report(assignment: Assignment) -> ProgressReport:
    report: ProgressReport = assignment.report
    report.assignment = assignment
    return report


def _seen(condition: Q) -> QuerySet[Assignment]:
    rows = Assignment.objects.filter(condition).select_related("cycle__plan", "node__plan", "organization", "report")
    return rows.order_by("due_on", "cycle", "node__position")


@dataclass(frozen=True)
class Before:
    """What was said of a node before a report: the last approved one, and the status that stood."""

    report: ProgressReport | None
    status: DeclaredStatus | None

    @property
    def mark(self) -> str:
        """The mark of what was said."""
        if self.report is not None:
            return mark_of(self.report.canonical)
        return mark_of(self.status.canonical, marked=self.status.marked) if self.status else Mark.UNTRACKED

    @property
    def physical(self) -> Decimal | None:
        """The physical progress that was told, if any."""
        told = self.report.physical if self.report else None
        return None if told is None else trimmed(told)

    @property
    def word(self) -> str:
        """Its words."""
        return mark_word(self.mark)


def said_before(assignment: Assignment) -> Before:
    """What was said of the node up to this cycle: at most four queries."""
    approved = ProgressReport.objects.filter(
        state=State.APPROVED, assignment__node=assignment.node, assignment__cycle__number__lt=assignment.cycle.number
    )
    related = approved.select_related("assignment__cycle__plan", "assignment__node")
    report = related.prefetch_related("result_items", "measurements__target").order_by("-assignment__cycle__number")
    status = DeclaredStatus.objects.filter(node=assignment.node, as_of__lt=assignment.cycle.ends.isoformat())
    return Before(report.first(), status.order_by("-as_of", "-pk").first())
