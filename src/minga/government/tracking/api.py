"""What reports tell of a node, for programs: measured values, cited verifiables, listed results."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _
from ninja import Field, Router

from minga.government.plans.models import Node
from minga.government.tracking.queries import Measured, TargetInfo, Texts, Told, targets_of, texts_of
from minga.kernel.api import (
    Answer,
    Number,
    PrintedDate,
    absolute,
    key_in_path,
    known,
    printed_date,
    shown,
    slug_in_path,
)

router = Router(tags=["plans"])
PLAN = slug_in_path(_("Identificador del plan."), "paga-2025-2027")
KEY = key_in_path(_("Clave del elemento, única en su plan."), "C1.H1")
YEAR = {"year": 2026, "programmed": "12", "actual": "10", "attainment_printed": "83.33", "as_of": "2026-07"}
TARGET = {"name": "Publicar 12 conjuntos", "indicator": "Conjuntos publicados", "unit": "conjuntos", "years": [YEAR]}
EVIDENCE = {"reference": "Anexo 1.1", "title": "Enlace al portal de datos"}


class MeasuredYear(Answer):
    """What was programmed and executed in a year."""

    model_config = shown(YEAR)

    year: int | None = Field(description=_("Año; nulo si es para todo el plan."))
    programmed: Number | None = Field(description=_("Valor programado, como texto decimal."))
    actual: Number | None = Field(description=_("Valor ejecutado, como texto decimal."))
    attainment_printed: Number | None = Field(description=_("Porcentaje impreso; nunca calculado."))
    as_of: PrintedDate | None = Field(description=_("A qué fecha corresponde lo ejecutado."))


class MeasuredTarget(Answer):
    """A target with what was measured."""

    model_config = shown(TARGET)

    name: str | None = Field(description=_("Meta, tal como está impresa."))
    indicator: str | None = Field(description=_("Indicador, tal como está impreso."))
    unit: str | None = Field(description=_("Unidad de medida impresa."))
    years: list[MeasuredYear] = Field(description=_("Lo programado y lo ejecutado por año."))


class CitedEvidence(Answer):
    """A verifiable that a document cites: not the file, but what it is called."""

    model_config = shown(EVIDENCE)

    reference: str | None = Field(description=_("Cómo lo llama el documento: «Anexo 3.2»."))
    title: str | None = Field(description=_("Título del verificable."))


class NodeResults(Answer):
    """What the institution declares of a node in its reports."""

    model_config = shown(
        {
            "plan": "paga-2025-2027",
            "key": "C1.H1",
            "evidence": [EVIDENCE],
            "results": ["Se publicaron 10 conjuntos"],
            "results_expected": [],
            "targets": [TARGET],
            "fictitious": True,
            "url": "https://minga.example/planes/paga-2025-2027/C1.H1/",
        }
    )

    plan: str = Field(description=_("Identificador del plan"))
    key: str = Field(description=_("Clave del elemento; no se reutiliza"))
    evidence: list[CitedEvidence] = Field(description=_("Verificables citados"))
    results: list[str] = Field(description=_("Resultados enumerados, con sus palabras."))
    results_expected: list[str] = Field(description=_("Resultados que el documento espera."))
    targets: list[MeasuredTarget] = Field(description=_("Metas con lo programado y lo ejecutado."))
    fictitious: bool = Field(description=_("Verdadero si es inventado"))
    url: str = Field(description=_("Dirección de su página."))


@router.get(
    "/plans/{slug}/nodes/{key}/results",
    response=NodeResults,
    operation_id="getNodeResults",
    summary=_("Lo que los informes dicen de un elemento"),
    description=_("Valores ejecutados, verificables citados y resultados enumerados: la voz de la institución."),
)
def get_node_results(request: HttpRequest, slug: str = PLAN, key: str = KEY) -> NodeResults:
    """What its page tells of a node from reports."""
    node: Node = get_object_or_404(Node.objects.select_related("plan"), plan__slug=slug, key=key)
    texts = texts_of(Q(node=node)).get(node.pk)
    return NodeResults(
        plan=slug,
        key=node.key,
        evidence=[_evidence(told) for told in _of(texts, "delivered")],
        results=[told.text for told in _of(texts, "results")],
        results_expected=[told.text for told in _of(texts, "hoped")],
        targets=[_target(target) for target in targets_of(Q(node=node)).get(node.pk, [])],
        fictitious=node.plan.fictitious,
        url=absolute(node.get_absolute_url()),
    )


def _of(texts: Texts | None, kind: str) -> list[Told]:
    found: list[Told] = getattr(texts, kind) if texts else []
    return found


def _evidence(told: Told) -> CitedEvidence:
    return CitedEvidence(reference=known(told.reference), title=known(told.text))


def _target(target: TargetInfo) -> MeasuredTarget:
    return MeasuredTarget(
        name=known(target.name),
        indicator=known(target.indicator),
        unit=known(target.unit),
        years=[_year(year) for year in target.years],
    )


def _year(year: Measured) -> MeasuredYear:
    return MeasuredYear(
        year=year.year,
        programmed=year.programmed,
        actual=year.actual,
        attainment_printed=year.attainment_printed,
        as_of=printed_date(year.as_of),
    )
