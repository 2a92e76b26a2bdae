"""Handing in documents from a program, and following their readings."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from ninja import Field, File, Form, Query, Router
from ninja.files import UploadedFile

from minga.foundation.accounts.api import Token, idempotency_key, once, person_of
from minga.foundation.accounts.models import PersonalToken
from minga.foundation.organizations.models import Organization
from minga.foundation.sources.models import Document
from minga.government.plans.models import Plan
from minga.kernel.api import (
    SLUG,
    Answer,
    Listing,
    OneOf,
    Paging,
    Question,
    absolute,
    followed_at,
    known,
    next_address,
    public_id_in_path,
    read_cursor,
    shown,
)
from minga.kernel.problems import CONFLICT, ROOT, FieldError, Problem, invalid
from minga.publishing.intake import keeping
from minga.publishing.intake.actions import AlreadyHere, receive
from minga.publishing.intake.models import Reading
from minga.publishing.intake.queries.readings import find
from minga.publishing.intake.rules import visible

router = Router(tags=["readings"], auth=Token(PersonalToken.Scope.SUBMIT))
IDENTIFIER = "5b1c9d0e-7f3a-4c59-8a43-0f6d4f3e4a2b"
READING_ID = public_id_in_path(_("Identificador de la lectura."), IDENTIFIER)
READING = {
    "id": IDENTIFIER,
    "organization": "direccion-de-planificacion",
    "plan": None,
    "file_name": "informe-julio.pdf",
    "size": 182044,
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "state": "review",
    "stage": "stored",
    "passages_stored": 412,
    "passages_total": 412,
    "kind": "compliance-report",
    "title": "INFORME DE CUMPLIMIENTO DE LOS COMPROMISOS DEL PLAN DE GOBIERNO ABIERTO DE SAN JACINTO 2025-2027",
    "counts": {"nodes": 27, "alerts": 3},
    "undecided": 3,
    "failure": None,
    "source": None,
    "handed_in_at": "2026-08-01T15:00:00Z",
    "read_at": "2026-08-01T15:00:04Z",
    "closed_at": None,
    "fictitious": True,
    "address": f"https://minga.example/api/v1/readings/{IDENTIFIER}",
    "url": f"https://minga.example/bandeja/lecturas/{IDENTIFIER}/",
}


class ReadingRow(Answer):
    """A document on its way to the record."""

    model_config = shown(READING)

    id: UUID = Field(description=_("Identificador de la lectura."))
    organization: str = Field(description=_("Identificador de la dependencia para la que se entregó."))
    plan: str | None = Field(description=_("Identificador del plan por el que se actúa, si se dijo."))
    file_name: str = Field(description=_("Nombre con que llegó el archivo."))
    size: int = Field(description=_("Tamaño del archivo, en bytes."), ge=0)
    sha256: str = Field(description=_("Huella SHA-256 del archivo"), pattern=r"^[0-9a-f]{64}$")
    state: Annotated[str, OneOf(Reading.State.values)] = Field(
        description=_("queued: en espera; reading: en lectura; review: por revisar; applied, failed, discarded.")
    )
    stage: Annotated[str, OneOf(Reading.Stage.values)] = Field(
        description=_("Hasta dónde llegó: received, checked, parsed, recognised, stored.")
    )
    passages_stored: int = Field(description=_("Párrafos y filas ya guardados."), ge=0)
    passages_total: int = Field(description=_("Párrafos y filas del documento; 0 mientras no se sabe."), ge=0)
    kind: Annotated[str, OneOf(Document.Kind.values)] | None = Field(
        description=_("Tipo de documento, con la palabra del contrato de lectura")
    )
    title: str | None = Field(description=_("Título impreso"))
    counts: dict[str, int] = Field(description=_("Cuánto se leyó, por clase."))
    undecided: int = Field(description=_("Alertas y elementos que esperan una decisión."), ge=0)
    failure: str | None = Field(description=_("Por qué no se pudo leer, y qué hacer."))
    source: str | None = Field(description=_("Identificador del documento, una vez aplicada."))
    handed_in_at: datetime = Field(description=_("Cuándo se entregó, en tiempo universal."))
    read_at: datetime | None = Field(description=_("Cuándo se terminó de leer, en tiempo universal."))
    closed_at: datetime | None = Field(description=_("Cuándo se aplicó o se descartó, en tiempo universal."))
    fictitious: bool = Field(description=_("Verdadero si es inventado"))
    address: str = Field(description=_("Dirección donde se sigue."))
    url: str = Field(description=_("Página donde una persona la revisa."))


class ReadingList(Listing[ReadingRow]):
    """Readings, the latest first."""

    model_config = shown({"items": [READING], "next": None})


class ReadingQuestion(Paging):
    """Which readings."""

    state: Annotated[str, OneOf(Reading.State.values)] | None = Field(None, description=_("Solo las de este estado."))


class ReadingForm(Question):
    """For whom a document is handed in."""

    model_config = shown({"organization": "direccion-de-planificacion"}, extra="forbid")

    organization: str = Field(
        max_length=120, pattern=SLUG, description=_("Identificador de la dependencia para la que se entrega.")
    )
    plan: str | None = Field(
        None,
        max_length=120,
        pattern=SLUG,
        description=_("Identificador del plan, si tu rol es en él y no en la dependencia."),
    )


@router.post(
    "/readings",
    response={202: ReadingRow},
    operation_id="submitReading",
    summary=_("Entregar un documento"),
    description=_(
        "Entrega un documento para su lectura, que ocurre después: la respuesta dice dónde seguirla. Nada se publica "
        "hasta que una persona lo revisa y lo aplica."
    ),
    openapi_extra=followed_at(202, "getReading", id="$response.body#/id"),
)
def submit_reading(
    request: HttpRequest,
    response: HttpResponse,
    sent: Form[ReadingForm],
    file: UploadedFile = File(..., description=_("El documento: .txt, .md, .docx, .pdf, .xlsx, .ods o .csv.")),  # noqa: B008
    key: str | None = idempotency_key(),
) -> dict[str, Any]:
    """Hands in a document for the token's person."""
    person = person_of(request)
    organization = Organization.objects.select_related("parent__parent").filter(slug=sent.organization).first()
    plan = Plan.objects.filter(slug=sent.plan).first() if sent.plan else None
    if organization is None or (sent.plan and plan is None):
        field = "form.organization" if organization is None else "form.plan"
        raise invalid(
            [FieldError(field, gettext("No consta en Minga."), gettext("Copia su identificador de la lista."))]
        )
    asked = organization

    def act() -> ReadingRow:
        try:
            return _row(receive(file, name=file.name or "", organization=asked, plan=plan, by=person))
        except AlreadyHere as here:
            raise Problem(CONFLICT, here.reason, headers={"Location": absolute(here.address)}) from here

    told = once(request, key, _fingerprint(sent, file), act)
    response.headers["Location"] = told["address"]
    return told


