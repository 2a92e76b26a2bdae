"""The columns of a follow-up table once its cells are seen: what a doubtful label turns out to hold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from minga.publishing.intake.cleaning import clean, fold
from minga.publishing.intake.grids import Grid, GridRow, is_total
from minga.publishing.intake.levels import is_code, is_level, level_name, split_code
from minga.publishing.intake.recognisers.names import opens_organization
from minga.publishing.intake.recognisers.progress_table.values import (
    NumberReader,
    is_number,
    number_reader,
    percent_reader,
)
from minga.publishing.intake.recognisers.progress_table.vocabulary import Meaning
from minga.publishing.intake.statuses import is_status

_MOST = 0.5
_SAMPLE = 400
_PERCENTAGES = frozenset({"attainment", "execution"})
_NUMBERS = frozenset({"programmed", "executed", "budget"})
_LIGHTS = re.compile(r"semafor")
_OWN = ("code", "status", "role", "budget", "start", "end")
_VALUES = ("programmed", "executed", "attainment")
UNNAMED = "Elemento"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: where it stands, its label and what it holds."""

    index: int
    label: str
    meaning: Meaning

    @property
    def kind(self) -> str:
        """What the column holds, in one of the words of `Meaning`."""
        return self.meaning.kind


@dataclass(slots=True)
class Period:
    """The columns of a target's values for a year, or a part of one."""

    year: int | None
    part: str | None
    columns: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Layout:
    """What each column of a table holds. `levels` from left to right; `codes` by level; `readers` by column.

    `depths`: in a table with one column of names, how many parts its codes have where they have several depths; else 1.
    """

    levels: list[Column]
    codes: dict[int, int]
    periods: list[Period]
    others: dict[str, list[Column]]
    readers: dict[int, NumberReader]
    depths: int = 1

    @property
    def names(self) -> list[str]:
        """The levels' names."""
        return [column.meaning.detail or UNNAMED for column in self.levels]

    def first(self, kind: str) -> int | None:
        """The first column of a kind."""
        columns = self.others.get(kind)
        return columns[0].index if columns else None


def read_layout(grid: Grid, *, from_workbook: bool) -> Layout | None:
    """The layout of a grid; None when no column names the things that the others speak of."""
    rows = [row for row in grid.rows if not is_total(row.cells)]
    texts = {index: [row.cells[index] for row in rows if row.cells[index]][:_SAMPLE] for index in range(grid.width)}
    columns = _settled(grid, rows, texts)
    levels = [column for column in columns if column.kind == "level"]
    if not levels:
        return None
    others: dict[str, list[Column]] = defaultdict(list)
    for column in columns:
        others[column.kind].append(column)
    codes = _codes(columns, levels, rows)
    return Layout(
        levels=levels,
        codes=codes,
        periods=_periods(columns),
        others=dict(others),
        readers=dict(_readers(columns, texts, from_workbook=from_workbook)),
        depths=_depths(rows, levels[0].index, codes.get(0)) if len(levels) == 1 else 1,
    )


def _settled(grid: Grid, rows: Sequence[GridRow], texts: dict[int, list[str]]) -> list[Column]:
    """The columns with a meaning, each doubtful one decided by its cells and its neighbours."""
    said = grid.header.key if isinstance(grid.header.key, tuple) else ()
    columns = [Column(index, grid.header.labels[index], each) for index, each in enumerate(said) if each]
    kinds = {column.kind for column in columns}
    columns = [_by_cells(column, texts[column.index], kinds) for column in columns]
    columns = [column for column in columns if column.kind != "ignored"]
    return _with_items(columns, rows, grid)


