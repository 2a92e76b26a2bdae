"""Budget lines with their amounts."""

from __future__ import annotations

from decimal import Decimal

import factory

from minga.government.budget.models import BudgetFact, BudgetLine, NodeShare
from minga.government.plans.models import Node


class BudgetLineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = BudgetLine

    name = "Mercados limpios"
    year = 2025


def budget_line(adjusted: str | None = "100.00", accrued: str | None = "80.00", **values) -> BudgetLine:
    """A line with what may be spent and what was executed; None leaves an amount out."""
    line = BudgetLineFactory(**values)
    for phase, amount in (("adjusted", adjusted), ("accrued", accrued)):
        if amount is not None:
            spend(line, phase, amount)
    return line


def spend(line: BudgetLine, phase: str, amount: str, *, as_of: str = "2025-12") -> BudgetFact:
    """An amount of a line in a phase, as of a date."""
    return BudgetFact.objects.create(line=line, phase=phase, amount=Decimal(amount), as_of=as_of)


def pay_for(node: Node, line: BudgetLine, share: str = "100") -> NodeShare:
    """How much of a line pays for a node."""
    return NodeShare.objects.create(node=node, line=line, share=Decimal(share))
