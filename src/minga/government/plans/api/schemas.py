"""What the API says of plans and nodes, field by field, with examples of the fictitious canton."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.utils.translation import gettext_noop as _
from ninja import Field

from minga.foundation.organizations.api import COUNCIL, OrganizationReference
from minga.foundation.sources.api import ALERT, DOCUMENT, PLACE, DocumentReference, SourceAlert
from minga.government.plans.marks import Mark
from minga.government.plans.models import DeclaredStatus, Link, NodeRole, Plan
from minga.kernel.api import (
    SLUG,
    Answer,
    Listing,
    Number,
    OneOf,
    Paging,
    PrintedDate,
    Words,
    shown,
)

NO_STATUS = "none"
"""What is asked for as `status` to find the nodes of which no document declares one."""
PLAN = {
    "slug": "paga-2025-2027",
    "kind": "open-government",
    "title": "Plan de Gobierno Abierto de San Jacinto 2025-2027",
    "short_title": "Plan de Gobierno Abierto de San Jacinto",
    "start_year": 2025,
    "end_year": 2027,
    "language": "es",
    "publisher": COUNCIL,
    "sentence": "El informe imprime «Cumplido» en 15 hitos, «Cumplido*» en 4 y «Pendiente» en 3, de 22.",
    "counted_level": "Hito",
    "unit_count": 22,
    "printed_count": 22,
    "marks": {"done": 15, "star": 4, "pending": 3},
    "fictitious": True,
    "url": "https://minga.example/planes/paga-2025-2027/",
}
LEVEL = {"name": "Hito", "depth": 1, "carries_status": True, "node_count": 22}
STATUS = {
    "printed": "Cumplido*",
    "canonical": "completed",
    "marked": True,
    "mark_reason": "date_change_requested",
    "note": "Se solicitó cambio de fecha",
    "as_of": "2026-07",
}
LEAD = {
    "organization": "direccion-de-planificacion",
    "name": "Dirección de Planificación",
    "printed": "D. Planificación",
}
NODE = {
    "plan": "paga-2025-2027",
    "key": "C1.H1",
    "printed_code": "1.1",
    "level": "Hito",
    "title": "Publicar el presupuesto del cantón en datos abiertos",
    "description": None,
    "parent": "C1",
    "mark": "star",
    "status": STATUS,
    "start": "2025-03",
    "end": "2026-06",
    "leads": [LEAD],
    "fictitious": True,
    "url": "https://minga.example/planes/paga-2025-2027/C1.H1/",
}
REFERENCE = {
    "plan": "paga-2025-2027",
    "key": "C1",
    "level": "Compromiso",
    "title": "Presupuesto a la vista",
    "url": "https://minga.example/planes/paga-2025-2027/C1/",
}
ROLE = {"role": "lead", "organization": COUNCIL, "printed": "Municipio de San Jacinto", "of": "C1"}
PERIOD = {"year": 2026, "programmed": "12"}
TARGET = {
    "name": "Publicar 12 conjuntos",
    "indicator": "Conjuntos publicados",
    "unit": "conjuntos",
    "periods": [PERIOD],
}
LINK = {
    "kind": "contributes_to",
    "state": "printed",
    "statement": "Contribuye al objetivo de transparencia",
    "node": REFERENCE,
    "fictitious": True,
}
FACT = {
    "field": "status",
    "label": "Estado",
    "says": "Cumplido, con asterisco",
    "printed": "Cumplido*",
    "document": DOCUMENT,
    "edition": None,
    "place": {"line": 202},
    "place_words": "línea 202",
}
Canonical = Annotated[str, OneOf(DeclaredStatus.Canonical.values)]


class PlanRow(Answer):
    """A plan, and what its documents say in one sentence."""

    model_config = shown(PLAN)

    slug: str = Field(description=_("Identificador en la dirección de su página"))
    kind: Annotated[str, OneOf(Plan.Kind.values)] = Field(description=_("Tipo de plan"))
    title: str = Field(description=_("Título impreso"))
    short_title: str | None = Field(description=_("Título para leer."))
    start_year: int | None = Field(description=_("Primer año, si está impreso"))
    end_year: int | None = Field(description=_("Último año, si está impreso"))
    language: str = Field(description=_("Idioma, código ISO 639-1"))
    publisher: OrganizationReference | None = Field(
        description=_("Institución que lo publica, con el nombre que consta hoy")
    )
    sentence: str = Field(description=_("Lo que su documento dice, en una frase"))
    counted_level: str | None = Field(description=_("Nivel por el que se cuenta, con la palabra del documento"))
    unit_count: int = Field(description=_("Elementos de ese nivel"), ge=0)
    printed_count: int = Field(description=_("Filas impresas de ese nivel, con las repetidas seguidas"), ge=0)
    marks: dict[str, int] = Field(description=_("Cuántos elementos de ese nivel llevan cada marca."))
    fictitious: bool = Field(description=_("Verdadero si es inventado"))
    url: str = Field(description=_("Dirección de su página."))


class PlanLevel(Answer):
    """A level of a plan, in the document's own word."""

    model_config = shown(LEVEL)

    name: str = Field(description=_("Nivel, con la palabra del documento"))
    depth: int = Field(description=_("Cuántos niveles tiene encima."), ge=0)
    carries_status: bool = Field(description=_("Verdadero si sus elementos llevan estado."))
    node_count: int = Field(description=_("Elementos de ese nivel"), ge=0)