def _by_cells(column: Column, texts: Sequence[str], kinds: set[str]) -> Column:
    """What a column's cells show against its label."""
    numeric = _share(is_number(text) for text in texts) > _MOST
    kind = column.kind
    if kind == "goal" and numeric:
        kind = "programmed"
    elif kind == "advance":
        kind = _advance(texts, kinds, numeric=numeric)
    elif kind in ("attainment", "execution") and _share(map(is_status, texts)) > _MOST:
        kind = "status"
    elif kind == "status" and numeric:
        kind = "attainment"
    elif kind == "status" and _LIGHTS.match(fold(column.label)) and _share(map(is_status, texts)) <= _MOST:
        kind = "ignored"
    elif kind == "results" and numeric:
        kind = "executed"
    elif kind == "execution" and "budget" not in kinds and "attainment" not in kinds:
        kind = "attainment"
    elif kind == "role" and numeric:
        kind = "ignored"
    elif kind == "unit" and _share(map(opens_organization, texts)) > _MOST:
        return replace(column, meaning=Meaning("role", "lead"))
    elif kind == "evidence" and numeric:
        kind = "ignored"
    return column if kind == column.kind else replace(column, meaning=replace(column.meaning, kind=kind))


def _advance(texts: Sequence[str], kinds: set[str], *, numeric: bool) -> str:
    """«Avance» is a percentage, an absolute value, a status or a text."""
    if not numeric:
        return "status" if _share(map(is_status, texts)) > _MOST and "status" not in kinds else "results"
    if any("%" in text for text in texts) or "executed" in kinds or "programmed" not in kinds:
        return "attainment"
    read = number_reader(texts, from_workbook=False)
    numbers = [number for text in texts if (number := read(text)) is not None]
    fractions = all(0 <= number <= 1 for number in numbers) and any(0 < number < 1 for number in numbers)
    return "attainment" if fractions and "attainment" not in kinds else "executed"


def _with_items(columns: list[Column], rows: Sequence[GridRow], grid: Grid) -> list[Column]:
    """The columns with at least one level: a goal, a name, a description or an indicator where no level is named."""
    kinds = {column.kind for column in columns}
    if "name" in kinds and "level" not in kinds:
        return [_as_level(column, _level_of_title(grid)) if column.kind == "name" else column for column in columns]
    if "name" in kinds:
        columns = [
            replace(column, meaning=Meaning("description")) if column.kind == "name" else column for column in columns
        ]
    columns = [_goal(column, columns, rows) if column.kind == "goal" else column for column in columns]
    for kind in ("level", "description", "indicator"):
        if kind in {column.kind for column in columns}:
            if kind == "level":
                return columns
            first = next(column for column in columns if column.kind == kind)
            name = "Indicador" if kind == "indicator" else _level_of_title(grid)
            return [_as_level(column, name) if column is first else column for column in columns]
    return columns


def _as_level(column: Column, name: str) -> Column:
    return replace(column, meaning=Meaning("level", name))


def _goal(column: Column, columns: Sequence[Column], rows: Sequence[GridRow]) -> Column:
    """A goal in words as a level, or as the name of the target of the level before it.

    It is a level when nothing else is, when a level stands to its right, or when rows that open no other level have a
    code, a status, an office or money of their own.
    """
    levels = [other.index for other in columns if other.kind == "level"]
    own = [other.index for other in columns if other.kind in _OWN]
    if not levels or max(levels) > column.index or _are_told_apart(rows, column.index, levels, own):
        return _as_level(column, level_name(column.label))
    return column


def _are_told_apart(rows: Sequence[GridRow], goal: int, levels: Sequence[int], own: Sequence[int]) -> bool:
    """Whether goals of the same level have facts of their own: beside no level at all, or other ones than the goal before.

    Where the level is printed again with each goal, the same facts beside each may be the level's.
    """
    for before, row in zip((None, *rows), rows, strict=False):
        if not row.cells[goal]:
            continue
        if not any(row.cells[index] for index in levels):
            if any(row.cells[index] for index in own):
                return True
        elif before is not None and all(row.cells[index] == before.cells[index] for index in levels):
            differs = any(row.cells[index] and row.cells[index] != before.cells[index] for index in own)
            if differs and row.cells[goal] != before.cells[goal]:
                return True
    return False


