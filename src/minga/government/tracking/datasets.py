"""What the app declares for the registry of datasets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from minga.design.places import place_words
from minga.foundation.sources.models import Provenance
from minga.government.plans.models import ExpectedMeans, Plan, Target
from minga.government.plans.queries.outline import find_plan
from minga.government.tracking import cycle_datasets, evidence_datasets
from minga.government.tracking.models import Evidence
from minga.government.tracking.queries import Measured, Texts, Told, targets_of, texts_of, trimmed
from minga.kernel.datasets import Column, Dataset, Row

COLUMNS = (
    Column("plan", _("Identificador del plan")),
    Column("key", _("Clave del elemento")),
    Column("title", _("Nombre del elemento")),
    Column("kind", _("expected: esperado; cited: citado como entregado")),
    Column("reference", _("Referencia impresa, como «Anexo 3.2»")),
    Column("text", _("Nombre del verificable, tal como está impreso")),
    Column("document", _("Identificador del documento que lo imprime")),
    Column("place", _("Lugar del documento, en palabras")),
    Column("fictitious", _("Verdadero si es inventado")),
)

TARGET_COLUMNS = (
    Column("plan", _("Identificador del plan")),
    Column("key", _("Clave del elemento")),
    Column("target", _("Nombre de la meta, tal como está impreso")),
    Column("indicator", _("Indicador, tal como está impreso")),
    Column("unit", _("Unidad de medida, tal como está impresa")),
    Column("year", _("Año; vacío si no está impreso")),
    Column("programmed", _("Valor programado")),
    Column("executed", _("Valor ejecutado")),
    Column("attainment_printed", _("Porcentaje impreso; Minga no lo calcula")),
    Column("as_of", _("Fecha a la que se declara, con la precisión impresa")),
    Column("document", _("Identificador del documento que la imprime")),
    Column("place", _("Lugar del documento, en palabras")),
    Column("fictitious", _("Verdadero si es inventado")),
)


def rows(_parameters: Mapping[str, str], *, plan: str) -> Iterator[Row]:
    """The verifiables that a plan's documents expect and cite, node by node."""
    return _rows(_plan(plan))


def target_rows(_parameters: Mapping[str, str], *, plan: str) -> Iterator[Row]:
    """The targets of a plan, one row for each year that is printed of them."""
    return _target_rows(_plan(plan))


def _plan(slug: str) -> Plan:
    try:
        return find_plan(slug)
    except Plan.DoesNotExist:
        raise Http404 from None


def _target_rows(plan: Plan) -> Iterator[Row]:
    targets = [target for own in targets_of(Q(node__plan=plan)).values() for target in own]
    sources = _sources(Target, [target.pk for target in targets])
    for target in targets:
        source = sources.get(target.pk)
        for year in target.years or [Measured(None)]:
            yield {
                "plan": plan.slug,
                "key": target.node.key,
                "target": target.name,
                "indicator": target.indicator,
                "unit": target.unit,
                "year": year.year,
                "programmed": year.programmed,
                "executed": year.actual,
                "attainment_printed": None if year.attainment_printed is None else trimmed(year.attainment_printed),
                "as_of": year.as_of,
                "document": source.document.slug if source else "",
                "place": place_words(source.place) if source else "",
                "fictitious": plan.fictitious,
            }


def _rows(plan: Plan) -> Iterator[Row]:
    texts = texts_of(Q(node__plan=plan))
    sources = {
        "expected": _sources(ExpectedMeans, [told.pk for own in texts.values() for told in own.expected]),
        "cited": _sources(Evidence, [told.pk for own in texts.values() for told in own.delivered]),
    }
    for own in texts.values():
        for kind, listed in (("expected", own.expected), ("cited", own.delivered)):
            for told in listed:
                yield _row(plan, own, kind, told, sources[kind].get(told.pk))


def _sources(model: type[ExpectedMeans | Evidence | Target], pks: list[int]) -> dict[int, Provenance]:
    """Where each of these rows is printed, the latest document last."""
    kind = ContentType.objects.get_for_model(model)
    told = Provenance.objects.filter(subject_type=kind, subject_id__in=pks).select_related("document").order_by("pk")
    return {provenance.subject_id: provenance for provenance in told}


def _row(plan: Plan, own: Texts, kind: str, told: Told, source: Provenance | None) -> Row:
    return {
        "plan": plan.slug,
        "key": own.node.key,
        "title": own.node.title,
        "kind": kind,
        "reference": told.reference,
        "text": told.text,
        "document": source.document.slug if source else "",
        "place": place_words(source.place) if source else "",
        "fictitious": plan.fictitious,
    }


DATASETS = [
    Dataset("verificables", "planes/<slug:plan>/verificables", _("Verificables de un plan"), COLUMNS, rows),
    Dataset("metas", "planes/<slug:plan>/metas", _("Metas de un plan"), TARGET_COLUMNS, target_rows),
    *cycle_datasets.DATASETS,
    *evidence_datasets.DATASETS,
]
