"""The tree of the public log: the Merkle tree of RFC 9162 (section 2.1) over SHA-256. Pure: it knows no Django.

A tree of `size` leaves is held as its perfect subtrees: `(level, index)` is the subtree over the leaves from
`index * 2**level` to `(index + 1) * 2**level`, and level 0 holds the leaves' own hashes. A subtree that is perfect once
never changes, so that appending only adds hashes: one for each leaf on average. Proofs read a logarithm of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

Position = tuple[int, int]
"""A perfect subtree: its level and its index in that level."""
Span = tuple[int, int]
"""Leaves from the first (included) to the second (not included)."""
Hashes = Mapping[Position, bytes]

EMPTY = hashlib.sha256().digest()
"""The root of a tree without leaves."""


def leaf_hash(entry: bytes) -> bytes:
    """The hash of a leaf (RFC 9162, 2.1.1)."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side (RFC 9162, 2.1.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def split(size: int) -> int:
    """The largest power of two below `size` (at least 2): how many leaves stand in the left subtree."""
    return 1 << (size - 1).bit_length() - 1


def perfect(span: Span) -> Iterator[Position]:
    """The perfect subtrees that make up a span of leaves as RFC 9162 splits it, from the left.

    The span starts where a tree or a left subtree starts, as those of `inclusion_spans` and `consistency_spans` do.
    """
    start, end = span
    while start < end:
        level = (end - start).bit_length() - 1
        yield level, start >> level
        start += 1 << level


def span_hash(span: Span, hashes: Hashes) -> bytes:
    """The root over a span of leaves, out of the hashes of its perfect subtrees.

    Raises:
        KeyError: when one of them is not among `hashes`.
    """
    if span[0] == span[1]:
        return EMPTY
    parts = [hashes[position] for position in perfect(span)]
    root = parts.pop()
    while parts:
        root = node_hash(parts.pop(), root)
    return root


@dataclass
class Frontier:
    """The right edge of a growing tree: the hashes of the perfect subtrees of its `size` leaves."""

    size: int = 0
    hashes: dict[Position, bytes] = field(default_factory=dict)

    def append(self, leaf: bytes) -> list[tuple[Position, bytes]]:
        """Adds the hash of a leaf; returns the perfect subtrees that it completes, the leaf first."""
        level, index, current = 0, self.size, leaf
        made = [((level, index), current)]
        while index & 1:
            current = node_hash(self.hashes.pop((level, index - 1)), current)
            level, index = level + 1, index >> 1
            made.append(((level, index), current))
        self.hashes[level, index] = current
        self.size += 1
        return made

    @property
    def root(self) -> bytes:
        """The root of the tree as it stands."""
        return span_hash((0, self.size), self.hashes)


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over these hashes of leaves."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    return frontier.root


def inclusion_spans(index: int, size: int) -> list[Span]:
    """What proves that leaf `index` is in the tree of `size`: spans whose roots are the proof (RFC 9162, 2.1.3.1).

    Raises:
        ValueError: when the tree has no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} leaves has no leaf {index}")
    spans: list[Span] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((start, middle))
            start = middle
    return spans[::-1]


def consistency_spans(first: int, second: int) -> list[Span]:
    """What proves that the tree of `second` leaves only adds to that of `first` (RFC 9162, 2.1.4.1).

    Raises:
        ValueError: when the first tree is empty or larger than the second.
    """
    if not 0 < first <= second:
        raise ValueError(f"a tree of {second} leaves does not grow out of one of {first}")
    spans: list[Span] = []
    start, end = 0, second
    while first < end:
        middle = start + split(end - start)
        if first <= middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((start, middle))
            start = middle
    return [*([(start, end)] if start else []), *spans[::-1]]


def proves_inclusion(leaf: bytes, index: int, size: int, proof: list[bytes], root: bytes) -> bool:
    """Whether the proof leads from the leaf's hash to the root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, current = index, size - 1, leaf
    for part in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            current = node_hash(part, current)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            current = node_hash(current, part)
        place, last = place >> 1, last >> 1
    return last == 0 and current == root


def proves_consistency(first: int, second: int, proof: list[bytes], first_root: bytes, second_root: bytes) -> bool:
    """Whether the proof shows that the second tree only adds to the first (RFC 9162, 2.1.4.2)."""
    if not 0 < first <= second:
        return False
    if first == second:
        return not proof and first_root == second_root
    path = [first_root, *proof] if first & (first - 1) == 0 else proof
    if not path:
        return False
    place, last = first - 1, second - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = path[0]
    for part in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = node_hash(part, old), node_hash(part, new)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, part)
        place, last = place >> 1, last >> 1
    return last == 0 and old == first_root and new == second_root
