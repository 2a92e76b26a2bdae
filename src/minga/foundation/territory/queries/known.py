"""What is known of the parishes when a file of boundaries arrives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from minga.foundation.territory.boundaries import MARGIN_DEGREES, Box, KnownParish
from minga.foundation.territory.models import Territory


def known_parishes() -> dict[str, KnownParish]:
    """Every parish that has a code and a point, by its code, read with one query."""
    parishes = Territory.objects.filter(kind=Territory.Kind.PARISH, longitude__isnull=False).exclude(code="")
    by_canton: dict[str, list[Territory]] = defaultdict(list)
    for parish in parishes.select_related("canton").defer("boundary"):
        by_canton[parish.canton.name if parish.canton else ""].append(parish)
    return {
        known.code: known for canton, places in by_canton.items() for known in _known(canton, places, _around(places))
    }


def _known(canton: str, parishes: Iterable[Territory], around: Box) -> Iterable[KnownParish]:
    for parish in parishes:
        if parish.point:
            yield KnownParish(parish.code, (parish.name, *parish.other_names), canton, *parish.point, around)


def _around(parishes: Iterable[Territory]) -> Box:
    """The rectangle of the parishes' points, with a margin."""
    longitudes, latitudes = zip(*(parish.point for parish in parishes if parish.point), strict=True)
    return Box(
        min(longitudes) - MARGIN_DEGREES,
        min(latitudes) - MARGIN_DEGREES,
        max(longitudes) + MARGIN_DEGREES,
        max(latitudes) + MARGIN_DEGREES,
    )
