"""Totals of a row against the parts of the year beside them: «Total ejecutado» after each quarter's value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from minga.publishing.intake.cleaning import clean, fold
from minga.publishing.intake.draft import DraftFinding, DraftNode
from minga.publishing.intake.numbers import as_spanish
from minga.publishing.intake.recognisers.findings import quoted
from minga.publishing.intake.recognisers.progress_table.columns import Layout
from minga.publishing.intake.recognisers.progress_table.facts import Row

_TOTAL = re.compile(r"\btotal\b")
_FEWEST = 2
_KINDS = ("programmed", "executed")

Taken = tuple[Row, DraftNode]


def check_parts_of_year(layout: Layout, taken: Sequence[Taken]) -> Iterator[DraftFinding]:
    """The alerts for the rows whose total is not the sum of their parts, where other rows of the table show that it is.

    Parts may also be accumulated or be percentages, which add up to nothing: then most rows do not agree, and none is told.
    """
    for kind in _KINDS:
        whole = _total_of(layout, kind)
        parts = [period.columns[kind] for period in layout.periods if period.part and kind in period.columns]
        if whole is None or len(parts) < _FEWEST:
            continue
        read = [each for row, node in taken if (each := _sums(row, node, whole, parts))]
        wrong = [each for each in read if each[2] != each[3]]
        if len(wrong) * 2 < len(read):
            yield from (_report(row, node, whole, stated, summed) for row, node, stated, summed in wrong)


def _total_of(layout: Layout, kind: str) -> int | None:
    """The only column of a kind, outside the parts of a year, whose label says that it is the total."""
    found = [period.columns[kind] for period in layout.periods if not period.part and kind in period.columns]
    totals = [index for index in found if _TOTAL.search(fold(layout.at(index).label))]
    return totals[0] if len(totals) == 1 else None


def _sums(
    row: Row, node: DraftNode, whole: int, parts: Sequence[int]
) -> tuple[Row, DraftNode, Decimal, Decimal] | None:
    stated = row.number(whole)
    values = [value for index in parts if (value := row.number(index)) is not None]
    if stated is None or len(values) < len(parts) or any("%" in row.text(index) for index in (whole, *parts)):
        return None
    return row, node, stated, sum(values, Decimal(0))


def _report(row: Row, node: DraftNode, whole: int, stated: Decimal, summed: Decimal) -> DraftFinding:
    label = quoted(clean(row.layout.at(whole).label))
    message = f"Las partes del año suman {as_spanish(summed)}; la columna {label} declara {as_spanish(stated)}."
    return DraftFinding("sum-mismatch", message, row.place(whole), ref=node.ref)
