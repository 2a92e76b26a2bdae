"""What the app declares for the registry of datasets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from minga.design.places import place_words
from minga.foundation.sources.models import Provenance
from minga.government.plans.models import ExpectedMeans, Plan
from minga.government.plans.queries.outline import find_plan
from minga.government.tracking.models import Evidence
from minga.government.tracking.queries import Texts, Told, texts_of
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


def rows(_parameters: Mapping[str, str], *, plan: str) -> Iterator[Row]:
    """The verifiables that a plan's documents expect and cite, node by node."""
    try:
        found = find_plan(plan)
    except Plan.DoesNotExist:
        raise Http404 from None
    return _rows(found)


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


def _sources(model: type[ExpectedMeans | Evidence], pks: list[int]) -> dict[int, Provenance]:
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
]
