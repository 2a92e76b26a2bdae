"""Ruled tables: rulings that touch form a grid, and squares with no ruling between them form one merged cell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from minga.publishing.intake.readers.pdf.glyphs import Drawing, Ruling

NEAR = 2.5
SHORTEST = 6.0
BOX = 4
FRAME = 0.5
MOST_RULINGS = 4_000
MOST_SQUARES = 20_000
MOST_BREAKS = 500

Square = tuple[int, int]


class TooManyRulings(Exception):
    """The page is a drawing, such as a map, and not one of tables."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: the positions of its columns' and rows' edges, and for each square the first of its cell."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    owners: dict[Square, Square]

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return len(self.xs) - 1

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.ys) - 1

    @property
    def is_single(self) -> bool:
        """Whether it is one cell: a box."""
        return self.rows * self.columns == 1

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.xs[0] <= x < self.xs[-1] and self.ys[0] <= y < self.ys[-1]

    def cell_at(self, x: float, y: float) -> Square:
        """Row and column, from 0, of the cell around a point inside the grid."""
        return self.owners[bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1]

    def encloses(self, other: Grid) -> bool:
        """Whether the other table lies inside this one."""
        return self.holds(other.xs[0] + NEAR, other.ys[0] + NEAR) and self.holds(
            other.xs[-1] - NEAR, other.ys[-1] - NEAR
        )


