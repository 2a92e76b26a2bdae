"""Documents for programs: what was read from each, with its alerts and loads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router

from minga.design.places import place_words
from minga.foundation.sources.models import Document, Figure, Finding, Load
from minga.foundation.sources.queries import DocumentSummary, documents, reading, summaries
from minga.kernel.api import (
    Answer,
    Listing,
    Number,
    OneOf,
    Paging,
    PrintedDate,
    Words,
    absolute,
    known,
    page_by_key,
    printed_date,
    shown,
    slug_in_path,
)

router = Router(tags=["sources"])
PLACE = _("Lugar en el documento: `line`; o `page`, `table` y `row`; o `sheet` y `cell`; o `paragraph`.")
SLUG = "2026-07-informe-de-cumplimiento"
DOCUMENT = {
    "slug": SLUG,
    "title": "Informe de cumplimiento de San Jacinto",
    "date": "2026-07",
    "url": f"https://minga.example/fuentes/{SLUG}/",
}
ROW = {
    "slug": SLUG,
    "kind": "compliance-report",
    "title": "INFORME DE CUMPLIMIENTO DE LOS COMPROMISOS DEL PLAN DE GOBIERNO ABIERTO DE SAN JACINTO 2025-2027",
    "short_title": "Informe de cumplimiento de San Jacinto",
    "number": None,
    "date": "2026-07",
    "issuer": "Dirección de Planificación",
    "language": "es",
    "media_type": "text/plain",
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "received_at": "2026-08-01T15:00:00Z",
    "fact_count": 96,
    "alert_count": 1,
    "load": "applied",
    "fictitious": True,
    "url": f"https://minga.example/fuentes/{SLUG}/",
}
ALERT = {
    "code": "missing-note",
    "severity": "warning",
    "message": "El estado lleva una marca y el documento no trae la nota que la explique.",
    "place": {"line": 202},
    "place_words": "línea 202",
    "node": "C1.H2",
    "url": "https://minga.example/planes/paga-2025-2027/C1.H2/",
}
FIGURE = {
    "name": "milestones-completed",
    "label": "hitos cumplidos",
    "value": "15",
    "unit": None,
    "place": {"line": 31},
    "place_words": "línea 31",
}
LOAD = {"state": "applied", "applied_at": "2026-08-01T15:00:00Z", "undone_at": None, "counts": {"nodes": 27}}


class DocumentReference(Answer):
    """A document that something else names."""

    model_config = shown(DOCUMENT)

    slug: str = Field(description=_("Identificador en la dirección de su página"))
    title: str = Field(description=_("Título para leer."))
    date: PrintedDate | None = Field(description=_("Fecha hasta donde está impresa: año, mes o día"))
    url: str = Field(description=_("Dirección de su página."))


class SourceRow(Answer):
    """A document, with how much was read from it."""

    model_config = shown(ROW)

    slug: str = Field(description=_("Identificador en la dirección de su página"))
    kind: Annotated[str, OneOf(Document.Kind.values)] = Field(
        description=_("Tipo de documento, con la palabra del contrato de lectura")
    )
    title: str = Field(description=_("Título impreso"))
    short_title: str | None = Field(description=_("Título para leer."))
    number: str | None = Field(description=_("Número impreso, si lo trae"))
    date: PrintedDate | None = Field(description=_("Fecha hasta donde está impresa: año, mes o día"))
    issuer: str | None = Field(description=_("Institución que lo emite"))
    language: str = Field(description=_("Idioma, código ISO 639-1"))
    media_type: str | None = Field(description=_("Tipo del archivo, si está aquí."))
    sha256: str = Field(description=_("Huella SHA-256 del archivo"), pattern=r"^[0-9a-f]{64}$")
    received_at: datetime = Field(description=_("Cuándo se recibió, en tiempo universal"))
    fact_count: int = Field(description=_("Citas: datos de Minga que dicen su lugar en este documento"), ge=0)
    alert_count: int = Field(description=_("Alertas de lectura vigentes"), ge=0)
    load: Annotated[str, OneOf(Load.State.values)] | None = Field(description=_("En qué está su última carga."))
    fictitious: bool = Field(description=_("Verdadero si el documento es inventado"))
    url: str = Field(description=_("Dirección de su página."))


class SourceAlert(Answer):
    """A reading alert: something printed that does not fit."""

    model_config = shown(ALERT)

    code: str = Field(description=_("Clase de alerta, con la palabra del contrato de lectura"))
    severity: Annotated[str, OneOf(Finding.Severity.values)] = Field(
        description=_("info: aviso; warning: por revisar; error: no se pudo leer")
    )
    message: str = Field(description=_("La alerta, en una frase"))
    place: dict[str, int | str] = Field(description=PLACE)
    place_words: str = Field(description=_("Lugar del documento, en palabras"))
    node: str | None = Field(description=_("Clave del elemento del plan del que habla, si habla de uno"))
    url: str | None = Field(description=_("Dirección de la página de ese elemento"))


class SourceFigure(Answer):
    """A figure that a document states."""

    model_config = shown(FIGURE)

    name: str = Field(description=_("Nombre de la cifra, con la palabra del contrato de lectura."))
    label: str | None = Field(description=_("Qué cuenta, en palabras."))
    value: Number = Field(description=_("Valor, como texto decimal."))
    unit: str | None = Field(description=_("Unidad de medida impresa."))
    place: dict[str, int | str] = Field(description=PLACE)
    place_words: str = Field(description=_("Lugar del documento, en palabras"))


class SourceLoad(Answer):
    """A load: what one reading put into the record, applied and undone together."""

    model_config = shown(LOAD)

    state: Annotated[str, OneOf(Load.State.values)] = Field(description=_("applied: aplicada; undone: deshecha."))
    applied_at: datetime = Field(description=_("Cuándo se aplicó, en tiempo universal."))
    undone_at: datetime | None = Field(description=_("Cuándo se deshizo, en tiempo universal."))
    counts: dict[str, int] = Field(description=_("Cuánto puso, por clase."))


class SourceDetail(SourceRow):
    """A document whole: its alerts, its figures and its loads."""

    model_config = shown(ROW | {"alerts": [ALERT], "figures": [FIGURE], "loads": [LOAD]})

    alerts: list[SourceAlert] = Field(description=_("Las alertas vigentes, en el orden del documento."))
    figures: list[SourceFigure] = Field(description=_("Las cifras que el documento dice sin nombrar sus partes."))
    loads: list[SourceLoad] = Field(description=_("Sus cargas, la última primero."))


class SourceList(Listing[SourceRow]):
    """Documents."""

    model_config = shown({"items": [ROW], "next": None})


class SourceQuestion(Paging):
    """Which documents."""

    kind: Annotated[str, OneOf(Document.Kind.values)] | None = Field(None, description=_("Solo los de este tipo."))
    q: Words | None = Field(None, description=_("Palabras de su título, número o institución."))
    fictitious: bool | None = Field(None, description=_("true: solo los inventados; false: solo los verdaderos."))


@router.get(
    "/sources",
    response=SourceList,
    operation_id="listSources",
    summary=_("Documentos leídos"),
    description=_("Los documentos oficiales que se leyeron, en el orden de su identificador."),
)
def list_sources(request: HttpRequest, asked: Query[SourceQuestion]) -> SourceList:
    """The documents of the page with the same filters."""
    found = documents(asked.kind or "", asked.q or "")
    if asked.fictitious is not None:
        found = found.filter(fictitious=asked.fictitious)
    part, following = page_by_key(request, found, asked)
    return SourceList(items=[SourceRow(**_row(summary)) for summary in summaries(part)], next=following)


@router.get(
    "/sources/{slug}",
    response=SourceDetail,
    operation_id="getSource",
    summary=_("Un documento"),
    description=_("Un documento con sus alertas de lectura, las cifras que dice y sus cargas."),
)
def get_source(
    request: HttpRequest,
    slug: str = slug_in_path(_("Identificador del documento."), SLUG),
) -> SourceDetail:
    """What stands of one document."""
    document = get_object_or_404(Document, slug=slug)
    told = reading(document)
    summary = DocumentSummary(document, told.facts, told.alerts, list(told.loads))
    return SourceDetail(
        **_row(summary),
        alerts=_alerts(finding for group in told.groups for finding in group.findings),
        figures=[_figure(figure) for figure in told.figures],
        loads=[_load(load) for load in told.loads],
    )


def document_reference(document: Document) -> DocumentReference:
    """A document as others name it."""
    return DocumentReference(
        slug=document.slug,
        title=str(document),
        date=printed_date(document.date),
        url=absolute(document.get_absolute_url()),
    )


def placed(place: Mapping[str, Any] | None) -> dict[str, Any]:
    """A place for programs and in words."""
    return {"place": dict(place or {}), "place_words": place_words(place)}


def _row(summary: DocumentSummary) -> dict[str, Any]:
    document = summary.document
    standing = summary.applied or next(iter(summary.loads), None)
    return {
        **{name: getattr(document, name) for name in ("slug", "kind", "title", "language", "sha256", "received_at")},
        **{name: known(getattr(document, name)) for name in ("short_title", "number", "issuer", "media_type")},
        "date": printed_date(document.date),
        "fact_count": summary.facts,
        "alert_count": summary.alerts,
        "load": standing.state if standing else None,
        "fictitious": document.fictitious,
        "url": absolute(document.get_absolute_url()),
    }


def _alerts(findings: Iterable[Finding]) -> list[SourceAlert]:
    return [alert(finding) for finding in sorted(findings, key=lambda finding: (finding.load_id, finding.position))]


def alert(finding: Finding) -> SourceAlert:
    """A reading alert for programs."""
    return SourceAlert(
        code=finding.code,
        severity=finding.severity,
        message=finding.message,
        node=known(finding.subject_key),
        url=absolute(finding.subject_url) if finding.subject_url else None,
        **placed(finding.place),
    )


def _figure(figure: Figure) -> SourceFigure:
    return SourceFigure(
        name=figure.name,
        label=known(figure.label),
        value=figure.value,
        unit=known(figure.unit),
        **placed(figure.place),
    )


def _load(load: Load) -> SourceLoad:
    return SourceLoad(state=load.state, applied_at=load.applied_at, undone_at=load.undone_at, counts=load.counts)
