"""Tables with a column for each status and a mark in one of them («Cumplido | En proceso | No cumplido»): a column of statuses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from minga.publishing.intake.cleaning import clean, fold
from minga.publishing.intake.document import Block, Cell, Document, Row, Table
from minga.publishing.intake.grids import is_total
from minga.publishing.intake.recognisers.columns import tells_status
from minga.publishing.intake.statuses import canonical, exact_status

_MARK = re.compile(r"[x✓✔☑☒√■●•✗✘*]+|si")
_LONGEST_MARK, _NEAR = 4, 3
_LABEL = "Estado"
_BETWEEN = " / "
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class _Ticked:
    """The columns of statuses of a table, and what each is headed by."""

    labels: dict[int, str]
    width: int

    def fits(self, row: Row) -> bool:
        """Whether the row holds nothing but marks in these columns; sums and headings across a row aside."""
        if is_total(row.texts) or len({clean(text) for text in row.texts}) == 1:
            return True
        return all(not clean(text) or _is_mark(text) for text in _texts(row, self.labels))

    def told(self, row: Row) -> Row:
        """The row with the name of the marked status in the first of these columns; of both, where two are marked."""
        if is_total(row.texts) or len({clean(text) for text in row.texts}) == 1:
            return row
        marked = [index for index in self.labels if index < len(row.cells) and clean(row.texts[index])]
        said = _BETWEEN.join(self.labels[index] for index in marked)
        return self._with(row, said, marked[0] if marked else None)

    def head(self, row: Row) -> Row:
        """The header's row with a single label over these columns."""
        return self._with(row, _LABEL, None)

    def _with(self, row: Row, text: str, printed_at: int | None) -> Row:
        first = min(self.labels)
        cells = [Cell("", cell.place) if index in self.labels else cell for index, cell in enumerate(row.cells)]
        if first < len(cells):
            cells[first] = Cell(text, row.cells[first if printed_at is None else printed_at].place)
        return replace(row, cells=tuple(cells))


def with_statuses(document: Document) -> Document:
    """The document with each such table's marks told as statuses, in a column «Estado»; a cut table goes on as it began."""
    blocks: list[Block] = []
    ticked: _Ticked | None = None
    for block in document.blocks:
        if not isinstance(block, Table):
            blocks.append(block)
            continue
        rows, ticked = _told(block.rows, ticked)
        blocks.append(block if rows is None else replace(block, rows=tuple(rows)))
    return replace(document, blocks=blocks)


def _told(rows: Sequence[Row], before: _Ticked | None) -> tuple[list[Row] | None, _Ticked | None]:
    """The rows of a table told anew, or None where none has to be, and the columns that its next piece would have."""
    heads = {position: ticked for position in _beside_marks(rows) if (ticked := _head(rows, position))}
    width = max((len(row.cells) for row in rows), default=0)
    goes_on = before is not None and width == before.width and all(map(before.fits, rows))
    if not heads and not goes_on:
        return None, None
    told: list[Row] = []
    ticked = before if goes_on else None
    for position, row in enumerate(rows):
        ticked = heads.get(position, ticked)
        if ticked is None:
            told.append(row)
        elif position not in heads:
            told.append(ticked.told(row))
        elif _is_lower(row, ticked, told):
            told[-1] = ticked.head(_whole(told[-1], row))
        else:
            told.append(ticked.head(row))
    return told, ticked


def _beside_marks(rows: Sequence[Row]) -> Iterator[int]:
    """The rows that have a mark in one of the next ones: only they can head columns of marks."""
    marked = [any(len(text) <= _LONGEST_MARK and _is_mark(text) for text in row.texts) for row in rows]
    return (position for position in range(len(rows)) if any(marked[position + 1 : position + 1 + _NEAR]))


def _is_mark(text: str) -> bool:
    return bool(_MARK.fullmatch(fold(text)))


def _head(rows: Sequence[Row], position: int) -> _Ticked | None:
    """The columns that a row heads with statuses, where it names no column of statuses and marks stand beneath."""
    row = rows[position]
    labels = {index: clean(text) for index, text in enumerate(row.texts) if exact_status(clean(text))}
    if len({canonical(label) for label in labels.values()}) < _SEVERAL or tells_status(row):
        return None
    ticked = _Ticked(labels, len(row.cells))
    beneath = list(_until_head(rows[position + 1 :], labels))
    marked = any(_is_mark(text) for each in beneath for text in _texts(each, labels))
    return ticked if marked and all(map(ticked.fits, beneath)) else None


def _until_head(rows: Sequence[Row], labels: dict[int, str]) -> Iterator[Row]:
    for row in rows:
        if [clean(text) for text in _texts(row, labels)] == list(labels.values()):
            return
        yield row


def _texts(row: Row, labels: dict[int, str]) -> list[str]:
    return [row.texts[index] for index in labels if index < len(row.cells)]


def _is_lower(row: Row, ticked: _Ticked, told: Sequence[Row]) -> bool:
    """Whether a header's row only holds the statuses, beneath a row that names the other columns."""
    others = [text for index, text in enumerate(row.texts) if index not in ticked.labels and clean(text)]
    return not others and bool(told) and len(told[-1].cells) == len(row.cells)


def _whole(upper: Row, lower: Row) -> Row:
    cells = [below if clean(below.text) else above for above, below in zip(upper.cells, lower.cells, strict=True)]
    return replace(upper, cells=tuple(cells))
