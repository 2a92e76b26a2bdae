"""Links between plans: those that wait for the other side, all those of a node, and those that ended."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from minga.foundation.organizations.rules import verdict
from minga.government.plans.models import Link, Node, Plan
from minga.government.plans.queries.desk import PUBLISHER


def waiting_links(person: Any, plan: Plan | None = None) -> list[Link]:
    """The links to one plan, or to any, that the person may answer: one query."""
    rows = Link.objects.filter(state=Link.State.PROPOSED)
    if plan is not None:
        rows = rows.filter(target__plan=plan)
    found = rows.select_related("source__plan", f"target__plan__{PUBLISHER}").order_by("proposed_at", "pk")
    return [link for link in found if verdict(person, "plans.answer-link", link).allowed]


def links_of(plan: Plan, key: str) -> list[Link]:
    """All the links of a node, whatever their state, those that it says first."""
    node = Q(source__plan=plan, source__key=key) | Q(target__plan=plan, target__key=key)
    rows = Link.objects.filter(node).select_related("source__plan", "target__plan").order_by("pk")
    return sorted(rows, key=lambda link: link.source.key != key)


def ended_links(node: Node) -> list[Link]:
    """The links of a node that one of the two plans ended, the latest first: one query."""
    rows = Link.objects.filter(Q(source=node) | Q(target=node), state=Link.State.ENDED)
    return list(rows.select_related("source__plan", "target__plan").order_by("-ended_at", "-pk"))
