"""Follow-up tables of plans: workbooks, CSV files and ruled tables with a row per promise, of any municipality."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from minga.publishing.intake.cleaning import clean, fold
from minga.publishing.intake.cover import Cover, Line, read_cover, title_lines
from minga.publishing.intake.dates import years
from minga.publishing.intake.document import Document
from minga.publishing.intake.draft import Draft, DraftFigure, DraftFinding, DraftPlan
from minga.publishing.intake.grids import Grid, GridRow, join_tables
from minga.publishing.intake.levels import is_level, language_of, level_name, level_word, singular
from minga.publishing.intake.people import is_person
from minga.publishing.intake.recognisers.order import in_reading_order
from minga.publishing.intake.recognisers.progress_table.checks import check_node, understand_status
from minga.publishing.intake.recognisers.progress_table.columns import (
    Layout,
    find_owners,
    read_layout,
    read_numbers_by,
)
from minga.publishing.intake.recognisers.progress_table.facts import Row
from minga.publishing.intake.recognisers.progress_table.front import (
    cover_sheets,
    follow_up_line,
    front_lines,
    plan_title,
)
from minga.publishing.intake.recognisers.progress_table.header import find_header
from minga.publishing.intake.recognisers.progress_table.money import Money, money_over
from minga.publishing.intake.recognisers.progress_table.quarters import Taken, check_parts_of_year
from minga.publishing.intake.recognisers.progress_table.rows import (
    DATA,
    LINE,
    NOTE,
    SECTION,
    TOTAL,
    TableRow,
    sound_rows,
    table_rows,
)
from minga.publishing.intake.recognisers.progress_table.summaries import check_counts, read_summaries
from minga.publishing.intake.recognisers.progress_table.totals import Totals
from minga.publishing.intake.recognisers.progress_table.tree import Heading, TreeBuilder
from minga.publishing.intake.recognisers.progress_table.unread import columns_left_out, lines_left_out, sheets_left_out

KIND = "progress-table"
_WORKBOOKS = re.compile(r"spreadsheet|excel|ods")
_SIDE_SHEET = re.compile(
    r"(?:resumen|consolidado|instruc|catalogo|listas?\b|parametros|indice|grafic|dashboard|tablero|summary|glosario|datos\b).*"
)
_MOSTLY = 0.5


@dataclass(slots=True)
class _Sheet:
    """A table with its columns, the rows that stand in them, and what is printed over it."""

    grid: Grid
    layout: Layout
    sound: list[GridRow]
    cover: Cover
    lines: list[Line]

    @property
    def texts(self) -> list[str]:
        """The lines printed over the table."""
        return [line.text for line in self.lines]

    @property
    def year(self) -> int | None:
        """The only year that the sheet's name prints, else its columns, else its titles outside the plan's period."""
        in_columns = [str(period.year) for period in self.layout.periods if period.year]
        for texts in ([self.grid.title or ""], in_columns, self.texts):
            found = {year for text in texts for year in years(text)}
            if len(found) == 1:
                return found.pop()
        return int(self.cover.date[:4]) if self.cover.date else None

    @property
    def money(self) -> Money:
        """What is printed over the table about its amounts."""
        return money_over(self.texts)

    @property
    def names_year(self) -> bool:
        """Whether the sheet is named after a year."""
        return len(years(self.grid.title or "")) == 1


@dataclass(slots=True)
class _Read:
    """A plan as read, with its figures and alerts."""

    plan: DraftPlan
    figures: list[DraftFigure] = field(default_factory=list)
    findings: list[DraftFinding] = field(default_factory=list)


def recognise_progress_table(document: Document) -> Draft | None:
    """The draft of a follow-up table; None when no table of the document heads a promise's column and one of facts.

    Tables with the same columns and the same title are one plan; sheets named after years tell of the same nodes in
    each year. Rows of totals are checked and become figures; notes and signatures are no nodes. What is not a unit, an
    organization or a post stays out of the roles, with an alert that does not repeat it.
    """
    sheets = _sheets(document)
    groups = [group for group in _grouped(sheets) if not _lists_people(group)]
    plans = [read for group in groups if (read := _read_plan(group)).plan.nodes]
    if not plans:
        return None
    summary = read_summaries(document)
    tallied = check_counts(summary, [read.plan for read in plans])
    covers = [sheet.cover for group in groups for sheet in group]
    named = {sheet.grid.header.place.sheet for group in groups for sheet in group}
    named |= {figure.place.sheet for figure in summary.figures} | cover_sheets(document)
    left_out = sheets_left_out(document, {name for name in named if name})
    return Draft(
        kind=KIND,
        title=_first(cover.full_title for cover in covers)
        or _first(follow_up_line(sheet.lines) for group in groups for sheet in group)
        or plans[0].plan.title,
        date=_first(cover.date for cover in covers),
        organization=_first(cover.organization for cover in covers),
        sha256=document.sha256,
        language=language_of(plans[0].plan.levels),
        plans=[read.plan for read in plans],
        figures=[*summary.figures, *(figure for read in plans for figure in read.figures)],
        findings=in_reading_order(
            [*summary.findings, *tallied, *left_out, *(each for read in plans for each in read.findings)], document
        ),
    )


def _first(values: Iterator[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _sheets(document: Document) -> list[_Sheet]:
    """The tables that are follow-up, each with what is printed over it; a document's cover serves all of its tables."""
    from_workbook = bool(_WORKBOOKS.search(document.media_type))
    found = []
    front = front_lines(document)
    grids = join_tables(document.blocks, find_header) or join_tables(
        document.blocks, partial(find_header, any_level=True)
    )
    for grid in grids:
        layout = read_layout(grid, from_workbook=from_workbook)
        if layout is None:
            continue
        sound = sound_rows(grid, layout)
        read_numbers_by(layout, sound, from_workbook=from_workbook)
        find_owners(layout, [row.row for row in table_rows(grid, layout) if row.kind == DATA and not row.shift])
        over = [*front, *title_lines((list(row.texts), row.place) for row in grid.above)]
        found.append(_Sheet(grid, layout, sound, read_cover(over), over))
    main = [sheet for sheet in found if not _SIDE_SHEET.fullmatch(fold(sheet.grid.title or ""))]
    return main or found


