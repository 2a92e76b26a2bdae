"""What a second row of a node says otherwise than the first: status, dates, the percentage of execution."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from minga.publishing.intake.dates import date_of
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import DraftFinding, DraftNode
from minga.publishing.intake.numbers import as_spanish
from minga.publishing.intake.recognisers.progress_table.facts import Row
from minga.publishing.intake.recognisers.repeats import told_otherwise
from minga.publishing.intake.statuses import read_status


@dataclass(slots=True)
class Repeated:
    """Compares each row with what its node holds already. Of sheets of several years, the latest status is the node's."""

    _years: dict[str, int] = field(default_factory=dict)

    def settle(self, row: Row, node: DraftNode) -> Iterator[DraftFinding]:
        """The alerts for the facts that the row prints otherwise; the status of an older year gives way."""
        yield from self._status(row, node)
        for name, printed, kept, place in _others(row, node):
            yield from told_otherwise(node, name, printed, kept, place)

    def _status(self, row: Row, node: DraftNode) -> Iterator[DraftFinding]:
        column = next((column for column, _ in row.of("status")), None)
        told = read_status(row.cells[column.index], row.place(column.index)) if column else None
        if told is None or told.place is None:
            return
        held, year = node.status, row.year_printed or 0
        before = self._years.setdefault(node.ref, year)
        if held is None or held.place is None:
            return
        if year > before:
            self._years[node.ref], node.status = year, None
            held, told = told, held
        yield from told_otherwise(
            node, "status", told.printed, held.printed, told.place or node.place, newer=year != before
        )


def _others(row: Row, node: DraftNode) -> Iterator[tuple[str, str, str, Place]]:
    for name in ("start", "end"):
        kept = getattr(node, name)
        for column, text in row.of(name):
            printed = date_of(text)
            if kept and printed:
                yield name, printed, kept, row.place(column.index)
    for column, _ in row.of("execution"):
        number, held = row.number(column.index), node.execution_printed
        if number is not None and held is not None and row.owner(column, node) is node:
            yield "execution_printed", as_spanish(number), as_spanish(held), row.place(column.index)
