"""What the app declares for the registry of datasets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from minga.foundation.organizations.body_datasets import BODY_DATASETS
from minga.foundation.organizations.models import ElectoralMode, Organization, OrganizationName
from minga.foundation.organizations.queries import Filter, listed
from minga.foundation.organizations.queries.electoral import every_mode
from minga.kernel.datasets import Column, Dataset, Row

COLUMNS = (
    Column("slug", _("Identificador en la dirección de su página")),
    Column("name", _("Nombre")),
    Column("acronym", _("Sigla")),
    Column("kind", _("Clase de organización")),
    Column("parent", _("Identificador de la organización de la que depende")),
    Column("territory", _("Identificador de su territorio")),
    Column("former_names", _("Nombres anteriores, separados por punto y coma")),
    Column("other_names", _("Abreviaturas y variantes impresas, separadas por punto y coma")),
    Column("valid_from", _("Día en que se creó, si un documento lo dice")),
    Column("act", _("Acto que la creó")),
    Column("fictitious", _("Verdadero si la organización es inventada")),
)
NAME_COLUMNS = (
    Column("organization", _("Identificador en la dirección de su página")),
    Column("name", _("Nombre como se imprime")),
    Column(
        "kind", _("official: nombre; former: nombre anterior; abbreviation: abreviatura; variant: variante impresa")
    ),
    Column("first_year", _("Año del primer documento leído que lo imprime")),
    Column("last_year", _("Año del último documento leído que lo imprime")),
    Column("source", _("Documentos y líneas")),
    Column("is_reading", _("Verdadero si ningún documento dice que el nombre sea de esta organización")),
    Column("fictitious", _("Verdadero si la organización es inventada")),
)

ELECTORAL_COLUMNS = (
    Column("starts", _("Primer día")),
    Column("ends", _("Último día, si ya se sabe")),
    Column("act", _("Acto que lo pone")),
    Column("act_date", _("Fecha de ese acto")),
    Column("ending_act", _("Acto que lo termina, o que lo deja sin efecto antes de que empiece")),
    Column("ending_act_date", _("Fecha de ese acto")),
    Column("freezes", _("Qué congela además (voting, citizens), separado por punto y coma")),
    Column("cancelled", _("Verdadero si quedó sin efecto antes de empezar")),
    Column("fictitious", _("Siempre falso: el modo electoral es de la instancia")),
)


def rows(parameters: Mapping[str, str]) -> Iterator[Row]:
    """The organizations of the listing with the same `q`, `clase` and `ficticias`."""
    found = listed(Filter.read(parameters)).select_related("parent", "territory").defer("territory__boundary")
    return (_row(organization) for organization in found.prefetch_related("names").iterator(chunk_size=500))


def _row(organization: Organization) -> Row:
    names = list(organization.names.all())
    kinds = OrganizationName.Kind
    return {
        "slug": organization.slug,
        "name": organization.name,
        "acronym": organization.acronym,
        "kind": organization.kind,
        "parent": organization.parent.slug if organization.parent else "",
        "territory": organization.territory.slug if organization.territory else "",
        "former_names": "; ".join(name.name for name in names if name.kind == kinds.FORMER),
        "other_names": "; ".join(name.name for name in names if name.kind in (kinds.ABBREVIATION, kinds.VARIANT)),
        "valid_from": organization.valid_from.isoformat() if organization.valid_from else "",
        "act": organization.act,
        "fictitious": organization.fictitious,
    }


def name_rows(_parameters: Mapping[str, str], *, organization: str) -> Iterator[Row]:
    """The names of one organization.

    Raises:
        Http404: when there is no such organization.
    """
    found = Organization.objects.filter(slug=organization).first()
    if found is None:
        raise Http404
    return (_name_row(name, found) for name in found.names.all())


def _name_row(name: OrganizationName, organization: Organization) -> Row:
    return {
        "organization": organization.slug,
        "name": name.name,
        "kind": name.kind,
        "first_year": name.first_year,
        "last_year": name.last_year,
        "source": name.source,
        "is_reading": name.is_reading,
        "fictitious": organization.fictitious,
    }


def electoral_rows(_parameters: Mapping[str, str]) -> Iterator[Row]:
    """Every electoral mode, the latest first."""
    return (_electoral_row(mode) for mode in every_mode())


def _electoral_row(mode: ElectoralMode) -> Row:
    return {
        "starts": mode.starts.isoformat(),
        "ends": mode.ends.isoformat() if mode.ends else "",
        "act": mode.act,
        "act_date": mode.act_date.isoformat(),
        "ending_act": mode.ending_act,
        "ending_act_date": mode.ending_act_date.isoformat() if mode.ending_act_date else "",
        "freezes": "; ".join(mode.freezes),
        "cancelled": mode.cancelled,
        "fictitious": False,
    }


DATASETS: list[Dataset] = [
    Dataset("organizaciones", "organizaciones", _("Organizaciones"), COLUMNS, rows),
    *BODY_DATASETS,
    Dataset("nombres", "organizaciones/<slug:organization>", _("Nombres de una organización"), NAME_COLUMNS, name_rows),
    Dataset("modo-electoral", "modo-electoral", _("Modo electoral"), ELECTORAL_COLUMNS, electoral_rows),
]
