"""A plan as a tree in memory: its nodes in document order, which level is counted, how it is grouped.

A pure module: it is built by `queries.outline` and read by pages, datasets and pictures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import quote

from minga.government.plans.marks import FINISHED, Mark, mark_of
from minga.government.plans.words import calm
from minga.kernel.words import fold

Place = Mapping[str, Any]
LEAD = "lead"
ARTICULATION = "articulacion"
"""The word in the name of a level whose nodes say how another node is worked on, and are not counted themselves."""


@dataclass(frozen=True, slots=True)
class LevelInfo:
    """A level: its row, how deep it stands, its name as printed, whether its nodes carry a status."""

    pk: int
    depth: int
    name: str
    carries_status: bool = False

    @property
    def articulates(self) -> bool:
        """Whether its nodes only say how the node above is worked on."""
        return ARTICULATION in fold(self.name)


def counted_level(levels: Sequence[LevelInfo], tracked: Container[LevelInfo]) -> LevelInfo | None:
    """The level that a plan is counted by, among those that have nodes, given from the top down.

    The deepest that carries a status; when none does, the deepest that does more than say how another node is worked
    on. None for a plan without nodes.
    """
    plain = [level for level in levels if not level.articulates]
    candidates = [level for level in levels if level in tracked] or plain or levels
    return candidates[-1] if candidates else None


@dataclass(frozen=True, slots=True)
class Declared:
    """A status as printed and as understood; `pk` is its row."""

    pk: int
    printed: str
    canonical: str
    marked: bool = False
    mark_reason: str = ""
    note: str = ""
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class RoleInfo:
    """Who does what for a node."""

    role: str
    slug: str
    name: str
    printed: str


@dataclass(frozen=True, slots=True)
class TermInfo:
    """A mechanism: the term that all cities share, and its word."""

    canonical: str
    label: str


@dataclass(frozen=True, slots=True)
class Cited:
    """How many verifiables a node cites, and how many its document expects."""

    delivered: int = 0
    expected: int = 0


@dataclass(slots=True, eq=False)
class OutlineNode:
    """One node, with what the plan's page tells of it.

    `declared` is the latest status, `earlier` those before it; `own_mechanisms` are printed for this very node.
    """

    pk: int
    key: str
    printed_code: str
    title: str
    level: LevelInfo
    base: str
    description: str = ""
    mechanisms_printed: str = ""
    start: str = ""
    end: str = ""
    parent: OutlineNode | None = None
    children: list[OutlineNode] = field(default_factory=list)
    declared: Declared | None = None
    earlier: list[Declared] = field(default_factory=list)
    tracked: bool = False
    roles: list[RoleInfo] = field(default_factory=list)
    own_mechanisms: list[TermInfo] = field(default_factory=list)
    place: Place | None = None
    document: str = ""
    cited: Cited = Cited()

    @property
    def name(self) -> str:
        """Its title for reading, in sentence case where the document prints it in capitals."""
        return calm(self.title)

    @property
    def tail(self) -> str:
        """What its key adds to that of the node above: `A1` of `1.1.I12.A1`."""
        return self.key.removeprefix(f"{self.parent.key}.") if self.parent else self.key

    @property
    def url(self) -> str:
        """The node's page."""
        return f"{self.base}{quote(self.key)}/"

    @property
    def mark(self) -> Mark:
        """The state that the node's mark shows."""
        declared = self.declared
        if declared is None:
            return mark_of(None, tracked=self.tracked)
        return mark_of(declared.canonical, marked=declared.marked, tracked=self.tracked)

    @property
    def finished(self) -> bool:
        """Whether it is declared completed, in any of the three forms."""
        return self.mark in FINISHED

    @property
    def mechanisms(self) -> list[TermInfo]:
        """Its mechanisms and those of the nodes below it, each once, in the order in which they are printed."""
        return list(dict.fromkeys(term for node in self.subtree() for term in node.own_mechanisms))

    def subtree(self) -> Iterator[OutlineNode]:
        """The node and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.subtree()

    def ancestors(self) -> list[OutlineNode]:
        """The nodes above it, from the top down."""
        found: list[OutlineNode] = []
        above = self.parent
        while above is not None:
            found.append(above)
            above = above.parent
        return found[::-1]

    @property
    def leads(self) -> list[RoleInfo]:
        """Who is responsible for it; else the one who alone is responsible for the nearest node above that says so.

        When several answer together for a node above, the document does not say which of them answers for this one.
        """
        own = [info for info in self.roles if info.role == LEAD]
        above = ([info for info in node.roles if info.role == LEAD] for node in reversed(self.ancestors()))
        nearest = next(filter(None, above), [])
        return own or (nearest if len(nearest) == 1 else [])


@dataclass(frozen=True)
class Chapter:
    """The counted nodes that stand under one node; without a node, those that stand on their own."""

    node: OutlineNode | None
    units: Sequence[OutlineNode]


@dataclass
class Outline:
    """A plan's nodes in document order. `units` are the nodes of the counted level, those the plan is told by."""

    nodes: list[OutlineNode]

    @cached_property
    def levels(self) -> list[LevelInfo]:
        """The levels that have nodes, from the top down."""
        return sorted({node.level for node in self.nodes}, key=lambda level: level.depth)

    @cached_property
    def counted(self) -> LevelInfo | None:
        """The level that the plan is counted by."""
        return counted_level(self.levels, {node.level for node in self.nodes if node.tracked})

    @cached_property
    def units(self) -> list[OutlineNode]:
        """The nodes of the counted level."""
        return [node for node in self.nodes if node.level == self.counted]

    @cached_property
    def tracked(self) -> bool:
        """Whether the counted level carries a status in its document."""
        return bool(self.counted) and any(unit.tracked for unit in self.units)

    @cached_property
    def marks(self) -> dict[Mark, int]:
        """How many units wear each mark, in the order of the table of marks."""
        counts = Counter(unit.mark for unit in self.units)
        return {mark: counts[mark] for mark in Mark if counts[mark]}

    @property
    def statuses(self) -> dict[str, int]:
        """How many units carry each printed status, in the order in which the document first prints them."""
        return dict(Counter(unit.declared.printed for unit in self.units if unit.declared))

    @cached_property
    def has_mechanisms(self) -> bool:
        """Whether any node names a mechanism."""
        return any(node.own_mechanisms for node in self.nodes)

    def by_level(self) -> list[tuple[LevelInfo, int]]:
        """How many nodes each level has."""
        counts = Counter(node.level for node in self.nodes)
        return [(level, counts[level]) for level in self.levels]

    def chapters(self, units: Iterable[OutlineNode] | None = None) -> list[Chapter]:
        """The units (all, or those given) under the nodes right above them, in document order."""
        chapters: dict[OutlineNode | None, list[OutlineNode]] = {}
        for unit in self.units if units is None else units:
            chapters.setdefault(unit.parent, []).append(unit)
        return [Chapter(node, found) for node, found in chapters.items()]
