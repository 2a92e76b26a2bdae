"""Tables as their authors meant them: cut by page breaks, with repeated headers, merged header cells, shifted rows.

A recogniser says what a header looks like (`HeaderFinder`); `join_tables` then gives one grid per table of the
document, however many pieces the pages made of it. Time is linear in the number of rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from minga.publishing.intake.cleaning import clean, fold
from minga.publishing.intake.document import Block, Cell, Paragraph, Place, Row, Table

_PAGE_MARK = re.compile(
    r"[|\s]*(?:p\s*a\s*g(?:\s*i\s*n\s*a)?\.?\s*)?\d{0,4}\s*(?:(?:de|/|of)\s*\d{1,4})?[|\s]*(?:p\s*a\s*g\s*i\s*n\s*a)?\s*"
)
_FURNITURE_REPEATS = 3
_LONGEST_TITLE = 200
_TOTAL = re.compile(r"(?:sub\s*-?\s*total|total|suma|sumatoria|promedio|grand total|average|sum)(?:es)?\b")
_NOTE = re.compile(
    r"(?:fuente|nota|notas|elaborad[oa]|elaboracion|revisad[oa]|aprobad[oa]|source|note)\b[^|]{0,40}?:|\*+\s*\S"
)
_WORD_CUT = re.compile(r"[a-záéíóúüñ]\u00ad?-$", re.IGNORECASE)
_UNFINISHED_LIST = """
    a al ante con de del desde e el en entre hacia hasta la las lo los mediante ni o para por que segun sin
    sobre su sus tras u un una y
"""
_UNFINISHED = frozenset(_UNFINISHED_LIST.split())
_LAST_WORD = re.compile(r"(\w+)\W*$")


@dataclass(frozen=True, slots=True)
class Header:
    """What heads a table: a label per column, over `height` rows. Two headers with the same `key` head the same table."""

    labels: tuple[str, ...]
    key: Hashable
    place: Place
    height: int = 1


HeaderFinder = Callable[[Sequence[Row], int], Header | None]
"""Reads the header that begins at a row of a table; None where none does."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row beneath a header, as wide as the header or wider. `after_cut`: the first one after a page break."""

    row: Row
    cells: tuple[str, ...]
    after_cut: bool = False

    def place(self, column: int) -> Place:
        """Where a cell is printed; the row's place for a cell that the row lacks."""
        return self.row.cells[column].place if 0 <= column < len(self.row.cells) else self.row.place

    @property
    def filled(self) -> list[int]:
        """The columns that hold text."""
        return [column for column, text in enumerate(self.cells) if text]


@dataclass(slots=True)
class Grid:
    """A table of the document, its pieces joined and its repeated headers dropped.

    `above` holds the rows printed over the header in the same sheet or table, `intro` the paragraphs since the table
    before it. `repeats_header`: the header stands again further down, as at the top of each page.
    """

    header: Header
    rows: list[GridRow] = field(default_factory=list)
    above: list[Row] = field(default_factory=list)
    intro: list[Paragraph] = field(default_factory=list)
    title: str | None = None
    repeats_header: bool = False

    @property
    def width(self) -> int:
        """How many columns the header has."""
        return len(self.header.labels)

    def column(self, index: int) -> list[str]:
        """The texts of a column, empty ones left out."""
        return [row.cells[index] for row in self.rows if row.cells[index]]


def join_tables(blocks: Iterable[Block], find_header: HeaderFinder, *, whole_sheets: bool = True) -> list[Grid]:
    """The grids of a document, in order. Tables without any header that `find_header` reads are left out.

    A table continues the one before it when nothing but page furniture (page numbers, running titles) stands between
    them and it repeats the header or has none and is as wide. The first row of each piece, and each row on another page
    than the one before it, is marked `after_cut`. A sheet of a workbook is one table, its empty rows and lines of a
    single cell included, unless `whole_sheets` says that its lines stand apart.
    """
    blocks = list(_with_whole_sheets(blocks) if whole_sheets else blocks)
    furniture = _running_titles(blocks)
    joiner = _Joiner(find_header)
    for block in blocks:
        if isinstance(block, Table):
            joiner.take(block)
        elif not _is_furniture(block.text, furniture):
            joiner.gap.append(block)
    return joiner.grids


