"""What a row of a follow-up table says of its node: values, money, roles, status, means, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from minga.publishing.intake.cleaning import clean, fold, list_items, says_nothing
from minga.publishing.intake.dates import date_of, year_range
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import (
    DraftBudget,
    DraftContribution,
    DraftNode,
    DraftRole,
    DraftTarget,
)
from minga.publishing.intake.grids import GridRow
from minga.publishing.intake.mechanisms import read_mechanisms
from minga.publishing.intake.recognisers.actors import read_actors
from minga.publishing.intake.recognisers.citations import read_citations
from minga.publishing.intake.recognisers.progress_table.columns import Column, Layout, Period
from minga.publishing.intake.recognisers.progress_table.money import DOLLARS, Money, money_of
from minga.publishing.intake.recognisers.progress_table.values import plain
from minga.publishing.intake.recognisers.progress_table.verification import (
    add_verification,
    is_citation,
    is_expected_only,
)
from minga.publishing.intake.recognisers.proofs import cell_items
from minga.publishing.intake.recognisers.results import read_results
from minga.publishing.intake.statuses import read_status

_WORD = re.compile(r"[^\W\d_]{2,}")
_VALUES = ("programmed", "executed", "attainment")
_WITH_UNIT = re.compile(r"\d[\d.,]*\s*(?P<unit>[^\W\d_]{1,20}[23²³]?)\.?")
_UNITS = re.compile(r"\b(?:unidad|entidad|institucion|empresa|organismo)(?:es)?\b")
_LOCAL_UNIT = re.compile(r"[A-ZÁÉÍÓÚÑ]{3,8}(?:-[A-Z]{2})? (?:San|Santa|Santo)(?: [A-ZÁÉÍÓÚÑ][a-záéíóúñ]+){1,2}")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


@dataclass(slots=True)
class Row:
    """A row with its layout: cells by kind, cleaned, each with its place.

    `year`: of the sheet or the title. `over`: what stands over the table about its money. `owners`: the nodes of the
    columns that do not speak of the row's deepest node.
    """

    layout: Layout
    grid_row: GridRow
    cells: tuple[str, ...]
    year: int | None = None
    shift: int = 0
    over: Money = DOLLARS
    texts: list[str] = field(init=False)
    numbers: dict[int, Decimal | None] = field(init=False, default_factory=dict)
    owners: dict[int, DraftNode] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.texts = [_said(cell) for cell in self.cells]

    def text(self, index: int | None) -> str:
        """A cell's text, cleaned; empty for none and for «N/A» or a dash."""
        return self.texts[index] if index is not None else ""

    def place(self, index: int) -> Place:
        """Where a cell is printed."""
        return self.grid_row.place(index - self.shift)

    def owner(self, column: Column, node: DraftNode) -> DraftNode:
        """The node that a column of the row speaks of: this one, the row's, unless the cells are merged as another's."""
        return self.owners.get(column.index, node)

    def of(self, kind: str) -> Iterator[tuple[Column, str]]:
        """The columns of a kind that hold something, with their texts."""
        for column in self.layout.others.get(kind, ()):
            text = self.text(column.index)
            if text:
                yield column, text

    def number(self, index: int | None) -> Decimal | None:
        """A cell's number, read by its column's habit."""
        text = self.text(index)
        if index is None or not text:
            return None
        if index not in self.numbers:
            self.numbers[index] = self.layout.readers[index](text)
        return self.numbers[index]

    def amount(self, column: Column) -> tuple[Decimal | None, Money]:
        """A cell's money in whole units of its currency, and how it is printed."""
        money = money_of(f"{self.text(column.index)} {column.label}", self.over)
        number = self.number(column.index)
        return (number if number is None or money.scale == 1 else plain(number * money.scale)), money

    @property
    def year_printed(self) -> int | None:
        """The year that the row prints in a column of years, else the sheet's or the title's."""
        for _, text in self.of("year"):
            found = _YEAR.findall(text)
            if len(found) == 1:
                return int(found[0])
        return self.year


def _said(cell: str) -> str:
    text = clean(cell) if cell else ""
    return "" if says_nothing(text) else text


