"""The order of siblings once a document tells theirs. A pure module: it knows neither plans nor a database.

A document that prints all the siblings, and is the newest that speaks of them, gives them its order; what it leaves out
stays behind the one it stood behind. Any other only says where what is new belongs: before the next sibling that it prints,
or at the end.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def as_printed(standing: Sequence[Key], printed: Sequence[Key]) -> list[Key]:
    """The document's order, with what it leaves out behind the same sibling as before."""
    order, before = list(dict.fromkeys(printed)), None
    told = set(order)
    for key in standing:
        if key not in told:
            order.insert(order.index(before) + 1 if before is not None else 0, key)
        before = key
    return order


def with_new(standing: Sequence[Key], printed: Sequence[Key]) -> list[Key]:
    """The order that stands, with what is new before the next sibling that the document prints, or at the end."""
    order, stood, after = list(standing), set(standing), None
    for key in reversed(list(dict.fromkeys(printed))):
        if key not in stood:
            order.insert(order.index(after) if after is not None else len(order), key)
        after = key
    return order


def downwards(families: Mapping[Key | None, Sequence[Key]]) -> list[Key]:
    """All keys in document order, each followed by those below it; `families` are the siblings below each, and on top."""
    order: list[Key] = []
    waiting = list(reversed(families.get(None, ())))
    while waiting:
        key = waiting.pop()
        order.append(key)
        waiting.extend(reversed(families.get(key, ())))
    return order


def places(order: Iterable[Key], standing: Mapping[Key, int]) -> dict[Key, int]:
    """The place of each key, in this order; what stands keeps its own where it can."""
    found: dict[Key, int] = {}
    last = min(standing.values(), default=1) - 1
    for key in order:
        last = max(standing.get(key, 0), last + 1)
        found[key] = last
    return found