def _grouped(sheets: Sequence[_Sheet]) -> list[list[_Sheet]]:
    """The tables by plan: the same levels, years apart, and no other plan's title."""
    groups: dict[tuple[tuple[str, ...], str | None], list[_Sheet]] = {}
    for sheet in sheets:
        levels = tuple(sheet.layout.names)
        same = [key for key in groups if key[0] == levels and None in (key[1], sheet.cover.title)]
        key = (levels, sheet.cover.title)
        groups.setdefault(key if key in groups or not same else same[0], []).append(sheet)
    return list(groups.values())


def _lists_people(group: Sequence[_Sheet]) -> bool:
    """Whether what the tables list is persons: such a table is no plan."""
    names = [clean(text) for sheet in group for text in sheet.grid.column(sheet.layout.levels[-1].index)]
    return bool(names) and sum(map(is_person, names)) > _MOSTLY * len(names)


def _read_plan(group: Sequence[_Sheet]) -> _Read:
    builder, merges = TreeBuilder(), all(sheet.names_year for sheet in group) and len(group) > 1
    totals = [Totals() for _ in group]
    notes: list[str] = []
    left_out: list[DraftFinding] = []
    in_parts: list[DraftFinding] = []
    for sheet, total, heading in zip(group, totals, _headings(group), strict=True):
        left_out += columns_left_out(sheet.grid, sheet.layout, sheet.sound, sheet.money)
        rows = list(table_rows(sheet.grid, sheet.layout))
        builder.begin(sheet.layout, heading or _first_section(sheet, rows), merges=merges)
        taken = [_take(row, sheet, builder, total, notes) for row in rows]
        left_out += lines_left_out([row.row.row.place for row in rows if row.kind == LINE])
        in_parts += check_parts_of_year(sheet.layout, [each for each in taken if each])
    tree, cover = builder.finish(), group[0].cover
    for node in tree.nodes:
        understand_status(node, notes)
    plan = DraftPlan(plan_title(cover, group[0].lines), cover.period, tree.levels, tree.nodes, cover.place)
    found = [finding for total in totals for finding in total.findings]
    figures = {figure.name: figure for total in reversed(totals) for figure in reversed(total.figures)}
    return _Read(
        plan, list(figures.values())[::-1], [*tree.findings, *found, *left_out, *in_parts, *_checked(plan, group)]
    )


