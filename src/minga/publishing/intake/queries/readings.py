"""Which readings there are for a person, and for which units that person may hand in documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, Count, F, IntegerField, Q, QuerySet, Value, When

from minga.foundation.organizations.models import Organization
from minga.foundation.organizations.rules import assignments_of
from minga.foundation.organizations.scopes import and_below, organization_tree
from minga.foundation.sources.alerts import FIXED_BY_ACT, LOAD_KINDS
from minga.foundation.sources.models import Finding, Load
from minga.government.plans.models import Change, ChangeSet, Plan
from minga.government.plans.queries.outline import subject_of
from minga.kernel.rules import find_rule
from minga.publishing.intake.models import Reading
from minga.publishing.intake.rules import visible

Kind = Organization.Kind
HOUSE = (
    Kind.MUNICIPALITY,
    Kind.SECRETARIAT,
    Kind.DIRECTORATE,
    Kind.ZONAL_ADMINISTRATION,
    Kind.UNIT,
    Kind.PUBLIC_COMPANY,
    Kind.AGENCY,
    Kind.COUNCIL,
)
"""The kinds of organization that hand in official documents."""
ORDER = (
    Reading.State.REVIEW,
    Reading.State.FAILED,
    Reading.State.READING,
    Reading.State.QUEUED,
    Reading.State.APPLIED,
    Reading.State.DISCARDED,
)
"""States in the order of the listing: first what waits for a person."""
UNDONE = Load.State.UNDONE.value
"""How an applied reading is told whose load was undone."""
STATES = {**{state.value: state.label for state in ORDER}, UNDONE: Load.State.UNDONE.label}
"""What a reading is told to be, in the order of the listing, with its words."""
TAKEN_BACK = Q(state=Reading.State.APPLIED, load__isnull=False, load__state=UNDONE)


@dataclass(frozen=True)
class Desk:
    """What a document is handed in for: a unit, and the plan through which the person acts there, if any."""

    value: str
    label: str
    organization: Organization
    plan: Plan | None = None


def listed(person: Any, state: str = "") -> QuerySet[Reading]:
    """The readings that a person may see, those that wait for somebody first; of one state, when it is one (`STATES`)."""
    found = visible(person).select_related("organization", "load__document").defer("draft")
    if state == UNDONE:
        found = found.filter(TAKEN_BACK)
    elif state in Reading.State.values:
        found = found.filter(~TAKEN_BACK, state=state)
    places = [When(state=state, then=Value(place)) for place, state in enumerate(ORDER)]
    order = Case(*places, output_field=IntegerField())
    return found.annotate(place=order).order_by("place", "-handed_in_at", "-pk")


def count_by_state(person: Any) -> dict[str, int]:
    """How many readings of each state a person may see, in the order of the listing; those taken back apart."""
    state = Case(When(TAKEN_BACK, then=Value(UNDONE)), default=F("state"), output_field=CharField())
    counts = dict(visible(person).order_by().annotate(told=state).values_list("told").annotate(total=Count("pk")))
    return {state: counts[state] for state in STATES if state in counts}


def open_inverse(reading: Reading) -> ChangeSet | None:
    """The change set that takes the reading's load back once it is published, while it waits; None without one."""
    if reading.load is None:
        return None
    waiting = (ChangeSet.State.DRAFT, ChangeSet.State.SUBMITTED)
    return reading.load.inverses.filter(state__in=waiting).select_related("plan").first()


def plans_told(load: Load) -> QuerySet[Plan]:
    """The plans of which a load told anything; not those that it made, which are of the unit that handed it in."""
    changes = load.change_set.changes.all()
    made = changes.filter(
        subject_type=ContentType.objects.get_for_model(Plan), operation=Change.Operation.CREATE
    ).values("subject_id")
    told = {key.partition("/")[0] for key in changes.values_list("key", flat=True)}
    return Plan.objects.filter(slug__in=told).exclude(pk__in=made).select_related("publisher__parent__parent__parent")


@dataclass(frozen=True)
class Left:
    """What a load left as it is although its document says otherwise: its alert, and of which element of which plan."""

    finding: Finding
    plan: str
    key: str

    @property
    def is_fixed(self) -> bool:
        """Whether an act fixed it."""
        return self.finding.code == FIXED_BY_ACT


def left_by(load: Load) -> list[Left]:
    """What an applied load left as it is: one query."""
    if load.state != Load.State.APPLIED:
        return []
    return [Left(finding, *subject_of(finding)) for finding in load.findings.filter(code__in=LOAD_KINDS)]


def later_reading(person: Any, reading: Reading) -> Reading | None:
    """The latest further reading of the same file that the person may see, discarded ones apart."""
    others = visible(person).filter(sha256=reading.sha256, pk__gt=reading.pk).exclude(state=Reading.State.DISCARDED)
    return others.defer("draft").order_by("-pk").first()


def find(person: Any, public_id: UUID) -> Reading:
    """One reading that the person may see. Raises `Reading.DoesNotExist` for any other."""
    return (
        visible(person)
        .select_related("organization__parent__parent", "plan__publisher__parent", "load__document", "handed_in_by")
        .get(public_id=public_id)
    )


def desks(person: Any) -> list[Desk]:
    """For what the person may hand in documents: real units first, by name, then invented ones, then plans."""
    held = [one for one in assignments_of(person) if one.role in find_rule("intake.submit").roles]
    units = list(_units(held))
    plans = {one.scope for one in held if isinstance(one.scope, Plan) and one.scope.publisher_id}
    known = {unit.pk for unit in units}
    of_plans = [plan for plan in plans if plan.publisher_id not in known]
    return [
        *(Desk(unit.slug, unit.display_name, unit) for unit in units),
        *(_of_plan(plan) for plan in sorted(of_plans, key=lambda plan: (plan.fictitious, plan.slug))),
    ]


def _of_plan(plan: Plan) -> Desk:
    assert plan.publisher is not None
    return Desk(f"plan:{plan.slug}", f"{plan.publisher.display_name} · {plan}", plan.publisher, plan)


def _units(held: Iterable[Any]) -> QuerySet[Organization]:
    """The units of the house for which a role holds: all of them for one in the whole city."""
    rows = Organization.objects.filter(valid_to__isnull=True).order_by("fictitious", "name")
    if any(one.scope_type_id is None for one in held):
        return rows.filter(kind__in=HOUSE)
    own = [one.scope_id for one in held if isinstance(one.scope, Organization)]
    return rows.filter(Q(pk__in=own) | Q(pk__in=and_below(own, organization_tree()), kind__in=HOUSE))
