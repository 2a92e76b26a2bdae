"""The places that a workbook gives to nodes among those beside them, as edits of order. A pure module."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from minga.government.plans.edits import Edit, Record
from minga.government.plans.fields import ORDER, Subject


@dataclass(frozen=True)
class Placed:
    """A place that a row asks for: from one, among the open nodes that the same node contains."""

    row: int
    key: str
    place: int


def orders_of(
    asked: Sequence[Placed], nodes: Sequence[Record], seen: Mapping[str, tuple[str, str]]
) -> list[tuple[int, Edit]]:
    """The edits that put nodes where the rows ask, each with the first of its rows.

    The other nodes keep their order and make room.

    Args:
        asked: the places that the rows ask for.
        nodes: the nodes as they would be with all else that the workbook changes, in document order.
        seen: what contained each node, and its place there, when the workbook was taken away.
    """
    parents = {node["key"]: node["parent"] for node in nodes}
    closed = {node["key"] for node in nodes if node["closed"]}
    by_parent: dict[str, list[Placed]] = defaultdict(list)
    for one in asked:
        if one.key in parents and one.key not in closed:
            by_parent[parents[one.key]].append(one)
    found = []
    for parent, places in by_parent.items():
        moved = {one.key for one in places}
        order = [key for key, above in parents.items() if above == parent and key not in closed | moved]
        for one in sorted(places, key=lambda one: one.place):
            order.insert(one.place - 1, one.key)
        before = sorted(
            (key for key, (above, place) in seen.items() if above == parent and place),
            key=lambda key: int(seen[key][1]),
        )
        subject = Subject.NODE if parent else Subject.PLAN
        row = min(one.row for one in places)
        found.append((row, Edit(subject, parent, ORDER.name, order, before=before)))
    return found
