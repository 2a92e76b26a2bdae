"""From the rows of an insertion matrix to the plan's nodes: objectives, initiatives, articulation objectives."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from minga.publishing.intake.cleaning import clean, words
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import DraftFinding, DraftNode, DraftRole
from minga.publishing.intake.grids import GridRow, is_note, is_tail, is_total, join_cut, shift_row
from minga.publishing.intake.levels import level_letter
from minga.publishing.intake.recognisers import findings
from minga.publishing.intake.recognisers.actors import read_actors
from minga.publishing.intake.recognisers.insertion_matrix.cells import is_ended, named_roles, title_pairs
from minga.publishing.intake.recognisers.insertion_matrix.columns import Layout, placed
from minga.publishing.intake.recognisers.repeats import Names, is_same_name

_LONG_TABLE = 30
_LEFT_OUT = "La celda trae texto que no se reconoce como organización, unidad ni cargo; no se muestra."


@dataclass(slots=True)
class Matrix:
    """The nodes in document order, what was noticed, and how many cells of each level stand under each node.

    `printed` counts by (ref of the node above, level), with None for the whole matrix; a name printed twice counts
    twice. `depth` is each node's level, from 0.
    """

    layout: Layout
    nodes: list[DraftNode] = field(default_factory=list)
    findings: list[DraftFinding] = field(default_factory=list)
    printed: Counter[tuple[str | None, int]] = field(default_factory=Counter)
    depth: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A level's cell: its text and place."""

    level: int
    text: str
    place: Place