@router.get(
    "/readings",
    response=ReadingList,
    operation_id="listReadings",
    summary=_("Lecturas"),
    description=_("Las lecturas que tus roles dejan ver, la última primero."),
)
def list_readings(request: HttpRequest, asked: Query[ReadingQuestion]) -> ReadingList:
    """The readings that the token's person may see."""
    found = _with_names(visible(person_of(request)))
    if asked.state:
        found = found.filter(state=asked.state)
    if asked.cursor:
        when, last = read_cursor(request.path, asked.cursor).split(" ")
        found = found.filter(Q(handed_in_at__lt=when) | Q(handed_in_at=when, public_id__gt=last))
    part = list(found.order_by("-handed_in_at", "public_id")[: asked.limit + 1])
    items = part[: asked.limit]
    more = len(part) > asked.limit
    following = next_address(request, f"{items[-1].handed_in_at.isoformat()} {items[-1].public_id}") if more else None
    return ReadingList(items=[_row(reading) for reading in items], next=following)


@router.get(
    "/readings/{id}",
    response=ReadingRow,
    operation_id="getReading",
    summary=_("Una lectura"),
    description=_("Cómo va una lectura que tus roles dejan ver: hasta dónde llegó, y cuánto espera una decisión."),
)
def get_reading(
    request: HttpRequest,
    id: UUID = READING_ID,  # noqa: A002  (the address's word)
) -> ReadingRow:
    """A reading that the token's person may see.

    Raises:
        Http404: when there is none, or it is not for this person.
    """
    try:
        return _row(find(person_of(request), id))
    except Reading.DoesNotExist:
        raise Http404 from None


def _with_names(rows: QuerySet[Reading]) -> QuerySet[Reading]:
    return rows.select_related("organization", "plan", "load__document").defer("draft")


def _fingerprint(sent: ReadingForm, file: UploadedFile) -> bytes:
    parts = [sent.organization, sent.plan, file.name, keeping.digest(file)]
    return json.dumps(parts).encode()


def _row(reading: Reading) -> ReadingRow:
    copied = ("file_name", "size", "sha256", "state", "stage", "passages_stored", "passages_total", "undecided")
    return ReadingRow(
        id=reading.public_id,
        organization=reading.organization.slug,
        plan=reading.plan.slug if reading.plan else None,
        **{name: getattr(reading, name) for name in (*copied, "handed_in_at", "read_at", "closed_at")},
        kind=known(reading.kind),
        title=known(reading.title),
        counts={name: number for name, number in reading.counts.items() if isinstance(number, int)},
        failure=known(reading.failure),
        source=reading.load.document.slug if reading.load else None,
        fictitious=reading.fictitious,
        address=absolute(f"{ROOT}readings/{reading.public_id}"),
        url=absolute(reading.get_absolute_url()),
    )
