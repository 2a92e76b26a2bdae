"""The columns of an insertion matrix: plan levels from left to right, then the mechanisms of articulation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from minga.publishing.intake.cleaning import clean, fold
from minga.publishing.intake.document import Row
from minga.publishing.intake.grids import Grid, GridRow, Header, find_shift, opens_lower, shift_row
from minga.publishing.intake.levels import is_level, level_name, split_code
from minga.publishing.intake.mechanisms import read_mechanisms

_MECHANISM = re.compile(
    r"(?:tipos? de )?mecanismos?(?!.*\b(?:verificacion|seguimiento|financiamiento|control|evaluacion|monitoreo|pago)\b).{0,60}"
    r"|(?:instrumentos?|formas?|modalidad(?:es)?) de (?:la )?(?:articulacion|coordinacion|cooperacion|insercion|alianzas?)\b.{0,40}"
    r"|(?:articulation )?mechanisms?"
)
_MAY_BE_MECHANISM = re.compile(r"mecanism|mechanism|instrument|forma|modalidad", re.IGNORECASE)
"""A quick look at a row before it is read as a header: most rows of a long table hold none of these."""
_ROLES = (
    ("executor", re.compile(r"(?:entidad|unidad|institucion|dependencia)?\s*ejecutor(?:a|as|es)?|executor")),
    ("counterpart", re.compile(r"contrapartes?|counterparts?")),
    (
        "partner",
        re.compile(
            r"(?:actor(?:es)?|aliad[oa]s?|soci[oa]s?|institucion(?:es)? aliadas?|entidad(?:es)? cooperantes?|partners?)\b.*"
        ),
    ),
    ("beneficiary", re.compile(r"(?:beneficiari|poblacion objetivo).*")),
    (
        "lead",
        re.compile(
            r"(?:entidad|unidad|institucion|dependencia|secretaria)?\s*(?:responsables?|lider|a cargo)\b.*|lead|responsible"
        ),
    ),
)
Columns = tuple[tuple[int, ...], int, tuple[tuple[int, str], ...]]
_DESCRIPTION = re.compile(r"(?:descripcion|detalle|alcance|observacion(?:es)?|description)\b.*")

_AXIS = re.compile(r"(?:ejes?|pilar|axis|pillar)\b")
_ITEM = re.compile(r"(?:iniciativa|proyecto|initiative|project)s?\b")
_STRATEGIC = re.compile(r"objetivos? (?:estrategic|de desarrollo|de gestion|general)")

_LONGEST_LABEL = 90
_FEWEST_LEVELS = 2
_MOST = 0.5
_FLAT = 0.9


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column holds what, and the habits of this table that tell a cut or misplaced row from a sound one."""

    width: int
    levels: tuple[int, ...]
    names: tuple[str, ...]
    mechanism: int
    roles: tuple[tuple[int, str], ...]
    descriptions: tuple[int, ...] = ()
    depths: tuple[int | None, ...] = ()
    opens_lower: bool = False
    ends_in_period: bool = True
    is_flat: bool = False

    @property
    def leaf(self) -> int:
        """The column of the deepest level, which carries the mechanisms."""
        return self.levels[-1]

    @property
    def item(self) -> int:
        """The level of the initiatives: the one over the articulation objectives, else the deepest one."""
        heads = [fold(name).split(" ")[0] for name in self.names]
        return len(heads) - (2 if heads[-1] == "objetivo" != heads[-2] else 1)

    def is_coded(self, level: int) -> bool:
        """Whether the titles of a level carry printed codes."""
        return self.depths[level] is not None

    def code(self, level: int, text: str) -> tuple[str | None, str]:
        """The printed code and the title of a level's cell."""
        return split_code(text, numbered=True) if self.is_coded(level) else (None, clean(text))


def find_header(rows: Sequence[Row], position: int) -> Header | None:
    """The header that begins at a row: one column of mechanisms, and at least two that name plan levels.

    It may take two rows, when neither is a header by itself.
    """
    if not any(_MAY_BE_MECHANISM.search(text) for row in rows[position : position + 2] for text in row.texts):
        return None
    one, two = _labels(rows[position : position + 1]), _labels(rows[position : position + 2])
    if found := _columns(one):
        return _header(one, found, rows[position], 1)
    found = _columns(two)
    return _header(two, found, rows[position], 2) if found and not _columns(_labels(rows[position + 1 :][:1])) else None


def _header(labels: tuple[str, ...], columns: Columns, row: Row, height: int) -> Header:
    levels, mechanism, roles = columns
    key = (tuple(fold(level_name(labels[column])) for column in levels), mechanism, roles)
    return Header(labels, key, row.place, height)


def _labels(lines: Sequence[Row]) -> tuple[str, ...]:
    """The lowest label of each column; nothing when a cell is too long for a label."""
    width = max((len(line.cells) for line in lines), default=0)
    labels = [""] * width
    for line in lines:
        for column, text in enumerate(line.texts):
            if len(text) > _LONGEST_LABEL:
                return ()
            labels[column] = clean(text) or labels[column]
    return tuple(labels)


def _columns(labels: Sequence[str]) -> Columns | None:
    """The columns of the levels, that of the mechanisms and those of roles; None when this heads no matrix."""
    folded = [fold(level_name(label)) for label in labels]
    mechanism = next((column for column, label in enumerate(folded) if _MECHANISM.fullmatch(label)), None)
    if mechanism is None:
        return None
    roles = tuple((column, role) for column, label in enumerate(folded) if (role := _role(label)))
    taken = {mechanism, *(column for column, _ in roles)}
    levels = [column for column, label in enumerate(labels) if column not in taken and _names_level(label)]
    return (_from_the_top(levels, folded), mechanism, roles) if len(levels) >= _FEWEST_LEVELS else None


