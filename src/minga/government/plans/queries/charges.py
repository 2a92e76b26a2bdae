"""The nodes that a person's units lead, for the desk of who answers for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When

from minga.foundation.organizations.models import Role, RoleAssignment
from minga.foundation.organizations.rules import assignments_of
from minga.foundation.organizations.scopes import and_below, organization_tree, scope_type
from minga.government.plans.models import DeclaredStatus, Node, NodeRole
from minga.government.plans.queries.carried import carries_status

SETTLED = (DeclaredStatus.Canonical.COMPLETED, DeclaredStatus.Canonical.CANCELLED)
"""Of these nothing is waited for."""

ABOVE = ("pk", "parent", "parent__parent")
"""The node itself and those above it that may name who leads it."""


@dataclass(frozen=True)
class Held:
    """What a role of a responsible covers: the units that lead, and the one plan to which the role is bound, if any."""

    units: frozenset[int]
    plan: int | None = None


def held_by(person: Any) -> list[Held]:
    """What the person answers for: what the role is given for, when it is an organization; else the person's unit.

    One query; none for who answers for nothing.
    """
    roles = [role for role in assignments_of(person) if role.role == Role.RESPONSIBLE]
    named = [(unit, _plan_of(role)) for role in roles if (unit := _unit_of(role))]
    tree = organization_tree() if named else {}
    return [Held(frozenset(and_below([unit], tree)), plan) for unit, plan in dict.fromkeys(named)]


def _unit_of(role: RoleAssignment) -> int | None:
    of_one = role.scope_type_id == scope_type("organizations.organization").pk
    return role.scope_id if of_one else role.unit_id


def _plan_of(role: RoleAssignment) -> int | None:
    return role.scope_id if role.scope_type_id == scope_type("plans.plan").pk else None


def led_nodes(held: Iterable[Held]) -> QuerySet[Node]:
    """The open nodes that these units lead, with their latest status: what is not settled and ends first comes first.

    A node that names no lead is led by who leads the nearest node above that names one, up to two levels.
    """
    latest = DeclaredStatus.objects.filter(node=OuterRef("pk")).order_by("-as_of", "-pk")
    found = Node.objects.filter(_led(held), closed_at__isnull=True).annotate(
        canonical=Subquery(latest.values("canonical")[:1]),
        marked=Subquery(latest.values("marked")[:1]),
        tracked=carries_status(),
    )
    settled = Case(When(canonical__in=SETTLED, then=Value(1)), default=Value(0))
    undated = Case(When(end="", then=Value(1)), default=Value(0))
    in_order = found.order_by(settled, undated, "end", "plan__slug", "position")
    return in_order.select_related("plan", "level")


def _led(held: Iterable[Held]) -> Q:
    led = Q(pk__in=[])
    for one in held:
        own, parent, highest = (Exists(_leads(path).filter(organization__in=one.units)) for path in ABOVE)
        nobody_here, nobody_above = (~Exists(_leads(path)) for path in ABOVE[:2])
        by_unit = Q(own) | (Q(nobody_here) & (Q(parent) | (Q(nobody_above) & Q(highest))))
        led |= by_unit & Q(plan=one.plan) if one.plan else by_unit
    return led


def _leads(path: str) -> QuerySet[NodeRole]:
    return NodeRole.objects.filter(node=OuterRef(path), role=NodeRole.Role.LEAD)


def by_plan(nodes: Sequence[Node]) -> list[Node]:
    """The same nodes, those of one plan together, where the first of them stands."""
    places = {plan: place for place, plan in enumerate(dict.fromkeys(node.plan_id for node in nodes))}
    return sorted(nodes, key=lambda node: places[node.plan_id])
