"""What is read of money: lines with their latest amounts, and totals added up by the database."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum, prefetch_related_objects

from minga.design.paging import PARAMETER
from minga.foundation.sources.models import Provenance
from minga.government.budget.models import BudgetFact, BudgetLine, NodeShare
from minga.government.budget.ratios import agrees, as_printed, execution, shown
from minga.government.plans.told import Origin, PrintedAt

LINES_IN_A_PAGE = 50
YEAR = re.compile(r"[0-9]{4}")
PHASES = list(BudgetFact.Phase.values)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of a line in a phase, as of a date."""

    pk: int
    phase: str
    amount: Decimal
    as_of: str = ""

    @property
    def label(self) -> str:
        """The phase in words."""
        return str(BudgetFact.Phase(self.phase).label)


@dataclass(slots=True)
class LineInfo:
    """A line with the latest amount of each phase, in the order of the budget cycle."""

    pk: int
    name: str
    year: int | None
    currency: str
    execution_printed: Decimal | None
    amounts: list[Amount] = field(default_factory=list)
    places: list[PrintedAt] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.execution_printed = as_printed(self.execution_printed)

    @property
    def origins(self) -> list[Origin]:
        """The rows of the line whose source is shown: its amounts, and the percentage that the document prints."""
        found = [Origin(BudgetFact, amount.pk, amount.phase, amount.label, "") for amount in self.amounts]
        printed = [Origin(BudgetLine, self.pk, "execution", "", "")] if self.execution_printed is not None else []
        return found + printed

    def amount(self, phase: str) -> Decimal | None:
        """The latest amount in a phase."""
        return next((amount.amount for amount in self.amounts if amount.phase == phase), None)

    @property
    def adjusted(self) -> Decimal | None:
        """What may be spent: the codificado."""
        return self.amount("adjusted")

    @property
    def accrued(self) -> Decimal | None:
        """What was executed: the devengado."""
        return self.amount("accrued")

    @property
    def largest(self) -> Decimal:
        """The largest of its amounts, for bars at one scale."""
        return max((amount.amount for amount in self.amounts), default=Decimal(0))

    @property
    def execution(self) -> Decimal | None:
        """The execution in %, rounded for showing."""
        return shown(execution(self.accrued, self.adjusted))

    @property
    def agrees(self) -> bool | None:
        """Whether the printed percentage is the computed one."""
        return agrees(self.execution_printed, execution(self.accrued, self.adjusted))


@dataclass(frozen=True)
class Totals:
    """Sums of the lines that have both amounts, in one currency. `lines` of all `of` lines are counted."""

    currency: str
    adjusted: Decimal
    accrued: Decimal
    lines: int
    of: int

    @property
    def execution(self) -> Decimal | None:
        """The ratio of the sums in %, rounded for showing."""
        return shown(execution(self.accrued, self.adjusted))


def lines_of(condition: Q) -> dict[int, list[tuple[LineInfo, Decimal]]]:
    """The lines that pay for the nodes that a condition on `node` chooses, each with its share: one query."""
    fields = ("name", "year", "currency", "execution_printed")
    rows = (
        NodeShare.objects.filter(condition, node__closed_at__isnull=True)
        .order_by("node__position", "line__year", "line_id", "line__facts__as_of", "line__facts__pk")
        .values_list(
            "node_id",
            "share",
            "line_id",
            *(f"line__{name}" for name in fields),
            *(f"line__facts__{name}" for name in ("pk", "phase", "amount", "as_of")),
        )
    )
    lines: dict[tuple[int, int], tuple[LineInfo, Decimal]] = {}
    for node, share, line, *values in rows:
        info, _share = lines.setdefault((node, line), (LineInfo(line, *values[: len(fields)]), share))
        if values[len(fields)] is not None:
            _take(info, Amount(*values[len(fields) :]))
    found: dict[int, list[tuple[LineInfo, Decimal]]] = {}
    for (node, _line), pair in lines.items():
        found.setdefault(node, []).append(pair)
    return found


def _take(line: LineInfo, amount: Amount) -> None:
    """Adds an amount; a later one of the same phase comes after and stands."""
    others = [other for other in line.amounts if other.phase != amount.phase]
    line.amounts = sorted([*others, amount], key=lambda known: PHASES.index(known.phase))


