"""Reading the territory."""

from __future__ import annotations

from minga.foundation.territory.queries.arrangement import (
    Arrangement,
    Group,
    arrangement,
    canton_for_listing,
    cantons_in_order,
)
from minga.foundation.territory.queries.known import known_parishes
from minga.foundation.territory.queries.location import FARTHEST_KM, Location, layout_on, locate
from minga.foundation.territory.queries.mentions import mentions
from minga.foundation.territory.queries.naming import find_places
from minga.foundation.territory.queries.people import Figure, figures, inhabitants, latest_census
from minga.foundation.territory.queries.places import PlacePage, place_page

__all__ = [
    "FARTHEST_KM",
    "Arrangement",
    "Figure",
    "Group",
    "Location",
    "PlacePage",
    "arrangement",
    "canton_for_listing",
    "cantons_in_order",
    "figures",
    "find_places",
    "inhabitants",
    "known_parishes",
    "latest_census",
    "layout_on",
    "locate",
    "mentions",
    "place_page",
]
