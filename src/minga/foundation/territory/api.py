"""Places for programs: cantons, zones, parishes, with their people and how each layout arranges them."""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router

from minga.foundation.territory.models import Layout, Population, Territory
from minga.foundation.territory.queries import (
    Arrangement,
    Figure,
    arrangement,
    figures,
    find_places,
    latest_census,
)
from minga.kernel.api import (
    SLUG,
    Answer,
    FirstDay,
    LastDay,
    Listing,
    Number,
    OneOf,
    PageAddress,
    PageSlug,
    Paging,
    Slug,
    Words,
    absolute,
    known,
    page_by_key,
    shown,
    slug_in_path,
)

router = Router(tags=["territory"])
PEOPLE = {
    "year": 2022,
    "kind": "census",
    "inhabitants": 4120,
    "source": "Censo ficticio de San Jacinto",
    "is_sum": False,
}
ROW: dict[str, Any] = {
    "slug": "san-jacinto-centro",
    "kind": "parish",
    "code": None,
    "name": "San Jacinto Centro",
    "other_names": [],
    "setting": "urban",
    "canton": "san-jacinto",
    "longitude": "-78.5",
    "latitude": "-0.21",
    "population": PEOPLE,
    "fictitious": True,
    "url": "https://minga.example/territorio/san-jacinto-centro/",
}
LAYOUT = {
    "slug": "distribucion-2022",
    "name": "Distribución de 2022",
    "valid_from": "2022-01-01",
    "valid_to": None,
    "act": None,
    "source": None,
    "is_current": True,
}


class Inhabitants(Answer):
    """How many people live in a place in a year."""

    model_config = shown(PEOPLE)

    year: int = Field(description=_("Año"))
    kind: Annotated[str, OneOf(Population.Kind.values)] = Field(description=_("census: censo; projection: proyección"))
    inhabitants: int = Field(description=_("Habitantes"), ge=0)
    source: str = Field(description=_("De dónde sale la cifra"))
    is_sum: bool = Field(description=_("Verdadero si es nuestra suma de varios lugares."))


class TerritoryRow(Answer):
    """A place."""

    model_config = shown(ROW)

    slug: PageSlug
    kind: Annotated[str, OneOf(Territory.Kind.values)] = Field(description=_("Clase de lugar."))
    code: str | None = Field(description=_("Código DPA, si lo tiene."))
    name: str = Field(description=_("Nombre"))
    other_names: list[str] = Field(description=_("Otros nombres con que se lo conoce."))
    setting: Annotated[str, OneOf(Territory.Setting.values)] | None = Field(
        description=_("urban: urbana; rural: rural")
    )
    canton: str | None = Field(description=_("Identificador de su cantón."))
    longitude: Number | None = Field(description=_("Longitud de un punto interior aproximado, en grados WGS 84"))
    latitude: Number | None = Field(description=_("Latitud de un punto interior aproximado, en grados WGS 84"))
    population: Inhabitants | None = Field(description=_("Habitantes en el último censo"))
    fictitious: bool = Field(description=_("Verdadero si el lugar es inventado"))
    url: PageAddress


class LayoutOfZones(Answer):
    """How parishes are arranged into zones."""

    model_config = shown(LAYOUT)

    slug: Slug
    name: str = Field(description=_("Nombre"))
    valid_from: FirstDay
    valid_to: LastDay
    act: str | None = Field(description=_("Acto que la dispone."))
    source: str | None = Field(description=_("Documento que la muestra."))
    is_current: bool = Field(description=_("Verdadero si es la que rige."))


class PlaceInLayout(Answer):
    """Where a place stands in a layout: its zone when it is a parish, its parishes when it is a zone."""

    model_config = shown({"layout": LAYOUT, "zone": "zona-norte", "parishes": []})

    layout: LayoutOfZones = Field(description=_("La distribución."))
    zone: str | None = Field(description=_("Identificador de la zona de la parroquia; nulo si no está en ninguna."))
    parishes: list[str] = Field(description=_("Identificadores de las parroquias de la zona."))


class TerritoryDetail(TerritoryRow):
    """A place whole."""

    model_config = shown(
        ROW
        | {
            "valid_from": None,
            "valid_to": None,
            "act": None,
            "populations": [PEOPLE],
            "layouts": [{"layout": LAYOUT, "zone": "zona-norte", "parishes": []}],
        }
    )

    valid_from: FirstDay
    valid_to: LastDay
    act: str | None = Field(description=_("Acto que lo crea."))
    populations: list[Inhabitants] = Field(
        description=_("Habitantes por año; de un cantón o zona, también nuestra suma.")
    )
    layouts: list[PlaceInLayout] = Field(description=_("Su lugar en cada distribución de zonas, la que rige primero."))


class TerritoryList(Listing[TerritoryRow]):
    """Places."""

    model_config = shown({"items": [ROW], "next": None})