def _from_the_top(levels: Sequence[int], folded: Sequence[str]) -> tuple[int, ...]:
    """The columns of the levels from the highest to the deepest: from left to right, but for those that cannot stand there.

    Axes come first, objectives of articulation last, and no strategic objective stands beneath an initiative.
    """
    items = [column for column in levels if _ITEM.match(folded[column])]

    def rank(column: int) -> int:
        if "articulacion" in folded[column]:
            return 3
        if _AXIS.match(folded[column]):
            return 0
        beneath = bool(items) and column > items[0] and _STRATEGIC.match(folded[column])
        return 1 if beneath else 2

    return tuple(sorted(levels, key=rank))


def _names_level(label: str) -> bool:
    return is_level(label) or "articulacion" in fold(label).split()


def _role(label: str) -> str | None:
    return next((role for role, form in _ROLES if form.fullmatch(label)), None)


def read_layout(grid: Grid) -> Layout:
    """The layout of a grid: the columns from its header, the habits from its sound rows."""
    levels, mechanism, roles = _columns(grid.header.labels) or ((), 0, ())
    names = tuple(level_name(grid.header.labels[column]) for column in levels)
    sound = [row for row in grid.rows if row.cells[levels[-1]]]
    leaves = [clean(row.cells[levels[-1]]) for row in sound]
    return Layout(
        width=grid.width,
        levels=levels,
        names=names,
        mechanism=mechanism,
        roles=roles,
        descriptions=_described(grid.header.labels, {*levels, mechanism}),
        depths=tuple(_depth(row.cells[column] for row in sound) for column in levels),
        opens_lower=_share(map(opens_lower, leaves)) > _MOST,
        ends_in_period=_share(leaf.endswith((".", ";")) for leaf in leaves) > _MOST,
        is_flat=_share(all(row.cells[column] for column in levels[:-1]) for row in sound) > _FLAT,
    )


def _described(labels: Sequence[str], taken: set[int]) -> tuple[int, ...]:
    found = (column for column, label in enumerate(labels) if _DESCRIPTION.fullmatch(fold(label)))
    return tuple(column for column in found if column not in taken)


def _depth(texts: Iterable[str]) -> int | None:
    """How many parts the codes of a column have, when most of its titles carry one; 1 for «3.», 2 for «3.1»."""
    told = [text for text in texts if text and not opens_lower(text)]
    codes = [code for text in told if (code := split_code(text, numbered=True)[0])]
    if not codes or len(codes) < _MOST * len(told):
        return None
    return Counter(code.count(".") + 1 for code in codes).most_common(1)[0][0]


def _share(flags: Iterable[bool]) -> float:
    listed = list(flags)
    return sum(listed) / len(listed) if listed else 0.0


def placed(layout: Layout, row: GridRow) -> tuple[tuple[str, ...], int | None]:
    """The row's cells in the columns they belong to, and by how many columns they had to move to the right.

    A row is misplaced when it is wider than the table, when its deepest level is empty or holds only mechanisms, or a numbered level holds no number, and
    a move mends all of that at once; first one that puts known mechanisms in their column, else any words. None when no
    move does: the cells come as printed. Columns before the first level, such as a number, stay.
    """
    first = min(layout.levels)
    head, cells = row.cells[:first], row.cells[first:]
    if _is_sound(layout, row.cells):
        return row.cells, 0

    for certain in (True, False):
        by = find_shift(cells, partial(_fits, layout, head, certain=certain))
        moved = shift_row(cells, by) if by else None
        if moved:
            return (*head, *moved), by
    return row.cells, None


def _is_sound(layout: Layout, cells: Sequence[str]) -> bool:
    """Whether a row can stand as printed."""
    leaf, mechanism = cells[layout.leaf], cells[layout.mechanism]
    filled = [level for level, column in enumerate(layout.levels) if cells[column]]
    if any(cells[layout.width :]):
        return False
    if not mechanism and _holds_mechanisms(layout, cells) and len(filled) > 1:
        return False
    if not all(_has_its_code(layout, level, cells[layout.levels[level]]) for level in filled):
        return False
    if leaf or len(filled) <= 1:
        return True
    return all(layout.is_coded(level) for level in filled) or bool(mechanism)


def _holds_mechanisms(layout: Layout, cells: Sequence[str]) -> bool:
    """Whether the deepest cell or a description holds mechanisms and nothing else."""
    return any(
        read_mechanisms(cells[column]).is_bare for column in (layout.leaf, *layout.descriptions) if cells[column]
    )


def _fits(layout: Layout, head: Sequence[str], moved: Sequence[str], *, certain: bool) -> bool:
    """Whether a moved row is in its place. `certain`: what stands under the mechanisms are known ones, or nothing."""
    cells = (*head, *moved)
    leaf, mechanism = cells[layout.leaf], cells[layout.mechanism]
    known = not mechanism or read_mechanisms(mechanism).is_certain
    if (
        any(cells[layout.width :])
        or not leaf
        or _holds_mechanisms(layout, cells)
        or not (known if certain else mechanism)
    ):
        return False
    filled = [level for level, column in enumerate(layout.levels) if cells[column]]
    return all(_has_its_code(layout, level, cells[layout.levels[level]]) for level in filled)


def _has_its_code(layout: Layout, level: int, text: str) -> bool:
    """Whether a cell's code, or its lack, is that of its level. The rest of a cut title has none and fits."""
    code = split_code(text, numbered=True)[0] if layout.is_coded(level) else split_code(text)[0]
    expected = layout.depths[level]
    if expected is None:
        upper = [depth for depth in layout.depths if depth]
        return code is None or not upper or code.count(".") + 1 not in upper
    if code is None:
        return opens_lower(text)
    return code.count(".") + 1 == expected
