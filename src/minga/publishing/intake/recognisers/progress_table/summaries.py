"""Sheets of a workbook that only sum it up («Resumen»): their numbers are figures, and their totals are checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from minga.publishing.intake.cleaning import clean, fold
from minga.publishing.intake.document import Document, Row, Table
from minga.publishing.intake.draft import DraftFigure, DraftFinding
from minga.publishing.intake.grids import is_total
from minga.publishing.intake.numbers import as_spanish
from minga.publishing.intake.recognisers.progress_table.values import NumberReader, is_number, number_reader

_SUMMARY = re.compile(r"(?:resumen|consolidado|summary)\b.*")
_FEWEST_PARTS = 2


@dataclass(slots=True)
class Summary:
    """The figures of the sheets that sum up, and the totals that are not the sum of their parts."""

    figures: list[DraftFigure] = field(default_factory=list)
    findings: list[DraftFinding] = field(default_factory=list)


def read_summaries(document: Document) -> Summary:
    """The numbers of each table in a sheet of that name: a row of labels, then rows of one label and its numbers."""
    summary = Summary()
    for table in document.tables():
        if table.place.sheet and _SUMMARY.fullmatch(fold(table.place.sheet)):
            _read(table, summary)
    return summary


def _read(table: Table, summary: Summary) -> None:
    labels = [clean(text) for text in table.rows[0].texts]
    rows = [row for row in table.rows[1:] if _label(row)]
    for column in range(1, len(labels)):
        counted = [row for row in rows if column < len(row.cells) and is_number(clean(row.texts[column]))]
        if labels[column] and not is_number(labels[column]) and len(counted) >= _FEWEST_PARTS:
            _read_column(column, labels[column], counted, summary)


def _label(row: Row) -> str:
    """The text that a row's numbers belong to; none where the row opens with a number."""
    first = clean(row.texts[0]) if row.texts else ""
    return "" if is_number(first) else first


def _read_column(column: int, label: str, rows: Sequence[Row], summary: Summary) -> None:
    texts = [clean(row.texts[column]) for row in rows]
    read = number_reader(texts, from_workbook=True)
    unit = "%" if any("%" in text for text in [label, *texts]) else None
    parts: list[Decimal] = []
    for row, value in _values(rows, column, read):
        name = _free_name(f"summary-{_slug(_label(row))}", summary)
        place = row.cells[column].place
        summary.figures.append(DraftFigure(name, value, place, f"{_label(row)}: {label}", unit))
        if not is_total(row.texts):
            parts.append(value)
        elif len(parts) >= _FEWEST_PARTS and unit is None and sum(parts) != value:
            message = (
                f"Las partes suman {as_spanish(sum(parts, Decimal(0)))} en «{label}»;"
                f" la fila de totales declara {as_spanish(value)}."
            )
            summary.findings.append(DraftFinding("sum-mismatch", message, place))


def _values(rows: Sequence[Row], column: int, read: NumberReader) -> Iterator[tuple[Row, Decimal]]:
    for row in rows:
        value = read(row.texts[column])
        if value is not None:
            yield row, value


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def _free_name(name: str, summary: Summary) -> str:
    taken = {figure.name for figure in summary.figures}
    return next(
        each
        for number in range(1, len(taken) + 2)
        if (each := name if number == 1 else f"{name}-{number}") not in taken
    )
