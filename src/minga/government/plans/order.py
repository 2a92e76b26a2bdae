"""The order of a plan's nodes: which stands after which among those that one node contains. A pure module.

`parents` maps each key, in document order, to the key of what contains it; nothing contains the highest nodes. All
below a node stays with it when it is moved.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

Parents = Mapping[str, str]
FIRST = ""
"""Stands for the sibling before the first."""


def children_of(parents: Parents, key: str) -> list[str]:
    """What a node contains, in order; the highest nodes for no key."""
    return [child for child, parent in parents.items() if parent == key]


def family_of(parents: Parents, key: str) -> set[str]:
    """A node and all below it; nothing for no key."""
    found = {key} if key else set()
    size = 0
    while len(found) != size:
        size = len(found)
        found |= {other for other, parent in parents.items() if parent in found}
    return found


def placed_last(parents: Parents, placed: Iterable[str]) -> list[str]:
    """The keys once each of those placed stands after the last of its siblings."""
    keys = list(parents)
    for key in placed:
        family = family_of(parents, key)
        rest = [other for other in keys if other not in family]
        beside = family_of({other: parents[other] for other in rest}, parents[key])
        after = max((place for place, other in enumerate(rest) if other in beside), default=len(rest) - 1)
        keys = [*rest[: after + 1], *(other for other in keys if other in family), *rest[after + 1 :]]
    return keys


def arranged(children: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """Siblings in the wanted order, as far as it names them.

    Those that it does not name come after the one that they follow now; new ones at the end stay at the end.
    """
    named = set(children) & set(wanted)
    found = [key for key in dict.fromkeys(wanted) if key in named]
    last = max((place for place, key in enumerate(children) if key in named), default=-1)
    for place, key in enumerate(children[: last + 1]):
        if key not in named:
            found.insert(found.index(children[place - 1]) + 1 if place else 0, key)
    return [*found, *children[last + 1 :]]


def in_order(parents: Parents, key: str, wanted: Sequence[str]) -> list[str]:
    """The keys once what a node contains stands in the wanted order; everything else keeps its place."""
    branches = _branches(parents, key)
    moving: dict[str, list[str]] = defaultdict(list)
    for other in parents:
        if other in branches:
            moving[branches[other]].append(other)
    children = arranged(children_of(parents, key), wanted)
    sequence = iter([other for child in children for other in moving[child]])
    return [next(sequence) if other in branches else other for other in parents]


def _branches(parents: Parents, key: str) -> dict[str, str]:
    """For each node below one, which of those right below it is that node or stands above it."""
    found = {child: child for child in children_of(parents, key)}
    size = -1
    while len(found) != size:
        size = len(found)
        found |= {other: found[above] for other, above in parents.items() if above in found and other not in found}
    return found


def after_sibling(children: Sequence[str], key: str, sibling: str) -> list[str]:
    """The children once one of them stands right after another, or at the beginning (`FIRST`)."""
    rest = [child for child in children if child != key]
    place = rest.index(sibling) + 1 if sibling != FIRST else 0
    return [*rest[:place], key, *rest[place:]]


def one_up(children: Sequence[str], key: str, shown: Collection[str]) -> list[str]:
    """The children once one of them stands before the nearest of those shown above it; as they are, for the first."""
    above = [child for child in children[: children.index(key)] if child in shown]
    if not above:
        return list(children)
    rest = [child for child in children if child != key]
    place = rest.index(above[-1])
    return [*rest[:place], key, *rest[place:]]


def one_down(children: Sequence[str], key: str, shown: Collection[str]) -> list[str]:
    """The children once one of them stands after the nearest of those shown below it; as they are, for the last."""
    under = [child for child in children[children.index(key) + 1 :] if child in shown]
    return after_sibling(children, key, under[0]) if under else list(children)


def same_order(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether what both name stands in the same order: what came or went meanwhile says nothing of it."""
    common = set(one) & set(other)
    return [key for key in one if key in common] == [key for key in other if key in common]


def placed_anew(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """The fewest keys that have to be placed to lead from one order to the other, in the later one's order.

    New ones need no placing where they stand last.
    """
    places = {key: place for place, key in enumerate(before)}
    common = [key for key in after if key in places]
    rising = _longest_rising([places[key] for key in common])
    stay = {key for place, key in enumerate(common) if place in rising}
    last = max((place for place, key in enumerate(after) if key in stay), default=-1)
    return [key for place, key in enumerate(after) if key not in stay and (key in places or place < last)]


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The places of a longest rising part of a list of different numbers."""
    ends: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(tops, number)
        before.append(ends[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        tops[length : length + 1] = [number]
    found: set[int] = set()
    place = ends[-1] if ends else -1
    while place >= 0:
        found.add(place)
        place = before[place]
    return found


def follows(order: Sequence[str], key: str) -> str:
    """The sibling that one stands right after; `FIRST` for the first."""
    place = order.index(key)
    return order[place - 1] if place else FIRST
