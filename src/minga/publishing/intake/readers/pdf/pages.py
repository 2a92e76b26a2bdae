"""A page as lines of text and ruled tables, in reading order, and the removal of what every page repeats."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from minga.publishing.intake.readers.pdf.glyphs import Drawing, Glyph
from minga.publishing.intake.readers.pdf.grids import Grid, Square, TooManyRulings, grids
from minga.publishing.intake.readers.pdf.lines import Line, lines_of
from minga.publishing.intake.readers.pdf.words import Wrapped

MARGIN = 0.16
SEVERAL = 3
PAGE_NUMBER = re.compile(r"^(?P<first>\d{1,4})\b|\b(?P<last>\d{1,4})(?:\s*(?:de|of|/)\s*\d{1,4})?\W*$")


@dataclass(slots=True)
class RuledTable:
    """A table on a page: its size, and the text of each cell that has one, by row and column from 0."""

    rows: int
    columns: int
    cells: dict[Square, Wrapped]
    top: float
    bottom: float

    @property
    def text(self) -> str:
        """The texts of its cells, to compare tables by."""
        return "\t".join(self.cells[square].joined() for square in sorted(self.cells))

    def grid(self, vocabulary: frozenset[str]) -> list[list[str]]:
        """The texts of the full grid; a merged cell's text stands in its first square, the others are empty."""
        grid = [[""] * self.columns for _ in range(self.rows)]
        for (row, column), wrapped in self.cells.items():
            grid[row][column] = wrapped.joined(vocabulary)
        return grid


Item = Line | RuledTable


@dataclass(slots=True)
class Page:
    """A page's items from top to bottom."""

    number: int
    width: float
    height: float
    items: list[Item] = field(default_factory=list)
    is_overdrawn: bool = False

    @property
    def lines(self) -> Iterator[Line]:
        """The lines outside tables."""
        return (item for item in self.items if isinstance(item, Line))

    @property
    def texts(self) -> Iterator[Wrapped]:
        """The lines outside tables, each by itself, and the texts of the tables' cells."""
        for item in self.items:
            yield from (Wrapped([item]),) if isinstance(item, Line) else item.cells.values()


def page_of(drawing: Drawing, number: int) -> Page:
    """The lines and tables of a drawing. A page of too many rulings keeps its text, without tables."""
    page = Page(number, drawing.width, drawing.height)
    try:
        found = grids(drawing)
    except TooManyRulings:
        found, page.is_overdrawn = [], True
    cells, outside = _shared_out(drawing.glyphs, found)
    tables = [_table(grid, cells[index]) for index, grid in enumerate(found)]
    items: list[Item] = [*lines_of(outside), *(table for table in tables if table.cells)]
    page.items = sorted(items, key=_top)
    return page


def drop_repeated(pages: list[Page]) -> None:
    """Removes headers, footers and page numbers: what stands at the same height on several pages, near an edge."""
    places = defaultdict(list)
    for page in pages:
        for item in page.items:
            if _is_near_edge(item, page):
                for signature in _signatures(item, page):
                    places[signature].append((page, item))
    needed = min(SEVERAL, max(2, len(pages)))
    for found in places.values():
        if len({page.number for page, _ in found}) >= needed:
            for page, item in found:
                page.items = [kept for kept in page.items if kept is not item]


def _shared_out(glyphs: list[Glyph], found: list[Grid]) -> tuple[list[dict[Square, list[Glyph]]], list[Glyph]]:
    cells: list[dict[Square, list[Glyph]]] = [defaultdict(list) for _ in found]
    outside = []
    for glyph in glyphs:
        index = next((index for index, grid in enumerate(found) if grid.holds(glyph.x, glyph.y)), None)
        if index is None:
            outside.append(glyph)
        else:
            cells[index][found[index].cell_at(glyph.x, glyph.y)].append(glyph)
    return cells, outside


def _table(grid: Grid, cells: dict[Square, list[Glyph]]) -> RuledTable:
    wrapped = {square: _wrapped(lines_of(glyphs), grid, square) for square, glyphs in cells.items()}
    held = {square: text for square, text in wrapped.items() if text.lines}
    return RuledTable(grid.rows, grid.columns, held, grid.ys[0], grid.ys[-1])


def _wrapped(lines: list[Line], grid: Grid, square: Square) -> Wrapped:
    """The room for text ends as far from the cell's right side as it begins from the left one."""
    row, column = square
    padding = min((line.start for line in lines), default=0.0) - grid.xs[column]
    while grid.owners.get((row, column + 1)) == square:
        column += 1
    return Wrapped(lines, grid.xs[column + 1] - padding)


def _top(item: Item) -> float:
    return item.top if isinstance(item, RuledTable) else item.base - item.size / 2


def _is_near_edge(item: Item, page: Page) -> bool:
    if isinstance(item, RuledTable):
        return item.bottom < 2 * MARGIN * page.height or item.top > (1 - MARGIN) * page.height
    return item.base < MARGIN * page.height or item.base > (1 - MARGIN) * page.height


def _signatures(item: Item, page: Page) -> Iterator[tuple[object, ...]]:
    """Equal for the same text at the same height, also when it differs by a number that grows with the pages."""
    place = (round(_top(item)), round(page.width), isinstance(item, Line))
    yield item.text, *place
    for found in PAGE_NUMBER.finditer(item.text):
        shift = int(found["first"] or found["last"]) - page.number
        yield item.text[: found.start()], item.text[found.end() :], shift, *place