class TerritoryQuestion(Paging):
    """Which places."""

    kind: Annotated[str, OneOf(Territory.Kind.values)] | None = Field(None, description=_("Solo los de esta clase."))
    canton: str | None = Field(
        None, pattern=SLUG, max_length=120, description=_("Identificador de un cantón: solo lo que está en él.")
    )
    q: Words | None = Field(None, description=_("Comienzo de uno de sus nombres; se miran los 30 más parecidos."))
    fictitious: bool | None = Field(None, description=_("true: solo los inventados; false: solo los verdaderos."))


@router.get(
    "/territories",
    response=TerritoryList,
    operation_id="listTerritories",
    summary=_("Lugares"),
    description=_("Cantones, administraciones zonales, parroquias y lugares menores, en el orden de su identificador."),
)
def list_territories(request: HttpRequest, asked: Query[TerritoryQuestion]) -> TerritoryList:
    """The places with these filters."""
    part, following = page_by_key(request, _found(asked), asked)
    return TerritoryList(items=[TerritoryRow(**_row(place)) for place in part], next=following)


@router.get(
    "/territories/{slug}",
    response=TerritoryDetail,
    operation_id="getTerritory",
    summary=_("Un lugar"),
    description=_("Un lugar con su población por año y su zona, o sus parroquias, en cada distribución."),
)
def get_territory(
    request: HttpRequest,
    slug: str = slug_in_path(_("Identificador del lugar."), "san-jacinto"),
) -> TerritoryDetail:
    """What its page tells of a place.

    Raises:
        Http404: when there is none, or it lies in no canton.
    """
    places = (
        Territory.objects.defer("boundary", "canton__boundary").select_related("canton").prefetch_related("populations")
    )
    place = get_object_or_404(places, slug=slug)
    canton = place if place.kind == Territory.Kind.CANTON else place.canton
    if canton is None:
        raise Http404
    arranged = arrangement(canton)
    return TerritoryDetail(
        **_row(place),
        valid_from=place.valid_from,
        valid_to=place.valid_to,
        act=known(place.act),
        populations=_populations(place, arranged),
        layouts=[_in_layout(place, arranged, layout) for layout in arranged.layouts],
    )


def _found(asked: TerritoryQuestion) -> QuerySet[Territory]:
    found = (
        Territory.objects.defer("boundary", "canton__boundary").select_related("canton").prefetch_related("populations")
    )
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.canton:
        found = found.filter(canton__slug=asked.canton)
    if asked.fictitious is not None:
        found = found.filter(fictitious=asked.fictitious)
    if asked.q:
        kinds = [asked.kind] if asked.kind else []
        found = found.filter(pk__in=[place.pk for place in find_places(asked.q, kinds=kinds)])
    return found


def _row(place: Territory) -> dict[str, Any]:
    census = latest_census([place])
    return {
        **{name: getattr(place, name) for name in ("slug", "kind", "name", "other_names", "longitude", "latitude")},
        "code": known(place.code),
        "setting": known(place.setting),
        "canton": place.canton.slug if place.canton else None,
        "population": _people(census) if census else None,
        "fictitious": place.fictitious,
        "url": absolute(place.get_absolute_url()),
    }


def _people(figure: Figure) -> Inhabitants:
    return Inhabitants(
        year=figure.year,
        kind=figure.kind,
        inhabitants=figure.inhabitants,
        source=figure.source,
        is_sum=figure.is_sum,
    )


def _populations(place: Territory, arranged: Arrangement) -> list[Inhabitants]:
    """The place's own figures; for the years without one, the sums of its parishes."""
    found = {(figure.year, figure.kind): figure for figure in figures(_parts(place, arranged))}
    found |= {(figure.year, figure.kind): figure for figure in figures([place])}
    return [_people(found[key]) for key in sorted(found)]


def _parts(place: Territory, arranged: Arrangement) -> list[Territory]:
    if place.kind == Territory.Kind.CANTON:
        return arranged.parishes
    if place.kind == Territory.Kind.ZONE:
        members = (arranged.parishes_in(place, layout) for layout in arranged.layouts)
        return next(filter(None, members), [])
    return []


def _in_layout(place: Territory, arranged: Arrangement, layout: Layout) -> PlaceInLayout:
    zone = arranged.zone_of(place, layout) if place.kind == Territory.Kind.PARISH else None
    parishes = arranged.parishes_in(place, layout) if place.kind == Territory.Kind.ZONE else []
    told = LayoutOfZones(
        slug=layout.slug,
        name=layout.name,
        valid_from=layout.valid_from,
        valid_to=layout.valid_to,
        act=known(layout.act),
        source=known(layout.source),
        is_current=layout.is_current,
    )
    return PlaceInLayout(layout=told, zone=zone.slug if zone else None, parishes=[parish.slug for parish in parishes])
