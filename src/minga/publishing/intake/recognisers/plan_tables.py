"""The rows of plans' tables (commitments, milestones, activities), put together again where pages and columns cut them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from minga.publishing.intake.cleaning import clean, fold
from minga.publishing.intake.document import Block, Cell, Paragraph, Place, Row, Table
from minga.publishing.intake.draft import DraftFinding
from minga.publishing.intake.grids import (
    Grid,
    GridRow,
    find_shift,
    is_open,
    is_tail,
    join_cut,
    join_tables,
    opens_lower,
    shift_row,
)
from minga.publishing.intake.recognisers import findings
from minga.publishing.intake.recognisers.citations import join_file_names
from minga.publishing.intake.recognisers.columns import ITEMS, Columns, columns_of, find_header, level_of
from minga.publishing.intake.recognisers.flow import Flow, Item, Line
from minga.publishing.intake.recognisers.progress_table.unread import unknown_columns
from minga.publishing.intake.recognisers.word_cuts import WordCuts
from minga.publishing.intake.statuses import is_status

_IN_TWO = "una fila está impresa en dos partes"
_TOTALS = re.compile(r"(?:sub\s*-?\s*)?total(?:es)?(?: general(?:es)?| de \w+)?\s*:?|suma(?:toria)?\s*:?|promedio\s*:?")
_BLANK_LINES = 3
_BLANK = frozenset("-–—_.· ")


@dataclass(slots=True)
class PlanRow:
    """A row of facts about one item. `cells` by field; `places` says where each field's cell is printed.

    `pieces` keeps a field's halves with their places when a page cut it.
    """

    cells: dict[str, str]
    places: dict[str, Place]
    place: Place
    pieces: dict[str, list[tuple[str, Place]]] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """A field's text as the reader gave it; empty where the row has none."""
        return self.cells.get(name, "")

    def parts(self, name: str) -> list[tuple[str, Place]]:
        """A field's pieces with their places, in order; one piece unless a page cut it."""
        if name in self.pieces:
            return self.pieces[name]
        return [(self.get(name), self.places.get(name, self.place))] if self.get(name) else []


@dataclass(slots=True)
class PlanTable:
    """A table of a plan's items: its fields, the level of its innermost item, and its rows.

    `left_out`: it has columns that hold something and are no such field; an alert names them.
    """

    columns: Columns
    item: str
    level: str
    place: Place
    first: int
    last: int
    rows: list[PlanRow] = field(default_factory=list)
    findings: list[DraftFinding] = field(default_factory=list)
    left_out: bool = False

    def has(self, *names: str) -> bool:
        """Whether the table has one of these fields."""
        return any(name in self.columns for name in names)


def read_plan_tables(flow: Flow) -> list[PlanTable]:
    """The document's tables of commitments, milestones or activities, in order, cut ones in one piece."""
    pieces = _Pieces()
    for item in flow.items:
        pieces.take(item)
    cuts = WordCuts([line.text for line in flow.everything])
    return [_table(grid, flow, pieces, cuts) for grid in join_tables(pieces.blocks, find_header, whole_sheets=False)]


