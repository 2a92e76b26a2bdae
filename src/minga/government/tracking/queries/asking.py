"""What a cycle asks by default: the nodes that carry a status, each of the unit that leads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from minga.foundation.organizations.models import Organization
from minga.government.plans.models import Node, NodeRole, Plan


@dataclass(frozen=True)
class Askable:
    """A node that a cycle may ask about, and the unit that leads it, if any document or edition names one."""

    node: Node
    lead: Organization | None


def askable_nodes(plan: Plan) -> list[Askable]:
    """The open nodes of the levels that carry a status, in the plan's order. Two queries.

    A node that names no lead is led by the first lead of the nearest node above that names one.
    """
    nodes = list(Node.objects.open().filter(plan=plan).select_related("level").order_by("position"))
    above = {node.pk: node.parent_id for node in nodes}
    leads: dict[int, Organization] = {}
    rows = NodeRole.objects.filter(node__plan=plan, role=NodeRole.Role.LEAD).select_related("organization")
    for role in rows.order_by("node", "position", "pk"):
        leads.setdefault(role.node_id, role.organization)
    return [Askable(node, _lead(node.pk, above, leads)) for node in nodes if node.level.carries_status]


def _lead(node: int | None, above: Mapping[int, int | None], leads: Mapping[int, Organization]) -> Organization | None:
    while node is not None and node not in leads:
        node = above.get(node)
    return leads[node] if node is not None else None
