"""The schematic map of a canton: one circle for each parish, its area by inhabitants. No boundary is drawn."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import get_language, ngettext

from minga.design.circle_map import Spot
from minga.foundation.territory.models import Territory
from minga.foundation.territory.queries import Arrangement, inhabitants
from minga.kernel.formats import count

RURAL, CHOSEN = "rural", "on"


def spots(arranged: Arrangement, chosen: Collection[Territory] = ()) -> list[Spot]:
    """A circle for each parish that has a point.

    The `chosen` ones stand out; when it is a single one it is the current one, and has its name in any case.
    """
    return [_spot(parish, parish.point, chosen) for parish in arranged.parishes if parish.point]


def _spot(parish: Territory, point: tuple[float, float], chosen: Collection[Territory]) -> Spot:
    setting = RURAL if parish.setting == Territory.Setting.RURAL else ""
    is_chosen = parish in chosen
    return Spot(
        label=parish.name,
        lon=point[0],
        lat=point[1],
        weight=inhabitants(parish),
        url=parish.get_absolute_url(),
        detail=people(inhabitants(parish)),
        kind=CHOSEN if is_chosen and len(chosen) > 1 else setting,
        active=is_chosen and len(chosen) == 1,
    )


def people(number: int) -> str:
    """«50.663 habitantes», in the active language."""
    text = ngettext("%(number)s habitante", "%(number)s habitantes", number)
    return text % {"number": count(number, get_language() or "es")}
