"""Where else a place is named: what the search finds with its name."""

from __future__ import annotations

from collections.abc import Sequence

from minga.foundation.search.queries import KindCount, answer
from minga.foundation.territory.models import Territory

OWN_KIND = "territory"
"""The kind under which the places themselves are found."""


def mentions(place: Territory) -> Sequence[KindCount]:
    """How many things of each kind, places apart, hold every word of the place's name. One query.

    Nothing when the search would have to guess: with only some of the words, or with longer ones that begin alike.
    """
    found = answer(place.name)
    if found.is_part or found.begun:
        return []
    return [counted for counted in found.counts if counted.kind != OWN_KIND]
