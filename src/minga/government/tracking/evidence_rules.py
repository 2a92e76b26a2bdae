"""Who may deliver verifiables, see and read them, say what they are worth, and publish their copies."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from minga.foundation.organizations.models import Role
from minga.foundation.organizations.rules import with_those_above
from minga.government.plans.models import Node, NodeRole
from minga.government.plans.rules import within_plan
from minga.government.tracking.models import Evidence
from minga.kernel.rules import Condition, Rule

DOERS = (NodeRole.Role.LEAD, NodeRole.Role.EXECUTOR)
"""The roles of the organizations that deliver for a node."""
CHECKERS = (Role.REVIEWER, Role.APPROVER)
READERS = (Role.RESPONSIBLE, *CHECKERS, Role.VIEWER)


def within_node(node: Node) -> Iterable[models.Model]:
    """Where those lie that lead the node or one above it, carry it out or report on it, or where its plan does."""
    above = "organization__parent__parent"
    doers = NodeRole.objects.filter(node__in=with_nodes_above(node), role__in=DOERS).select_related(above)
    asked = node.assignments.select_related(above)
    units = [*(doer.organization for doer in doers), *(one.organization for one in asked)]
    return [*within_plan(node.plan), *(place for unit in units for place in with_those_above(unit))]


def with_nodes_above(node: Node) -> list[Node]:
    """A node and all above it: documents name who leads a commitment once, and not for each of its milestones."""
    found = [node]
    while (above := found[-1].parent) is not None:
        found.append(above)
    return found


def within_evidence(evidence: Evidence) -> Iterable[models.Model]:
    """Where those lie that lead the verifiable's node or one above it, carry it out or report on it, or the plan does."""
    return within_node(evidence.node)


def _delivered_by_another(person: Any, evidence: Evidence) -> bool:
    return evidence.delivered_by_id != person.pk


BY_ANOTHER = Condition(
    "evidence-by-another",
    _("Entregaste este verificable: debe hacerlo otra persona."),
    _delivered_by_another,
)
NODE, EVIDENCE = Node._meta.label_lower, Evidence._meta.label_lower


def _of_delivered(name: str, label: Any, roles: tuple[str, ...], *conditions: Condition) -> Rule:
    return Rule(f"tracking.{name}", label, roles, subject=EVIDENCE, conditions=conditions, within=within_evidence)


RULES: list[Rule] = [
    Rule("tracking.deliver-evidence", _("entregar un verificable"), (Role.RESPONSIBLE,), NODE, within=within_node),
    Rule("tracking.see-evidence", _("ver los verificables entregados"), READERS, NODE, within=within_node),
    _of_delivered("read-evidence", _("leer el archivo reservado de un verificable"), READERS),
    _of_delivered("review-evidence", _("decir si un verificable basta"), CHECKERS, BY_ANOTHER),
    _of_delivered("release-copy", _("publicar la copia de un verificable"), CHECKERS, BY_ANOTHER),
    _of_delivered("withdraw-copy", _("retirar la copia pública de un verificable"), CHECKERS),
]