@dataclass(frozen=True)
class BudgetRow:
    """A line of the listing with who it belongs to, the nodes that it pays for, and where its amounts are printed."""

    line: BudgetLine
    info: LineInfo
    shares: Sequence[NodeShare]
    sources: Sequence[Provenance]

    @property
    def place(self) -> Provenance | None:
        """Where its last amount is printed."""
        return self.sources[-1] if self.sources else None

    @property
    def organization_printed(self) -> str:
        """The name of its unit: as the document's issuer prints it when the line has one, else its present name."""
        issuer = self.place.document.issuer if self.place else ""
        return issuer or str(self.line.organization or "")


@dataclass
class BudgetPage:
    """The listing: the years there are, the one chosen, totals by currency, and the lines of this page."""

    years: Sequence[int]
    year: str
    fictitious: bool
    totals: Sequence[Totals]
    page: Page
    rows: Sequence[BudgetRow]


def budget_lines(parameters: Mapping[str, str]) -> QuerySet[BudgetLine]:
    """The lines of the year `anio`, of any year without it; with `ficticio=1` those of the fictitious canton."""
    lines = BudgetLine.objects.filter(fictitious=parameters.get("ficticio") == "1")
    year = parameters.get("anio", "")
    if year:
        lines = lines.filter(year=int(year)) if YEAR.fullmatch(year) else lines.none()
    return lines.order_by("-year", "pk")


def totals_of(lines: QuerySet[BudgetLine]) -> list[Totals]:
    """The sums of the latest adjusted and accrued amounts by currency, added up by the database: one query.

    A line without one of both amounts is left out of both sums, and counted among `of`.
    """
    both = Q(adjusted__isnull=False, accrued__isnull=False)
    rows = (
        lines.order_by()
        .annotate(adjusted=_latest("adjusted"), accrued=_latest("accrued"))
        .values("currency")
        .annotate(
            total_adjusted=Sum("adjusted", filter=both),
            total_accrued=Sum("accrued", filter=both),
            counted=Count("pk", filter=both),
            of=Count("pk"),
        )
        .order_by("currency")
    )
    return [
        Totals(row["currency"], row["total_adjusted"], row["total_accrued"], row["counted"], row["of"])
        for row in rows
        if row["counted"]
    ]


def _latest(phase: str) -> Subquery:
    facts = BudgetFact.objects.filter(line=OuterRef("pk"), phase=phase).order_by("-as_of", "-pk")
    return Subquery(facts.values("amount")[:1])


def budget_rows(lines: Iterable[BudgetLine]) -> list[BudgetRow]:
    """These lines with their amounts, nodes and places: three queries for all of them."""
    found = list(lines)
    prefetch_related_objects(
        found,
        Prefetch("facts", BudgetFact.objects.order_by("as_of", "pk")),
        Prefetch("shares", NodeShare.objects.select_related("node__plan", "node__level").order_by("pk")),
    )
    places = _places(found)
    return [BudgetRow(line, _info(line), list(line.shares.all()), places.get(line.pk, [])) for line in found]


def _info(line: BudgetLine) -> LineInfo:
    info = LineInfo(line.pk, line.name, line.year, line.currency, line.execution_printed)
    for fact in line.facts.all():
        _take(info, Amount(fact.pk, fact.phase, fact.amount, fact.as_of))
    return info


def _places(lines: Iterable[BudgetLine]) -> dict[int, list[Provenance]]:
    """Where the amounts of lines are printed, by line."""
    line_of = {fact.pk: line.pk for line in lines for fact in line.facts.all()}
    found: dict[int, list[Provenance]] = {}
    told = Provenance.objects.filter(
        subject_type=ContentType.objects.get_for_model(BudgetFact), subject_id__in=list(line_of)
    )
    for provenance in told.select_related("document").order_by("pk"):
        found.setdefault(line_of[provenance.subject_id], []).append(provenance)
    return found


def budget_page(parameters: Mapping[str, str]) -> BudgetPage:
    """The listing for the address's parameters `anio`, `ficticio` and `pagina`."""
    lines = budget_lines(parameters)
    of_all_years = budget_lines({name: value for name, value in parameters.items() if name != "anio"})
    years = of_all_years.exclude(year=None).order_by("-year").values_list("year", flat=True).distinct()
    page = Paginator(lines.select_related("organization"), LINES_IN_A_PAGE).get_page(parameters.get(PARAMETER))
    return BudgetPage(
        years=[year for year in years if year is not None],
        year=parameters.get("anio", ""),
        fictitious=parameters.get("ficticio") == "1",
        totals=totals_of(lines),
        page=page,
        rows=budget_rows(page.object_list),
    )
