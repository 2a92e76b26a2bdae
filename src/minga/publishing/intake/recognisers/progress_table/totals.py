"""Rows of totals: never nodes, but a check of the money above them, and figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from minga.publishing.intake.cleaning import clean, fold
from minga.publishing.intake.draft import DraftFigure, DraftFinding, DraftNode
from minga.publishing.intake.numbers import as_spanish
from minga.publishing.intake.recognisers.progress_table.columns import Column
from minga.publishing.intake.recognisers.progress_table.facts import Row
from minga.publishing.intake.recognisers.progress_table.values import decimals_of

_PARTIAL = ("subtotal", "sub total", "sub-total")


@dataclass(frozen=True, slots=True)
class _Amount:
    """An amount above a total, and the node it belongs to."""

    value: Decimal
    node: DraftNode


@dataclass(slots=True)
class Totals:
    """Adds up the money of the rows of a table, and compares it with each row of totals."""

    findings: list[DraftFinding] = field(default_factory=list)
    figures: list[DraftFigure] = field(default_factory=list)
    _amounts: dict[int, list[_Amount]] = field(default_factory=dict)
    _marks: dict[int, int] = field(default_factory=dict)

    def add(self, row: Row, node: DraftNode) -> None:
        """Adds a row's amounts."""
        for column, _ in row.of("budget"):
            value = row.number(column.index)
            if value is not None:
                self._amounts.setdefault(column.index, []).append(_Amount(value, row.owner(column, node)))

    def check(self, row: Row) -> None:
        """Compares a row of totals with the amounts since the last such row, or with all of them; either will do.

        Amounts of a node and of those beneath it are not counted twice: only one depth of the tree is added up.
        """
        label = clean(next((text for text in row.cells if text.strip()), ""))
        partial = fold(label).startswith(_PARTIAL)
        for column, _ in row.of("budget"):
            stated = row.number(column.index)
            amounts = self._amounts.get(column.index, [])
            if stated is None or not amounts:
                continue
            since = amounts[self._marks.get(column.index, 0) :]
            candidates = [each for part in (since, amounts) for each in _sums(part)]
            if not any(_agrees(stated, total, count) for total, count in candidates):
                self._report(row, column, stated, candidates[0][0] if partial and since else _sums(amounts)[0][0])
            self._marks[column.index] = len(amounts)
            if not partial:
                self._keep_figure(row, column, stated, label)

    def _report(self, row: Row, column: Column, stated: Decimal, summed: Decimal) -> None:
        message = f"Las filas suman {as_spanish(summed)} en «{clean(column.label)}»; la fila de totales declara {as_spanish(stated)}."
        self.findings.append(DraftFinding("sum-mismatch", message, row.place(column.index)))

    def _keep_figure(self, row: Row, column: Column, stated: Decimal, label: str) -> None:
        name = f"total-{column.meaning.detail or 'budget'}"
        taken = sum(figure.name.startswith(name) for figure in self.figures)
        name = f"{name}-{taken + 1}" if taken else name
        said = f"{label}: {clean(column.label)}"
        amount, money = row.amount(column)
        if money.currency is not None:
            self.figures.append(DraftFigure(name, amount or stated, row.place(column.index), said, money.currency))


def _sums(amounts: Sequence[_Amount]) -> list[tuple[Decimal, int]]:
    """The sums that a total may mean, with how many amounts each adds: those without amounts beneath, all, the topmost."""
    holders = {amount.node.ref for amount in amounts}
    parents = {amount.node.parent for amount in amounts}
    lowest = [amount.value for amount in amounts if amount.node.ref not in parents]
    topmost = [amount.value for amount in amounts if amount.node.parent not in holders]
    every = [amount.value for amount in amounts]
    return [(sum(values, Decimal(0)), len(values)) for values in (lowest, topmost, every)]


def _agrees(stated: Decimal, total: Decimal, count: int) -> bool:
    """Equal, but for the rounding of each amount where decimals are printed."""
    decimals = max(decimals_of(stated), decimals_of(total))
    printed = decimals_of(stated)
    if not decimals:
        return stated == total
    return abs(stated - total) <= Decimal(count + 1) * Decimal(5).scaleb(-(printed + 1))
