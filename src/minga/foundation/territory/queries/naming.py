"""Finding places by their names."""

from __future__ import annotations

from collections.abc import Sequence

from minga.foundation.territory.models import Territory
from minga.kernel.words import plain

MOST_PLACES = 30


def find_places(text: str, *, kinds: Sequence[str] = ()) -> list[Territory]:
    """The places one of whose names has these words, whatever accents and case.

    Those with the very name come first, then those whose name begins so; at most `MOST_PLACES`. A text without letters
    finds none. One query.
    """
    wanted = plain(text)
    if not wanted:
        return []
    places = Territory.objects.filter(valid_to__isnull=True).defer("boundary").select_related("canton")
    if kinds:
        places = places.filter(kind__in=kinds)
    ranked = ((_rank(place, wanted), plain(place.name), place.pk, place) for place in places)
    found = sorted((entry for entry in ranked if entry[0]), key=lambda entry: entry[:3])
    return [place for _rank_, _name, _key, place in found[:MOST_PLACES]]


def _rank(place: Territory, wanted: str) -> int:
    """1 when a name is `wanted`, 2 when one begins with it, 3 when one of its words does, 0 otherwise."""
    names = [plain(name) for name in (place.name, *place.other_names)]
    if wanted in names:
        return 1
    if any(name.startswith(wanted) for name in names):
        return 2
    return 3 if any(f" {wanted}" in name for name in names) else 0
