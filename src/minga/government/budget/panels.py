"""The money of plans and nodes, on their pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from minga.government.budget.models import BudgetFact, BudgetLine
from minga.government.budget.queries import LineInfo, lines_of
from minga.government.plans.models import Node, Plan
from minga.government.plans.told import Origin
from minga.kernel import formats
from minga.kernel.panels import Panel

Context = dict[str, Any]


def load_plans(plans: Sequence[Plan]) -> dict[int, Context]:
    """For each plan: the lines that pay for its nodes, each once. One query for each plan."""
    found = {}
    for plan in plans:
        lines = {line.pk: line for own in lines_of(Q(node__plan=plan)).values() for line, _share in own}
        if lines:
            found[plan.pk] = {
                "lines": list(lines.values()),
                "parts": list(lines.values()),
                "sentence": money_sentence(lines.values()),
            }
    return found


def money_sentence(lines: Iterable[LineInfo]) -> str:
    """How much was executed of a plan's single line; empty when there are several, or an amount is missing."""
    known = [line for line in lines if line.adjusted is not None and line.accrued is not None]
    if len(known) != 1:
        return ""
    line, language = known[0], get_language() or "es"
    sentence = _("Se ejecutó (devengado) %(accrued)s de %(adjusted)s.")
    return sentence % {
        "accrued": formats.money(line.accrued or Decimal(0), language, line.currency),
        "adjusted": formats.money(line.adjusted or Decimal(0), language, line.currency),
    }


def load_nodes(nodes: Sequence[Node]) -> dict[int, Context]:
    """For each node: the lines that pay for it, with its share. One query for all nodes."""
    found = lines_of(Q(node__in=[node.pk for node in nodes]))
    return {
        pk: {"lines": lines, "origins": [origin for line, _share in lines for origin in line_origins(line)]}
        for pk, lines in found.items()
    }


def line_origins(line: LineInfo) -> list[Origin]:
    """The rows of a line whose source is shown: its amounts, and the percentage that the document prints."""
    language = get_language() or "es"
    found = [
        Origin(
            BudgetFact,
            amount.pk,
            amount.phase,
            f"{amount.label[:1].upper()}{amount.label[1:]} {line.year or ''}".strip(),
            formats.money(amount.amount, language, line.currency),
        )
        for amount in line.amounts
    ]
    if line.execution_printed is not None:
        says = formats.percent(line.execution_printed, language)
        found.append(Origin(BudgetLine, line.pk, "execution", _("Ejecución impresa"), says))
    return found


PANELS = [
    Panel("money", "plans.plan", 40, load_plans, "budget/plan_panel.html"),
    Panel("money", "plans.node", 40, load_nodes, "budget/node_panel.html"),
]
