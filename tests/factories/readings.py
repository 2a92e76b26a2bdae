"""Documents to hand in, readings of them in every state, and what people decide on them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from minga.foundation.accounts.models import User
from minga.foundation.organizations.models import Organization
from minga.foundation.organizations.rules import SYSTEM
from minga.publishing.intake import keeping
from minga.publishing.intake.actions import decide_alert, receive
from minga.publishing.intake.deciding import counts_of, needs_decision
from minga.publishing.intake.draft import Draft
from minga.publishing.intake.models import Passage, Reading
from minga.publishing.intake.passages import anchor
from minga.publishing.intake.queries.review import Review
from minga.publishing.intake.records import draft_record
from tests.factories.drafts import open_government_draft, place
from tests.factories.roles import official, organization

CANTON = "San Jacinto"
HEAD = """INFORME DE CUMPLIMIENTO DE LOS COMPROMISOS DEL PLAN DE GOBIERNO ABIERTO DE SAN JACINTO 2025-2027

**DIRECCIÓN DE MERCADOS**

{month} 2026

1. Antecedentes

El Plan de Gobierno Abierto 2025-2027 tiene 1 compromiso y {count} hitos.

Compromisos del Plan de Gobierno Abierto:

- ❖ **COMPROMISO 1:** Mejorar los cuatro mercados del cantón junto con quienes venden y compran en ellos.
Responsable: Dirección de Mercados.
Contraparte: Universidad del Páramo Alto.

2. Resumen de cumplimiento del compromiso

2.1 Cumplimiento del Compromiso 1

ESTADO DE CUMPLIMIENTO COMPROMISO 1

HITO\tESTADO\tVERIFICABLES
"""
ROWS = (
    "Línea base de puestos de venta\tCumplido\tAnexo 1.1 Línea base",
    "Reglamento de ferias acordado con vendedores\tCumplido*\tAnexo 1.2 Reglamento",
    "Puntos de agua segura en los cuatro mercados\tEn marcha\tAnexo 1.3 Acta de entrega",
    "Rendición de cuentas del compromiso\tPendiente\t",
)
ANNEXES = """
3. Anexos

ANEXOS COMPROMISO 1

- **Anexo 1.1** Línea base
- **Anexo 1.2** Reglamento
- **Anexo 1.3** Acta de entrega
"""
STARRED_LINE = 25
"""The line of the report that prints an asterisk without a note: its only alert."""


def report(*rows: str, month: str = "JULIO") -> bytes:
    """A compliance report of one commitment; each row is a milestone, its status and its verifiables, by tabs."""
    rows = rows or ROWS
    return (HEAD.format(month=month, count=len(rows)) + "\n".join(rows) + "\n" + ANNEXES).encode()


def upload(content: bytes | None = None, name: str = "informe.txt") -> SimpleUploadedFile:
    """A file as a form sends it."""
    return SimpleUploadedFile(name, report() if content is None else content)


def canton(*, fictitious: bool = True, slug: str = "municipio") -> Organization:
    """A municipality with its unit of markets below it; the unit."""
    above = organization(slug, kind="municipality", fictitious=fictitious)
    return organization(f"{slug}-mercados", above, kind="directorate", fictitious=fictitious)


def planner(unit: Organization) -> User:
    """Somebody who hands in, reviews, applies and undoes for a unit."""
    return official("planner", unit)


def hand_in(
    content: bytes | None = None, *, unit: Organization | None = None, name: str = "informe.txt", by: Any = SYSTEM
) -> Reading:
    """A document that was handed in, and read at once."""
    data = report() if content is None else content
    made = receive(ContentFile(data), name=name, organization=unit or canton(), by=by)
    return Reading.objects.select_related("organization__parent").get(pk=made.pk)


def reading_of(draft: Draft | None = None, *, unit: Organization | None = None, **values: Any) -> Reading:
    """A reading in review of a draft, with its file, and a passage for each of its first forty lines."""
    draft = draft or open_government_draft()
    content = repr(draft).encode()
    draft = replace(draft, sha256=sha256(content))
    keeping.keep(draft.sha256, ContentFile(content))
    defaults = {
        "organization": unit or canton(),
        "role": "planner",
        "file_name": "informe.txt",
        "size": 1,
        "sha256": draft.sha256,
        "state": Reading.State.REVIEW,
        "stage": Reading.Stage.STORED,
        "kind": draft.kind,
        "title": draft.title or "",
        "counts": counts_of(draft),
        "undecided": sum(map(needs_decision, draft.findings)),
        "draft": draft_record(draft),
        "passages_total": 40,
    }
    made = Reading.objects.create(**defaults | values)
    Passage.objects.bulk_create(_passage(made, line) for line in range(1, 41))
    return made


def _passage(reading: Reading, line: int) -> Passage:
    found = anchor(place(line))
    return Passage(
        reading=reading,
        position=line - 1,
        kind=Passage.Kind.TEXT,
        place={"line": line},
        anchor=found.key,
        number=found.number,
        texts=[f"Texto de la línea {line}"],
    )


def decide(reading: Reading, number: int = 1, choice: str = "keep", *, by: Any = SYSTEM, **more: Any) -> Reading:
    """Decides on an alert as somebody who sees how it stands; the reading as it then stands."""
    alert = Review(again(reading)).alerts[number - 1]
    seen = Review(again(reading)).seen(alert.ref, number - 1)
    decide_alert(again(reading), number, choice=choice, seen=seen, by=by, **more)
    return again(reading)


def again(reading: Reading) -> Reading:
    """The reading as it now stands."""
    return Reading.objects.select_related("organization__parent", "load__document").get(pk=reading.pk)


def sha256(content: bytes) -> str:
    """The hash under which a file is kept."""
    return hashlib.sha256(content).hexdigest()