def _with_whole_sheets(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, those of each sheet put together in one table."""
    for sheet, group in groupby(blocks, key=lambda block: block.place.sheet):
        if sheet is None:
            yield from group
            continue
        pieces = list(group)
        left = min(column_of(piece.place) for piece in pieces)
        rows = [row for piece in pieces for row in _sheet_rows(piece, left)]
        yield Table(tuple(rows), pieces[0].place, sheet)


def _sheet_rows(piece: Block, left: int) -> Iterator[Row]:
    if isinstance(piece, Table):
        yield from piece.rows
        return
    before = [Cell("", piece.place)] * (column_of(piece.place) - left)
    yield Row((*before, Cell(piece.text, piece.place)), piece.place)


def column_of(place: Place) -> int:
    """The column of a cell's reference, from 1: 2 for `B7`."""
    number = 0
    for letter in (place.cell or "").rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


class _Joiner:
    """The state of joining: the open grid, and the paragraphs since its last row."""

    def __init__(self, find_header: HeaderFinder) -> None:
        self.find_header = find_header
        self.grids: list[Grid] = []
        self.gap: list[Paragraph] = []
        self.open: Grid | None = None
        self.sheet: str | None = None
        self.cut = False
        self.above: list[Row] = []

    def take(self, table: Table) -> None:
        if not self._continued_by(table):
            self.open = None
        self.sheet, self.cut, self.above = table.place.sheet, self.open is not None, []
        rows = [row for row in table.rows if any(text.strip() for text in row.texts) and not _is_page_mark(row)]
        position = 0
        while position < len(rows):
            header = self.find_header(rows, position)
            if header:
                self._begin(header, table)
                position += header.height
                continue
            if not self._is_running_title(rows[position]):
                self._add(rows[position])
            position += 1
        if self.open is not None:
            self.gap = []

    def _continued_by(self, table: Table) -> bool:
        if self.open is None or self.gap or table.place.sheet != self.sheet or not table.rows:
            return False
        width = max(len(row.cells) for row in table.rows)
        opens_empty = not table.rows[0].texts or not table.rows[0].texts[0].strip()
        headed = self.find_header(table.rows, 0) is not None
        return headed or width == self.open.width or (1 < width < self.open.width and opens_empty)

    def _begin(self, header: Header, table: Table) -> None:
        if self.open is not None and self.open.header.key == header.key:
            self.cut = self.open.repeats_header = bool(self.open.rows)
            return
        self.open = Grid(header, above=self.above, intro=self.gap, title=table.title)
        self.grids.append(self.open)
        self.above, self.gap, self.cut = [], [], False

    def _add(self, row: Row) -> None:
        if self.open is None:
            self.above.append(row)
            return
        texts = tuple(text.strip() for text in row.texts)
        padded = texts + ("",) * (self.open.width - len(texts))
        self.open.rows.append(GridRow(row, padded, after_cut=self.cut or self._on_next_page(row)))
        self.cut = False

    def _is_running_title(self, row: Row) -> bool:
        """Whether a row beneath the header only prints again, alone in it, a title that stands over the table."""
        if self.open is None:
            return False
        text = _only_text(row)
        return text is not None and any(text == _only_text(over) for over in self.open.above)

    def _on_next_page(self, row: Row) -> bool:
        if self.open is None or not self.open.rows:
            return False
        return self.open.rows[-1].row.place.page != row.place.page


def _running_titles(blocks: list[Block]) -> set[str]:
    """Texts that stand at least three times outside the tables, such as the title on every page."""
    times = Counter(
        fold(block.text) for block in blocks if isinstance(block, Paragraph) and len(block.text) < _LONGEST_TITLE
    )
    return {text for text, count in times.items() if count >= _FURNITURE_REPEATS}


def _only_text(row: Row) -> str | None:
    """What a row prints, folded, where it prints one text alone, or the same across."""
    texts = {text for text in row.texts if text and not text.isspace()}
    return fold(texts.pop()) if len(texts) == 1 else None


def _is_page_mark(row: Row) -> bool:
    """Whether a row prints only the number of its page: «Página 2 de 3»; a bare number may be a value."""
    text = _only_text(row)
    return text is not None and "pag" in text and bool(_PAGE_MARK.fullmatch(text))


def _is_furniture(text: str, running: set[str]) -> bool:
    folded = fold(text)
    return bool(_PAGE_MARK.fullmatch(folded)) or folded in running


def stacked_labels(rows: Sequence[Row]) -> tuple[str, ...]:
    """One label per column for a header of several rows: a group's label goes before those of the columns under it.

    A merged cell comes as its text and then empty cells, or as its text repeated; both read alike.
    """
    width = max(len(row.cells) for row in rows)
    grid = [[clean(row.texts[column]) if column < len(row.cells) else "" for column in range(width)] for row in rows]
    for lower, upper in pairwise(reversed(grid)):
        _spread_groups(upper, lower)
    labels = []
    for column in range(width):
        parts = list(dict.fromkeys(line[column] for line in grid if line[column]))
        labels.append(" ".join(parts))
    return tuple(labels)


def _spread_groups(upper: list[str], lower: list[str]) -> None:
    """Writes a group's label over each of its columns: to the right, as long as only the row beneath has text."""
    for column in range(1, len(upper)):
        if not upper[column] and lower[column] and lower[column - 1]:
            upper[column] = upper[column - 1]


def shift_row(cells: Sequence[str], by: int) -> tuple[str, ...] | None:
    """The cells moved `by` columns to the right (to the left when negative); None when a text would fall off."""
    lost = cells[len(cells) - by :] if by > 0 else cells[:-by] if by < 0 else ()
    if any(lost):
        return None
    blank = ("",) * abs(by)
    return (*blank, *cells[: len(cells) - by]) if by > 0 else (*cells[-by:], *blank) if by < 0 else tuple(cells)


def find_shift(cells: Sequence[str], fits: Callable[[Sequence[str]], bool]) -> int | None:
    """How many columns to the right a misplaced row must move to fit (negative: to the left), the fewest first.

    None when it fits nowhere. A row that fits as printed has shift 0: ask for that first.
    """
    reach = len(cells) - 1
    for by in sorted(range(-reach, reach + 1), key=lambda by: (abs(by), -by)):
        moved = shift_row(cells, by) if by else None
        if moved is not None and fits(moved):
            return by
    return None


def join_cut(before: str, after: str) -> str:
    """A cell's two halves, cut by a page break: joined by a space, or by none where a word was hyphenated."""
    if not before or not after:
        return before or after
    glued = _WORD_CUT.search(before) and after[0].islower()
    return f"{before}{after}" if glued else f"{before} {after}"


def is_tail(text: str, before: str) -> bool:
    """Whether `text` reads as the rest of the sentence `before`: it opens in lower case, or that one was left open."""
    text, before = clean(text), clean(before)
    if not text or not before:
        return False
    return opens_lower(text) or is_open(before)


def opens_lower(text: str) -> bool:
    """Whether the first letter or digit of a text is a letter in lower case."""
    return next((character for character in clean(text) if character.isalnum()), "").islower()


def is_open(text: str) -> bool:
    """Whether a text ends where no sentence does: in a comma, a hyphen, an opening bracket or a word such as «de»."""
    text = clean(text)
    if text.endswith((",", "-", "–", "(", "“", "«", "/")):
        return True
    last = _LAST_WORD.search(text)
    return last is not None and text.endswith(last[1]) and fold(last[1]) in _UNFINISHED


def is_total(cells: Sequence[str]) -> bool:
    """Whether a row prints totals: its first text says «Total», «Subtotal», «Suma» or «Promedio»."""
    first = next((text for text in cells if text.strip()), "")
    return bool(_TOTAL.match(fold(first)))


def is_note(cells: Sequence[str]) -> bool:
    """Whether a row is a note beneath a table («Fuente: ...», «Elaborado por: ...»), alone in its row."""
    texts = {text.strip() for text in cells if text.strip()}
    return len(texts) == 1 and bool(_NOTE.match(fold(clean(next(iter(texts))))))