def add_facts(row: Row, node: DraftNode) -> list[Column]:
    """Gives a node all that its row says; a row may be the second or third of its node.

    Returns the columns of offices where a text was left out: nothing shows that it is a unit or a post.
    """
    _add_texts(row, node)
    _add_dates(row, node)
    _add_targets(row, node)
    _add_money(row, node)
    _add_verification(row, node)
    _add_status(row, node)
    return _add_roles(row, node)


def cells_not_read(row: Row) -> Iterator[Column]:
    """The columns of numbers and of dates whose cell in this row holds something else; a goal in words has a name."""
    words = [period.columns.get("programmed") for period in row.layout.periods]
    for index in row.layout.readers:
        if index not in words and row.text(index) and row.number(index) is None:
            yield row.layout.at(index)
    for column in (each for name in ("start", "end") for each, _ in row.of(name)):
        text = row.text(column.index)
        if date_of(text) is None and (column.kind == "start" or year_range(text) is None):
            yield column


def _add_texts(row: Row, node: DraftNode) -> None:
    for column, text in row.of("description"):
        node.description = _with(node.description, text)
        _note_place(row, node, "description", column.index)
    for column, _ in row.of("results"):
        node.results += [each for each in read_results([row.cells[column.index]]) if each not in node.results]
        _note_place(row, node, "results", column.index)
    for column, text in row.of("mechanism"):
        node.mechanisms = list(dict.fromkeys(node.mechanisms + read_mechanisms(text).terms))
        node.mechanisms_printed = _with(node.mechanisms_printed, text)
        _note_place(row, node, "mechanisms", column.index)
    for column, text in row.of("alignment"):
        held = {link.title for link in node.contributes_to}
        links = [item for item in list_items(text) if item not in held]
        plan = _plan_named(column.label)
        node.contributes_to += [DraftContribution(plan, item, place=row.place(column.index)) for item in links]


def _with(before: str | None, text: str) -> str:
    """A text with what another row of the same node adds to it."""
    return before if before and text in before else " ".join(filter(None, [before, text]))


def _plan_named(label: str) -> str | None:
    """The plan that a column of alignment names in its label, by acronym or in full."""
    found = re.search(r"\b(?:ODS|PND|PMDOT|PDOT|PEI|Plan\s[^()]+)", clean(label))
    return found[0].strip() if found else None


def _note_place(row: Row, node: DraftNode, name: str, index: int) -> None:
    place = row.place(index)
    if place != node.place:
        node.places.setdefault(name, place)


def _add_dates(row: Row, node: DraftNode) -> None:
    for name in ("start", "end"):
        for column, text in row.of(name):
            date = date_of(text)
            if date and getattr(node, name) is None:
                setattr(node, name, date)
                _note_place(row, node, name, column.index)
    for column, text in row.of("end"):
        term = year_range(text)
        if term and node.start is node.end is None:
            node.start, node.end = str(term[0]), str(term[1])
            _note_place(row, node, "start", column.index)
            _note_place(row, node, "end", column.index)


def _add_targets(row: Row, node: DraftNode) -> None:
    """A target for each period with a value; one without values where only a name or an indicator is printed."""
    goal = next((text for _, text in row.of("goal")), None)
    indicator = next((text for _, text in row.of("indicator")), None)
    unit = next((text for _, text in row.of("unit")), None)
    found: list[DraftTarget] = []
    for period in row.layout.periods:
        target = _target(row, period, goal)
        if target and not any(_is_completed(held, target) for held in found):
            found.append(target)
    if not found and (goal or indicator):
        index = row.layout.first("goal" if goal else "indicator")
        found = [DraftTarget(goal, year=row.year_printed, place=row.place(index or 0))]
    for target in found:
        target.indicator, target.unit = indicator, unit or target.unit
        if not any(replace(held, place=target.place) == target for held in node.targets):
            node.targets.append(target)


def _target(row: Row, period: Period, goal: str | None) -> DraftTarget | None:
    values = {kind: row.number(index) for kind, index in period.columns.items()}
    said = row.text(period.columns.get("programmed"))
    in_words = said if said and values.get("programmed") is None else None
    if not in_words and all(value is None for value in values.values()):
        return None
    name = goal or in_words or (said if _says_more(said) else None)
    index = next(index for kind, index in period.columns.items() if row.text(index))
    return DraftTarget(
        name=f"{name} ({period.part})" if name and period.part else name or period.part,
        year=_year_of(row, period),
        programmed=values.get("programmed"),
        executed=values.get("executed"),
        attainment=values.get("attainment"),
        unit=_unit_of(said),
        place=row.place(index),
    )