def _take(row: TableRow, sheet: _Sheet, builder: TreeBuilder, totals: Totals, notes: list[str]) -> Taken | None:
    """Gives a row to whom it concerns: the tree, the sums, or the notes. Returns it with its node where it has one."""
    first = row.cells[row.row.filled[0]]
    if row.kind in (NOTE, LINE):
        notes.append(clean(first))
    elif row.kind == SECTION:
        builder.open_section(Heading(first, level_word(first), row.row.row.place))
    else:
        read = Row(sheet.layout, row.row, row.cells, sheet.year, row.shift, sheet.money)
        if row.kind == TOTAL:
            totals.check(read)
        elif holder := builder.take(read):
            totals.add(read, holder)
            return read, holder
    return None


def _checked(plan: DraftPlan, group: Sequence[_Sheet]) -> Iterator[DraftFinding]:
    """The alerts about each node. Evidence is expected where a column of the table is for it, or any is cited."""
    has_column = any(sheet.layout.others.get("evidence") for sheet in group)
    expects_evidence = has_column or any(node.evidence for node in plan.nodes)
    for node in plan.nodes:
        yield from check_node(node, plan.period, expects_evidence=expects_evidence)


def _headings(group: Sequence[_Sheet]) -> list[Heading | None]:
    """The level that each sheet is named after: «Eje 1. Social», or «EJE SOCIAL» where all of the sheets are so named.

    Else the one that each prints over its table, another in each sheet: «COMPONENTE BIOFÍSICO».
    """
    words = {_opening_level(sheet.grid.title or "") for sheet in group}
    shared = words.pop() if len(words) == 1 and len(group) > 1 else None
    named = [_heading(sheet, shared) for sheet in group]
    printed = [_printed_heading(sheet) for sheet in group]
    levels, texts = {each.level for each in printed if each}, {fold(each.text) for each in printed if each}
    is_shared = len(levels) == 1 and len(texts) == len(group) > 1
    return printed if is_shared and not any(named) and all(printed) else named


def _printed_heading(sheet: _Sheet) -> Heading | None:
    """The first line over a table that opens with a level that the table does not have."""
    for row in sheet.grid.above:
        texts = {clean(text) for text in row.texts if text.strip()}
        text = next(iter(texts)) if len(texts) == 1 else ""
        level = level_word(text) or _opening_level(text)
        if level and fold(level) not in ("plan", *map(fold, sheet.layout.names)) and not years(text):
            return Heading(text, level, row.place)
    return None


def _first_section(sheet: _Sheet, rows: Sequence[TableRow]) -> Heading | None:
    """The heading over a table whose rows have more headings of its level: «Compromiso 1» above, «Compromiso 2» among them."""
    levels = {level_word(row.cells[row.row.filled[0]]) for row in rows if row.kind == SECTION}
    printed = _printed_heading(sheet)
    return printed if printed and printed.level in levels else None


def _heading(sheet: _Sheet, shared: str | None) -> Heading | None:
    title = sheet.grid.title or ""
    level = level_word(title) or shared
    if not level or years(title):  # «Obras 2024» are the works of a year, no heading over them
        return None
    return Heading(title, level, sheet.grid.header.place)


def _opening_level(title: str) -> str | None:
    """The level, in the singular, that a title of several words opens with."""
    first, _, rest = clean(title).partition(" ")
    return level_name(first.capitalize()) if rest and is_level(first) and fold(singular(first)) == fold(first) else None
