"""The plans, each with its sentence and its units by mark, in a constant number of queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Min, OuterRef, QuerySet, Subquery

from minga.foundation.sources.models import Finding, Provenance
from minga.government.plans.aggregates import Aggregate
from minga.government.plans.marks import Mark, mark_of
from minga.government.plans.models import NEWEST_FIRST, DeclaredStatus, Node, Plan
from minga.government.plans.outline import LevelInfo, counted_level
from minga.government.plans.queries.carried import carries_status
from minga.government.plans.queries.outline import (
    DOCUMENT_FIELDS,
    SourceInfo,
    figures_of,
    figures_told,
    issuer_of,
    named_only,
    names_again,
    subject_of,
    was_read,
)
from minga.government.plans.sentences import Told, plan_sentence
from minga.government.plans.words import counted, level_words, mark_words

Groups = list[dict[str, Any]]
Address = tuple[str, str]
"""A plan's slug and a node's key."""


@dataclass
class PlanSummary:
    """A plan in the listing: its levels with how many nodes, and what is declared of the level it is counted by."""

    plan: Plan
    levels: list[tuple[LevelInfo, int]] = field(default_factory=list)
    counted: LevelInfo | None = None
    tracked: bool = False
    statuses: dict[str, int] = field(default_factory=dict)
    marks: dict[Mark, int] = field(default_factory=dict)
    documents: list[SourceInfo] = field(default_factory=list)
    aggregates: list[Aggregate] = field(default_factory=list)
    further_rows: int = 0

    @property
    def total(self) -> int:
        """How many nodes the counted level has."""
        return dict(self.levels).get(self.counted, 0) if self.counted else 0

    @property
    def printed(self) -> int:
        """How many rows of the counted level are printed, repeated ones included."""
        return self.total + self.further_rows

    @property
    def with_status(self) -> int:
        """How many units carry a status."""
        return sum(self.statuses.values())

    @property
    def named_only(self) -> bool:
        """Whether only documents about other plans name this one."""
        return named_only(self.plan, self.documents)

    @property
    def declaring(self) -> SourceInfo | None:
        """The latest document that has the plan as its subject."""
        return self.documents[0] if self.documents and not self.named_only else None

    @property
    def issuer(self) -> str:
        """Who declares, with the name that the document prints; else the publisher's."""
        return issuer_of(self.plan, self.declaring)

    @property
    def sentence(self) -> str:
        """What a neighbour would say after reading it all."""
        return plan_sentence(
            Told(
                levels=self.levels,
                counted=self.counted,
                printed=self.printed,
                tracked=self.tracked,
                statuses=self.statuses,
                named_only=self.named_only,
                aggregates=self.aggregates,
                read=was_read(self.plan, self.documents),
            )
        )

    @property
    def level_counts(self) -> list[str]:
        """`5 compromisos`, `22 hitos`, level by level."""
        return [
            counted(level.name, self.printed if level == self.counted else number)
            for level, number in self.levels
            if not level.articulates
        ]

    @property
    def units_label(self) -> str:
        """The word for the units."""
        if self.aggregates and not self.tracked:
            return self.aggregates[0].label
        return level_words(self.counted.name, self.total) if self.counted else ""

    @property
    def units(self) -> Groups:
        """The units by mark, as the row of units reads them; what the document only counts, when it names nothing."""
        if self.aggregates and not self.tracked:
            return [
                {"state": part.state, "count": part.count, "label": part.label} for part in self.aggregates[0].parts
            ]
        name = self.counted.name if self.counted else ""
        return [
            {"state": mark.value, "count": number, "label": mark_words(mark, number, of=name)}
            for mark in Mark
            if (number := self.marks.get(mark, 0) + (self.further_rows if mark is Mark.UNTRACKED else 0))
        ]


def all_plans() -> QuerySet[Plan]:
    """Every plan with its publisher: real ones before fictitious ones, the latest first."""
    return Plan.objects.select_related("publisher").order_by("fictitious", *NEWEST_FIRST)


def summaries(plans: Iterable[Plan]) -> list[PlanSummary]:
    """The plans, summed up in six queries for all of them."""
    found = {plan.pk: PlanSummary(plan) for plan in plans}
    _add_counts(found)
    _add_documents(found)
    _add_figures(found)
    _add_further_rows(found)
    return list(found.values())


def _add_counts(found: Mapping[int, PlanSummary]) -> None:
    rows: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in _count_rows(found):
        rows[row["plan_id"]].append(row)
    for pk, own in rows.items():
        _sum_up(found[pk], own)


def _count_rows(plans: Iterable[int]) -> Iterable[Any]:
    """Open nodes by plan, level and latest status, in the order in which the documents print them first."""
    latest = DeclaredStatus.objects.filter(node=OuterRef("pk")).order_by("-as_of", "-pk")
    return (
        Node.objects.filter(plan__in=list(plans), closed_at__isnull=True)
        .annotate(
            printed=Subquery(latest.values("printed")[:1]),
            canonical=Subquery(latest.values("canonical")[:1]),
            marked=Subquery(latest.values("marked")[:1]),
            carries_status=carries_status(),
        )
        .values(
            "plan_id",
            "level_id",
            "level__depth",
            "level__name",
            "carries_status",
            "printed",
            "canonical",
            "marked",
        )
        .annotate(number=Count("pk"), first=Min("position"))
        .order_by("plan_id", "level__depth", "first")
    )


