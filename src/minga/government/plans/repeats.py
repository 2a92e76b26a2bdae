"""Items that a document prints more than once, counted in the three honest ways. A pure module."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from minga.foundation.search.words import normalise
from minga.government.plans.outline import OutlineNode


@dataclass(frozen=True)
class Repeats:
    """The counts of a listing and where its repeated items stand.

    `printed` counts every printed row; `settled` leaves out a row that repeats the one before it; `distinct` also
    leaves out what is printed again under another heading. `again` are the nodes printed before elsewhere; `rows`
    says how many further rows were printed of a node.
    """

    printed: int
    settled: int
    distinct: int
    again: frozenset[int]
    rows: Mapping[int, int]

    @property
    def differ(self) -> bool:
        """Whether the three counts are not the same."""
        return self.printed != self.distinct

    @property
    def in_a_row(self) -> int:
        """How many rows repeat the row before them."""
        return self.printed - self.settled


def repeats_of(units: Sequence[OutlineNode], further_rows: Mapping[int, int] | None = None) -> Repeats:
    """The repeats among units. Names are compared by the stems of their words, as the search does.

    Args:
        units: the counted nodes, in document order. A name in two rows in a row is one node.
        further_rows: for such a node (by row), how many further rows printed it.
    """
    rows = {unit.pk: (further_rows or {}).get(unit.pk, 0) for unit in units}
    seen: set[str] = set()
    again: set[int] = set()
    for unit in units:
        name = normalise(unit.title)
        if name in seen:
            again.add(unit.pk)
        seen.add(name)
    return Repeats(
        printed=len(units) + sum(rows.values()),
        settled=len(units),
        distinct=len(units) - len(again),
        again=frozenset(again),
        rows=rows,
    )