@dataclass(slots=True)
class _Pieces:
    """The blocks to join tables from, with each headless piece brought to the width of the table it belongs to.

    Between a table and its next piece the lines of the page are left out. Under a heading of its own, a headless table
    with statuses in the same column is another table: it is given the header of the one before.
    """

    blocks: list[Block] = field(default_factory=list)
    shifted: set[Place] = field(default_factory=set)
    cut: set[Place] = field(default_factory=set)
    gap: list[Line] = field(default_factory=list)
    header: Row | None = None
    width: int = 0

    def take(self, item: Item) -> None:
        """Takes the next item of the document."""
        if isinstance(item, Line):
            self.gap.append(item)
            return
        table = replace(item.table, rows=tuple(self._rejoined(self._with_line_above(item.table.rows))))
        headed = next((row for position, row in enumerate(table.rows[:3]) if find_header(table.rows, position)), None)
        if headed is None and self.header is not None and (not self.gap or self._is_alike(table)):
            self._take_piece(table)
        else:
            self._pass_gap()
            self.blocks.append(table)
            self.header = headed
            self.width = max((len(row.cells) for row in table.rows), default=0)
        self.gap = []

    def _with_line_above(self, rows: Sequence[Row]) -> list[Row]:
        """The rows, the first one with the line right above it where that is the first half of its first cell."""
        first = rows[0] if rows else None
        line = self.gap[0] if len(self.gap) == 1 and self.header is not None else None
        if first is None or line is None or line.is_heading or find_header(rows, 0):
            return list(rows)
        if not _is_half(line, first, self.width):
            return list(rows)
        self.gap = []
        self.cut.add(first.place)
        text = join_cut(line.text, first.texts[0].strip())
        return [replace(first, cells=(Cell(text, line.place), *first.cells[1:])), *rows[1:]]

    def _rejoined(self, rows: Sequence[Row]) -> list[Row]:
        """The rows, those that a line break inside a cell cut in two in one piece.

        A line is the rest of a row when it opens in lower case and both together have the header's cells.
        """
        joined: list[Row] = []
        width = 0
        for position, row in enumerate(rows):
            width = len(row.cells) if find_header(rows, position) else width
            last = joined[-1] if joined else None
            if last and len(last.cells) + len(row.cells) == width + 1 and _reads_on(last, row):
                text = join_cut(last.texts[-1].strip(), row.texts[0].strip())
                joined[-1] = replace(last, cells=(*last.cells[:-1], Cell(text, last.cells[-1].place), *row.cells[1:]))
                self.cut.add(last.place)
            else:
                joined.append(row)
        return joined

    def _is_alike(self, table: Table) -> bool:
        """Whether a table is as wide and has a status in the column of statuses."""
        status = columns_of([clean(text) for text in self.header.texts]).get("status") if self.header else None
        rows = [row for row in table.rows if len(row.cells) == self.width]
        return status is not None and any(is_status(row.texts[status]) for row in rows)

    def _take_piece(self, table: Table) -> None:
        rows = [_fit(row, self.width, self.shifted) for row in table.rows]
        if self.header is not None and any(line.is_heading for line in self.gap):
            self._pass_gap()
            rows.insert(0, self.header)
        self.blocks.append(replace(table, rows=tuple(rows)))

    def _pass_gap(self) -> None:
        self.blocks += [Paragraph(line.text, line.place) for line in self.gap]


def _fit(row: Row, width: int, shifted: set[Place]) -> Row:
    cells = list(row.cells)
    while len(cells) > width and not cells[-1].text.strip():
        cells.pop()
    if len(cells) > width:
        shifted.add(row.place)
    while len(cells) > width and not cells[0].text.strip():
        cells.pop(0)
    if len(cells) > width:
        last = " ".join(cell.text for cell in cells[width - 1 :] if cell.text.strip())
        cells[width - 1 :] = [Cell(last, cells[width - 1].place)]
    return replace(row, cells=(*cells, *[Cell("", row.place)] * (width - len(cells))))


def _is_half(line: Line, row: Row, width: int) -> bool:
    """Whether a text file's line above a row is the first half of a cell that a line break, or a page's end, cut.

    Right above, the row goes on in lower case; with blank lines between, the line must be left open.
    """
    if line.place.line is None or row.place.line is None or len(row.cells) != width:
        return False
    apart = row.place.line - line.place.line
    return (apart == 1 and opens_lower(row.texts[0])) or (apart <= _BLANK_LINES + 1 and is_open(line.text))


def _reads_on(before: Row, row: Row) -> bool:
    return bool(before.cells and row.cells) and opens_lower(row.texts[0]) and bool(before.texts[-1].strip())


def _table(grid: Grid, flow: Flow, pieces: _Pieces, cuts: WordCuts) -> PlanTable:
    columns = columns_of(grid.header.labels)
    item = next(name for name in ITEMS if name in columns)
    first = flow.order_of(grid.rows[0].row.place if grid.rows else grid.header.place)
    last = flow.order_of(grid.rows[-1].row.place) if grid.rows else first
    level = level_of(grid.header.labels[columns[item]])
    table = PlanTable(columns, item, level, grid.header.place, first, last)
    table.findings += unknown_columns(grid, columns.values())
    table.left_out = bool(table.findings)
    for row in grid.rows:
        _take(table, row, cuts, shifted=row.row.place in pieces.shifted)
        if row.row.place in pieces.cut:
            table.findings.append(findings.broken_row(what=_IN_TWO, place=row.row.place))
    return table


