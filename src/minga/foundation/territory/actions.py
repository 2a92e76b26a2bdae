"""What may be done with the territory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minga.foundation.ledger.actions import record
from minga.foundation.ledger.models import Event
from minga.foundation.territory import boundaries, events
from minga.foundation.territory.boundaries import Boundary
from minga.foundation.territory.facts import CantonFacts, LayoutFacts, ParishFacts, PopulationFacts, quito
from minga.foundation.territory.models import Layout, Membership, Population, Territory
from minga.foundation.territory.queries import known_parishes
from minga.kernel.errors import Refused
from minga.kernel.words import plain


def install_territory(*, role: str = "system") -> Territory:
    """Writes the Distrito Metropolitano de Quito as the package ships it; changes nothing when it is there already."""
    return install_canton(quito(), role=role)


@transaction.atomic
def install_canton(facts: CantonFacts, *, role: str = "system") -> Territory:
    """Writes a canton with its zones, parishes, layouts and populations, and returns it.

    Places keep their dates, acts and boundaries. The same facts written before change nothing and record nothing.
    """
    subject = f"territory/{facts.slug}"
    written = Event.objects.filter(kind=events.INSTALLED, subject=subject, payload__facts=facts.fingerprint)
    if written.exists():
        return Territory.objects.get(slug=facts.slug)
    canton = _write_canton(facts)
    places = _write_places(facts, canton)
    for layout in facts.layouts:
        _write_layout(layout, facts, canton, places)
    _write_populations(facts, canton, places)
    payload = {"name": facts.name, "parishes": len(facts.parishes), "zones": len(facts.zones())}
    record(events.INSTALLED, subject, payload | {"facts": facts.fingerprint}, role=role, fictitious=facts.fictitious)
    return canton


def _write_canton(facts: CantonFacts) -> Territory:
    values = {
        "kind": Territory.Kind.CANTON,
        "name": facts.name,
        "code": facts.code,
        "fictitious": facts.fictitious,
    }
    return Territory.objects.update_or_create(slug=facts.slug, defaults=values)[0]


def _write_places(facts: CantonFacts, canton: Territory) -> dict[str, Territory]:
    """Writes the zones and parishes with one statement, and returns them by name."""
    zones = [_zone(name, others, canton) for name, others in facts.zones().items()]
    parishes = [_parish(parish, canton) for parish in facts.parishes]
    fields = ("kind", "code", "name", "other_names", "setting", "canton", "longitude", "latitude", "fictitious")
    Territory.objects.bulk_create(
        [*zones, *parishes], update_conflicts=True, unique_fields=["slug"], update_fields=fields
    )
    return {place.name: place for place in Territory.objects.filter(canton=canton).defer("boundary")}


def _zone(name: str, others: Sequence[str], canton: Territory) -> Territory:
    return Territory(
        kind=Territory.Kind.ZONE,
        slug=slugify(name),
        name=name,
        other_names=list(others),
        canton=canton,
        fictitious=canton.fictitious,
    )


def _parish(facts: ParishFacts, canton: Territory) -> Territory:
    return Territory(
        kind=Territory.Kind.PARISH,
        code=facts.code,
        slug=facts.slug,
        name=facts.name,
        other_names=list(facts.other_names),
        setting=facts.setting,
        canton=canton,
        longitude=facts.longitude,
        latitude=facts.latitude,
        fictitious=canton.fictitious,
    )


def _write_layout(layout: LayoutFacts, facts: CantonFacts, canton: Territory, places: Mapping[str, Territory]) -> None:
    values = {"canton": canton, "name": layout.name, "source": layout.source, "is_current": layout.is_current}
    row = Layout.objects.update_or_create(slug=layout.slug, defaults=values)[0]
    memberships = [
        Membership(layout=row, parent=places[parish.zones[layout.slug]], child=places[parish.name])
        for parish in facts.parishes
    ]
    Membership.objects.bulk_create(
        memberships, update_conflicts=True, unique_fields=["layout", "child"], update_fields=["parent"]
    )


def _write_populations(facts: CantonFacts, canton: Territory, places: Mapping[str, Territory]) -> None:
    rows = _populations(canton, facts.populations)
    for parish in facts.parishes:
        rows += _populations(places[parish.name], parish.populations)
    Population.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["territory", "year", "kind"],
        update_fields=["inhabitants", "source"],
    )


def _populations(place: Territory, facts: Iterable[PopulationFacts]) -> list[Population]:
    return [
        Population(
            territory=place,
            year=figure.year,
            kind=figure.kind,
            inhabitants=figure.inhabitants,
            source=figure.source,
        )
        for figure in facts
    ]


@dataclass(frozen=True)
class BoundariesLoaded:
    """What a file of boundaries brought: how many, of how many parishes, and sentences for whoever loaded it."""

    taken: int
    parishes: int
    names: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What happened, in one sentence."""
        text = ngettext(
            "Se cargó el límite de %(taken)s parroquia, de %(parishes)s.",
            "Se cargaron los límites de %(taken)s parroquias, de %(parishes)s.",
            self.taken,
        )
        return text % {"taken": self.taken, "parishes": self.parishes}


