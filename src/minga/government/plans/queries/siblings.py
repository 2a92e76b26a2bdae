"""A node among those that one node contains, for the form that gives it another place."""

from __future__ import annotations

from dataclasses import dataclass

from minga.government.plans.edits import Record
from minga.government.plans.order import follows
from minga.government.plans.words import shortened

NEAR = 12
"""How many siblings are shown before a node, and after it."""
LONGEST = 90
"""Letters of a title in a list of choices."""


@dataclass(frozen=True)
class Siblings:
    """A node's siblings and itself: all `keys` in order, those that are open, and what each open one is called."""

    key: str
    parent: str
    keys: list[str]
    names: dict[str, str]

    @property
    def open(self) -> list[str]:
        """The keys of the open ones, and of the node itself."""
        return list(self.names)

    @property
    def number(self) -> int:
        """Its place among the open ones, from one."""
        return self.open.index(self.key) + 1

    @property
    def is_first(self) -> bool:
        """Whether no open one stands before it."""
        return self.number == 1

    @property
    def is_last(self) -> bool:
        """Whether no open one stands after it."""
        return self.number == len(self.open)

    @property
    def follows(self) -> str:
        """The open one that it stands after; `FIRST` for the first."""
        return follows(self.open, self.key)

    @property
    def near(self) -> list[tuple[int, str, str]]:
        """The open ones near it and itself, each with its number and what it is called."""
        numbered = [(number, key, name) for number, (key, name) in enumerate(self.names.items(), start=1)]
        return numbered[max(self.number - NEAR, 1) - 1 : self.number + NEAR]

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The open ones besides it."""
        return [(key, name) for key, name in self.names.items() if key != self.key]


def siblings_of(record: Record, key: str) -> Siblings:
    """The siblings of a node that stands in the record."""
    nodes = {node["key"]: node for node in record["nodes"]}
    parent = nodes[key]["parent"]
    beside = [node for node in record["nodes"] if node["parent"] == parent]
    names = {
        node["key"]: f"{node['key']} · {shortened(node['title'], LONGEST)}"
        for node in beside
        if not node["closed"] or node["key"] == key
    }
    return Siblings(key, parent, [node["key"] for node in beside], names)
