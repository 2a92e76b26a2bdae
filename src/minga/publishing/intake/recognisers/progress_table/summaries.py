"""Sheets of a workbook that only sum it up («Resumen»): their numbers are figures, and their totals are checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from minga.publishing.intake.cleaning import clean, fold, words
from minga.publishing.intake.document import Document, Place, Row, Table
from minga.publishing.intake.draft import DraftFigure, DraftFinding, DraftNode, DraftPlan
from minga.publishing.intake.grids import is_total
from minga.publishing.intake.levels import level_nouns, singular
from minga.publishing.intake.numbers import as_spanish
from minga.publishing.intake.recognisers.progress_table.values import NumberReader, is_number, number_reader
from minga.publishing.intake.statuses import canonical, is_status, without_mark

_SUMMARY = re.compile(r"(?:resumen|consolidado|summary)\b.*")
_FEWEST_PARTS = 2
_COUNTS = re.compile(r"(?:(?:n[°º]?\.?|nro\.?|numero|cantidad|total|conteo)\s+(?:de\s+)?)?(?P<noun>[a-z]+)")


@dataclass(frozen=True, slots=True)
class Count:
    """A number of a sheet that sums up: its row's label, its column's, its value and its place."""

    row: str
    column: str
    value: Decimal
    place: Place
    is_total: bool


@dataclass(slots=True)
class Summary:
    """The figures of the sheets that sum up, and the totals that are not the sum of their parts.

    `counts`: the numbers of each column that prints no percentages, for comparing them with what the other sheets list.
    """

    figures: list[DraftFigure] = field(default_factory=list)
    findings: list[DraftFinding] = field(default_factory=list)
    counts: list[list[Count]] = field(default_factory=list)


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
    counts: list[Count] = []
    for row, value in _values(rows, column, read):
        name = _free_name(f"summary-{_slug(_label(row))}", summary)
        place = row.cells[column].place
        summary.figures.append(DraftFigure(name, value, place, f"{_label(row)}: {label}", unit))
        counts.append(Count(_label(row), label, value, place, is_total(row.texts)))
        if not is_total(row.texts):
            parts.append(value)
        elif len(parts) >= _FEWEST_PARTS and unit is None and sum(parts) != value:
            message = (
                f"Las partes suman {as_spanish(sum(parts, Decimal(0)))} en «{label}»;"
                f" la fila de totales declara {as_spanish(value)}."
            )
            summary.findings.append(DraftFinding("sum-mismatch", message, place))
    if unit is None:
        summary.counts.append(counts)


def check_counts(summary: Summary, plans: Sequence[DraftPlan]) -> Iterator[DraftFinding]:
    """The counts by status that are not those of the detail, where they clearly count a level of the only plan read."""
    for counts in summary.counts if len(plans) == 1 else ():
        nodes = _counted(counts, plans[0])
        if not nodes:
            continue
        for count in counts:
            found = len(nodes) if count.is_total else _with_status(count.row, counts, nodes)
            if found != count.value:
                message = (
                    f"El resumen declara {as_spanish(count.value)} en «{count.row}: {count.column}»;"
                    f" en el detalle se leen {found}."
                )
                yield DraftFinding("count-mismatch", message, count.place)


def _counted(counts: Sequence[Count], plan: DraftPlan) -> list[DraftNode]:
    """The nodes of the level that a column counts by status; none unless all have a status and each row names one."""
    named = _COUNTS.fullmatch(fold(counts[0].column)) if counts else None
    if named is None or not all(count.is_total or is_status(count.row) for count in counts):
        return []
    noun = fold(singular(named["noun"]))
    levels = [level for level in plan.levels if noun in level_nouns(level)]
    nodes = [node for node in plan.nodes if node.level in levels]
    return nodes if len(levels) == 1 and all(node.status for node in nodes) else []


def _with_status(label: str, counts: Sequence[Count], nodes: Sequence[DraftNode]) -> int:
    """How many nodes have the status that a row names: by its word where another row names one that means the same."""
    said = canonical(without_mark(label))
    alike = [count for count in counts if not count.is_total and canonical(without_mark(count.row)) == said]
    if len(alike) == 1:
        return sum(node.status is not None and node.status.canonical == said for node in nodes)
    printed = _stem(label)
    return sum(node.status is not None and _stem(node.status.printed) == printed for node in nodes)


def _stem(status: str) -> list[str]:
    """A status without its gender and number: «Retrasados» is «Retrasada»."""
    return [re.sub(r"(?:[oa]?s|[oa])$", "", word) for word in words(without_mark(status))]


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