def grids(drawing: Drawing) -> list[Grid]:
    """The ruled tables of a page from top to bottom. Coloured areas count as tables only away from ruled ones.

    Raises TooManyRulings.
    """
    ruled = _outermost(_grids(drawing.rulings), drawing)
    coloured = _outermost(_grids(drawing.fills), drawing)
    apart = [grid for grid in coloured if not grid.is_single and not any(_overlap(grid, other) for other in ruled)]
    return sorted(ruled + apart, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _outermost(found: list[Grid], drawing: Drawing) -> list[Grid]:
    """Without the frames drawn around other tables or around most of the page, and without tables inside cells."""
    frames = [grid for grid in found if grid.is_single and _is_frame(grid, found, drawing)]
    tables = [grid for grid in found if grid not in frames]
    return [grid for grid in tables if not any(other is not grid and other.encloses(grid) for other in tables)]


def _is_frame(grid: Grid, found: list[Grid], drawing: Drawing) -> bool:
    area = (grid.xs[-1] - grid.xs[0]) * (grid.ys[-1] - grid.ys[0])
    return area > FRAME * drawing.width * drawing.height or any(
        grid.encloses(other) for other in found if other is not grid
    )


def _overlap(one: Grid, other: Grid) -> bool:
    return (
        one.xs[0] < other.xs[-1] and other.xs[0] < one.xs[-1] and one.ys[0] < other.ys[-1] and other.ys[0] < one.ys[-1]
    )


def _grids(rulings: list[Ruling]) -> list[Grid]:
    across = _joined([ruling for ruling in rulings if ruling.horizontal])
    down = _joined([ruling for ruling in rulings if not ruling.horizontal])
    if len(across) + len(down) > MOST_RULINGS:
        raise TooManyRulings
    made = (_grid(group) for group in _touching(across, down))
    return [grid for grid in made if grid is not None]


def _joined(rulings: list[Ruling]) -> list[Ruling]:
    """Rulings on the same line as one, with small gaps closed; what stays shorter than a letter is dropped."""
    joined = (stretch for line in _lines(rulings) for stretch in _stretches(line))
    return [ruling for ruling in joined if ruling.end - ruling.start >= SHORTEST]


def _stretches(line: list[Ruling]) -> Iterator[Ruling]:
    at = sum(ruling.at for ruling in line) / len(line)
    start, end = line[0].start, line[0].end
    breaks: list[float] = []
    for before, ruling in pairwise(line):
        if ruling.start > end + NEAR:
            yield Ruling(line[0].horizontal, at, start, end, tuple(breaks))
            start, breaks = ruling.start, []
        elif abs(ruling.start - end) <= NEAR and min(before.end - before.start, ruling.end - ruling.start) >= SHORTEST:
            breaks.append(ruling.start)
        end = max(end, ruling.end)
    yield Ruling(line[0].horizontal, at, start, end, tuple(breaks))


def _lines(rulings: list[Ruling]) -> Iterator[list[Ruling]]:
    """Rulings grouped by position, each group in order along the line."""
    group: list[Ruling] = []
    for ruling in sorted(rulings, key=lambda ruling: ruling.at):
        if group and ruling.at - group[0].at > NEAR:
            yield sorted(group, key=lambda ruling: ruling.start)
            group = []
        group.append(ruling)
    if group:
        yield sorted(group, key=lambda ruling: ruling.start)


def _touching(across: list[Ruling], down: list[Ruling]) -> Iterator[list[Ruling]]:
    """The sets of rulings connected by crossings."""
    rulings = across + down
    leaders = list(range(len(rulings)))
    positions = [ruling.at for ruling in across]
    for index, ruling in enumerate(down, start=len(across)):
        first, last = bisect_left(positions, ruling.start - NEAR), bisect_right(positions, ruling.end + NEAR)
        for other in range(first, last):
            if rulings[other].start - NEAR <= ruling.at <= rulings[other].end + NEAR:
                leaders[_leader(leaders, other)] = _leader(leaders, index)
    groups = defaultdict(list)
    for index, ruling in enumerate(rulings):
        groups[_leader(leaders, index)].append(ruling)
    yield from groups.values()


def _leader(leaders: list[int], index: int) -> int:
    while leaders[index] != index:
        leaders[index] = leaders[leaders[index]]
        index = leaders[index]
    return index


def _grid(group: list[Ruling]) -> Grid | None:
    """The grid of connected rulings, or None when they enclose nothing. Outer edges may be missing."""
    across = [ruling for ruling in group if ruling.horizontal]
    down = [ruling for ruling in group if not ruling.horizontal]
    across += list(_implied(across, down))
    if not across[1:] or not down or len(across) + len(down) < BOX:
        return None
    xs = _edges(down, across)
    ys = _edges(across, down)
    rows, columns = len(ys) - 1, len(xs) - 1
    if not rows or not columns:
        return None
    if rows * columns > MOST_SQUARES:
        raise TooManyRulings
    walls = {(row, column) for column, row in _crossed(down, xs, ys)}
    floors = set(_crossed(across, ys, xs))
    return _without_useless_edges(xs, ys, _owners(rows, columns, walls, floors))


def _implied(across: list[Ruling], down: list[Ruling]) -> Iterator[Ruling]:
    """Where all vertical lines are broken at one height, a row ends: so writers cut a row at the end of a page."""
    if not down[2:] or not across:
        return
    longest = max(down, key=lambda ruling: ruling.end - ruling.start)
    for height in longest.breaks[:MOST_BREAKS]:
        crossed = [ruling for ruling in down if ruling.start + NEAR < height < ruling.end - NEAR]
        is_ruled = any(abs(ruling.at - height) <= 2 * NEAR for ruling in across)
        if not is_ruled and all(any(abs(at - height) <= NEAR for at in ruling.breaks) for ruling in crossed):
            yield Ruling(True, height, min(ruling.at for ruling in down), max(ruling.at for ruling in down))


def _edges(rulings: list[Ruling], crossing: list[Ruling]) -> list[float]:
    """Where one way's rulings stand, and how far the other way's reach."""
    reach = [min(ruling.start for ruling in crossing), max(ruling.end for ruling in crossing)]
    edges: list[float] = []
    for at in sorted([ruling.at for ruling in rulings] + reach):
        if not edges or at - edges[-1] > 2 * NEAR:
            edges.append(at)
    return edges


def _crossed(rulings: list[Ruling], edges: list[float], others: list[float]) -> Iterator[Square]:
    """For each ruling, the edge it stands on and the stretches between `others` that it covers."""
    middles = [(first + second) / 2 for first, second in pairwise(others)]
    for ruling in rulings:
        edge = min(range(len(edges)), key=lambda index: abs(edges[index] - ruling.at))
        for stretch in range(bisect_left(middles, ruling.start), bisect_right(middles, ruling.end)):
            yield edge, stretch


def _owners(rows: int, columns: int, walls: set[Square], floors: set[Square]) -> dict[Square, Square]:
    """For each square the first square of its cell, found by spreading where no ruling stands between."""
    owners: dict[Square, Square] = {}
    for square in ((row, column) for row in range(rows) for column in range(columns)):
        if square not in owners:
            _spread(square, rows, columns, walls, floors, owners)
    return owners


def _spread(
    first: Square, rows: int, columns: int, walls: set[Square], floors: set[Square], owners: dict[Square, Square]
) -> None:
    owners[first] = first
    waiting = [first]
    while waiting:
        row, column = waiting.pop()
        for square, blocked in (
            ((row, column + 1), (row, column + 1) in walls),
            ((row, column - 1), (row, column) in walls),
            ((row + 1, column), (row + 1, column) in floors),
            ((row - 1, column), (row, column) in floors),
        ):
            inside = 0 <= square[0] < rows and 0 <= square[1] < columns
            if inside and not blocked and square not in owners:
                owners[square] = first
                waiting.append(square)


def _without_useless_edges(xs: list[float], ys: list[float], owners: dict[Square, Square]) -> Grid:
    """The grid without the rows and columns in which no cell begins."""
    firsts = set(owners.values())
    kept_rows = sorted({row for row, _ in firsts})
    kept_columns = sorted({column for _, column in firsts})
    new_row = {row: index for index, row in enumerate(kept_rows)}
    new_column = {column: index for index, column in enumerate(kept_columns)}
    return Grid(
        xs=(*(xs[column] for column in kept_columns), xs[-1]),
        ys=(*(ys[row] for row in kept_rows), ys[-1]),
        owners={
            (new_row[row], new_column[column]): (new_row[first[0]], new_column[first[1]])
            for (row, column), first in owners.items()
            if row in new_row and column in new_column
        },
    )