class PlanDetail(PlanRow):
    """A plan whole."""

    model_config = shown(
        PLAN | {"issuer": "Municipio de San Jacinto", "supersedes": None, "levels": [LEVEL], "documents": [DOCUMENT]}
    )

    issuer: str | None = Field(description=_("Quién declara, con el nombre que imprime el último documento"))
    supersedes: str | None = Field(description=_("Identificador del plan al que reemplaza."))
    levels: list[PlanLevel] = Field(description=_("Sus niveles, de arriba abajo."))
    documents: list[DocumentReference] = Field(description=_("Los documentos que hablan de él, el último primero."))


class PlanList(Listing[PlanRow]):
    """Plans."""

    model_config = shown({"items": [PLAN], "next": None})


class PlanQuestion(Paging):
    """Which plans."""

    kind: Annotated[str, OneOf(Plan.Kind.values)] | None = Field(None, description=_("Solo los de este tipo."))
    fictitious: bool | None = Field(None, description=_("true: solo los inventados; false: solo los verdaderos."))


class Status(Answer):
    """A status that the institution declares: as printed, and as understood."""

    model_config = shown(STATUS)

    printed: str = Field(description=_("Estado tal como está impreso"))
    canonical: Canonical = Field(description=_("Estado como se entiende, con la palabra del contrato de lectura"))
    marked: bool = Field(description=_("Verdadero si el estado lleva un asterisco"))
    mark_reason: Annotated[str, OneOf(DeclaredStatus.MarkReason.values)] | None = Field(
        description=_("Motivo del asterisco, con la palabra del contrato de lectura")
    )
    note: str | None = Field(description=_("Nota impresa junto al estado"))
    as_of: PrintedDate | None = Field(description=_("A qué fecha corresponde el estado"))


class NodeLead(Answer):
    """Who answers for a node."""

    model_config = shown(LEAD)

    organization: str = Field(description=_("Identificador de la organización."))
    name: str = Field(description=_("Nombre que consta hoy."))
    printed: str = Field(description=_("Nombre como se imprime"))


class NodeRow(Answer):
    """One promise at any level of a plan."""

    model_config = shown(NODE)

    plan: str = Field(description=_("Identificador del plan"))
    key: str = Field(description=_("Clave del elemento; no se reutiliza"))
    printed_code: str | None = Field(description=_("Código impreso, si lo trae"))
    level: str = Field(description=_("Nivel, con la palabra del documento"))
    title: str = Field(description=_("Nombre, tal como está impreso"))
    description: str | None = Field(description=_("Descripción impresa"))
    parent: str | None = Field(description=_("Clave del elemento que lo contiene"))
    mark: Annotated[str, OneOf([mark.value for mark in Mark])] = Field(description=_("Marca que lleva en las páginas"))
    status: Status | None = Field(description=_("El último estado declarado; nulo si ningún documento lo declara."))
    start: PrintedDate | None = Field(description=_("Inicio, hasta donde está impreso"))
    end: PrintedDate | None = Field(description=_("Fin, hasta donde está impreso"))
    leads: list[NodeLead] = Field(description=_("Quién responde; el del elemento superior cuando allí es uno solo."))
    fictitious: bool = Field(description=_("Verdadero si es inventado"))
    url: str = Field(description=_("Dirección de su página."))


class NodeReference(Answer):
    """A node that something else names."""

    model_config = shown(REFERENCE)

    plan: str = Field(description=_("Identificador del plan"))
    key: str = Field(description=_("Clave del elemento; no se reutiliza"))
    level: str = Field(description=_("Nivel, con la palabra del documento"))
    title: str = Field(description=_("Nombre, tal como está impreso"))
    url: str = Field(description=_("Dirección de su página."))


class NodeRoleOfOrganization(Answer):
    """What an organization does for a node, or for one above it."""

    model_config = shown(ROLE)

    role: Annotated[str, OneOf(NodeRole.Role.values)] = Field(description=_("Qué hace."))
    organization: OrganizationReference = Field(description=_("Quién."))
    printed: str = Field(description=_("Nombre como se imprime"))
    of: str | None = Field(
        description=_("Clave del elemento superior para el que está impreso; nulo si es este mismo.")
    )


class NodeMechanismTerm(Answer):
    """A mechanism by which others take part."""

    model_config = shown({"term": "convention", "label": "Convenio"})

    term: str = Field(description=_("Término común a todas las ciudades."))
    label: str = Field(description=_("Su palabra."))


