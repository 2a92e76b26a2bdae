"""Institutions and other actors for programs: their names over time, what is above and below them, their bodies."""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import Prefetch
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router

from minga.foundation.organizations import queries
from minga.foundation.organizations.models import Body, Organization, OrganizationName
from minga.kernel.api import (
    Answer,
    FirstDay,
    LastDay,
    Listing,
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

router = Router(tags=["organizations"])
COUNCIL = {
    "slug": "municipio-de-san-jacinto",
    "name": "Municipio de San Jacinto",
    "url": "https://minga.example/organizaciones/municipio-de-san-jacinto/",
}
ROW = {
    "slug": "direccion-de-planificacion",
    "name": "Dirección de Planificación",
    "acronym": None,
    "kind": "directorate",
    "parent": COUNCIL,
    "fictitious": True,
    "url": "https://minga.example/organizaciones/direccion-de-planificacion/",
}
NAME = {
    "name": "Dirección de Planificación y Obras",
    "kind": "former",
    "first_year": 2021,
    "last_year": 2023,
    "source": "Informe de cumplimiento, línea 12",
    "is_reading": True,
}
SEATS = {"sector": "Organizaciones barriales", "seats": 3, "presides": False, "alternates": True}
BODY = {
    "slug": "comite-del-plan-de-san-jacinto",
    "name": "Comité del Plan",
    "purpose": "Seguir el plan de gobierno abierto",
    "act": None,
    "source": None,
    "total_seats": 3,
    "seats": [SEATS],
    "fictitious": True,
}


class OrganizationReference(Answer):
    """An organization that something else names."""

    model_config = shown(COUNCIL)

    slug: PageSlug
    name: str = Field(description=_("Nombre que consta hoy."))
    url: PageAddress


class OrganizationRow(Answer):
    """An institution or another actor."""

    model_config = shown(ROW)

    slug: PageSlug
    name: str = Field(description=_("Nombre que consta hoy."))
    acronym: str | None = Field(description=_("Sigla"))
    kind: Annotated[str, OneOf(Organization.Kind.values)] = Field(description=_("Clase de organización"))
    parent: OrganizationReference | None = Field(description=_("La organización de la que depende."))
    fictitious: bool = Field(description=_("Verdadero si la organización es inventada"))
    url: PageAddress


class OtherName(Answer):
    """A name under which documents print an organization."""

    model_config = shown(NAME)

    name: str = Field(description=_("Nombre como se imprime"))
    kind: Annotated[str, OneOf(OrganizationName.Kind.values)] = Field(
        description=_("official: nombre; former: nombre anterior; abbreviation: abreviatura; variant: variante impresa")
    )
    first_year: int | None = Field(description=_("Año del primer documento leído que lo imprime"))
    last_year: int | None = Field(description=_("Año del último documento leído que lo imprime"))
    source: str | None = Field(description=_("Documentos y líneas"))
    is_reading: bool = Field(description=_("Verdadero si ningún documento dice que el nombre sea de esta organización"))


class SeatsOfSector(Answer):
    """How many seats a sector has in a body."""

    model_config = shown(SEATS)

    sector: str = Field(description=_("Sector, como lo llama el acto."))
    seats: int = Field(description=_("Puestos principales."), ge=0)
    presides: bool = Field(description=_("Verdadero si preside."))
    alternates: bool = Field(description=_("Verdadero si cada puesto tiene suplente."))


class BodyOfOrganization(Answer):
    """A council, roundtable or committee with seats."""

    model_config = shown(BODY)

    slug: Slug
    name: str = Field(description=_("Nombre"))
    purpose: str | None = Field(description=_("Para qué existe, con las palabras del documento."))
    act: str | None = Field(description=_("Acto que la creó"))
    source: str | None = Field(description=_("Documentos y líneas"))
    total_seats: int = Field(description=_("Puestos principales de todos los sectores."), ge=0)
    seats: list[SeatsOfSector] = Field(description=_("Puestos por sector."))
    fictitious: bool = Field(description=_("Verdadero si es inventado"))


class OrganizationDetail(OrganizationRow):
    """An organization whole."""

    model_config = shown(
        ROW
        | {
            "territory": "san-jacinto",
            "valid_from": "2019-05-15",
            "valid_to": None,
            "act": "Resolución 12-2019",
            "names": [NAME],
            "units": [],
            "bodies": [BODY],
        }
    )

    territory: str | None = Field(description=_("Identificador de su territorio"))
    valid_from: FirstDay
    valid_to: LastDay
    act: str | None = Field(description=_("Acto que la creó"))
    names: list[OtherName] = Field(description=_("Con qué nombres la imprimen los documentos, y en qué años."))
    units: list[OrganizationReference] = Field(description=_("Las que dependen de ella."))
    bodies: list[BodyOfOrganization] = Field(description=_("Sus órganos con puestos."))


class OrganizationList(Listing[OrganizationRow]):
    """Organizations."""

    model_config = shown({"items": [ROW], "next": None})


class OrganizationQuestion(Paging):
    """Which organizations."""

    kind: Annotated[str, OneOf(Organization.Kind.values)] | None = Field(None, description=_("Solo las de esta clase."))
    q: Words | None = Field(None, description=_("Parte de cualquiera de sus nombres, también los anteriores."))
    fictitious: bool | None = Field(None, description=_("true: solo las inventadas; false: solo las verdaderas."))


@router.get(
    "/organizations",
    response=OrganizationList,
    operation_id="listOrganizations",
    summary=_("Organizaciones"),
    description=_("Instituciones y otros actores que los documentos nombran, en el orden de su identificador."),
)
def list_organizations(request: HttpRequest, asked: Query[OrganizationQuestion]) -> OrganizationList:
    """The organizations of the page with the same filters."""
    found = queries.listed(queries.Filter(asked.q or "", asked.kind or "", asked.fictitious))
    part, following = page_by_key(request, found, asked)
    return OrganizationList(items=[OrganizationRow(**_row(organization)) for organization in part], next=following)


@router.get(
    "/organizations/{slug}",
    response=OrganizationDetail,
    operation_id="getOrganization",
    summary=_("Una organización"),
    description=_("Una organización con sus nombres en el tiempo, las que dependen de ella y sus órganos."),
)
def get_organization(
    request: HttpRequest,
    slug: str = slug_in_path(_("Identificador de la organización."), "direccion-de-planificacion"),
) -> OrganizationDetail:
    """What its page tells of an organization."""
    bodies = Prefetch("bodies", Body.objects.prefetch_related("seat_rules"))
    rows = Organization.objects.select_related("parent", "territory").defer("territory__boundary")
    found = get_object_or_404(rows.prefetch_related("names", "units", bodies), slug=slug)
    return OrganizationDetail(
        **_row(found),
        territory=found.territory.slug if found.territory else None,
        valid_from=found.valid_from,
        valid_to=found.valid_to,
        act=known(found.act),
        names=[_name(name) for name in queries.in_order(found.names.all())],
        units=[
            organization_reference(unit)
            for unit in sorted(found.units.all(), key=lambda organization: organization.slug)
        ],
        bodies=[_body(body) for body in found.bodies.all()],
    )


def organization_reference(organization: Organization) -> OrganizationReference:
    """An organization as others name it."""
    url = absolute(organization.get_absolute_url())
    return OrganizationReference(slug=organization.slug, name=organization.name, url=url)


def _row(organization: Organization) -> dict[str, Any]:
    return {
        "slug": organization.slug,
        "name": organization.name,
        "acronym": known(organization.acronym),
        "kind": organization.kind,
        "parent": organization_reference(organization.parent) if organization.parent else None,
        "fictitious": organization.fictitious,
        "url": absolute(organization.get_absolute_url()),
    }


def _name(name: OrganizationName) -> OtherName:
    return OtherName(
        name=name.name,
        kind=name.kind,
        first_year=name.first_year,
        last_year=name.last_year,
        source=known(name.source),
        is_reading=name.is_reading,
    )


def _body(body: Body) -> BodyOfOrganization:
    rules = body.seat_rules.all()
    return BodyOfOrganization(
        slug=body.slug,
        name=body.name,
        purpose=known(body.purpose),
        act=known(body.act),
        source=known(body.source),
        total_seats=body.total_seats,
        seats=[
            SeatsOfSector(sector=rule.sector, seats=rule.seats, presides=rule.presides, alternates=rule.alternates)
            for rule in rules
        ],
        fictitious=body.fictitious,
    )
