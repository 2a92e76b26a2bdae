"""The tree of the public log as it is stored, and the proofs out of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from minga.foundation.ledger.merkle import (
    Frontier,
    Position,
    Span,
    consistency_spans,
    inclusion_spans,
    perfect,
    span_hash,
)
from minga.foundation.ledger.models import Entry, Subtree


def size() -> int:
    """How many acts have their place in the log."""
    last = Entry.objects.order_by("-index").values_list("index", flat=True).first()
    return 0 if last is None else int(last) + 1


def frontier() -> Frontier:
    """The right edge of the tree as it stands."""
    found = size()
    return Frontier(found, hashes_of(perfect((0, found))))


def hashes_of(positions: Iterable[Position]) -> dict[Position, bytes]:
    """The hashes of these perfect subtrees, by one question.

    Raises:
        LookupError: when one of them does not stand.
    """
    wanted = set(positions)
    if not wanted:
        return {}
    asked = Q()
    for level, index in wanted:
        asked |= Q(level=level, index=index)
    found = {
        (level, index): bytes(value)
        for level, index, value in Subtree.objects.filter(asked).values_list("level", "index", "hash")
    }
    if missing := wanted - set(found):
        raise LookupError(f"the tree lacks {sorted(missing)}")
    return found


def inclusion_proof(index: int, tree_size: int) -> list[bytes]:
    """What shows that the entry is in the tree of that size.

    Raises:
        ValueError: when it has no such entry.
    """
    return _roots(inclusion_spans(index, tree_size))


def consistency_proof(first: int, second: int) -> list[bytes]:
    """What shows that the tree of `second` entries only adds to that of `first`.

    Raises:
        ValueError: when the first is empty or larger than the second.
    """
    return _roots(consistency_spans(first, second))


def _roots(spans: list[Span]) -> list[bytes]:
    hashes = hashes_of(position for span in spans for position in perfect(span))
    return [span_hash(span, hashes) for span in spans]