def _level_of_title(grid: Grid) -> str:
    """The level that a sheet or table is named after («Proyectos»)."""
    titles = [grid.title or "", *(clean(text) for row in grid.above for text in row.texts)]
    titles += [clean(paragraph.text) for paragraph in grid.intro[-3:]]
    for title in titles:
        nouns = [word for word in title.split() if is_level(word) and fold(word) not in ("plan", "planes")]
        if nouns:
            return level_name(nouns[-1].lower().capitalize())
    return UNNAMED


def _codes(columns: Sequence[Column], levels: Sequence[Column], rows: Sequence[GridRow]) -> dict[int, int]:
    """The column of codes of each level: the level to its right, or the last one. Row numbers serve where no codes are.

    Codes that change while the level to their right stays the same are the last level's.
    """
    named = [column for column in columns if column.kind == "code"] or [
        column for column in columns if column.kind == "number"
    ]
    found: dict[int, int] = {}
    for column in named:
        said = set(fold(column.label).split())
        by_name = [
            level for level, owner in enumerate(levels) if fold(owner.meaning.detail or "").split()[:1][0] in said
        ]
        right = [level for level, owner in enumerate(levels) if owner.index > column.index]
        next_to = right[0] if right and column.kind == "code" else len(levels) - 1
        if next_to < len(levels) - 1 and _are_told_apart(rows, column.index, [levels[next_to].index], [column.index]):
            next_to = len(levels) - 1
        found.setdefault(by_name[0] if by_name else next_to, column.index)
    return found


def _depths(rows: Sequence[GridRow], names: int, codes: int | None) -> int:
    """The depth of a table's codes, where most of the deeper ones extend another («1.2» beneath «1»); else 1."""
    printed = [
        row.cells[codes] if codes is not None else split_code(row.cells[names], numbered=True)[0] for row in rows
    ]
    listed = [clean(code).rstrip(".") for code in printed if code and is_code(code)]
    deeper = [code for code in listed if "." in code]
    known = set(listed)
    nested = sum(code.rpartition(".")[0] in known for code in deeper)
    if not deeper or nested <= _MOST * len(deeper):
        return 1
    return max(code.count(".") + 1 for code in listed)


def _periods(columns: Sequence[Column]) -> list[Period]:
    """The value columns by year and part of a year. A column that says neither joins the one period that lacks it."""
    values = [column for column in columns if column.kind in _VALUES]
    kinds = [column.kind for column in values]
    years = list(dict.fromkeys(column.meaning.year for column in values if column.meaning.year))
    if len(kinds) == len(set(kinds)) and len(years) <= 1:
        return [Period(years[0] if years else None, None, {each.kind: each.index for each in values})] if values else []
    periods: dict[tuple[int | None, str | None], Period] = {}
    loose = [column for column in values if not column.meaning.year and not column.meaning.part]
    for column in (each for each in values if each not in loose):
        key = (column.meaning.year, column.meaning.part)
        periods.setdefault(key, Period(*key)).columns.setdefault(column.kind, column.index)
    for column in loose:
        fitting = [period for period in periods.values() if column.kind not in period.columns]
        taken = fitting[-1] if fitting else periods.setdefault((None, None), Period(None, None))
        taken.columns.setdefault(column.kind, column.index)
    return list(periods.values())


def _readers(
    columns: Sequence[Column], texts: dict[int, list[str]], *, from_workbook: bool
) -> Iterator[tuple[int, NumberReader]]:
    for column in columns:
        if column.kind in _PERCENTAGES:
            yield column.index, percent_reader(texts[column.index], from_workbook=from_workbook)
        elif column.kind in _NUMBERS:
            yield column.index, number_reader(texts[column.index], from_workbook=from_workbook)


def _share(flags: Iterator[bool] | map[bool]) -> float:
    listed = list(flags)
    return sum(listed) / len(listed) if listed else 0.0
