"""Who may hand in, review, apply and undo readings. Readings are private: whoever no rule lets in does not see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from minga.foundation.organizations.models import Organization, Role
from minga.foundation.organizations.rules import System, Verdict, assignments_of, lies_in, verdict, with_those_above
from minga.foundation.organizations.scopes import and_below, organization_tree
from minga.government.plans.models import Plan
from minga.kernel.rules import Condition, Rule, find_rule
from minga.publishing.intake.models import Reading

State = Reading.State


def within(reading: Reading) -> Iterable[models.Model]:
    """Where a role holds for a reading: the unit it was handed in for and those above it, and the plan it speaks of."""
    return [*lies_in(reading.organization), *([reading.plan] if reading.plan else [])]


def _is_own_or_of_reviewers(actor: Any, reading: Reading) -> bool:
    """Whether the person handed it in, or holds here a role that may discard what others handed in."""
    if reading.handed_in_by_id == actor.pk:
        return True
    places = {(type(place), place.pk) for place in within(reading)}
    held = [one for one in assignments_of(actor) if one.role in (Role.PLANNER, Role.REVIEWER)]
    return any(one.scope_type_id is None or (type(one.scope), one.scope_id) in places for one in held)


OWN = Condition(
    "own-or-reviewer",
    _("Lo entregó otra persona: pide que la descarte a quien planifica o revisa."),
    _is_own_or_of_reviewers,
)


def _rule(name: str, label: Any, roles: tuple[str, ...], **more: Any) -> Rule:
    return Rule(f"intake.{name}", label, roles, subject=Reading._meta.label_lower, within=within, **more)


RULES: list[Rule] = [
    _rule("see", _("ver una lectura"), (Role.PLANNER, Role.EDITOR, Role.REVIEWER, Role.APPROVER)),
    _rule("submit", _("entregar un documento para su lectura"), (Role.PLANNER, Role.EDITOR, Role.REVIEWER)),
    _rule(
        "retry",
        _("leer de nuevo un documento"),
        (Role.PLANNER, Role.EDITOR, Role.REVIEWER),
        states=(State.QUEUED, State.READING, State.FAILED),
    ),
    _rule(
        "review",
        _("decidir sobre una lectura"),
        (Role.PLANNER, Role.EDITOR, Role.REVIEWER),
        states=(State.REVIEW,),
    ),
    _rule("apply", _("aplicar una lectura"), (Role.PLANNER, Role.APPROVER), states=(State.REVIEW,)),
    _rule("undo", _("deshacer una lectura aplicada"), (Role.PLANNER, Role.APPROVER), states=(State.APPLIED,)),
    _rule(
        "discard",
        _("descartar una lectura"),
        (Role.PLANNER, Role.REVIEWER, Role.EDITOR),
        states=(State.QUEUED, State.READING, State.REVIEW, State.FAILED),
        conditions=(OWN,),
    ),
]


def visible(actor: Any, rule: str = "intake.see") -> QuerySet[Reading]:
    """The readings to which a rule lets the actor by their roles, whatever their state; none for who holds none."""
    rows = Reading.objects.all()
    if isinstance(actor, System):
        return rows
    held = [one for one in assignments_of(actor) if one.role in find_rule(rule).roles]
    if any(one.scope_type_id is None for one in held):
        return rows
    scopes = [one.scope for one in held]
    units = and_below((scope.pk for scope in scopes if isinstance(scope, Organization)), organization_tree())
    plans = [scope.pk for scope in scopes if isinstance(scope, Plan)]
    return rows.filter(Q(organization__in=units) | Q(plan__in=plans))


def may_change(actor: Any, reading: Reading, plan: Plan) -> Verdict:
    """Whether the actor may apply something to a plan that stands: a role in one unit does not reach another's plan.

    A publisher that stands under nobody counts as a unit of the institution of the reading.
    """
    publisher = plan.publisher or reading.organization
    if publisher.parent is None and publisher != reading.organization:
        publisher = with_those_above(reading.organization)[-1]
    asked = Reading(organization=publisher, plan=plan, state=State.REVIEW)
    return verdict(actor, "intake.apply", asked)


def reach_of(actor: Any, reading: Reading) -> Callable[[Plan], bool]:
    """In which plans that a document only names the actor may make what they do not have."""
    return lambda plan: may_change(actor, reading, plan).allowed
