"""Where a point lies: in which parish and zone. The answer says when it is only an approximation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import cos, hypot, isfinite, radians

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from minga.foundation.territory.boundaries import holds_point
from minga.foundation.territory.models import Layout, Membership, Territory
from minga.kernel.errors import Refused

KM_PER_DEGREE = 111.32
FARTHEST_KM = 12
"""How far a point may lie from that of its parish while there are no boundaries.

Measured on Quito's real boundaries: 95 % of its area is nearer than 11.6 km to some parish's point.
"""
LARGEST_LONGITUDE, LARGEST_LATITUDE = 180, 90

Degrees = Decimal | float


@dataclass(frozen=True)
class Location:
    """The place of a point.

    `approximate` when no boundary was loaded that holds it: then the parish is the one whose point is nearest, at
    `distance_km`. `zone` follows `layout`; both are None where the canton has no zones.
    """

    parish: Territory
    zone: Territory | None
    layout: Layout | None
    approximate: bool
    distance_km: Decimal | None = None

    @property
    def note(self) -> str:
        """What is to be known about an approximate answer; nothing for an exact one."""
        if not self.approximate:
            return ""
        return _("Mapa esquemático: es la parroquia más cercana a su punto, no necesariamente la que lo contiene.")


def locate(longitude: Degrees, latitude: Degrees, *, on: date | None = None) -> Location:
    """The parish of a point in degrees (WGS 84), with its zone in the layout of the day `on` (today when not given).

    Raises:
        Refused: when the point is no place on Earth, or lies outside every canton of the instance.
    """
    x, y = _checked(longitude, latitude)
    found = _place(x, y, on or timezone.localdate())
    if found is None:
        raise Refused(_outside(x, y, on or timezone.localdate()))
    parish, distance = found
    layout = layout_on(parish.canton_id, on)
    return Location(parish, _zone(parish, layout), layout, distance is not None, distance)


def layout_on(canton_id: int | None, on: date | None = None) -> Layout | None:
    """The layout whose dates hold the day; the current one when no day is given or no layout has such dates.

    Layouts without dates, because no act that gives them was read, hold no day.
    """
    layouts = list(Layout.objects.filter(canton=canton_id))
    dated = [layout for layout in layouts if on and _holds(layout, on)]
    current = [layout for layout in layouts if layout.is_current]
    return next(iter(dated + current), None)


def _holds(layout: Layout, on: date) -> bool:
    if layout.valid_from is None and layout.valid_to is None:
        return False
    return (layout.valid_from is None or layout.valid_from <= on) and (layout.valid_to is None or layout.valid_to >= on)


def _checked(longitude: Degrees, latitude: Degrees) -> tuple[float, float]:
    x, y = float(longitude), float(latitude)
    if not (isfinite(x) and isfinite(y)) or abs(x) > LARGEST_LONGITUDE or abs(y) > LARGEST_LATITUDE:
        raise Refused(_("La longitud va de -180 a 180 grados y la latitud de -90 a 90."))
    return x, y


def _place(x: float, y: float, on: date) -> tuple[Territory, Decimal | None] | None:
    """The parish that holds the point, or the nearest one without a boundary with its distance; None outside."""
    for parish in _parishes(on).filter(west__lte=x, east__gte=x, south__lte=y, north__gte=y).order_by("code", "slug"):
        if parish.boundary and holds_point(parish.boundary, x, y):
            return parish, None
    near = min(_near(x, y, on), key=lambda pair: (pair[1], pair[0].slug), default=None)
    return None if near is None else (near[0], Decimal(str(round(near[1], 1))))


def _near(x: float, y: float, on: date) -> Iterator[tuple[Territory, float]]:
    """The parishes without a boundary whose point is near enough, each with its distance in kilometres."""
    reach = FARTHEST_KM / KM_PER_DEGREE
    narrowing = max(cos(radians(y)), 0.01)
    around = _parishes(on).filter(
        west__isnull=True,
        latitude__range=(y - reach, y + reach),
        longitude__range=(x - reach / narrowing, x + reach / narrowing),
    )
    for parish in around:
        longitude, latitude = parish.point or (x, y)
        distance = hypot((longitude - x) * narrowing, latitude - y) * KM_PER_DEGREE
        if distance <= FARTHEST_KM:
            yield parish, distance


def _parishes(on: date) -> QuerySet[Territory]:
    """The parishes that exist on the day."""
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    not_ended = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    return Territory.objects.filter(begun, not_ended, kind=Territory.Kind.PARISH).select_related("canton")


def _zone(parish: Territory, layout: Layout | None) -> Territory | None:
    if layout is None:
        return None
    membership = Membership.objects.filter(layout=layout, child=parish).select_related("parent").first()
    return membership.parent if membership else None


def _outside(x: float, y: float, on: date) -> str:
    names = ", ".join(
        Territory.objects.filter(kind=Territory.Kind.CANTON, fictitious=False).values_list("name", flat=True)
    )
    if abs(x) <= LARGEST_LATITUDE and _place(y, x, on) is not None:
        reason = _("El punto está fuera del cantón (%(names)s). ¿Están cambiadas la longitud y la latitud?")
        return reason % {"names": names}
    reason = _("El punto está fuera del cantón (%(names)s), o a más de %(km)s km de toda parroquia sin límite cargado.")
    return reason % {"names": names, "km": FARTHEST_KM}
