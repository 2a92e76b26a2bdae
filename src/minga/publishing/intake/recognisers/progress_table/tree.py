"""From the rows of a follow-up table to nodes: levels filled down, headings among the rows, codes of several depths."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from minga.publishing.intake.cleaning import clean, fold
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import DraftFinding, DraftNode
from minga.publishing.intake.levels import (
    is_level,
    level_letter,
    level_name,
    level_nouns,
    level_word,
    singular,
    split_code,
)
from minga.publishing.intake.recognisers import findings
from minga.publishing.intake.recognisers.progress_table.columns import UNNAMED, Column, Layout
from minga.publishing.intake.recognisers.progress_table.facts import Row, add_facts, cells_not_read
from minga.publishing.intake.recognisers.progress_table.repeated import Repeated
from minga.publishing.intake.recognisers.progress_table.unread import cells_left_out
from minga.publishing.intake.recognisers.repeats import Names, is_same_name, name_key

SECTION = "Sección"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading over rows: its text, the level that it says it is, where it says so, and its place."""

    text: str
    level: str | None
    place: Place


@dataclass(slots=True)
class Tree:
    """The nodes of a plan in document order, its levels in the order they open, and the alerts."""

    nodes: list[DraftNode] = field(default_factory=list)
    findings: list[DraftFinding] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)


