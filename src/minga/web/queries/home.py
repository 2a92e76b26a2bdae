"""All that the home page shows, from at most ten queries."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import get_language

from minga.foundation.organizations.models import AdministrationPeriod
from minga.foundation.sources.models import Load
from minga.government.plans.aggregates import Aggregate
from minga.government.plans.models import DeclaredStatus, NodeRole, Plan
from minga.government.plans.queries.listing import PlanSummary, all_plans, summaries
from minga.kernel import formats
from minga.web.figure import FIRST_MONDAY, Candidate, Choice, Quantity, StatusList, figure_of
from minga.web.queries.origins import Origin, loads_of_home, origin_of
from minga.web.queries.parishes import City, city

PLANS_SHOWN = 3
INVENTED_SHOWN = 2
LOADS_SHOWN = 6
DECEMBER = 12


@dataclass(frozen=True)
class FigureOfTheDay:
    """What the rule chose, the plan it is of, and the administration under which its document was issued.

    `candidates` are the plans that have a turn, in the order in which they have it.
    """

    choice: Choice
    summary: PlanSummary
    period: AdministrationPeriod | None
    candidates: Sequence[PlanSummary]

    @property
    def counted_from(self) -> str:
        """The Monday from which the rule counts its weeks, in words."""
        return formats.long_date(FIRST_MONDAY, get_language() or settings.LANGUAGE_CODE)

    @property
    def administration(self) -> str:
        """The years of the administration: `2019–2023`; those of one whose end is not known stay open."""
        return f"{self.period.first_year}–{self.period.last_year or ''}" if self.period else ""

    @property
    def is_printed(self) -> bool:
        """Whether the document prints the list as such: then it is the document's, and maybe not all of the plan's."""
        return all(quantity.state for quantity in self.choice.chosen.quantities)

    @property
    def units(self) -> Sequence[Any]:
        """Every thing of the list by its mark."""
        if not self.is_printed:
            return self.summary.units
        quantities = self.choice.chosen.quantities
        return [{"state": part.state, "count": part.count, "label": part.words} for part in quantities]


@dataclass(frozen=True)
class Told:
    """A plan that the page counts by its states, and where they are printed when its own document was read."""

    summary: PlanSummary
    origin: Origin | None


@dataclass(frozen=True)
class Home:
    """The plans, summed up, and what the home page tells of them; the loads by row; the parishes."""

    summaries: Sequence[PlanSummary]
    figure: FigureOfTheDay | None
    loads_by_pk: Mapping[int, Load]
    city: City
    electoral: bool = False

    @property
    def loads(self) -> list[Load]:
        """The latest loads of real documents."""
        return [load for load in self.loads_by_pk.values() if not load.document.fictitious][:LOADS_SHOWN]

    def told(self, summary: PlanSummary | None) -> Told | None:
        """A plan with where it comes from."""
        return Told(summary, origin_of(summary, self.loads_by_pk)) if summary else None

    @property
    def of_figure(self) -> Told | None:
        """The plan of the figure."""
        return self.told(self.figure.summary) if self.figure else None

    @cached_property
    def real(self) -> list[PlanSummary]:
        """The real plans: first those whose own document was read, the latest document first."""
        found = [summary for summary in self.summaries if not summary.plan.fictitious]
        dated = sorted(found, key=lambda summary: summary.declaring.date if summary.declaring else "", reverse=True)
        return sorted(dated, key=lambda summary: summary.declaring is None)

    @property
    def shown(self) -> list[PlanSummary]:
        """The real plans that the page shows whole."""
        return self.real[:PLANS_SHOWN]

    @property
    def invented(self) -> list[PlanSummary]:
        """The plans of fictitious cantons that the page shows."""
        return [summary for summary in self.summaries if summary.plan.fictitious][:INVENTED_SHOWN]

    @property
    def accompanied(self) -> Told | None:
        """The latest real plan that names counterparts, those who are co-responsible from outside."""
        return self.told(next((summary for summary in self.real if _counterparts(summary.plan)), None))

    @property
    def counterparts(self) -> int:
        """How many counterparts that plan names."""
        return _counterparts(self.accompanied.summary.plan) if self.accompanied else 0

    @property
    def declared(self) -> Told | None:
        """The real plan whose latest document with states is the latest of all."""
        return self.told(next((summary for summary in self.real if summary.tracked and summary.declaring), None))


def home(day: date, *, electoral: bool = False) -> Home:
    """The home page of a day; in electoral mode it chooses no figure."""
    found = summaries(_plans())
    loads = loads_of_home((summary.declaring.load for summary in found if summary.declaring), LOADS_SHOWN)
    figure = None if electoral else _figure(day, found)
    return Home(found, figure, {load.pk: load for load in loads}, city(), electoral=electoral)


def _plans() -> QuerySet[Plan]:
    """Every plan with how many counterparts it names and from when its states are.

    `as_of` is the latest date of a state, `declared` how many nodes carry any, `declared_then` how many one of that date.
    """
    statuses = DeclaredStatus.objects.filter(node__plan=OuterRef("pk"), node__closed_at__isnull=True).order_by()
    counterparts = NodeRole.objects.filter(
        node__plan=OuterRef("pk"), node__closed_at__isnull=True, role=NodeRole.Role.COUNTERPART
    ).order_by()
    return all_plans().annotate(
        counterparts=Subquery(_number(counterparts, "organization")),
        as_of=Subquery(statuses.order_by("-as_of").values("as_of")[:1]),
        declared=Subquery(_number(statuses, "node")),
        declared_then=Subquery(_by(statuses, "as_of", "node").order_by("-as_of").values("number")[:1]),
    )


def _number(rows: QuerySet[Any], column: str) -> QuerySet[Any]:
    """How many different values of a column the rows of one plan have."""
    return _by(rows, "node__plan", column).values("number")


def _by(rows: QuerySet[Any], group: str, column: str) -> QuerySet[Any]:
    return rows.values(group).annotate(number=Count(column, distinct=True))


def _counterparts(plan: Plan) -> int:
    return getattr(plan, "counterparts", None) or 0


def _figure(day: date, found: Iterable[PlanSummary]) -> FigureOfTheDay | None:
    by_slug = {summary.plan.slug: summary for summary in found}
    choice = figure_of(day, [_candidate(summary) for summary in by_slug.values()])
    if choice is None:
        return None
    candidates = [by_slug[slug] for slug in choice.turns]
    return FigureOfTheDay(choice, by_slug[choice.slug], _period(choice.chosen.date), candidates)


def _candidate(summary: PlanSummary) -> Candidate:
    """The lists of states of the latest document of a plan: those that it prints as such, then the one read by rows."""
    plan, document = summary.plan, summary.declaring
    lists: list[StatusList] = []
    if document is not None:
        lists = [_printed(found, document.date) for found in summary.aggregates if found.document == document.slug]
        if summary.tracked and _is_of_one_date(plan, document.date):
            lists.append(_by_rows(summary, document.date))
    return Candidate(plan.slug, str(plan), lists, plan.fictitious)


def _is_of_one_date(plan: Plan, as_of: str) -> bool:
    """Whether every state of the plan is of this date, so that one document tells them all."""
    return getattr(plan, "as_of", "") == as_of and getattr(plan, "declared", 0) == getattr(plan, "declared_then", 0)


def _printed(found: Aggregate, as_of: str) -> StatusList:
    parts = [Quantity(part.count, part.label, part.state, part.place) for part in found.parts]
    return StatusList(found.total, found.label, as_of, parts)


def _by_rows(summary: PlanSummary, as_of: str) -> StatusList:
    parts = [Quantity(count, formats.quoted(printed)) for printed, count in summary.statuses.items()]
    return StatusList(summary.total, summary.units_label, as_of, parts)


def _period(issued: str) -> AdministrationPeriod | None:
    """The administration that stood when a document was issued; None when its date does not tell one alone."""
    first, last = _days(issued)
    begun = AdministrationPeriod.objects.filter(fictitious=False, first_year__lte=first.year)
    standing = begun.filter(Q(last_year__isnull=True) | Q(last_year__gte=last.year))
    return next((period for period in standing if _surely_within(period, first, last)), None)


def _surely_within(period: AdministrationPeriod, first: date, last: date) -> bool:
    """Whether both days lie in the period; a year in which it begins or ends counts only when that day is known."""
    begun = period.start <= first if period.start else period.first_year < first.year
    if period.end:
        return begun and last <= period.end
    return begun and (period.last_year is None or last.year < period.last_year)


def _days(issued: str) -> tuple[date, date]:
    """The first and the last day of a year, a month or a day in ISO form."""
    first = date.fromisoformat(f"{issued}-01-01"[:10])
    month = first.month if len(issued) > len("2023") else DECEMBER
    last = date(first.year, month, monthrange(first.year, month)[1])
    return first, first if len(issued) == len("2023-05-31") else last
