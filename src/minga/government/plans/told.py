"""What higher rooms tell of a plan and its nodes through their panels, beyond what the panel's own template shows.

The context of a panel on `plans.plan` may carry `cited`, the verifiables of its nodes by row ({int: Cited}), and
`sentence`, one more sentence for the head of the page. The context of a panel on `plans.node` may carry `origins`, its
rows whose source the node's page shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from minga.government.plans.outline import Cited, Outline
from minga.kernel.panels import Panel

Shown = list[tuple[Panel, dict[str, Any]]]


@dataclass(frozen=True)
class Origin:
    """A row whose source is shown: which field of it was printed, what to call it, and what Minga says."""

    model: type[models.Model]
    pk: int
    field: str
    label: str
    says: str


def set_cited(outline: Outline, shown: Shown) -> None:
    """Gives each node of the outline the verifiables that the panels tell of."""
    told: dict[int, Cited] = {}
    for _panel, context in shown:
        told |= context.get("cited", {})
    for node in outline.nodes:
        node.cited = told.get(node.pk, node.cited)


def sentences(shown: Shown) -> list[str]:
    """The further sentences for the head of the page, in the order of the panels."""
    return [context["sentence"] for _panel, context in shown if context.get("sentence")]


def origins(contexts: Iterable[Mapping[str, Any]]) -> list[Origin]:
    """The rows that the panels want to be traced."""
    return [origin for context in contexts for origin in context.get("origins", [])]