class TreeBuilder:
    """Takes the rows of the tables of one plan. `open`: the open node at each depth; headings stand over the levels."""

    def __init__(self) -> None:
        self.tree = Tree()
        self._sections: list[DraftNode] = []
        self._open: list[DraftNode | None] = []
        self._holder: DraftNode | None = None
        self._known: dict[tuple[str | None, str, str], DraftNode] = {}
        self._names = Names(self.tree.findings)
        self._repeated = Repeated()
        self._children: Counter[tuple[str | None, str]] = Counter()
        self._by_code: dict[str, DraftNode] = {}
        self._merges = False
        self._left_out: dict[tuple[str, int], list[Place]] = {}
        self._not_read: dict[tuple[int, int], tuple[Column, list[Place]]] = {}
        self._coded: dict[tuple[int, str], DraftNode] = {}
        self._table = 0

    def begin(self, layout: Layout, heading: Heading | None, *, merges: bool) -> None:
        """Starts a table. `heading`: a level that the sheet is named after.

        `merges`: the tables tell of the same nodes in other years, so that a name printed before is no second node.
        """
        self._sections, self._open, self._holder = [], [None] * len(layout.levels), None
        self._by_code, self._merges = self._by_code if merges else {}, merges
        self._table += 1
        if heading:
            self.open_section(heading)

    def finish(self) -> Tree:
        """The tree, with an alert for each column of offices that holds what is no office; none repeats a text."""
        for (label, _), places in self._left_out.items():
            cells = "1 celda" if len(places) == 1 else f"{len(places)} celdas"
            message = (
                f"La columna {findings.quoted(clean(label))} trae, en {cells}, texto que no se reconoce como unidad ni cargo;"
                " no se muestra."
            )
            self.tree.findings.append(DraftFinding("unknown-term", message, places[0], "info"))
        self.tree.findings += [cells_left_out(column, places) for column, places in self._not_read.values()]
        return self.tree

    def open_section(self, heading: Heading) -> None:
        """Opens the node that a heading among the rows names, beneath the headings of the levels seen before it."""
        text, level = clean(heading.text), heading.level or SECTION
        code, title = _section_title(text, level)
        names = [section.level for section in self._sections]
        if level in names:
            del self._sections[names.index(level) :]
        parent = self._sections[-1] if self._sections else None
        known = self._known.get((parent.ref if parent else None, level, name_key(title)))
        self._sections.append(known or self._new(parent, level, code, title, text, heading.place))
        self._open = [None] * len(self._open)
        self._holder = None

    def take(self, row: Row) -> DraftNode | None:
        """Adds a row: opens the nodes it names and gives its facts to the deepest one, or to the one before it.

        Returns the node that took the facts; None where there is none.
        """
        holder = self._by_depth(row) if self._is_by_depth(row.layout) else self._by_columns(row)
        holder = holder or self._holder
        if holder is None:
            message = "La fila trae datos y no nombra a qué corresponden; no se leyó."
            self.tree.findings.append(findings.repaired(message=message, place=row.grid_row.row.place))
            return None
        self._holder = holder
        row.owners = {
            index: owner for index, depth in row.layout.owners.items() if (owner := self._open[depth]) is not None
        }
        self.tree.findings += self._repeated.settle(row, holder)
        for column in add_facts(row, holder):
            self._left_out.setdefault((column.label, self._table), []).append(row.place(column.index))
        for column in cells_not_read(row):
            seen = self._not_read.setdefault((self._table, column.index), (column, []))
            seen[1].append(row.place(column.index))
        self._report_same_code(row, holder)
        if row.shift:
            place = row.grid_row.row.place
            self.tree.findings.append(findings.misplaced_row(by=row.shift, place=place, ref=holder.ref))
        return holder

    def _by_columns(self, row: Row) -> DraftNode | None:
        holder = None
        for depth, column in enumerate(row.layout.levels):
            text = row.text(column.index)
            if not text:
                continue
            code, title = self._code_and_title(row, depth, text)
            holder = self._open_node(row, depth, code or None, title, row.place(column.index))
        return holder

    def _code_and_title(self, row: Row, depth: int, text: str) -> tuple[str, str]:
        """The code and the title of what a cell names: a code's own column first, unless it only numbers the rows.

        The label of a level before a title («Hito 1. Plataforma») is no part of it.
        """
        code = row.text(self._code_column(row, depth))
        printed, title = split_code(text, numbered=False)
        numbers_rows = not row.layout.others.get("code")
        if not code or (printed and (numbers_rows or printed == code.rstrip("."))):
            return printed or code, title
        return code, text

    @staticmethod
    def _code_column(row: Row, depth: int) -> int | None:
        """The column of a level's codes; the deepest level's where the row names this level alone."""
        codes, deepest = row.layout.codes, len(row.layout.levels) - 1
        named = [level for level, column in enumerate(row.layout.levels) if row.text(column.index)]
        return codes.get(depth, codes.get(deepest) if named == [depth] and len(codes) == 1 else None)

    def _open_node(self, row: Row, depth: int, code: str | None, title: str, place: Place) -> DraftNode:
        now = self._open[depth]
        deepest = depth == len(self._open) - 1
        if now is not None and is_same_name(now.title, title) and code in (None, now.code):
            if deepest and not self._tells_more(row, now):
                self._names.again(now, place)
            return now
        parent = next((node for node in reversed(self._open[:depth]) if node is not None), None)
        parent = parent or (self._sections[-1] if self._sections else None)
        level = self._level(row, depth)
        known = self._known.get((parent.ref if parent else None, level, name_key(title)))
        if known is None or (deepest and not self._merges):
            known = self._new(parent, level, code, title, title, place, is_item=deepest)
        self._open[depth:] = [known, *[None] * (len(self._open) - depth - 1)]
        return known

    def _level(self, row: Row, depth: int) -> str:
        """The level of a node: what a column of kinds says («Tipo: Programa»), else its own column's."""
        for _, text in row.of("kind"):
            if is_level(text) and len(row.layout.levels) == 1:
                return level_name(text)
        return row.layout.names[depth]

    def _tells_more(self, row: Row, node: DraftNode) -> bool:
        """Whether a repeated name only heads another indicator or goal of the same node, or another year."""
        held = {(target.name, target.indicator) for target in node.targets}
        goal = next((text for _, text in row.of("goal")), None)
        indicator = next((text for _, text in row.of("indicator")), None)
        more = bool(goal or indicator) and (goal, indicator) not in held
        return more or any(True for _ in row.of("year")) or self._merges

    @staticmethod
    def _is_by_depth(layout: Layout) -> bool:
        return len(layout.levels) == 1 and layout.depths > 1

    def _by_depth(self, row: Row) -> DraftNode | None:
        """The node of a row in a table with one column of names, whose codes tell the depth: `1.2.1` beneath `1.2`."""
        column = row.layout.levels[0]
        text, code = row.text(column.index), row.text(row.layout.codes.get(0)).rstrip(".")
        if not text:
            return None
        if not code:
            code, text = split_code(text, numbered=True)[0] or "", split_code(text, numbered=True)[1]
        parent = self._by_code.get(code.rpartition(".")[0]) or (self._sections[-1] if self._sections else None)
        before = self._holder
        if before is not None and is_same_name(before.title, text) and code in ("", before.code):
            if not self._tells_more(row, before):
                self._names.again(before, row.place(column.index))
            return before
        level = self._level_at(row, code, text)
        node = self._new(parent, level, code or None, text, text, row.place(column.index), is_item=True)
        if code:
            self._by_code[code] = node
        return node

    def _level_at(self, row: Row, code: str, text: str) -> str:
        named = next((level_name(kind) for _, kind in row.of("kind") if is_level(kind)), None) or level_word(text)
        depth = code.count(".") + 1 if code else row.layout.depths
        if named:
            return named
        own = row.layout.names[0]
        if depth < row.layout.depths and (printed := _opening_level(text, own)):
            return printed
        return own if depth == row.layout.depths and own != UNNAMED else f"Nivel {depth}"

    def _new(
        self,
        parent: DraftNode | None,
        level: str,
        code: str | None,
        title: str,
        printed: str,
        place: Place,
        *,
        is_item: bool = False,
    ) -> DraftNode:
        above = parent.ref if parent else None
        self._children[above, level] += 1
        built = f"{level_letter(level)}{self._children[above, level]}"
        node = DraftNode(
            ref=f"n{len(self.tree.nodes) + 1}",
            level=level,
            title=title,
            place=place,
            parent=above,
            code=code or (f"{parent.code}.{built}" if parent else built),
            code_printed=code is not None,
            printed=printed,
        )
        self.tree.nodes.append(node)
        self._known.setdefault((above, level, name_key(title)), node)
        if level not in self.tree.levels:
            self.tree.levels.append(level)
        if is_item:
            self._names.take(node)
        return node

    def _report_same_code(self, row: Row, node: DraftNode) -> None:
        """A code of a column of codes that another element of the table has too; row numbers may begin again."""
        columns = [column for column, text in row.of("code") if text.rstrip(".") == (node.code or "").rstrip(".")]
        if not columns:
            return
        first = self._coded.setdefault((self._table, node.code or ""), node)
        if first is not node and first.level == node.level and not self._merges:
            message = f"El código {node.code} consta también en {findings.quoted(first.title)}."
            place = row.place(columns[0].index)
            self.tree.findings.append(DraftFinding("duplicate-name", message, place, ref=node.ref))


def _opening_level(text: str, own: str) -> str | None:
    """The level whose word a title opens with, in capitals («PROGRAMA DE AGUA») or as the column's header names it too."""
    word = clean(text).split(" ")[0].rstrip(".:,")
    if not is_level(word) or not (word.isupper() or fold(singular(word.lower())) in level_nouns(own)):
        return None
    return level_name(word.capitalize())


def _section_title(text: str, level: str) -> tuple[str | None, str]:
    """A heading's code and title: «EJE 1: SOCIAL», «Eje 1 Social» and «Programa: Salud» without their level."""
    code, title = split_code(text)
    if code or not fold(title).startswith(fold(level)):
        return code, title
    rest = title[len(level) :].lstrip(" .:–—-")
    return split_code(rest, numbered=True) if rest else (None, title)
