"""Dates that do not fit: days that do not exist, years out of reach, events of a plan long before or after it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from minga.publishing.intake.cleaning import fold
from minga.publishing.intake.dates import PrintedDate, full_dates
from minga.publishing.intake.draft import DraftFinding, DraftNode
from minga.publishing.intake.recognisers import findings
from minga.publishing.intake.recognisers.flow import Line
from minga.publishing.intake.recognisers.names import plan_mentions
from minga.publishing.intake.recognisers.report import Report

_EARLIEST, _REACH = 1800, 60
_YEARS_BEFORE = 3
_SENTENCE = 400  # characters on each side
_CITED_YEAR = re.compile(r"[.,]\s\((?P<year>\d{4})\)[.,]")
_EVENT = re.compile(
    r"\b(?:lanza|lanzamiento|presenta|presento|firma|firman|firmaron|suscrib|suscrip|aproba|aprobo|sesion|solicit|inicia|inicio"
    r"|realiza|realizo|entrega|entrego|cumpli|convoc|public)"
)
_PAST = re.compile(
    r"\bse (?:\w+ )?\w+(?:o|aron|ieron)\b|\b\w{3,}(?:aron|ieron)\b|\b(?:solicito|presento|realizo|aprobo|firmo|suscribio)\b"
)
_HORIZON = re.compile(
    r"\b(?:horizontes?|vision|vigente|vigencia|hasta|prev(?:e|en|ista|isto)|plazo|venc\w+|caduc\w+|metas?|proyecci(?:on|ones)"
    r"|largo plazo|al ano)\b"
)
_LEGAL = re.compile(
    r"\b(?:resolucion|ordenanza|ley|decreto|acuerdo|codigo|registro oficial|constitucion|reglamento|oficio|memorando)\b[^.]{0,120}$"
)


@dataclass(frozen=True, slots=True)
class _Seen:
    date: PrintedDate
    line: Line


@dataclass(frozen=True, slots=True)
class _Span:
    """The years in which the plan's own events can fall, as far as the document tells."""

    first: int | None
    last: int | None

    def outside(self, year: int) -> bool:
        """Whether a year lies outside; never where the document does not tell the span."""
        return (self.first is not None and year < self.first) or (self.last is not None and year > self.last)


def check_dates(report: Report) -> Iterator[DraftFinding]:
    """Alerts for the dates of the document that do not fit, each with the reason.

    - no such day, or a year before 1800 or 60 years ahead of the report;
    - outside the plan's span, while the same day and month stands elsewhere with one other digit in the year;
    - an event of the plan long before its period, or told as done after the report's own date;
    - an event of the plan, or anything told as done, years after both, unless its sentence speaks of a horizon.
    A past date of a law, a resolution or another act is history and fits.
    """
    seen = [_Seen(date, line) for line in report.flow.everything for date in full_dates(line.text)]
    by_day: dict[tuple[int, int], set[int]] = defaultdict(set)
    for one in seen:
        by_day[one.date.month, one.date.day].add(one.date.year)
    span = _span(report)
    for one in seen:
        reason = _reason(report, one, by_day[one.date.month, one.date.day], span)
        if reason:
            yield findings.date_suspect(printed=one.date.printed, reason=reason, place=one.line.place)
    for line in report.flow.lines:
        for match in _CITED_YEAR.finditer(line.text):
            if _unreachable(int(match["year"]), report):
                yield findings.date_suspect(printed=match["year"], reason="no es un año posible", place=line.place)


def _span(report: Report) -> _Span:
    period = report.plan.period if report.plan else None
    start = period[0] if period else report.year
    first = start - _YEARS_BEFORE if start else None
    ends = [year for year in (report.year, period[1] if period else None) if year]
    return _Span(first, max(ends) + 1 if ends else None)


def _reason(report: Report, seen: _Seen, same_day: set[int], span: _Span) -> str | None:
    date = seen.date
    if not date.exists:
        return "no existe en el calendario"
    if _unreachable(date.year, report):
        return "no es posible"
    twins = sorted(year for year in same_day if not span.outside(year) and _one_digit_apart(year, date.year))
    if span.outside(date.year) and twins:
        return f"queda fuera del período del plan; el mismo día y mes consta también con el año {twins[0]}"
    return _reason_of_event(report, seen, span)


def _reason_of_event(report: Report, seen: _Seen, span: _Span) -> str | None:
    date = seen.date
    if _is_late(report, seen, span):
        return "queda años después del plan y del documento, que la refiere como un hecho"
    if _is_own_event(report, seen):
        if span.first is not None and date.year < span.first:
            return "queda fuera del período del plan"
        if report.front.date and date.iso[: len(report.front.date)] > report.front.date and _told_as_done(seen):
            return "es posterior a la fecha del documento y se refiere como cumplida"
    return None


def _is_late(report: Report, seen: _Seen, span: _Span) -> bool:
    """Whether something is told as done, or as an event of the plan, years after the plan and the document."""
    if span.last is None or seen.date.year <= span.last or _HORIZON.search(fold(" ".join(_around(seen)))):
        return False
    return _is_own_event(report, seen) or _told_as_done(seen)


def _unreachable(year: int, report: Report) -> bool:
    return year < _EARLIEST or (report.year is not None and year > report.year + _REACH)


def _one_digit_apart(one: int, other: int) -> bool:
    return sum(a != b for a, b in zip(str(one), str(other), strict=False)) == 1


def _around(seen: _Seen) -> tuple[str, str]:
    """The sentence around a date: what stands before it, and what after."""
    text, start, end = seen.line.text, seen.date.start, seen.date.start + len(seen.date.printed)
    before = text[max(0, start - _SENTENCE) : start].rsplit(". ", 1)[-1]
    return before, text[end : end + _SENTENCE].split(". ", 1)[0]


def _is_own_event(report: Report, seen: _Seen) -> bool:
    """Whether a date is that of an event of the plan itself: its launch, its session, a request about a milestone."""
    before, after = _around(seen)
    if report.plan is None or _LEGAL.search(fold(before)):
        return False
    sentence = f"{before} {after}"
    text = fold(sentence)
    mentions = plan_mentions(sentence, report.plan.acronyms)
    if any(report.plan.is_other(mention) for mention in mentions):
        return False
    own = any(mention.ordinal == report.plan.ordinal for mention in mentions) or re.search(
        r"\b(?:hito|compromiso)s?\b", text
    )
    return bool(own) and bool(_EVENT.search(text))


def _told_as_done(seen: _Seen) -> bool:
    return bool(_PAST.search(fold(" ".join(_around(seen)))))


def check_node_dates(report: Report, nodes: list[DraftNode]) -> Iterator[DraftFinding]:
    """Alerts for items that end before they begin, or whose start or end falls outside the plan's printed period.

    The period is taken with a year more on each side.
    """
    period = report.plan.period if report.plan else None
    for node in nodes:
        if node.start and node.end and _is_before(node.end, node.start):
            reason = f"consta como fin y es anterior a la de inicio, {node.start}"
            yield findings.date_suspect(printed=node.end, reason=reason, place=node.place, ref=node.ref)
        for date in (node.start, node.end) if period else ():
            if period and date and not period[0] - 1 <= int(date[:4]) <= period[1] + 1:
                reason = f"queda fuera del período del plan, {period[0]}-{period[1]}"
                yield findings.date_suspect(printed=date, reason=reason, place=node.place, ref=node.ref)


def _is_before(one: str, other: str) -> bool:
    """Whether a date lies before another, as far as both are printed: «2024-03» and «2024-03-01» are the same."""
    length = min(len(one), len(other))
    return one[:length] < other[:length]
