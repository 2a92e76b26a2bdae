"""What is read of reports: verifiables, listed results, targets with what was measured. For many nodes at once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast

from minga.government.plans.models import ExpectedMeans, Target, TargetPeriod
from minga.government.plans.told import Origin, PrintedAt
from minga.government.tracking.models import Assignment, Cycle, Evidence, Measurement, ProgressReport, ResultItem
from minga.government.tracking.queries.evidence import PUBLISHED, as_text, delivered, from_text

NODE = ("node_id", "node__key", "node__title")
COLUMNS = ("told_as", "called", "words", "more")
NOTHING = Value("", TextField())


@dataclass(frozen=True, slots=True)
class NodeName:
    """The node that a fact belongs to: its row, its key and its title."""

    pk: int
    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Told:
    """One text of a node: its row, its reference (such as «Anexo 3.2») if it has one, its words."""

    pk: int
    reference: str
    text: str


@dataclass(slots=True)
class Texts:
    """What a document expects of a node, what it cites as delivered, and the results that it lists, reached or hoped for.

    `given` is what was delivered in Minga and everybody sees, as `queries.evidence.delivered` tells it; `reported` and
    `asked` are the cycles that asked about it, by number and name: with an approved report, or without.
    """

    node: NodeName
    expected: list[Told] = field(default_factory=list)
    delivered: list[Told] = field(default_factory=list)
    results: list[Told] = field(default_factory=list)
    hoped: list[Told] = field(default_factory=list)
    given: list[Evidence] = field(default_factory=list)
    reported: list[Told] = field(default_factory=list)
    asked: list[Told] = field(default_factory=list)

    @property
    def is_printed(self) -> bool:
        """Whether a document or a report says something, and not only a cycle asked."""
        return bool(self.expected or self.delivered or self.results or self.hoped)


@dataclass(frozen=True, slots=True)
class Measured:
    """What was programmed and executed in a year, each where it is known; the percentage as printed."""

    year: int | None
    programmed: Decimal | None = None
    actual: Decimal | None = None
    attainment_printed: Decimal | None = None
    as_of: str = ""
    period_pk: int | None = None
    measurement_pk: int | None = None

    @property
    def largest(self) -> Decimal:
        """The larger of both values, for bars at one scale."""
        return max(self.programmed or Decimal(0), self.actual or Decimal(0))

    @property
    def reached(self) -> bool:
        """Whether at least what was programmed was executed."""
        return self.programmed is not None and self.actual is not None and self.actual >= self.programmed


@dataclass(slots=True)
class TargetInfo:
    """A target with its years, and the places where they are printed once these are read.

    `identifier` is the one that it keeps for ever, by which edits of plans name it.
    """

    node: NodeName
    pk: int
    identifier: str
    name: str
    indicator: str
    unit: str
    years: list[Measured] = field(default_factory=list)
    places: list[PrintedAt] = field(default_factory=list)

    @property
    def origins(self) -> list[Origin]:
        """Its rows that are printed: its name, what was programmed, executed and attained."""
        found = [Origin(Target, self.pk, "target", self.name, "")]
        for year in self.years:
            if year.period_pk:
                found.append(Origin(TargetPeriod, year.period_pk, "programmed", "", ""))
            if year.measurement_pk:
                found.extend(
                    Origin(Measurement, year.measurement_pk, name, "", "") for name in ("executed", "attainment")
                )
        return found


def texts_of(nodes: Q, asked: QuerySet[Assignment] | None = None) -> dict[int, Texts]:
    """The texts of the nodes that a condition chooses, by node: one query.

    `nodes` is written from the text's side, such as `Q(node__plan=plan)`; `asked` are the assignments whose cycles are
    told as well.
    """
    found: dict[int, Texts] = {}
    parts = (
        (ExpectedMeans.objects, "expected", Value("", CharField()), F("text"), NOTHING),
        (Evidence.objects.filter(kind=Evidence.Kind.CITED), "delivered", F("reference"), F("title"), NOTHING),
        (ResultItem.objects.filter(expected=False), "results", Value("", CharField()), F("text"), NOTHING),
        (ResultItem.objects.filter(expected=True), "hoped", Value("", CharField()), F("text"), NOTHING),
        (delivered().filter(PUBLISHED), "given", Value("", CharField()), F("title"), as_text()),
    )
    first, *others = (
        rows.filter(nodes, node__closed_at__isnull=True)
        .order_by()
        .annotate(told_as=Value(kind, CharField()), called=reference, words=text, more=more, at=F("node__position"))
        .values_list("at", "position", "pk", *NODE, *COLUMNS)
        for rows, kind, reference, text, more in parts
    )
    if asked is not None:
        others.append(_asked_texts(asked.filter(nodes)))
    rows = first.union(*others, all=True).order_by("at", "position")
    for _at, _position, pk, *node, kind, reference, text, more in rows:
        texts = found.setdefault(node[0], Texts(NodeName(*node)))
        getattr(texts, kind).append(from_text(pk, more) if more else Told(pk, reference, text))
    return found


def one_of_each_cycle() -> QuerySet[Assignment]:
    """One assignment for each cycle that asked: enough to name the cycles of a plan."""
    earlier = Assignment.objects.filter(cycle=OuterRef("cycle"), pk__lt=OuterRef("pk"))
    return Assignment.objects.exclude(Exists(earlier))


def _asked_texts(assignments: QuerySet[Assignment]) -> QuerySet[Any]:
    """The cycles that asked, as texts: their number and their name."""
    is_public = When(report__state=ProgressReport.State.APPROVED, then=Value("reported"))
    told = assignments.filter(cycle__state__in=(Cycle.State.OPEN, Cycle.State.CLOSED)).annotate(
        told_as=Case(is_public, default=Value("asked"), output_field=CharField()),
        called=Cast("cycle__number", CharField()),
        words=F("cycle__name"),
        at=F("node__position"),
        position=F("cycle__number"),
        more=NOTHING,
    )
    return told.order_by().values_list("at", "position", "pk", *NODE, *COLUMNS)


def targets_of(nodes: Q) -> dict[int, list[TargetInfo]]:
    """The targets of the nodes that a condition chooses, with their years, by node: one query.

    `nodes` is written from the target's side, such as `Q(node__plan=plan)`.
    """
    found: dict[int, dict[int, TargetInfo]] = defaultdict(dict)
    years: dict[int, dict[int | None, dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
    rows = (
        Target.objects.filter(nodes, node__closed_at__isnull=True)
        .order_by("node__position", "position", "pk", "periods__year", "measurements__year", "measurements__as_of")
        .values_list(
            *NODE,
            *("pk", "public_id", "name", "indicator_name", "unit"),
            *(f"periods__{name}" for name in ("pk", "year", "programmed")),
            *(f"measurements__{name}" for name in ("pk", "year", "actual", "attainment_printed", "as_of")),
        )
    )
    for node, key, title, pk, identifier, name, indicator, unit, *values in rows:
        named = NodeName(node, key, title)
        found[node].setdefault(pk, TargetInfo(named, pk, str(identifier), name, indicator, unit))
        _note_years(years[pk], values)
    return {node: [_with_years(target, years[target.pk]) for target in own.values()] for node, own in found.items()}


def _note_years(years: dict[int | None, dict[str, Any]], values: list[Any]) -> None:
    """Notes a period and a measurement; a later measurement of the same year comes after and stands."""
    period, year, programmed, measurement, measured_year, actual, attainment, as_of = values
    if period is not None:
        years[year] |= {"period_pk": period, "programmed": trimmed(programmed)}
    if measurement is not None:
        years[measured_year] |= {
            "measurement_pk": measurement,
            "actual": None if actual is None else trimmed(actual),
            "attainment_printed": attainment,
            "as_of": as_of,
        }


def trimmed(value: Decimal) -> Decimal:
    """The same value without the zeros that its column adds: 21.0000 is 21, 4.5000 is 4.5."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _with_years(target: TargetInfo, years: dict[int | None, dict[str, Any]]) -> TargetInfo:
    target.years = [Measured(year, **years[year]) for year in sorted(years, key=lambda year: year or 0)]
    return target
