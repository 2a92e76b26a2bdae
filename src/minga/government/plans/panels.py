"""What plans show on the pages of organizations, places and documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from minga.foundation.organizations.models import Organization
from minga.foundation.sources.models import Document
from minga.foundation.territory.models import Territory
from minga.government.plans.queries.panels import Told, called_by, nodes_at, roles_of, told_by
from minga.government.plans.words import counted
from minga.kernel.panels import Panel

Contexts = dict[int, dict[str, Any]]


def load_organizations(organizations: Sequence[Organization]) -> Contexts:
    """The plans that each organization publishes and the nodes in which it has a role. Two queries."""
    return {pk: {"parts": parts} for pk, parts in roles_of(organizations).items()}


def load_territories(territories: Sequence[Territory]) -> Contexts:
    """The nodes that documents place in each territory. One query."""
    return {pk: {"parts": parts} for pk, parts in nodes_at(territories).items()}


def load_documents(documents: Sequence[Document]) -> Contexts:
    """The plans that each document told of, and the nodes that its alerts speak of. Two queries for each document."""
    told = [(document, told_by(document)) for document in documents]
    return {
        document.pk: {"plans": plans, "read": _read(plans), "called": called_by(document)}
        for document, plans in told
        if plans
    }


def _read(plans: Sequence[Told]) -> list[str]:
    """What was read, level by level, of all the plans: `5 compromisos`, `22 hitos`."""
    numbers: Counter[str] = Counter()
    for told in plans:
        for level, number in told.levels:
            numbers[level.name] += number
    return [counted(name, number) for name, number in numbers.items()]


PANELS = [
    Panel("plans", "organizations.organization", 20, load_organizations, "plans/organization_panel.html"),
    Panel("plans", "territory.territory", 20, load_territories, "plans/territory_panel.html"),
    Panel("plans", "sources.document", 20, load_documents, "plans/document_panel.html"),
]
