"""How the parishes of a canton are arranged into zones, today and before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from minga.foundation.territory.models import Layout, Membership, Territory
from minga.foundation.territory.queries.people import inhabitants, latest_census
from minga.kernel.words import plain


@dataclass(frozen=True)
class Group:
    """A zone with its parishes in a layout. `zone` is None for those that stand in no zone."""

    zone: Territory | None
    parishes: list[Territory]

    @property
    def inhabitants(self) -> int:
        """The sum of its parishes in their last census."""
        return sum(inhabitants(parish) for parish in self.parishes)


class Arrangement:
    """The parishes of a canton, with their populations, as each of its layouts groups them.

    `layout` is the one that was chosen, None for a canton without zones; `zones` gives the zone of a parish by the
    primary keys of the layout and of the parish.
    """

    def __init__(
        self,
        canton: Territory,
        parishes: list[Territory],
        layouts: list[Layout],
        zones: Mapping[tuple[int, int], Territory],
        chosen: str = "",
    ) -> None:
        self.canton = canton
        self.parishes = parishes
        self.layouts = layouts
        self._zones = zones
        wanted = [layout for layout in layouts if layout.slug == chosen]
        current = [layout for layout in layouts if layout.is_current]
        self.layout: Layout | None = next(iter(wanted + current), None)

    @cached_property
    def groups(self) -> list[Group]:
        """The zones of the chosen layout with their parishes; last, those that stand in none."""
        by_zone: dict[Territory | None, list[Territory]] = defaultdict(list)
        for parish in self.parishes:
            by_zone[self.zone_of(parish)].append(parish)
        ordered = sorted(by_zone, key=lambda zone: (zone is None, plain(zone.name) if zone else ""))
        return [Group(zone, by_zone[zone]) for zone in ordered]

    @property
    def zones(self) -> list[Group]:
        """The groups that are zones."""
        return [group for group in self.groups if group.zone]

    def zone_of(self, parish: Territory, layout: Layout | None = None) -> Territory | None:
        """The zone in which a parish stands in a layout, the chosen one when none is given."""
        wanted = layout or self.layout
        return self._zones.get((wanted.pk, parish.pk)) if wanted else None

    def parishes_in(self, zone: Territory, layout: Layout) -> list[Territory]:
        """The parishes that a zone has in a layout."""
        return [parish for parish in self.parishes if self.zone_of(parish, layout) == zone]

    def find(self, place: Territory) -> Territory | None:
        """The same parish with its populations, or None when it is none of these."""
        return next((parish for parish in self.parishes if parish == place), None)

    def rank(self, parish: Territory) -> int:
        """The place of a parish by inhabitants, from 1, the most populated."""
        own = inhabitants(parish)
        return 1 + sum(inhabitants(other) > own for other in self.parishes)

    @property
    def urban(self) -> int:
        """How many parishes are urban."""
        return sum(parish.setting == Territory.Setting.URBAN for parish in self.parishes)

    @property
    def rural(self) -> int:
        """How many parishes are rural."""
        return sum(parish.setting == Territory.Setting.RURAL for parish in self.parishes)

    @property
    def census_year(self) -> int | None:
        """The year of the last census that counted all parishes."""
        census = latest_census(self.parishes)
        return census.year if census else None

    @property
    def inhabitants(self) -> int:
        """The sum of all parishes in their last census."""
        return sum(inhabitants(parish) for parish in self.parishes)


def canton_for_listing(slug: str = "") -> Territory | None:
    """The canton with this address; without one, the first that is not fictitious, else the first of all."""
    cantons = list(cantons_in_order())
    chosen = [canton for canton in cantons if canton.slug == slug]
    return next(iter(chosen or cantons), None)


def cantons_in_order() -> list[Territory]:
    """Every canton, the real ones first."""
    cantons = Territory.objects.filter(kind=Territory.Kind.CANTON).defer("boundary")
    return list(cantons.order_by("fictitious", "pk"))


def arrangement(canton: Territory, layout_slug: str = "") -> Arrangement:
    """The canton as the layout with this address arranges it; without one, as today. Four queries."""
    parishes = Territory.objects.filter(canton=canton, kind=Territory.Kind.PARISH, valid_to__isnull=True)
    named = parishes.defer("boundary").prefetch_related("populations")
    memberships = Membership.objects.filter(layout__canton=canton).select_related("parent").defer("parent__boundary")
    zones = {(membership.layout_id, membership.child_id): membership.parent for membership in memberships}
    return Arrangement(canton, _by_name(named), list(canton.layouts.all()), zones, layout_slug)


def _by_name(places: Iterable[Territory]) -> list[Territory]:
    """In the order of the alphabet, the same whatever the database makes of accents."""
    return sorted(places, key=lambda place: plain(place.name))
