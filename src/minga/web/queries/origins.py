"""The documents behind the counts of states on the home page, with the place of their rows: one query with the loads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import IntegerField, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from minga.design.places import Place, place_words
from minga.foundation.sources.models import Document, Load, Provenance
from minga.government.plans.models import DeclaredStatus
from minga.government.plans.queries.listing import PlanSummary

PARTS = ("line", "page")
"""The parts of a place of which a table has a first and a last."""
ENDS = {"first": Min, "last": Max}


@dataclass(frozen=True)
class Origin:
    """A document and where in it the states of a plan are printed, in words; empty when no one place tells it."""

    document: Document
    places: str


def loads_of_home(declaring: Iterable[int], latest: int) -> list[Load]:
    """The loads of real documents, the `latest` so many, and those of `declaring` (primary keys), newest first.

    Each load knows the first and the last place of the states that it brought.
    """
    recent = _in_order(Load.objects.filter(document__fictitious=False)).values("pk")[:latest]
    found = Load.objects.filter(Q(pk__in=recent) | Q(pk__in=list(declaring))).select_related("document")
    ends = {f"{part}_{end}": _end(part, end) for part in PARTS for end in ENDS}
    return list(_in_order(found.annotate(**ends)))


def _in_order(loads: QuerySet[Load]) -> QuerySet[Load]:
    return loads.order_by("-document__date", "-pk")


def _end(part: str, end: str) -> Subquery:
    """The first or last line or page at which a load read a state."""
    number = Cast(KeyTextTransform(part, "place"), IntegerField())
    statuses = ContentType.objects.get_for_model(DeclaredStatus)
    rows = Provenance.objects.filter(load=OuterRef("pk"), subject_type=statuses, field="status").order_by()
    return Subquery(rows.values("load").annotate(number=ENDS[end](number)).values("number"))


def origin_of(summary: PlanSummary, loads: Mapping[int, Load]) -> Origin | None:
    """Where what is told of a plan comes from; None when no document of its own was read."""
    load = loads.get(summary.declaring.load) if summary.declaring else None
    if load is None:
        return None
    if summary.aggregates and not summary.tracked:
        counted = summary.aggregates[0]
        return Origin(load.document, span([counted.place, *(part.place for part in counted.parts)]))
    # The load's first and last rows are the plan's own only when it brought no other plan.
    alone = load.counts.get("plans", 1) == 1
    return Origin(load.document, _rows_words(load) if alone else "")


def _rows_words(load: Load) -> str:
    for part in PARTS:
        ends = [getattr(load, f"{part}_{end}") for end in ENDS]
        if None not in ends:
            return span([{part: number} for number in ends])
    return ""


def span(places: Sequence[Place | Mapping[str, Any]]) -> str:
    """From the first to the last of several places: `líneas 101 a 106`; empty when they are not all of one kind."""
    words = {"line": _("líneas %(first)s a %(last)s"), "page": _("páginas %(first)s a %(last)s")}
    for part in PARTS:
        numbers = [int(place[part]) for place in places if part in place]
        if numbers and len(numbers) == len(places):
            first, last = min(numbers), max(numbers)
            return place_words({part: first}) if first == last else words[part] % {"first": first, "last": last}
    return ""
