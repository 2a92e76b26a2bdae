"""The columns of a follow-up table once its cells are seen: what a doubtful label turns out to hold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from minga.publishing.intake.cleaning import clean, fold
from minga.publishing.intake.grids import Grid, GridRow, is_total
from minga.publishing.intake.levels import is_code, is_level, level_name, split_code
from minga.publishing.intake.recognisers.names import opens_organization
from minga.publishing.intake.recognisers.progress_table.owners import merged_alike
from minga.publishing.intake.recognisers.progress_table.values import (
    NumberReader,
    is_number,
    number_reader,
    percent_reader,
)
from minga.publishing.intake.recognisers.progress_table.vocabulary import WHOLE, Meaning
from minga.publishing.intake.statuses import is_status

_MOST = 0.5
_SAMPLE = 400
_PERCENTAGES = frozenset({"attainment", "execution"})
_NUMBERS = frozenset({"programmed", "executed", "budget", "baseline"})
_REAL = re.compile(r"\b(?:real(?:es)?|efectiv[oa]|ejecutad[oa]|actual)\b")
_COUNTED = {"compromiso": "committed", "obligacion": "accrued"}
"""What plans have and budgets too: beside other money, a column of amounts with that title is money."""
_LIGHTS = re.compile(r"semafor")
_OF_ANY_LEVEL = ("role", "budget", "execution")
_OWN = ("code", "status", "role", "budget", "start", "end")
_VALUES = ("programmed", "executed", "attainment")
_VALUE_UNDER = re.compile(r"\s+(?:valor|dato|value)$", re.IGNORECASE)
_PAIR = 2
_YEAR_ONLY = re.compile(r"(?:19|20)[0-9]{2}")
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
    """The columns of a target's values for a year, or a part of one.

    `is_dated`: whether the year of the sheet or the row is its year where its own columns print none. `year_column`:
    the column that prints it in each row.
    """

    year: int | None
    part: str | None
    columns: dict[str, int] = field(default_factory=dict)
    is_dated: bool = True
    year_column: int | None = None


@dataclass(slots=True)
class Layout:
    """What each column of a table holds. `levels` from left to right; `codes` by level; `readers` by column.

    `depths`: in a table with one column of names, how many parts its codes have where they have several depths; else 1.
    `owners`: the depth of the level that a column of money or of offices belongs to, where that is not the deepest.
    """

    levels: list[Column]
    codes: dict[int, int]
    periods: list[Period]
    others: dict[str, list[Column]]
    readers: dict[int, NumberReader]
    depths: int = 1
    owners: dict[int, int] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """The levels' names."""
        return [column.meaning.detail or UNNAMED for column in self.levels]

    def at(self, index: int) -> Column:
        """The column that stands at an index."""
        return next(column for columns in self.others.values() for column in columns if column.index == index)

    def first(self, kind: str) -> int | None:
        """The first column of a kind."""
        columns = self.others.get(kind)
        return columns[0].index if columns else None


def read_layout(grid: Grid, *, from_workbook: bool) -> Layout | None:
    """The layout of a grid; None when no column names the things that the others speak of."""
    rows = [row for row in grid.rows if not is_total(row.cells)]
    texts = _texts(rows, range(grid.width))
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


def read_numbers_by(layout: Layout, rows: Sequence[GridRow], *, from_workbook: bool) -> None:
    """Takes the habits of the columns of numbers from these rows alone: those that stand in their columns."""
    columns = [layout.at(index) for index in layout.readers]
    layout.readers = dict(_readers(columns, _texts(rows, layout.readers), from_workbook=from_workbook))


def find_owners(layout: Layout, rows: Sequence[GridRow]) -> None:
    """Tells the columns of money and of offices whose cells are merged as those of a level above the deepest."""
    levels = [level.index for level in layout.levels]
    columns = [column.index for kind in _OF_ANY_LEVEL for column in layout.others.get(kind, ())]
    found = {index: merged_alike(index, levels, rows) for index in columns}
    layout.owners = {index: depth for index, depth in found.items() if depth is not None}


def _texts(rows: Sequence[GridRow], indices: Iterable[int]) -> dict[int, list[str]]:
    return {index: [row.cells[index] for row in rows if row.cells[index]][:_SAMPLE] for index in indices}


def _settled(grid: Grid, rows: Sequence[GridRow], texts: dict[int, list[str]]) -> list[Column]:
    """The columns with a meaning, each doubtful one decided by its cells and its neighbours."""
    said = grid.header.key if isinstance(grid.header.key, tuple) else ()
    columns = [Column(index, grid.header.labels[index], each) for index, each in enumerate(said) if each]
    columns = [column for column in columns if not _is_second_date(column, columns)]
    kinds = {column.kind for column in columns}
    columns = [_by_cells(column, texts[column.index], kinds) for column in columns]
    columns = [column for column in columns if column.kind != "ignored"]
    return _with_items(_with_base_years(columns, texts), rows, grid)


