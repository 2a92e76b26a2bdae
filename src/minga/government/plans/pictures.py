"""The picture of a whole plan: a matrix of marks, small multiples of squares, a heat table, and what is missing.

A pure module: it arranges the nodes of an outline; the templates draw.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minga.government.plans.evidence import cites, completed_but_missing
from minga.government.plans.marks import Mark
from minga.government.plans.outline import Chapter, Outline, OutlineNode, TermInfo
from minga.government.plans.repeats import Repeats
from minga.government.plans.words import mark_word

MOST_MARKS = 400
"""Units drawn one by one at most; larger plans are drawn by their counts."""
WIDEST_ROW = 12
"""Marks of one chapter that still stand in numbered columns; above it they flow."""
NAMED_AT_MOST = 12
"""Nodes named in each group of what is missing; the rest are counted."""
TOP_MECHANISMS = 3
FEWEST_MULTIPLES = 2


@dataclass(frozen=True)
class Cell:
    """One mark of the matrix. `line` tells of its verifiables: `yes`, `none`, or empty when the plan names none."""

    node: OutlineNode
    line: str


@dataclass(frozen=True)
class Matrix:
    """Chapters by units. `columns` are the heads; without them each chapter's marks flow in one cell."""

    columns: Sequence[str]
    rows: Sequence[tuple[Chapter, Sequence[Cell], int]]


@dataclass(frozen=True)
class Square:
    """A run of squares of one kind, as the design draws them: `filled`, `repeated`, `none` (without mechanism)."""

    kind: str
    count: int


@dataclass(frozen=True)
class Multiple:
    """The squares of one objective and its printed rows, each with whether it repeats another.

    `common` are its mechanisms most printed.
    """

    chapter: Chapter
    squares: Sequence[Square]
    rows: Sequence[tuple[OutlineNode, bool]]
    common: Sequence[tuple[TermInfo, int]]

    @property
    def number(self) -> int:
        """How many rows are printed."""
        return len(self.rows)

    @property
    def repeated(self) -> int:
        """How many rows repeat another."""
        return sum(repeats for _unit, repeats in self.rows)


@dataclass(frozen=True)
class MultipleGroup:
    """The multiples under one node of the top level; without it, those that stand on their own."""

    node: OutlineNode | None
    multiples: Sequence[Multiple]


@dataclass(frozen=True)
class Heat:
    """How many units of each chapter use each mechanism. Rows go from the most used to the least."""

    chapters: Sequence[Chapter]
    rows: Sequence[tuple[TermInfo, Sequence[int], int]]
    largest: int


@dataclass(frozen=True)
class Missing:
    """A kind of thing that is missing: its mark or none, its words, the nodes named, how many in all."""

    mark: str
    label: str
    nodes: Sequence[OutlineNode]
    total: int

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.total - len(self.nodes)


def matrix_of(outline: Outline) -> Matrix | None:
    """The matrix of marks; None when no status is printed, when units stand alone, or when there are too many."""
    chapters = [chapter for chapter in outline.chapters() if chapter.node]
    if not outline.tracked or not chapters or len(outline.units) > MOST_MARKS:
        return None
    widest = max(len(chapter.units) for chapter in chapters)
    letter = outline.counted.name[0].upper() if outline.counted else ""
    columns = [f"{letter}{number}" for number in range(1, widest + 1)] if widest <= WIDEST_ROW else []
    rows = []
    for chapter in chapters:
        cells = [Cell(unit, evidence_line(unit, outline)) for unit in chapter.units]
        rows.append((chapter, cells, widest - len(cells) if columns else 0))
    return Matrix(columns, rows)


def evidence_line(unit: OutlineNode, outline: Outline) -> str:
    """The line under a mark: `yes` when all expected verifiables, or any when none is expected, are cited."""
    if not cites(outline.units):
        return ""
    cited = unit.cited
    whole = cited.delivered >= cited.expected if cited.expected else cited.delivered > 0
    return "yes" if whole else "none"


def multiples_of(outline: Outline, repeats: Repeats) -> list[MultipleGroup]:
    """Small multiples, by top-level node; none with statuses, with too many units, or with nothing to compare."""
    chapters = [chapter for chapter in outline.chapters() if chapter.node]
    if outline.tracked or len(chapters) < FEWEST_MULTIPLES or len(outline.units) > MOST_MARKS:
        return []
    groups: dict[OutlineNode | None, list[Multiple]] = {}
    for chapter in chapters:
        top = next(iter(chapter.node.ancestors()), None) if chapter.node else None
        groups.setdefault(top, []).append(_multiple(chapter, outline, repeats))
    return [MultipleGroup(node, multiples) for node, multiples in groups.items()]