def _take(table: PlanTable, grid_row: GridRow, cuts: WordCuts, *, shifted: bool) -> None:
    """Adds a row, or joins it to the one before where it is its rest."""
    texts = [text for text in grid_row.cells if text]
    if not texts or all(set(text) <= _BLANK for text in texts):
        return
    cells, mended = _in_place(table, grid_row.cells)
    row = _plan_row(table.columns, cells, grid_row)
    if _TOTALS.fullmatch(fold(row.get(table.item))):
        table.findings.append(findings.unread(what="una fila de totales no se leyó", place=row.place))
        return
    if table.rows and continues(table, table.rows[-1], row, after_cut=grid_row.after_cut):
        _join(table.rows[-1], row, cuts)
        table.findings.append(findings.broken_row(what=_IN_TWO, place=row.place))
        return
    if mended or shifted:
        message = "Una fila tiene las celdas fuera de su columna; se leyó en la columna que corresponde."
        table.findings.append(findings.repaired(message=message, place=row.place))
    table.rows.append(row)


def _in_place(table: PlanTable, cells: Sequence[str]) -> tuple[Sequence[str], bool]:
    """The cells in their columns: a row too wide or shifted sideways is moved so that its status meets its column."""
    status = table.columns.get("status")
    width = max(table.columns.values()) + 1
    if status is None or is_status(cells[status]) or not any(is_status(cell) for cell in cells):
        return cells, False
    by = find_shift(cells, lambda moved: is_status(moved[status]) and bool(moved[table.columns[table.item]]))
    if by is not None:
        return shift_row(cells, by) or cells, True
    found = next(index for index, cell in enumerate(cells) if is_status(cell))
    if len(cells) > width and found > status:
        extra = found - status
        item = table.columns[table.item]
        merged = " ".join(cell for cell in cells[item : item + extra + 1] if cell)
        return [*cells[:item], merged, *cells[item + extra + 1 :]], True
    return cells, False


def _plan_row(columns: Columns, cells: Sequence[str], row: GridRow) -> PlanRow:
    texts = {name: cells[index] for name, index in columns.items() if index < len(cells) and cells[index]}
    places = {name: row.place(index) for name, index in columns.items()}
    return PlanRow(texts, places, row.row.place)


def continues(table: PlanTable, before: PlanRow, row: PlanRow, *, after_cut: bool) -> bool:
    """Whether a row is the rest of the one before: it has no item of its own, or its cells go on in mid-sentence.

    After a page's end one cell that goes on is enough, elsewhere two. A row with a status of its own is only where the
    one before prints the beginning of a name and nothing else.
    """
    item = row.get(table.item)
    if is_status(row.get("status")):
        begun = before.get(table.item)
        goes_on = bool(item) and (is_open(begun) or (opens_lower(item) and not begun.endswith(".")))
        return before.cells.keys() == {table.item} and goes_on
    if not item:
        return True
    if _status_goes_on(before, row):
        return True
    if row.get("status") or (table.has("status") and not before.get("status")):
        return False
    signs = sum(_goes_on(before.get(name), text) for name, text in row.cells.items())
    return signs >= (1 if after_cut else 2) or (table.has("status") and _goes_on(before.get(table.item), item))


def _status_goes_on(before: PlanRow, row: PlanRow) -> bool:
    halves = before.get("status"), row.get("status")
    return all(halves) and not is_status(halves[0]) and is_status(" ".join(halves))


def _goes_on(before: str, text: str) -> bool:
    if not before or not text:
        return False
    return (
        is_tail(text, before) or is_open(before) or clean(text)[:1] == "(" or join_file_names(before, text) is not None
    )


def _join(before: PlanRow, row: PlanRow, cuts: WordCuts) -> None:
    for name, text in row.cells.items():
        place = row.places.get(name, row.place)
        before.pieces[name] = [*before.parts(name), (text, place)]
        joined = join_file_names(before.get(name), text) if before.get(name) else None
        before.cells[name] = joined if joined is not None else cuts.join(before.get(name), text)
