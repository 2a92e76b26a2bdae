"""How many people live where. Figures of several places are our sums, and say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from minga.foundation.territory.models import Population, Territory


@dataclass(frozen=True)
class Figure:
    """Inhabitants in a year: as the source prints them, or the sum of what it prints for several places."""

    year: int
    kind: str
    inhabitants: int
    source: str
    is_sum: bool = False

    @property
    def is_projection(self) -> bool:
        """Whether nobody was counted."""
        return self.kind == Population.Kind.PROJECTION


def figures(places: Sequence[Territory]) -> list[Figure]:
    """One figure for each year that all the places have, the oldest first.

    The places come with `populations` prefetched; a single place gives its own figures.
    """
    by_year: dict[tuple[int, str], list[Population]] = defaultdict(list)
    for place in places:
        for population in place.populations.all():
            by_year[population.year, population.kind].append(population)
    complete = sorted((key, found) for key, found in by_year.items() if len(found) == len(places))
    return [_figure(year, kind, found) for (year, kind), found in complete]


def _figure(year: int, kind: str, populations: Sequence[Population]) -> Figure:
    total = sum(population.inhabitants for population in populations)
    return Figure(year, kind, total, populations[0].source, is_sum=len(populations) > 1)


def latest_census(places: Sequence[Territory]) -> Figure | None:
    """The figure of the last census that counted all the places."""
    censuses = [figure for figure in figures(places) if not figure.is_projection]
    return censuses[-1] if censuses else None


def inhabitants(place: Territory) -> int:
    """The inhabitants of one place in its last census; 0 when there is none."""
    census = latest_census([place])
    return census.inhabitants if census else 0
