"""The parishes of the city, as the home page's chooser shows them: one query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from minga.design.circle_map import Spot
from minga.foundation.territory.models import Membership, Population, Territory
from minga.foundation.territory.schematic import people
from minga.kernel.words import plain


@dataclass(frozen=True)
class Place:
    """A place that has a page."""

    name: str
    slug: str

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("territory:detail", args=[self.slug])


@dataclass(frozen=True)
class Parish(Place):
    """A parish with its inhabitants in its last census, 0 when it has none, and where they are printed."""

    setting: str
    longitude: float | None
    latitude: float | None
    inhabitants: int
    source: str

    def spot(self, *, active: bool) -> Spot:
        """Its circle on the map, highlighted when it is the `active` one; the page is of none of them."""
        return Spot(
            label=self.name,
            lon=float(self.longitude or 0),
            lat=float(self.latitude or 0),
            weight=self.inhabitants,
            url=self.get_absolute_url(),
            detail=people(self.inhabitants),
            kind=Territory.Setting.RURAL if self.setting == Territory.Setting.RURAL else "",
            active=active,
            current=False,
        )


@dataclass(frozen=True)
class Group:
    """A zone with its parishes; without zone, those that stand in none."""

    zone: Place | None
    parishes: Sequence[Parish]

    @property
    def inhabitants(self) -> int:
        """The sum of its parishes."""
        return sum(parish.inhabitants for parish in self.parishes)


@dataclass(frozen=True)
class City:
    """The parishes of the first canton, real before fictitious, in today's zones.

    `census_year` is that of all the inhabitants, None when it is not the same for all.
    """

    groups: Sequence[Group]
    census_year: int | None

    @cached_property
    def parishes(self) -> list[Parish]:
        """Every parish."""
        return [parish for group in self.groups for parish in group.parishes]

    @property
    def urban(self) -> int:
        """How many are urban."""
        return sum(parish.setting == Territory.Setting.URBAN for parish in self.parishes)

    @property
    def rural(self) -> int:
        """How many are rural."""
        return sum(parish.setting == Territory.Setting.RURAL for parish in self.parishes)

    @property
    def largest(self) -> Parish | None:
        """The parish with most inhabitants."""
        return max(self.parishes, key=lambda parish: parish.inhabitants, default=None)

    @property
    def spots(self) -> list[Spot]:
        """A circle for each parish that has a point; that of the most populated one, which the page names, stands out."""
        largest = self.largest
        named = largest if largest and largest.inhabitants else None
        return [parish.spot(active=parish is named) for parish in self.parishes if parish.longitude is not None]


def city() -> City:
    """The parishes of the first canton."""
    rows = sorted(_rows(), key=lambda row: (not row["zone_name"], plain(row["zone_name"] or ""), plain(row["name"])))
    grouped: dict[Place | None, list[Parish]] = {}
    for row in rows:
        zone = Place(row["zone_name"], row["zone_slug"]) if row["zone_name"] else None
        grouped.setdefault(zone, []).append(_parish(row))
    years = {row["census_year"] for row in rows}
    return City([Group(zone, found) for zone, found in grouped.items()], years.pop() if len(years) == 1 else None)


def _rows() -> Iterable[Mapping[str, Any]]:
    cantons = Territory.objects.filter(kind=Territory.Kind.CANTON).order_by("fictitious", "pk")
    census = Population.objects.filter(territory=OuterRef("pk"), kind=Population.Kind.CENSUS).order_by("-year")
    zone = Membership.objects.filter(child=OuterRef("pk"), layout__is_current=True)
    parishes = Territory.objects.filter(kind=Territory.Kind.PARISH, valid_to__isnull=True)
    return parishes.filter(canton=Subquery(cantons.values("pk")[:1])).values(
        "name",
        "slug",
        "setting",
        "longitude",
        "latitude",
        inhabitants=Subquery(census.values("inhabitants")[:1]),
        census_year=Subquery(census.values("year")[:1]),
        source=Subquery(census.values("source")[:1]),
        zone_name=Subquery(zone.values("parent__name")[:1]),
        zone_slug=Subquery(zone.values("parent__slug")[:1]),
    )


def _parish(row: Mapping[str, Any]) -> Parish:
    names = ("name", "slug", "setting", "longitude", "latitude")
    own = {name: row[name] for name in names}
    return Parish(**own, inhabitants=row["inhabitants"] or 0, source=row["source"] or "")
