"""What the app declares for the registry of datasets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from minga.design.places import place_words
from minga.foundation.sources.alert_words import sentence
from minga.foundation.sources.models import Document, Finding
from minga.foundation.sources.queries import DocumentSummary, documents, standing_findings, summaries
from minga.kernel.datasets import Column, Dataset, Row

BATCH = 200
PLACES = ("line", "page", "table", "row", "paragraph", "sheet", "cell")
DOCUMENT_COLUMNS = (
    Column("slug", _("Identificador en la dirección de su página")),
    Column("kind", _("Tipo de documento, con la palabra del contrato de lectura")),
    Column("title", _("Título impreso")),
    Column("number", _("Número impreso, si lo trae")),
    Column("date", _("Fecha hasta donde está impresa: año, mes o día")),
    Column("issuer", _("Institución que lo emite")),
    Column("language", _("Idioma, código ISO 639-1")),
    Column("sha256", _("Huella SHA-256 del archivo")),
    Column("size", _("Tamaño del archivo, en bytes; 0 si aquí solo están sus datos")),
    Column("received_at", _("Cuándo se recibió, en tiempo universal")),
    Column("facts", _("Citas: datos de Minga que dicen su lugar en este documento")),
    Column("alerts", _("Alertas de lectura vigentes")),
    Column("load", _("applied: su carga está aplicada; undone: está deshecha; vacío: no tiene carga")),
    Column("fictitious", _("Verdadero si el documento es inventado")),
)
ALERT_COLUMNS = (
    Column("document", _("Identificador del documento")),
    Column("code", _("Clase de alerta, con la palabra del contrato de lectura")),
    Column("severity", _("info: aviso; warning: por revisar; error: no se pudo leer")),
    Column("message", _("La alerta, en una frase")),
    Column("place", _("Lugar del documento, en palabras")),
    Column("line", _("Línea, si es un texto")),
    Column("page", _("Página")),
    Column("table", _("Tabla")),
    Column("row", _("Fila")),
    Column("paragraph", _("Párrafo")),
    Column("sheet", _("Hoja")),
    Column("cell", _("Celda")),
    Column("subject_key", _("Clave del elemento del plan del que habla, si habla de uno")),
    Column("subject_url", _("Dirección de la página de ese elemento")),
    Column("fictitious", _("Verdadero si el documento es inventado")),
)


def document_rows(parameters: Mapping[str, str]) -> Iterator[Row]:
    """The documents of the listing with the same `tipo` and `q`."""
    found = list(documents(parameters.get("tipo", ""), parameters.get("q", "")))
    for start in range(0, len(found), BATCH):
        yield from map(_document_row, summaries(found[start : start + BATCH]))


def _document_row(summary: DocumentSummary) -> Row:
    document = summary.document
    copied = ("slug", "kind", "title", "number", "date", "issuer", "language", "sha256", "size", "fictitious")
    standing = summary.applied or (summary.loads[0] if summary.loads else None)
    return {
        **{name: getattr(document, name) for name in copied},
        "received_at": document.received_at.isoformat(),
        "facts": summary.facts,
        "alerts": summary.alerts,
        "load": standing.state if standing else "",
    }


def alert_rows(_parameters: Mapping[str, str], *, document: str) -> Iterator[Row]:
    """The standing alerts of one document.

    Raises:
        Http404: when there is no such document.
    """
    found = Document.objects.filter(slug=document).first()
    if found is None:
        raise Http404
    return (_alert_row(found, finding) for finding in standing_findings([found.pk]).iterator())


def _alert_row(document: Document, finding: Finding) -> Row:
    return {
        "document": document.slug,
        "code": finding.code,
        "severity": finding.severity,
        "message": sentence(finding.message),
        "place": place_words(finding.place),
        **{part: finding.place.get(part) for part in PLACES},
        "subject_key": finding.subject_key,
        "subject_url": finding.subject_url,
        "fictitious": document.fictitious,
    }


DATASETS: list[Dataset] = [
    Dataset("fuentes", "fuentes", _("Documentos leídos"), DOCUMENT_COLUMNS, document_rows),
    Dataset("alertas", "fuentes/<slug:document>", _("Alertas de lectura de un documento"), ALERT_COLUMNS, alert_rows),
]
