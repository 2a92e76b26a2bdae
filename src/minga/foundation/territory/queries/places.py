"""What the page of one place shows: a canton, a zone, a parish or a smaller place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from minga.foundation.territory.models import Layout, Territory
from minga.foundation.territory.queries.arrangement import Arrangement
from minga.foundation.territory.queries.people import Figure, figures, latest_census


@dataclass(frozen=True)
class PlacePage:
    """The facts by name, the template that tells them, and the places that the map marks."""

    template: str
    facts: dict[str, Any]
    marked: Sequence[Territory] = field(default_factory=list)


def place_page(place: Territory, arranged: Arrangement) -> PlacePage:
    """The page of a place in its canton, whose parishes are arranged by zone."""
    match Territory.Kind(place.kind):
        case Territory.Kind.CANTON:
            return _canton(place, arranged)
        case Territory.Kind.ZONE:
            return _zone(place, arranged)
        case _:
            return _parish(place, arranged)


def _canton(place: Territory, arranged: Arrangement) -> PlacePage:
    """The canton's own figures, and the sums of its parishes for the years without one."""
    own = figures([place])
    known = {(figure.year, figure.kind) for figure in own}
    sums = [figure for figure in figures(arranged.parishes) if (figure.year, figure.kind) not in known]
    return PlacePage("territory/canton.html", _people(sorted([*own, *sums], key=lambda figure: figure.year)))


def _zone(place: Territory, arranged: Arrangement) -> PlacePage:
    """The zone's parishes in the newest layout in which it has any, and what is different in the others."""
    by_layout = [(layout, arranged.parishes_in(place, layout)) for layout in arranged.layouts]
    layout, parishes = next(((layout, members) for layout, members in by_layout if members), (None, []))
    facts = {
        "layout": layout,
        "parishes": parishes,
        "others": [_compared(other, members, parishes) for other, members in by_layout if other != layout],
        "census": latest_census(parishes),
        **_people(figures(parishes)),
    }
    return PlacePage("territory/zone.html", facts, parishes)


def _compared(layout: Layout, members: Sequence[Territory], parishes: Sequence[Territory]) -> dict[str, Any]:
    """What a zone has in another layout that it has not in this one, and the reverse."""
    return {
        "layout": layout,
        "members": members,
        "more": [parish for parish in members if parish not in parishes],
        "fewer": [parish for parish in parishes if parish not in members],
    }


def _parish(place: Territory, arranged: Arrangement) -> PlacePage:
    """The parish's figures, its rank among all, and its zone in each layout."""
    parish = arranged.find(place)
    found = figures([parish or place])
    censuses = [figure for figure in found if not figure.is_projection]
    change = censuses[-1].inhabitants - censuses[0].inhabitants if censuses else 0
    zones = [(layout, arranged.zone_of(place, layout)) for layout in arranged.layouts]
    today = [zone for layout, zone in zones if layout.is_current]
    facts = {
        "zones": zones,
        "zones_told": [(layout, zone) for layout, zone in zones if layout.is_current or zone not in today],
        "first": censuses[0] if censuses else None,
        "census": censuses[-1] if censuses else None,
        "grew": change > 0,
        "change": abs(change),
        "rank": arranged.rank(parish) if parish else None,
        **_people(found),
    }
    return PlacePage("territory/parish.html", facts, [place])


def _people(found: Sequence[Figure]) -> dict[str, Any]:
    """The figures with the largest of them, which sets the scale of their bars, and where they come from."""
    return {
        "figures": found,
        "largest": max((figure.inhabitants for figure in found), default=0),
        "sources": list(dict.fromkeys(figure.source for figure in found)),
        "summed": any(figure.is_sum for figure in found),
    }
