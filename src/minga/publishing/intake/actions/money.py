"""The money of nodes: lines, amounts by phase, and the share that each node has in its line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from minga.government.budget.models import BudgetFact, BudgetLine, NodeShare
from minga.government.plans.models import Node
from minga.publishing.intake.actions.of_plan import OfPlan, Pair
from minga.publishing.intake.actions.settle import Source, Wanted, as_json, settle
from minga.publishing.intake.draft import DraftBudget, DraftNode


def settle_money(of: OfPlan, pairs: list[Pair]) -> None:
    """Brings the money of the nodes: a budget line for each node, year and currency with money, its amounts by phase, and the node's share in it."""
    groups = [(draft, node, purse) for draft, node in pairs for purse in _purses(draft)]
    shares = NodeShare.objects.filter(node__plan=of.plan).select_related("line").order_by("line_id")
    identities = _line_identities(shares)
    wanted = [_line(of, draft, node, purse) for draft, node, purse in groups]
    standing = [share.line for share in shares]
    lines = settle(of.recorder, BudgetLine, wanted, standing, lambda line: identities.get(line.pk))
    owned = list(zip(lines, groups, strict=True))
    shared = [
        of.wanted((node.pk, line.pk), {"node": node, "line": line, "share": Decimal(100)}, node)
        for line, (_, node, _) in owned
    ]
    of.settle(NodeShare, shared, lambda row: (row.node_id, row.line_id))
    _amounts(of, owned)


def _line(of: OfPlan, draft: DraftNode, node: Node, purse: Purse) -> Wanted:
    values = {
        "name": draft.title,
        "year": purse.year,
        "currency": purse.currency,
        "organization": of.plan.publisher,
        "execution_printed": draft.execution_printed,
        "fictitious": of.plan.fictitious,
    }
    sources = _execution_sources(draft)
    return of.wanted((node.pk, *purse.key), values, node, ("execution_printed",), *sources)


def _amounts(of: OfPlan, owned: list[tuple[BudgetLine, tuple[DraftNode, Node, Purse]]]) -> None:
    wanted = [
        of.wanted(
            (line.pk, amount.phase, of.as_of),
            {"line": line, "phase": amount.phase, "as_of": of.as_of, "amount": amount.amount},
            node,
            ("amount",),
            Source(
                amount.phase,
                amount.place or draft.place,
                amount.printed or as_json(amount.amount),
                corrected=amount.corrected,
            ),
        )
        for line, (draft, node, purse) in owned
        for amount in purse.amounts
    ]
    standing = BudgetFact.objects.filter(line__shares__node__plan=of.plan)
    settle(of.recorder, BudgetFact, wanted, standing, lambda row: (row.line_id, row.phase, row.as_of))


def _execution_sources(draft: DraftNode) -> list[Source]:
    if draft.execution_printed is None:
        return []
    place = draft.places.get("execution", draft.place)
    return [Source("execution", place, draft.cells.get("execution", as_json(draft.execution_printed)))]


@dataclass
class Purse:
    """The amounts of one budget line: a year, a currency and, where a document prints a phase again, which time."""

    year: int | None
    currency: str
    turn: int
    amounts: list[DraftBudget] = field(default_factory=list)

    @property
    def key(self) -> tuple[int | None, str, int]:
        """What tells the lines of a node apart."""
        return self.year, self.currency, self.turn


def _purses(draft: DraftNode) -> list[Purse]:
    """A node's amounts by budget line, in order; an amount of a phase that a line has already goes to a further line."""
    purses: dict[tuple[int | None, str, int], Purse] = {}
    turns: Counter[tuple[int | None, str, str]] = Counter()
    for amount in draft.budget:
        phase = (amount.year, amount.currency, amount.phase)
        purse = Purse(amount.year, amount.currency, turns[phase])
        turns[phase] += 1
        purses.setdefault(purse.key, purse).amounts.append(amount)
    return list(purses.values())


def _line_identities(shares: Iterable[NodeShare]) -> dict[int, tuple[int, int | None, str, int]]:
    """The identity of each standing line, as `settle_money` asks for it, by its key."""
    turns: Counter[tuple[int, int | None, str]] = Counter()
    identities = {}
    for share in shares:
        line = (share.node_id, share.line.year, share.line.currency)
        identities[share.line_id] = (*line, turns[line])
        turns[line] += 1
    return identities