def _unit_of(said: str) -> str | None:
    """The unit that a goal prints after its number: «%», «km»."""
    if said.endswith("%"):
        return "%"
    printed = _WITH_UNIT.fullmatch(said)
    return printed["unit"] if printed else None


def _says_more(said: str) -> bool:
    """Whether a goal prints more than its number and the unit of it: «6 ferias realizadas»."""
    return len(_WORD.findall(said)) > 1


def _year_of(row: Row, period: Period) -> int | None:
    printed = _YEAR.fullmatch(row.text(period.year_column))
    if printed:
        return int(printed[1])
    return period.year or (row.year_printed if period.is_dated else None)


def _is_completed(held: DraftTarget, more: DraftTarget) -> bool:
    """Whether another group of columns only says again, or completes, what a target of the same name and year says."""
    if (held.name, held.year) != (more.name, more.year):
        return False
    pairs = [(name, getattr(held, name), getattr(more, name)) for name in _VALUES]
    if any(None not in (before, after) and before != after for _, before, after in pairs):
        return False
    for name, before, after in pairs:
        setattr(held, name, after if before is None else before)
    held.unit = held.unit or more.unit
    return True


def _add_money(row: Row, node: DraftNode) -> None:
    for column, text in row.of("budget"):
        amount, money = row.amount(column)
        if amount is None or money.currency is None:
            continue
        budget = DraftBudget(
            column.meaning.detail or "initial",
            amount,
            column.meaning.year or row.year_printed,
            money.currency,
            row.place(column.index),
            printed=text if money.scale != 1 else None,
        )
        owner = row.owner(column, node)
        held = {(each.phase, each.year, each.amount) for each in owner.budget}
        if (budget.phase, budget.year, budget.amount) not in held:
            owner.budget.append(budget)
    for column, _ in row.of("execution"):
        owner = row.owner(column, node)
        if owner.execution_printed is None:
            owner.execution_printed = row.number(column.index)
        _note_place(row, owner, "execution_printed", column.index)


def _add_verification(row: Row, node: DraftNode) -> None:
    """What is delivered, and what is only expected: in a column that says so, or that stands beside one of evidence.

    There too a means of verification that cites an annex or a link is delivered.
    """
    has_evidence = bool(row.layout.others.get("evidence"))
    for column, _ in [*row.of("means"), *row.of("evidence")]:
        cell, place = row.cells[column.index], row.place(column.index)
        expected = column.kind == "means" and (has_evidence or is_expected_only(column.label))
        if expected and not is_citation(read_citations(cell, place).evidence):
            node.expected_means += [item for item in cell_items(cell) if item not in node.expected_means]
            _note_place(row, node, "expected_means", column.index)
        elif add_verification(cell, place, node):
            _note_place(row, node, "description", column.index)


def _add_roles(row: Row, node: DraftNode) -> list[Column]:
    """Units and posts only; returns the columns where something else was left out."""
    doubtful = []
    for column, _ in row.of("role"):
        owner = row.owner(column, node)
        held = {(given.role, given.name) for given in owner.roles}
        names, left_out = _actors(row.cells[column.index], column.label)
        role, place = column.meaning.detail or "lead", row.place(column.index)
        owner.roles += [DraftRole(role, name, place) for name in names if (role, name) not in held]
        if left_out:
            doubtful.append(column)
    return doubtful


def _actors(cell: str, label: str) -> tuple[tuple[str, ...], bool]:
    """The units and posts of a cell; in a column of units, also an acronym with a place named after a saint."""
    names, left_out = read_actors(cell)
    if not names and _UNITS.search(fold(label)) and _LOCAL_UNIT.fullmatch(clean(cell)):
        return (clean(cell),), False
    return names, left_out


def _add_status(row: Row, node: DraftNode) -> None:
    notes = " ".join(text for _, text in row.of("note"))
    for column, _ in row.of("status"):
        if node.status is None:
            node.status = read_status(row.cells[column.index], row.place(column.index))
    if not notes:
        return
    if node.status is not None:
        node.status.note = " ".join(filter(None, [node.status.note, notes]))
    else:
        node.description = " ".join(filter(None, [node.description, notes]))
