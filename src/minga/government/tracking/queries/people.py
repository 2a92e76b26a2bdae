"""Who is to be told: the people whose role holds for a unit, a plan or a report. The nearest role stands for those above."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from minga.foundation.accounts.models import User
from minga.foundation.organizations.models import Organization, Role, RoleAssignment
from minga.government.plans.models import Plan
from minga.government.plans.rules import within_plan
from minga.government.tracking.models import ProgressReport
from minga.government.tracking.rules import within_checked

People = list[User]


def responsibles(plan: Plan, units: Iterable[int]) -> dict[int, People]:
    """For each unit (by its key) those who answer for it now; units for which nobody does are left out.

    Those whose role is given for the unit itself; where there is none, those of the nearest unit above; then those of the
    plan, and those of the whole city. A role of the plan or the city that names a unit is one of that unit. At most
    four queries.
    """
    roles = _Responsibles(plan)
    found = {unit: roles.of(unit) for unit in set(units)}
    return {unit: people for unit, people in found.items() if people}


class _Responsibles:
    """The active roles of responsibles, by where they hold."""

    def __init__(self, plan: Plan) -> None:
        self.parents = dict(Organization.objects.values_list("pk", "parent_id"))
        self.by_unit: dict[int, People] = defaultdict(list)
        self.of_plan: People = []
        self.of_city: People = []
        of_units, of_plans = map(ContentType.objects.get_for_model, (Organization, Plan))
        for role in _active(Role.RESPONSIBLE):
            if role.scope_type_id == of_units.pk:
                self.by_unit[role.scope_id or 0].append(role.person)
            elif role.scope_type_id in (None, of_plans.pk) and role.scope_id in (None, plan.pk):
                self._note(role)

    def _note(self, role: RoleAssignment) -> None:
        wide = self.of_city if role.scope_type_id is None else self.of_plan
        (self.by_unit[role.unit_id] if role.unit_id else wide).append(role.person)

    def of(self, unit: int) -> People:
        """Those who answer for a unit."""
        nearest = (self.by_unit[above] for above in self._with_those_above(unit))
        return _each_once(next((people for people in (*nearest, self.of_plan, self.of_city) if people), []))

    def _with_those_above(self, unit: int | None) -> Iterator[int]:
        seen: set[int] = set()
        while unit is not None and unit not in seen:
            seen.add(unit)
            yield unit
            unit = self.parents.get(unit)


def reviewers(plan: Plan) -> People:
    """Those who review the reports of a plan: whose role holds where the plan lies. Two queries."""
    return _holders(Role.REVIEWER, within_plan(plan))


def checkers(report: ProgressReport, role: str) -> People:
    """Those who may review, or approve, a report: whose role holds for it and who wrote nothing of it."""
    wrote = {writer.pk for writer in report.writers.all()}
    return [person for person in _holders(role, within_checked(report)) if person.pk not in wrote]


def _holders(role: str, places: Iterable[models.Model]) -> People:
    """Those who hold a role at one of these places or in the whole city; invented places only where all of them are."""
    found = list(places)
    real = [place for place in found if not getattr(place, "fictitious", False)]
    holds = Q(scope_type__isnull=True)
    for place in real or found:
        holds |= Q(scope_type=ContentType.objects.get_for_model(place), scope_id=place.pk)
    return _each_once(held.person for held in _active(role).filter(holds))


def _active(role: str) -> models.QuerySet[RoleAssignment]:
    rows = RoleAssignment.objects.active().filter(role=role, person__is_active=True)
    return rows.select_related("person").order_by("pk")


def _each_once(people: Iterable[User]) -> People:
    return list({person.pk: person for person in people}.values())
