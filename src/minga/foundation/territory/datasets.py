"""What the app declares for the registry of datasets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from minga.foundation.territory.models import Layout, Population, Territory
from minga.foundation.territory.queries import Arrangement, arrangement, canton_for_listing, find_places, latest_census
from minga.kernel.datasets import Column, Dataset, Row

PARISH_COLUMNS = (
    Column("code", _("Código DPA de la parroquia; vacío en las ficticias")),
    Column("slug", _("Identificador en la dirección de su página")),
    Column("name", _("Nombre")),
    Column("other_names", _("Otros nombres con que se la conoce, separados por punto y coma")),
    Column("setting", _("urban: urbana; rural: rural")),
    Column("canton", _("Cantón")),
    Column("layout", _("Distribución en zonas de la que sale la columna siguiente")),
    Column("zone", _("Administración zonal a la que pertenece en esa distribución")),
    Column("population", _("Habitantes en el último censo")),
    Column("population_year", _("Año de ese censo")),
    Column("population_source", _("De dónde sale la población")),
    Column("longitude", _("Longitud de un punto interior aproximado, en grados WGS 84")),
    Column("latitude", _("Latitud de un punto interior aproximado, en grados WGS 84")),
    Column("fictitious", _("Verdadero si el lugar es inventado")),
)
POPULATION_COLUMNS = (
    Column("territory", _("Identificador en la dirección de su página")),
    Column("name", _("Nombre")),
    Column("year", _("Año")),
    Column("kind", _("census: censo; projection: proyección")),
    Column("inhabitants", _("Habitantes")),
    Column("source", _("De dónde sale la cifra")),
    Column("fictitious", _("Verdadero si el lugar es inventado")),
)


def parish_rows(parameters: Mapping[str, str]) -> Iterator[Row]:
    """The parishes of the listing with the same `canton`, `zonas` and `q`."""
    canton = canton_for_listing(parameters.get("canton", ""))
    if canton is None:
        return
    arranged = arrangement(canton, parameters.get("zonas", ""))
    text = parameters.get("q", "").strip()
    wanted = {place.pk for place in find_places(text, kinds=[Territory.Kind.PARISH])} if text else None
    for parish in arranged.parishes:
        if wanted is None or parish.pk in wanted:
            yield _parish_row(parish, arranged)


def _parish_row(parish: Territory, arranged: Arrangement) -> Row:
    zone, census = arranged.zone_of(parish), latest_census([parish])
    return {
        "code": parish.code,
        "slug": parish.slug,
        "name": parish.name,
        "other_names": "; ".join(parish.other_names),
        "setting": parish.setting,
        "canton": arranged.canton.name,
        "layout": arranged.layout.name if arranged.layout else "",
        "zone": zone.name if zone else "",
        "population": census.inhabitants if census else None,
        "population_year": census.year if census else None,
        "population_source": census.source if census else "",
        "longitude": parish.longitude,
        "latitude": parish.latitude,
        "fictitious": parish.fictitious,
    }


def population_rows(_parameters: Mapping[str, str], *, territory: str) -> Iterator[Row]:
    """The populations of one place, or of the parishes that a zone has today.

    Raises:
        Http404: when there is no such place.
    """
    place = Territory.objects.filter(slug=territory).defer("boundary").first()
    if place is None:
        raise Http404
    current = Layout.objects.filter(is_current=True)
    places = Territory.objects.filter(pk=place.pk) | Territory.objects.filter(
        parent_memberships__parent=place, parent_memberships__layout__in=current
    )
    populations = Population.objects.filter(territory__in=places.values("pk")).select_related("territory")
    return (_population_row(row) for row in populations.order_by("territory__name", "year", "kind"))


def _population_row(population: Population) -> Row:
    return {
        "territory": population.territory.slug,
        "name": population.territory.name,
        "year": population.year,
        "kind": population.kind,
        "inhabitants": population.inhabitants,
        "source": population.source,
        "fictitious": population.territory.fictitious,
    }


DATASETS: list[Dataset] = [
    Dataset("territorio", "territorio", _("Parroquias"), PARISH_COLUMNS, parish_rows),
    Dataset("poblacion", "territorio/<slug:territory>", _("Población"), POPULATION_COLUMNS, population_rows),
]