def _with_base_years(columns: list[Column], texts: dict[int, list[str]]) -> list[Column]:
    """The columns, with the one that gives the years of the baseline told from the one that gives its values."""
    baselines = [column for column in columns if column.kind == "baseline"]
    if len(baselines) < _PAIR:
        return columns
    dated = [
        column for column in baselines if _mostly(lambda text: bool(_YEAR_ONLY.fullmatch(text)), texts[column.index])
    ]
    return [replace(each, meaning=Meaning("base-year")) if each in dated[:1] else each for each in columns]


def _is_second_date(column: Column, columns: Sequence[Column]) -> bool:
    """Whether a column gives the real date beside another that gives the planned one, which is the plan's."""
    if column.kind not in ("start", "end") or not _REAL.search(fold(column.label)):
        return False
    return any(other.kind == column.kind and not _REAL.search(fold(other.label)) for other in columns)


def _by_cells(column: Column, texts: Sequence[str], kinds: set[str]) -> Column:
    """What a column's cells show against its label."""
    if column.kind == "unit" and _mostly(opens_organization, texts):
        return replace(column, meaning=Meaning("role", "lead"))
    numeric = _mostly(is_number, texts)
    phase = _COUNTED.get(fold(column.meaning.detail or "")) if column.kind == "level" else None
    if phase and numeric and "budget" in kinds:
        return replace(column, meaning=replace(column.meaning, kind="budget", detail=phase))
    kind = _NUMERIC.get(column.kind, column.kind) if numeric else _of_words(column, texts)
    if kind == "advance":
        kind = _advance(texts, kinds, numeric=numeric)
    elif kind == "execution" and not kinds & {"budget", "attainment"}:
        kind = "attainment"  # no other column speaks of money
    return column if kind == column.kind else replace(column, meaning=replace(column.meaning, kind=kind))


_NUMERIC = {
    "goal": "programmed",
    "status": "attainment",
    "results": "executed",
    "role": "ignored",
    "evidence": "ignored",
}
"""What a column that should hold words is when most of its cells are numbers."""


def _of_words(column: Column, texts: Sequence[str]) -> str:
    """The kind of a column of words: statuses under a percentage's label, and no status in the colours of a light."""
    says_status = _mostly(is_status, texts)
    if column.kind in _PERCENTAGES and says_status:
        return "status"
    if column.kind == "status" and _LIGHTS.match(fold(column.label)) and not says_status:
        return "ignored"
    return column.kind


def _advance(texts: Sequence[str], kinds: set[str], *, numeric: bool) -> str:
    """«Avance» is a percentage, an absolute value, a status or a text."""
    if not numeric:
        return "status" if _mostly(is_status, texts) and "status" not in kinds else "results"
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
        alike = merged_alike(column.index, [level.index for level in levels], rows)
        found.setdefault(by_name[0] if by_name else next_to if alike is None else alike, column.index)
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
    """The value columns by year and part of a year, those of the baseline and of the whole plan apart."""
    values = [column for column in columns if column.kind in _VALUES]
    whole = [column for column in values if column.meaning.detail == WHOLE]
    has_others = len(whole) < sum(column.kind == "programmed" for column in values)
    apart = [_alone(column, "programmed") for column in whole if has_others]
    dated = [column for column in values if not (has_others and column in whole)]
    base_year = next((column.index for column in columns if column.kind == "base-year"), None)
    baselines = [_alone(column, "executed", base_year) for column in columns if column.kind == "baseline"]
    return [*baselines, *_by_time(dated), *apart]


def _alone(column: Column, kind: str, year_column: int | None = None) -> Period:
    """The period of a column that has a name of its own, and no year but the one it prints."""
    name = _VALUE_UNDER.sub("", clean(column.label))
    return Period(column.meaning.year, name, {kind: column.index}, is_dated=False, year_column=year_column)


def _by_time(values: Sequence[Column]) -> list[Period]:
    """Columns of the same year and part are one period until a kind of them comes a second time: then another begins."""
    kinds = [column.kind for column in values]
    years = list(dict.fromkeys(column.meaning.year for column in values if column.meaning.year))
    if len(kinds) == len(set(kinds)) and len(years) <= 1:
        return [Period(years[0] if years else None, None, {each.kind: each.index for each in values})] if values else []
    periods: list[Period] = []
    latest: dict[tuple[int | None, str | None], Period] = {}
    for column in values:
        key = (column.meaning.year, column.meaning.part)
        if key not in latest or column.kind in latest[key].columns:
            latest[key] = Period(*key)
            periods.append(latest[key])
        latest[key].columns[column.kind] = column.index
    return periods


def _readers(
    columns: Sequence[Column], texts: dict[int, list[str]], *, from_workbook: bool
) -> Iterator[tuple[int, NumberReader]]:
    for column in columns:
        if column.kind in _PERCENTAGES:
            yield column.index, percent_reader(texts[column.index], from_workbook=from_workbook)
        elif column.kind in _NUMBERS:
            yield column.index, number_reader(texts[column.index], from_workbook=from_workbook)


def _mostly(is_so: Callable[[str], bool], texts: Sequence[str]) -> bool:
    return sum(map(is_so, texts)) > _MOST * len(texts)