def load_file(path: Path, *, role: str = "system") -> BoundariesLoaded:
    """Loads the boundaries of a GeoJSON file.

    Raises:
        Refused: when the file cannot be read or is not acceptable; then nothing was loaded.
    """
    try:
        content = _content(path)
    except OSError as error:
        raise Refused(_("No se puede leer el archivo %(path)s.") % {"path": path}) from error
    return load_boundaries(boundaries.parse(content), role=role)


def _content(path: Path) -> bytes:
    """At most one byte more than is accepted, so that a huge file does not fill the memory."""
    with path.open("rb") as file:
        return file.read(boundaries.MOST_BYTES + 1)


def load_boundaries(collection: Any, *, role: str) -> BoundariesLoaded:
    """Gives the parishes the boundaries of a GeoJSON feature collection, all or none, in place of earlier ones.

    Args:
        collection: the JSON value: WGS 84, one polygon or multipolygon for each parish, with its DPA code.
        role: the role in which they are loaded, for the public log.

    Raises:
        Refused: when any element is not acceptable; `details` gives one line for each.
    """
    known = known_parishes()
    if not known:
        raise Refused(_("Todavía no hay parroquias a las que dar límites: ejecuta antes «minga migrate»."))
    found = boundaries.read_boundaries(collection, known)
    loaded = BoundariesLoaded(len(found), len(known), tuple(_names(found)), tuple(_warnings(found)))
    _write_boundaries(found, role)
    return loaded


@transaction.atomic
def _write_boundaries(found: Sequence[Boundary], role: str) -> None:
    by_code = {boundary.parish.code: boundary for boundary in found}
    rows = list(Territory.objects.filter(kind=Territory.Kind.PARISH, code__in=by_code).defer("boundary"))
    for row in rows:
        row.boundary, box = by_code[row.code].geometry, by_code[row.code].box
        row.west, row.south, row.east, row.north = box.west, box.south, box.east, box.north
    Territory.objects.bulk_update(rows, ["boundary", "west", "south", "east", "north"])
    cantons = Territory.objects.filter(places__in=rows).distinct().order_by("slug").values_list("slug", flat=True)
    subject = f"territory/{'+'.join(cantons)}"
    record(
        events.BOUNDARIES_LOADED,
        subject,
        {"codes": sorted(by_code)},
        role=role,
        fictitious=all(row.fictitious for row in rows),
    )


def _names(found: Iterable[Boundary]) -> Iterable[str]:
    """The parishes that the file names otherwise; they keep the name that they have here."""
    for boundary in found:
        parish = boundary.parish
        if boundary.printed_name and plain(boundary.printed_name) not in map(plain, parish.names):
            text = _("El archivo llama «%(printed)s» a %(name)s (%(code)s); aquí conserva su nombre.")
            yield text % {"printed": boundary.printed_name, "name": parish.names[0], "code": parish.code}


def _warnings(found: Sequence[Boundary]) -> Iterable[str]:
    for one, other, share in boundaries.overlaps(found):
        text = _("%(one)s y %(other)s se superponen en el %(share)s %% de la menor.")
        names = {"one": one.parish.names[0], "other": other.parish.names[0]}
        yield text % {**names, "share": round(share * 100)}
    for boundary in boundaries.misplaced(found):
        text = _("El límite de %(name)s (%(code)s) deja fuera su punto: ¿está bien el código?")
        yield text % {"name": boundary.parish.names[0], "code": boundary.parish.code}
