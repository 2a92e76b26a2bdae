"""Finding organizations by the names that documents print."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from minga.foundation.organizations.models import Organization, OrganizationName
from minga.foundation.organizations.naming import name_key, part

FAR_AWAY = 10_000
KIND_ORDER = {kind: place for place, kind in enumerate(OrganizationName.Kind.values)}


class NameIndex:
    """All names at once, for thousands of look-ups without a query.

    Real and fictitious organizations are never mixed. Units below a zonal administration have the same names in every
    zone, so they are found only `within` theirs.
    """

    def __init__(self, names: Iterable[OrganizationName]) -> None:
        self._names: dict[tuple[str, bool, int | None], list[OrganizationName]] = defaultdict(list)
        self.add_all(names)

    def add_all(self, names: Iterable[OrganizationName]) -> None:
        """Takes in more names."""
        for name in names:
            self._add(name)

    def _add(self, name: OrganizationName) -> None:
        organization = name.organization
        scopes = {organization.parent_id} if _named_alike_elsewhere(organization) else {organization.parent_id, None}
        for scope in scopes:
            self._names[name.folded, organization.fictitious, scope].append(name)

    def find(
        self,
        name: str,
        *,
        year: int | None = None,
        fictitious: bool = False,
        within: Organization | None = None,
    ) -> Organization | None:
        """The organization that documents print so, or None.

        A name with its abbreviation («Dirección Metropolitana de Resiliencia (DMR)») is looked up whole, then without
        the abbreviation, then by the abbreviation. Where one name belongs to several organizations, the one whose
        documents are nearest to `year` is meant; then the one that bears it as its own name.

        Args:
            name: as printed.
            year: of the document that prints it.
            fictitious: look among the organizations of the fictitious canton instead of the real ones.
            within: look only among the direct units of this organization.
        """
        parted = part(name)
        scope = within.pk if within else None
        for form in (name, parted.name, parted.acronym):
            found = self._names.get((name_key(form), fictitious, scope)) if name_key(form) else None
            if found:
                return min(found, key=lambda entry: _preference(entry, year)).organization
        return None


def _named_alike_elsewhere(organization: Organization) -> bool:
    """Whether other zones have a unit of this name too."""
    return organization.parent is not None and organization.parent.kind == Organization.Kind.ZONAL_ADMINISTRATION


def _preference(name: OrganizationName, year: int | None) -> tuple[int, int, int]:
    return _distance(name, year), KIND_ORDER[name.kind], name.organization_id


def _distance(name: OrganizationName, year: int | None) -> int:
    """Years between `year` and the documents that print the name; far away when they are not known."""
    if year is None:
        return 0
    first, last = name.first_year or name.last_year, name.last_year or name.first_year
    if first is None or last is None:
        return FAR_AWAY
    return max(first - year, year - last, 0)


def in_order(names: Iterable[OrganizationName]) -> list[OrganizationName]:
    """An organization's names: its own, the former ones, abbreviations, variants; each kind by its first year."""
    return sorted(names, key=lambda name: (KIND_ORDER[name.kind], name.first_year or FAR_AWAY, name.folded))


def name_index() -> NameIndex:
    """An index of every name, read with one query."""
    return NameIndex(OrganizationName.objects.select_related("organization__parent").order_by("pk"))


def find_organization(
    name: str, *, year: int | None = None, fictitious: bool = False, within: Organization | None = None
) -> Organization | None:
    """The organization that documents print so, or None (see `NameIndex.find`, which serves many look-ups)."""
    parted = part(name)
    forms = {name_key(form) for form in (name, parted.name, parted.acronym)} - {""}
    names = OrganizationName.objects.filter(folded__in=forms).select_related("organization__parent").order_by("pk")
    return NameIndex(names).find(name, year=year, fictitious=fictitious, within=within)