def _sum_up(summary: PlanSummary, rows: Sequence[dict[str, Any]]) -> None:
    numbers: Counter[LevelInfo] = Counter()
    by_level: dict[LevelInfo, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        level = LevelInfo(row["level_id"], row["level__depth"], row["level__name"], row["carries_status"])
        numbers[level] += row["number"]
        by_level[level].append(row)
    tracked = {level for level, own in by_level.items() if level.carries_status or any(row["canonical"] for row in own)}
    summary.levels = sorted(numbers.items(), key=lambda item: item[0].depth)
    summary.counted = counted_level([level for level, _number in summary.levels], tracked)
    if summary.counted is None:
        return
    summary.tracked = summary.counted in tracked
    marks: Counter[Mark] = Counter()
    for row in by_level[summary.counted]:
        mark = mark_of(row["canonical"], marked=bool(row["marked"]), tracked=summary.tracked)
        marks[mark] += row["number"]
        if row["canonical"]:
            summary.statuses[row["printed"]] = summary.statuses.get(row["printed"], 0) + row["number"]
    summary.marks = dict(marks)


def _add_documents(found: Mapping[int, PlanSummary]) -> None:
    """The documents that name the plans or their top-level nodes, the latest first."""
    node_type, plan_type = (ContentType.objects.get_for_model(model) for model in (Node, Plan))
    roots = Node.objects.filter(plan__in=list(found), parent__isnull=True)
    node_plan = Node.objects.filter(pk=OuterRef("subject_id")).values("plan_id")[:1]
    named = Provenance.objects.filter(field="title")
    document = [f"document__{name}" for name in DOCUMENT_FIELDS]
    of_nodes = named.filter(subject_type=node_type, subject_id__in=roots.values("pk"))
    of_plans = named.filter(subject_type=plan_type, subject_id__in=list(found))
    values = ("pk", "place", "document_id", "load_id", *document)
    rows = of_nodes.annotate(plan=Subquery(node_plan)).order_by().values_list("plan", *values)
    own = of_plans.order_by().values_list("subject_id", *values)
    known: dict[tuple[int, int, int], SourceInfo] = {}
    for plan, _pk, place, *told in rows.union(own, all=True).order_by("pk"):
        info = SourceInfo(*told)
        info.place = place
        known.setdefault((plan, info.pk, info.load), info)
    for (plan, _document, _load), info in known.items():
        found[plan].documents.append(info)
    for summary in found.values():
        summary.documents.sort(key=lambda info: (info.date, info.load), reverse=True)


def _add_figures(found: Mapping[int, PlanSummary]) -> None:
    loads = {info.load for summary in found.values() for info in summary.documents}
    figures = figures_of(loads)
    for summary in found.values():
        if not summary.named_only:
            summary.aggregates = figures_told(summary.plan, summary.documents, figures)


def _add_further_rows(found: Mapping[int, PlanSummary]) -> None:
    """Rows that repeat the row before them: their alert stands at the further row, not where the node does."""
    by_slug = {summary.plan.slug: summary for summary in found.values()}
    loads = {info.load for summary in found.values() for info in summary.documents}
    alerts = Finding.objects.filter(load__in=loads, code="duplicate-name").exclude(subject_url="")
    told = [(alert, *subject_of(alert)) for alert in alerts]
    named, places = _named_at({key for _alert, _slug, key in told}, by_slug)
    for alert, slug, key in told:
        summary = by_slug.get(slug)
        level, title = named.get((slug, key), (0, ""))
        if summary is None or summary.counted is None or summary.counted.pk != level:
            continue
        if names_again(alert, title) and str(alert.place) not in places[slug, key]:
            summary.further_rows += 1


def _named_at(
    keys: Iterable[str], slugs: Iterable[str]
) -> tuple[dict[Address, tuple[int, str]], dict[Address, set[str]]]:
    """The level and title of the nodes with these keys, and the places where their titles are printed."""
    nodes = Node.objects.filter(key__in=list(keys), plan__slug__in=list(slugs))
    found = list(nodes.values_list("pk", "plan__slug", "key", "level_id", "title"))
    address_of = {pk: (slug, key) for pk, slug, key, _level, _title in found}
    named = {(slug, key): (level, title) for _pk, slug, key, level, title in found}
    places: dict[Address, set[str]] = defaultdict(set)
    rows = Provenance.objects.filter(
        subject_type=ContentType.objects.get_for_model(Node), subject_id__in=list(address_of), field="title"
    )
    for pk, place in rows.values_list("subject_id", "place"):
        places[address_of[pk]].add(str(place))
    return named, places