class PlannedPeriod(Answer):
    """What is programmed for a year."""

    model_config = shown(PERIOD)

    year: int | None = Field(description=_("Año; nulo si es para todo el plan."))
    programmed: Number = Field(description=_("Valor programado, como texto decimal."))


class NodeTarget(Answer):
    """A target with its indicator."""

    model_config = shown(TARGET)

    name: str | None = Field(description=_("Meta, tal como está impresa."))
    indicator: str | None = Field(description=_("Indicador, tal como está impreso."))
    unit: str | None = Field(description=_("Unidad de medida impresa."))
    periods: list[PlannedPeriod] = Field(description=_("Lo programado por año."))


class LinkToNode(Answer):
    """What a node says of another one."""

    model_config = shown(LINK)

    kind: Annotated[str, OneOf(Link.Kind.values)] = Field(
        description=_("contributes_to: contribuye a; implements: implementa; duplicates: repite; succeeds: sucede a")
    )
    state: Annotated[str, OneOf(["printed", "agreed"])] = Field(
        description=_("printed: impreso en el documento; agreed: acordado por los dos lados.")
    )
    statement: str | None = Field(description=_("Cómo contribuye, en sus palabras"))
    node: NodeReference = Field(description=_("El otro elemento."))
    fictitious: bool = Field(description=_("Verdadero si es inventado"))


class Fact(Answer):
    """A fact with its origin: what is said, what is printed, and where."""

    model_config = shown(FACT)

    field: str = Field(description=_("Qué dato es."))
    label: str = Field(description=_("Qué dato es, en palabras."))
    says: str = Field(description=_("Lo que dice Minga."))
    printed: str | None = Field(description=_("Lo que está impreso."))
    document: DocumentReference | None = Field(
        description=_("El documento; nulo si lo escribió una edición que no cita ninguno.")
    )
    edition: int | None = Field(description=_("Número de la edición que lo escribió; nulo si se leyó del documento."))
    place: dict[str, int | str] = Field(description=PLACE)
    place_words: str = Field(description=_("Lugar del documento, en palabras"))


class NodeDetail(NodeRow):
    """A node whole, each of its facts with where it is printed."""

    model_config = shown(
        NODE
        | {
            "closed_at": None,
            "sentence": "El informe lo declara cumplido, con un asterisco.",
            "ancestors": [REFERENCE],
            "children": [],
            "statuses": [STATUS],
            "roles": [ROLE],
            "mechanisms": [{"term": "convention", "label": "Convenio"}],
            "mechanisms_printed": "Convenio con la universidad",
            "targets": [TARGET],
            "expected_means": ["Enlace al portal de datos"],
            "links_out": [LINK],
            "links_in": [],
            "alerts": [ALERT],
            "facts": [FACT],
        }
    )

    closed_at: datetime | None = Field(description=_("Cuándo se cerró; nulo si sigue abierto."))
    sentence: str = Field(description=_("Lo que se sabe de él, en una frase."))
    ancestors: list[NodeReference] = Field(description=_("Los elementos que lo contienen, de arriba abajo."))
    children: list[NodeReference] = Field(description=_("Los que contiene, en el orden del documento."))
    statuses: list[Status] = Field(description=_("Los estados declarados, el último primero."))
    roles: list[NodeRoleOfOrganization] = Field(
        description=_("Quién hace qué, aquí o en el elemento superior más cercano.")
    )
    mechanisms: list[NodeMechanismTerm] = Field(description=_("Mecanismos de articulación."))
    mechanisms_printed: str | None = Field(description=_("Mecanismos tal como están impresos"))
    targets: list[NodeTarget] = Field(description=_("Metas con lo programado."))
    expected_means: list[str] = Field(description=_("Verificables esperados"))
    links_out: list[LinkToNode] = Field(description=_("Lo que dice de otros elementos."))
    links_in: list[LinkToNode] = Field(description=_("Lo que otros elementos dicen de él."))
    alerts: list[SourceAlert] = Field(description=_("Alertas de lectura que hablan de él."))
    facts: list[Fact] = Field(description=_("Cada dato con su documento, su lugar y lo impreso."))


class NodeList(Listing[NodeRow]):
    """Nodes of a plan."""

    model_config = shown({"items": [NODE], "next": None})


class NodeQuestion(Paging):
    """Which nodes of a plan."""

    level: Words | None = Field(None, description=_("Solo los de este nivel, con su palabra: Hito."))
    status: Annotated[str, OneOf([*DeclaredStatus.Canonical.values, NO_STATUS])] | None = Field(
        None, description=_("Solo los de este estado; none: los que no lo tienen declarado.")
    )
    organization: str | None = Field(
        None, pattern=SLUG, max_length=120, description=_("Identificador: solo donde esta organización tiene un papel.")
    )
    q: Words | None = Field(None, description=_("Palabras suyas o de lo que contiene."))
