"""The rows beneath the header of a follow-up table: put right, joined where a page cut them, and told apart by kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from minga.publishing.intake.cleaning import clean, fold, says_nothing
from minga.publishing.intake.dates import date_of
from minga.publishing.intake.grids import Grid, GridRow, find_shift, is_note, is_tail, is_total, join_cut, shift_row
from minga.publishing.intake.levels import is_level, level_word
from minga.publishing.intake.recognisers.progress_table.columns import Layout
from minga.publishing.intake.recognisers.progress_table.values import is_number
from minga.publishing.intake.recognisers.text_lines import Names, reads_as_line
from minga.publishing.intake.statuses import is_status

DATA, SECTION, TOTAL, NOTE, LINE = "data", "section", "total", "note", "line"
_SIGNED = re.compile(
    r"(?:elaborad|revisad|aprobad|validad|autorizad|suscrit|preparad|prepared|reviewed|approved)\w*(?: por| by)?\b.{0,60}|firmas?:?"
)
_FOOTNOTE = re.compile(r"\s*(?:\*+|\(\*+\)|[¹²³])\s*\S")
_POINTER = re.compile(r"\(?(?:[a-z]|\d{1,2})\)?(?:\s*[=/*x+-]\s*\(?[a-z0-9]{1,2}\)?)*")
_PLAIN_NUMBER = re.compile(r"[$\s]*[0-9]+(?:[.,][0-9]+)*\s*%?")
_MISPLACED = 2
_SEVERAL = 3


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row with its kind and, when it was misplaced, by how many columns it was moved to the right."""

    kind: str
    row: GridRow
    cells: tuple[str, ...]
    shift: int = 0


def table_rows(grid: Grid, layout: Layout) -> Iterator[TableRow]:
    """The rows of a grid in order. What stands from the signatures on is left out; a last line alone is a note.

    A text alone in its row that reads as a line of a report is no element of the table: a `LINE`.
    """
    rows = _joined(grid, layout)
    deepest = layout.levels[-1].index
    names = Names([clean(row.cells[deepest]) for row in rows if len(row.filled) > 1 and row.cells[deepest]])
    last = max((index for index, row in enumerate(rows) if len(row.filled) > 1), default=-1)
    for index, row in enumerate(rows):
        first = clean(row.cells[row.filled[0]])
        if _SIGNED.fullmatch(fold(first)) and index > last - len(rows) // 2 and not is_level(first):
            return
        alone = len(row.filled) == 1
        if is_note(row.cells) or _FOOTNOTE.match(first):
            yield TableRow(NOTE, row, row.cells)
        elif alone and (index > last or _is_line(row, layout, names)):
            yield TableRow(LINE, row, row.cells)
        elif is_total(row.cells):
            yield TableRow(TOTAL, row, row.cells)
        elif not _points_at_columns(row):
            yield _placed(row, layout)


def _is_line(row: GridRow, layout: Layout, names: Names) -> bool:
    """Whether a text alone in its row stands where names do, is no heading over rows, and reads as a line of text."""
    text = row.cells[row.filled[0]]
    in_names = row.filled[0] in [column.index for column in layout.levels]
    return in_names and not _is_section(row, layout) and reads_as_line(text, names)


def _joined(grid: Grid, layout: Layout) -> list[GridRow]:
    """The rows, each that a page break cut made whole again."""
    rows: list[GridRow] = []
    for row in grid.rows:
        if not row.filled:
            continue
        if rows and row.after_cut and _goes_on(rows[-1], row, layout):
            whole = tuple(join_cut(before, after) for before, after in zip(rows[-1].cells, row.cells, strict=False))
            rows[-1] = replace(rows[-1], cells=whole)
        else:
            rows.append(row)
    return rows


def _goes_on(before: GridRow, row: GridRow, layout: Layout) -> bool:
    """Whether a row only goes on with the cells of the one before: it opens nothing, and a sentence is left open."""
    levels = [column.index for column in layout.levels]
    if any(row.cells[index] and not is_tail(row.cells[index], before.cells[index]) for index in levels):
        return False
    if any(row.cells[index] for index in layout.readers):
        return False
    return any(is_tail(row.cells[index], before.cells[index]) for index in row.filled if index < len(before.cells))


def _points_at_columns(row: GridRow) -> bool:
    """Whether a row only names the columns: (1) (2) (3), or a, b, c = b/a."""
    texts = [fold(row.cells[index]) for index in row.filled]
    if len(texts) < _SEVERAL or not all(_POINTER.fullmatch(text) for text in texts):
        return False
    plain = [text.strip("()") for text in texts]
    numbers = [int(text) for text in plain if text.isdigit()]
    return not numbers or (len(numbers) >= _SEVERAL and numbers == list(range(numbers[0], numbers[0] + len(numbers))))


def _placed(row: GridRow, layout: Layout) -> TableRow:
    """The row as printed, or moved when several of its cells hold what their columns cannot and a move mends all."""
    kind = SECTION if _is_section(row, layout) else DATA
    if kind == DATA and _strangers(row.cells, layout) >= _MISPLACED:
        by = find_shift(row.cells, lambda cells: not _strangers(cells, layout) and _names_something(cells, layout))
        moved = shift_row(row.cells, by) if by else None
        if moved:
            return TableRow(DATA, row, moved, by or 0)
    return TableRow(kind, row, row.cells)


def sound_rows(grid: Grid, layout: Layout) -> list[GridRow]:
    """The rows, totals aside, whose cells hold what their columns do."""
    return [row for row in grid.rows if not is_total(row.cells) and _strangers(row.cells, layout) < _MISPLACED]


def _strangers(cells: Sequence[str], layout: Layout) -> int:
    """How many cells hold what their column cannot: no number among numbers, no date among dates, a number for a name.

    In a column of offices, a status or a full date.
    """
    numeric = sum(_is_strange_number(cells[index]) for index in layout.readers)
    dates = [column.index for name in ("start", "end") for column in layout.others.get(name, ())]
    undated = sum(_is_strange_date(cells[index]) for index in dates)
    names = [column.index for column in layout.levels]
    names += [column.index for column in layout.others.get("status", ())]
    unnamed = sum(bool(_PLAIN_NUMBER.fullmatch(cells[index])) for index in names)
    offices = [column.index for column in layout.others.get("role", ())]
    in_offices = sum(_is_strange_office(cells[index]) for index in offices)
    return numeric + undated + unnamed + in_offices


@lru_cache(maxsize=2048)
def _is_strange_date(text: str) -> bool:
    return bool(text) and (is_number(text) or is_status(text)) and date_of(text) is None


@lru_cache(maxsize=2048)
def _is_strange_office(text: str) -> bool:
    return bool(text) and (is_status(text) or date_of(text) == text)


def _is_strange_number(text: str) -> bool:
    return bool(text) and not is_number(text) and not says_nothing(text)


def _names_something(cells: Sequence[str], layout: Layout) -> bool:
    return any(cells[column.index] for column in layout.levels)


def _is_section(row: GridRow, layout: Layout) -> bool:
    """Whether a row is a heading among the rows: one text alone, or repeated across, that no level column explains.

    In the column of the deepest level it must say another level («EJE 1: ...»).
    """
    texts = {clean(row.cells[index]) for index in row.filled}
    if len(texts) != 1:
        return False
    text = next(iter(texts))
    if len(text) < _SEVERAL or is_number(text):
        return False
    level = level_word(text)
    own = {fold(name).split(" ")[0] for name in layout.names}
    columns = [column.index for column in layout.levels]
    if len(row.filled) == 1 and row.filled[0] in columns:
        return bool(level) and fold(level or "") not in own
    return True
