"""Counts and percentages that a report states in words: «los 5 compromisos», «64 acciones», «un 100% de cumplimiento»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from minga.publishing.intake.cleaning import fold
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import DraftFigure
from minga.publishing.intake.numbers import SPELLED, parse_decimal, spelled_or_printed
from minga.publishing.intake.recognisers.commitments import commitment_number
from minga.publishing.intake.recognisers.flow import Line
from minga.publishing.intake.recognisers.front import PlanName
from minga.publishing.intake.recognisers.names import PlanMention, plan_mentions
from minga.publishing.intake.recognisers.report import Report
from minga.publishing.intake.statuses import canonical, exact_status

NOUNS = {
    "compromisos": "commitments",
    "hitos": "milestones",
    "actividades": "activities",
    "acciones": "actions",
    "proyectos": "projects",
    "programas": "programmes",
    "iniciativas": "initiatives",
    "ejes": "axes",
    "objetivos": "objectives",
    "metas": "targets",
    "indicadores": "indicators",
    "dimensiones": "dimensions",
    "componentes": "components",
    "problemáticas": "problems",
    "convenios": "agreements",
    "obras": "works",
}
"""Nouns that reports count, with the name that their figures bear."""

_COUNT = re.compile(
    rf"\b(?P<number>\d{{1,4}}|{SPELLED})\s+(?P<noun>{'|'.join(NOUNS)})\b"
    r"(?=(?P<after>(?:\s+\w+){0,2}))",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:mas|menos|otr[oa]s|unos|unas|hasta|casi|cerca|alrededor|aproximadamente|minimo|maximo|ultim[oa]s|primer[oa]s|menos)"
    r"(?: de)?\s*$"
)
_WHOLE = re.compile(rf"\b(?:l[oa]s|sus|total(?: de)?|(?:{'|'.join(map(fold, NOUNS))}) y)\s*$")
_COMPOSED = re.compile(
    r"\b(?:present|contien|conten|contempl|comprend|recog|const|tien|inclu|integr|conform|compuest|compon|estructur|prioriz"
    r"|aprob|divid|establec|defin)\w*(?:\s+(?:de|por|en|con|a))?\s*$"
)
_PERCENT = re.compile(
    r"(?P<value>\d{1,3}(?:[.,]\d+)?)\s*%\s*(?:de|del|en el)\s+(?:cumplimiento|avance|ejecuci[oó]n)\b", re.IGNORECASE
)
_OWN_SUBJECT = re.compile(r"\b(?:hitos?|compromisos?|plan|actividades)\b")
_COMPARING = re.compile(r"\b(?:supera|ningun|mas de|menos de|promedio|meta de|al menos)\b")
_OF_PLAN = re.compile(r"\s+(?:\w+\s+){0,2}del?\s+(?:\w+\s+)?plan\b")
_OWNER_BEFORE = re.compile(
    r"\bcompromiso\s+\S+\s+(?:\w+\s+)?(?:tiene|consta de|contiene|contempla|comprende|incluye|prev[eé]|recoge)\s+(?:los\s+|las\s+)?$",
    re.IGNORECASE,
)
_STATUS_COUNT = re.compile(
    rf"\b(?P<number>\d{{1,4}}|{SPELLED})\s+(?:(?P<noun>{'|'.join(NOUNS)})\s+)?"
    r"(?:(?:se\s+)?(?:encuentran?|hallan?|constan?|est[aá]n?|han\s+sido|fueron|fue|son|siguen?|quedan?|contin[uú]an?|aparecen?"
    r"|reportan?)\s+(?:como\s+)?)?(?P<label>[^\W\d])",
    re.IGNORECASE,
)
_ENDS_LABEL = re.compile(r"\s*(?:[,.;:()]|$|(?:y|e|de|del|en|con|al|segun|es|mientras|que|dentro|hasta)\b)")
_LONGEST_LINE, _LONGEST_LABEL = 20_000, 60
_NEXT_TO = 12
_SENTENCE_END = re.compile(r"(?<=[a-záéíóúñ)”%])[.;]\s+(?=[A-ZÁÉÍÓÚÑ“])")


@dataclass(frozen=True, slots=True)
class Stated:
    """A count as the text states it. `scope`: the number of the commitment it speaks of; 0 for the whole plan.

    `status`: the canonical status of the items counted, where the text limits it to some; `whole`: whether it reads
    as the count of all of them; `plan`: the ordinal of the other plan it speaks of, else None; `label`: the status as
    the text prints it.
    """

    noun: str
    value: int
    place: Place
    order: int
    scope: int = 0
    status: str | None = None
    whole: bool = False
    plan: int | None = None
    label: str = ""

    @property
    def name(self) -> str:
        """The figure's name: «milestones-c3», «commitments-plan-1», «milestones-pending»."""
        parts = [NOUNS[self.noun]]
        parts += [f"c{self.scope}"] if self.scope else []
        parts += [self.status.replace("_", "-")] if self.status else []
        parts += [f"plan-{self.plan}"] if self.plan is not None else []
        return "-".join(parts)

    def figure(self) -> DraftFigure:
        """The count as a figure of the draft."""
        return DraftFigure(self.name, Decimal(self.value), self.place, label=self.noun)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A percentage of fulfilment that the text claims for a commitment (`scope`) or the whole plan (0)."""

    value: Decimal
    place: Place
    scope: int

    def figure(self) -> DraftFigure:
        """The percentage as a figure of the draft."""
        name = f"compliance-c{self.scope}" if self.scope else "compliance"
        return DraftFigure(name, self.value, self.place, label="cumplimiento", unit="%")


def stated_counts(report: Report, nouns: Iterable[str]) -> Iterator[Stated]:
    """The counts of `nouns` (such as «hitos») in the body's running text and headings, in order.

    Left out: vague ones («más de 3 hitos») and «un», «una». Beside the counts of all, those by status: «5 hitos constan
    cumplidos, 2 en proceso».
    """
    wanted = frozenset(nouns)
    for line in report.flow.lines:
        if len(line.text) >= _LONGEST_LINE:
            continue
        by_status = {start: one for start, one in _by_status(report, line) if one.noun in wanted}
        for match in _COUNT.finditer(line.text):
            noun = match["noun"].lower()
            value = spelled_or_printed(match["number"])
            before = _before(line.text, match.start("number"))
            fits = noun in wanted and value is not None and match.start("number") not in by_status
            if fits and value is not None and not _is_vague(before):
                yield _stated(report, line, match, noun, value, before)
        yield from _merged(by_status.values())


def _before(text: str, start: int) -> str:
    return fold(text[max(0, start - 40) : start])


def _is_vague(before: str) -> bool:
    return bool(_VAGUE.search(before.rstrip() + " "))


def _by_status(report: Report, line: Line) -> Iterator[tuple[int, Stated]]:
    """The counts of a line that are limited to a status, with where they begin; their noun may stand before them."""
    for match in _STATUS_COUNT.finditer(line.text):
        start, value = match.start("number"), spelled_or_printed(match["number"])
        label = _status_label(line.text, match.start("label"))
        noun = (match["noun"] or _noun_before(line.text[:start])).lower()
        if label and noun and value is not None and not _is_vague(_before(line.text, start)):
            end = match.start("label") + len(label)
            mention = _plan_meant(line.text, start, end, report.plan)
            plan = mention.ordinal if report.plan and mention and report.plan.is_other(mention) else None
            scope = _scope(report, line, start, end, noun) if plan is None else 0
            yield start, Stated(noun, value, line.place, line.order, scope, exact_status(label), False, plan, label)


def _status_label(text: str, start: int) -> str:
    """The longest status phrase of up to three words that begins there and that no further word qualifies."""
    tokens = list(islice(re.finditer(r"\w+", text[start : start + _LONGEST_LABEL]), 3))
    for token in reversed(tokens):
        label = text[start : start + token.end()]
        if exact_status(label) and _ENDS_LABEL.match(fold(text[start + token.end() :][:20])):
            return label
    return ""


def _noun_before(text: str) -> str:
    """The noun of the last count of the same sentence."""
    found = list(_COUNT.finditer(_SENTENCE_END.split(text)[-1]))
    return found[-1]["noun"] if found else ""


def _merged(counts: Iterable[Stated]) -> Iterator[Stated]:
    """The counts, those whose words mean one status («cumplidos parcialmente», «en proceso») added up."""
    found: dict[tuple[str, int | None], Stated] = {}
    for count in counts:
        known = found.get((count.name, count.plan))
        if known is None:
            found[count.name, count.plan] = count
        elif fold(count.label) not in fold(known.label).split("» o «"):
            label = f"{known.label}» o «{count.label}"
            found[count.name, count.plan] = replace(known, value=known.value + count.value, label=label)
    yield from found.values()


def _stated(report: Report, line: Line, match: re.Match[str], noun: str, value: int, before: str) -> Stated:
    plan = report.plan
    mention = _plan_meant(line.text, match.start("number"), match.end("noun"), plan)
    other = mention.ordinal if plan and mention and plan.is_other(mention) else None
    word = fold(match["after"]).split()[:1]
    status = canonical(word[0]) if word else "unknown"
    whole = bool(_WHOLE.search(before) or _COMPOSED.search(before)) and status == "unknown"
    scope = _scope(report, line, match.start("number"), match.end("noun"), noun) if other is None else 0
    return Stated(noun, value, line.place, line.order, scope, None if status == "unknown" else status, whole, other)


def _plan_meant(text: str, start: int, end: int, plan: PlanName | None) -> PlanMention | None:
    """The plan that a count is about: the one named right after it («... del Primer Plan»), else the last one before it."""
    mentions = plan_mentions(text, plan.acronyms if plan else frozenset())
    after = [mention for mention in mentions if 0 <= mention.start - end <= _NEXT_TO]
    before = [mention for mention in mentions if mention.start < start and mention.ordinal is not None]
    return after[0] if after else before[-1] if before else None


def _scope(report: Report, line: Line, start: int, end: int, noun: str) -> int:
    if noun == "compromisos":
        return 0
    ahead = line.text[end : end + 60].split(".")[0]
    named = commitment_number(ahead)
    if named is not None:
        return named
    acronyms = report.plan.acronyms if report.plan else frozenset()
    owner = _OWNER_BEFORE.search(line.text[max(0, start - 60) : start])
    if owner and (number := commitment_number(owner[0])) is not None:
        return number
    if _OF_PLAN.match(fold(ahead)) or any(mention.start <= _NEXT_TO for mention in plan_mentions(ahead, acronyms)):
        return 0
    return report.owner_at(line.order) or 0


def claimed_percentages(report: Report) -> Iterator[Claimed]:
    """The percentages of fulfilment that the text claims for its commitments or its plan, in order.

    A sentence that compares («ninguno supera el 60%») or speaks of something else claims nothing.
    """
    for line in report.flow.lines:
        if "%" not in line.text:
            continue
        for sentence in _SENTENCE_END.split(line.text):
            match, folded = _PERCENT.search(sentence), fold(sentence)
            if match and _OWN_SUBJECT.search(folded) and not _COMPARING.search(folded):
                value = parse_decimal(match["value"])
                scope = commitment_number(sentence) or report.owner_at(line.order) or 0
                if value is not None:
                    yield Claimed(value, line.place, scope)