class MatrixBuilder:
    """Takes the rows of a matrix one by one. `current` holds the open node of each level.

    `shows_cuts`: the header stands again after each page of the original. Without it, and in a PDF, whose writer repeats
    headers by itself, a long table may hold rows that the original's pages cut, wherever its own pages end now.
    """

    def __init__(self, layout: Layout, *, shows_cuts: bool, length: int) -> None:
        self.matrix = Matrix(layout)
        self.layout = layout
        self.bottom = len(layout.levels) - 1
        self.lost_cuts = not shows_cuts and length > _LONG_TABLE
        self.current: list[DraftNode | None] = [None] * len(layout.levels)
        self.leaf: DraftNode | None = None
        self._known: dict[tuple[str | None, int, str], DraftNode] = {}
        self._names = Names(self.matrix.findings)
        self._children: Counter[tuple[str | None, int]] = Counter()
        self._by_ref: dict[str, DraftNode] = {}
        self._shift = 0
        self._filled: list[int] = []

    def take(self, row: GridRow) -> None:
        """Adds what a row prints: opens the levels it names, and goes on with the row before where it is cut."""
        if is_note(row.cells) or (is_total(row.cells) and len(row.filled) <= self.bottom):
            return
        cells, move = self._placed(row)
        shift = move or 0
        read = [
            _Cell(level, clean(cells[column]), row.place(column - shift))
            for level, column in enumerate(self.layout.levels)
        ]
        mechanism = cells[self.layout.mechanism]
        continues = self._continues(row, read, mechanism)
        if continues:
            self._extend(read, mechanism)
        upper = read[: self.bottom - 1] if continues else read[: self.bottom]
        for cell in upper:
            if cell.text:
                self._open(cell, row)
        if not continues:
            self._add_leaves(cells, read[-1].place, row.place(self.layout.mechanism - shift))
        self._add_roles(row, cells, shift)
        self._describe(cells)
        if move != 0 and not continues:
            self._report_move(move, row)
        self._shift, self._filled = shift, row.filled

    def _report_move(self, move: int | None, row: GridRow) -> None:
        ref, place = self.leaf.ref if self.leaf else None, row.row.place
        strange = "La fila no guarda el orden de las columnas de la tabla; se leyó tal como está impresa."
        found = findings.misplaced_row(by=move, place=place, ref=ref) if move else None
        self.matrix.findings.append(found or findings.repaired(message=strange, place=place, ref=ref))

    def _placed(self, row: GridRow) -> tuple[tuple[str, ...], int | None]:
        """The row's cells where they belong; the rest of a misplaced row, after a page break, is as misplaced."""
        if row.after_cut and self._shift and set(row.filled) <= set(self._filled):
            moved = shift_row(row.cells, self._shift)
            if moved is not None:
                return moved, self._shift
        return placed(self.layout, row)

    def _continues(self, row: GridRow, read: list[_Cell], mechanism: str) -> bool:
        """Whether the row is the rest of the one before, cut by a page break.

        After a break: nothing opens the level above (or only the rest of its name stands there) and the deepest cell
        reads as the rest of a sentence, or holds an articulation objective that has no mechanism of its own while the
        one before has, or the reverse. Without a break only a sentence that goes on in lower case counts, a row that opens
        an objective without anything under it, and, in a long table that shows no breaks at all, a row with nothing but
        its deepest cell.
        """
        leaf, above = read[-1].text, read[-2].text
        if self.leaf is None or (above and not self._is_rest(read[-2], row, opens_nothing=True)):
            return False
        if not leaf:
            return bool(above) or (bool(mechanism) and not any(cell.text for cell in read))
        if self._goes_on(leaf):
            return True
        if self.layout.item == self.bottom:
            return False
        opens_upper = any(cell.text and not self._is_rest(cell, row) for cell in read[:-2])
        if not row.after_cut:
            return not mechanism and (self.lost_cuts or opens_upper)
        return not mechanism or not self.leaf.mechanisms_printed

    def _goes_on(self, leaf: str) -> bool:
        before = self.leaf.title if self.leaf else ""
        if self.layout.opens_lower:
            return is_tail(leaf.capitalize(), before)
        unfinished = self.layout.ends_in_period and not is_ended(before)
        return is_tail(leaf, before) or (unfinished and not leaf[0].isupper())

    def _is_rest(self, cell: _Cell, row: GridRow, *, opens_nothing: bool = False) -> bool:
        """Whether a cell is the rest of the open node's title, cut by the page."""
        now = self.current[cell.level]
        code, title = self.layout.code(cell.level, cell.text)
        if now is None or code is not None or self.layout.is_flat:
            return False
        if row.after_cut:
            return is_tail(title, now.title)
        return not opens_nothing and self.layout.is_coded(cell.level) and title[:1].islower()

    def _extend(self, read: list[_Cell], mechanism: str) -> None:
        leaf, above = self.leaf, self.current[self.bottom - 1]
        if leaf is None:
            return
        _append(leaf, read[-1].text)
        leaf.mechanisms_printed = join_cut(leaf.mechanisms_printed or "", clean(mechanism)) or None
        if above is not None:
            _append(above, read[-2].text)
        what = "la fila está cortada por un salto de página y sigue en esta"
        self.matrix.findings.append(findings.broken_row(what=what, place=read[-1].place, ref=leaf.ref))

    def _open(self, cell: _Cell, row: GridRow) -> None:
        """Makes the node that a cell names the open one of its level: a new one, or one printed before."""
        code, title = self.layout.code(cell.level, cell.text)
        now = self.current[cell.level]
        if now is not None and self._is_rest(cell, row):
            _append(now, cell.text)
            return
        is_item = cell.level == self.layout.item
        if now is not None and is_same_name(now.title, title) and code in (None, now.code):
            if is_item and not self.layout.is_flat:
                self._repeat(now, cell)
            return
        known = None if is_item else self._known.get(self._key(cell.level, code, title))
        node = known or self._new(cell, code, title)
        self.current[cell.level :] = [node, *[None] * (self.bottom - cell.level)]
        self._open_above(node, cell.level)
        self._count(node, cell.level)

    def _repeat(self, node: DraftNode, cell: _Cell) -> None:
        """The same name in the next row: still the same node, printed once more."""
        self._count(node, cell.level)
        self._names.again(node, cell.place)

    def _open_above(self, node: DraftNode, level: int) -> None:
        """Opens the node that this one's code names as its parent, where another was open."""
        while node.parent is not None and level:
            node, level = self._by_ref[node.parent], level - 1
            if self.matrix.depth[node.ref] != level:
                return
            self.current[level] = node

    def _key(self, level: int, code: str | None, title: str) -> tuple[str | None, int, str]:
        said = " ".join(words(title))
        if code:
            return None, level, f"{code} {said}"
        parent = self._parent(level, code)
        return parent.ref if parent else None, level, said

    def _parent(self, level: int, code: str | None) -> DraftNode | None:
        """The node above: the one whose code this code extends, else the open one of the nearest level."""
        nearest = next((node for node in reversed(self.current[:level]) if node is not None), None)
        prefix = code.rpartition(".")[0] if code else ""
        if not prefix or (nearest is not None and (not nearest.code_printed or nearest.code == prefix)):
            return nearest
        owners = (node for node in reversed(self.matrix.nodes) if node.code_printed and node.code == prefix)
        return next(owners, nearest)

    def _new(self, cell: _Cell, code: str | None, title: str) -> DraftNode:
        parent = self._parent(cell.level, code)
        above = parent.ref if parent else None
        self._children[above, cell.level] += 1
        name = self.layout.names[cell.level]
        built = f"{level_letter(name)}{self._children[above, cell.level]}"
        node = DraftNode(
            ref=f"n{len(self.matrix.nodes) + 1}",
            level=name,
            title=title,
            place=cell.place,
            parent=above,
            code=code or (f"{parent.code}.{built}" if parent else built),
            code_printed=code is not None,
            printed=cell.text,
        )
        self._known.setdefault(self._key(cell.level, code, title), node)
        self.matrix.nodes.append(node)
        self.matrix.depth[node.ref] = cell.level
        self._by_ref[node.ref] = node
        if cell.level == self.layout.item:
            node.roles += named_roles(title, cell.place)
            self._names.take(node)
        return node

    def _count(self, node: DraftNode, level: int) -> None:
        """Counts a printed cell for each node it stands under, and for the whole."""
        above = node.parent
        self.matrix.printed[None, level] += 1
        while above is not None:
            self.matrix.printed[above, level] += 1
            above = self._by_ref[above].parent

    def _add_leaves(self, cells: tuple[str, ...], place: Place, mechanism_place: Place) -> None:
        """The deepest cell: one node, or several where the cell holds as many titles as lists of mechanisms."""
        text, mechanism = cells[self.layout.leaf], cells[self.layout.mechanism]
        if not text:
            self._give_mechanisms(mechanism)
            return
        pairs = list(title_pairs(text, mechanism))
        for title, means in pairs:
            self._add_leaf(_Cell(self.bottom, clean(title), place), clean(means), mechanism_place)
        if len(pairs) > 1:
            message = f"La celda trae {len(pairs)} textos, cada uno con sus mecanismos; se leyeron por separado."
            self.matrix.findings.append(findings.repaired(message=message, place=place, ref=self.matrix.nodes[-1].ref))

    def _add_leaf(self, cell: _Cell, mechanism: str, mechanism_place: Place) -> None:
        code, title = self.layout.code(self.bottom, cell.text)
        now = self.current[self.bottom]
        repeats = now is not None and self.layout.item == self.bottom and is_same_name(now.title, title)
        self.leaf = now if now is not None and repeats else self._new(cell, code, title)
        self.leaf.mechanisms_printed = join_cut(self.leaf.mechanisms_printed or "", mechanism) or None
        if mechanism and mechanism_place != self.leaf.place:
            self.leaf.places["mechanisms"] = mechanism_place
        self.current[self.bottom] = self.leaf
        self._count(self.leaf, self.bottom)
        if repeats:
            self._names.again(self.leaf, cell.place)

    def _give_mechanisms(self, mechanism: str) -> None:
        """A row that names mechanisms but nothing at the deepest level: they belong to the deepest node it names."""
        opened = next((node for node in reversed(self.current) if node is not None), None)
        if opened is not None and clean(mechanism):
            opened.mechanisms_printed = join_cut(opened.mechanisms_printed or "", clean(mechanism))

    def _add_roles(self, row: GridRow, cells: tuple[str, ...], shift: int) -> None:
        holder = next((node for node in reversed(self.current[: self.layout.item + 1]) if node is not None), None)
        if holder is None:
            return
        for column, role in self.layout.roles:
            held = {(given.role, given.name) for given in holder.roles}
            names, left_out = read_actors(cells[column])
            place = row.place(column - shift)
            holder.roles += [DraftRole(role, name, place) for name in names if (role, name) not in held]
            if left_out:
                self.matrix.findings.append(DraftFinding("unknown-term", _LEFT_OUT, place, "info", holder.ref))

    def _describe(self, cells: tuple[str, ...]) -> None:
        """Adds the cells of description to the deepest node; the rest of one that a page cut goes on with it."""
        for column in self.layout.descriptions:
            if self.leaf is not None and cells[column]:
                self.leaf.description = join_cut(self.leaf.description or "", clean(cells[column]))


def _append(node: DraftNode, text: str) -> None:
    """Adds the rest of a title that a page break cut."""
    if text:
        node.title = join_cut(node.title, text)
        node.printed = join_cut(node.printed or "", text)