def _multiple(chapter: Chapter, outline: Outline, repeats: Repeats) -> Multiple:
    rows: list[tuple[OutlineNode, bool]] = []
    for unit in chapter.units:
        rows.append((unit, unit.pk in repeats.again))
        rows.extend([(unit, True)] * repeats.rows.get(unit.pk, 0))
    kinds = (_square_kind(unit, outline, repeats=repeated) for unit, repeated in rows)
    used = Counter(term for unit in chapter.units for term in unit.mechanisms)
    return Multiple(chapter, _runs(kinds), rows, used.most_common(TOP_MECHANISMS))


def _square_kind(unit: OutlineNode, outline: Outline, *, repeats: bool) -> str:
    if repeats:
        return "repeated"
    return "none" if outline.has_mechanisms and not unit.mechanisms else "filled"


def _runs(kinds: Iterable[str]) -> list[Square]:
    runs: list[Square] = []
    for kind in kinds:
        if runs and runs[-1].kind == kind:
            runs[-1] = Square(kind, runs[-1].count + 1)
        else:
            runs.append(Square(kind, 1))
    return runs


def heat_of(outline: Outline) -> Heat | None:
    """The heat table of mechanisms by chapter; None when no mechanism is printed. A unit counts once per mechanism."""
    chapters = [chapter for chapter in outline.chapters() if chapter.node]
    if not outline.has_mechanisms or not chapters:
        return None
    used = [Counter(term for unit in chapter.units for term in unit.mechanisms) for chapter in chapters]
    totals: Counter[TermInfo] = Counter()
    for counts in used:
        totals.update(counts)
    rows = [(term, [counts[term] for counts in used], total) for term, total in totals.most_common()]
    return Heat(chapters, rows, max((max(numbers) for _term, numbers, _total in rows), default=0))


def missing_of(outline: Outline) -> list[Missing]:
    """What is missing, named: units neither completed nor without effect, those without verifiable, without mechanism.

    Those that an act left without effect are missing to nobody; they stand last and apart.
    """
    units = outline.units
    owed = (Mark.SILENT, Mark.PENDING, Mark.PAUSED, Mark.GOING, Mark.NOT_YET, Mark.UNKNOWN)
    found = [_missing(mark.value, mark_word(mark), [unit for unit in units if unit.mark == mark]) for mark in owed]
    unexplained = [unit for unit in units if unit.declared and unit.declared.mark_reason == "unexplained"]
    found.append(_missing(Mark.STAR.value, _("Asterisco sin motivo explicado"), unexplained))
    if cites(units):
        without = [unit for unit in units if unit.finished and not unit.cited.delivered]
        found.append(_missing(Mark.DONE.value, _("Con estado cumplido, sin verificable citado"), without))
    admitted = [unit for unit in units if completed_but_missing(unit)]
    found.append(_missing(Mark.DONE.value, _("Con estado cumplido, y el documento dice que falta algo"), admitted))
    if outline.has_mechanisms:
        found.append(_missing("", _("Sin mecanismo impreso"), [unit for unit in units if not unit.mechanisms]))
    void = [unit for unit in units if unit.mark == Mark.VOID]
    found.append(_missing(Mark.VOID.value, _("Aparte: sin efecto"), void))
    return [group for group in found if group.nodes]


def _missing(mark: str, label: str, nodes: Sequence[OutlineNode]) -> Missing:
    return Missing(mark, label, nodes[:NAMED_AT_MOST], len(nodes))


def cited_words(node: OutlineNode) -> str:
    """How many verifiables a node cites, of those expected when any is: `2 verificables citados`, `1 de 3 ...`."""
    cited = node.cited
    if cited.expected:
        delivered = ngettext("%(number)s citado", "%(number)s citados", cited.delivered) % {"number": cited.delivered}
        expected = ngettext("%(number)s esperado", "%(number)s esperados", cited.expected) % {"number": cited.expected}
        return _("verificables: %(delivered)s, %(expected)s") % {"delivered": delivered, "expected": expected}
    if not cited.delivered:
        return _("sin verificable citado")
    sentence = ngettext("%(number)s verificable citado", "%(number)s verificables citados", cited.delivered)
    return sentence % {"number": cited.delivered}
