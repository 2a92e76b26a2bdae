"""Recognising what kind of official document has been read, and reading it as that kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from minga.publishing.intake.document import Document
from minga.publishing.intake.draft import Draft
from minga.publishing.intake.people import hide_people
from minga.publishing.intake.recognisers import commitment, compliance, management, portfolio
from minga.publishing.intake.recognisers.findings import unread
from minga.publishing.intake.recognisers.insertion_matrix import recognise_insertion_matrix
from minga.publishing.intake.recognisers.order import in_reading_order
from minga.publishing.intake.recognisers.pasted import is_surely_report, may_be_report, with_lines
from minga.publishing.intake.recognisers.progress_table import recognise_progress_table
from minga.publishing.intake.recognisers.report import Report, shared_findings
from minga.publishing.intake.recognisers.ticks import with_statuses

UNKNOWN = "unknown"
ENOUGH = 3
"""The least evidence for a kind of report: below it a document is of no known kind."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of report: how much speaks for it in a document, and how it is read."""

    evidence: Callable[[Report], int]
    recognise: Callable[[Report], Draft]


_REPORTS = (
    _Kind(compliance.evidence, compliance.recognise),
    _Kind(commitment.evidence, commitment.recognise),
    _Kind(management.evidence, management.recognise),
    _Kind(portfolio.evidence, portfolio.recognise),
)


def recognise(document: Document) -> Draft:
    """The draft of a document, as the kind that most of its content speaks for; never by the file's name.

    A document of no known kind gives a draft of kind `unknown` without plans. The alerts come in the order of their
    places, and no text of the draft names a person.
    """
    draft = _reading(with_statuses(document))
    draft.findings += [unread(what=reason, place=place, severity="warning") for place, reason in document.unread]
    draft.findings = in_reading_order(draft.findings, document)
    return hide_people(draft)


def _reading(document: Document) -> Draft:
    """The draft of the first kind that fits: tables with their own headers first, then the reports.

    In a sheet a follow-up table goes before the reports, unless the sheet surely holds the text of one.
    """
    in_sheet = any(table.place.sheet for table in document.tables())
    text = with_lines(document) if in_sheet else document
    draft = recognise_insertion_matrix(text)
    if draft is None and in_sheet:
        draft = (_report(text, surely=True) if may_be_report(text) else None) or recognise_progress_table(document)
    if draft is None:
        draft = _report(text) or (None if in_sheet else recognise_progress_table(document))
    return draft or _unknown(Report.of(text))


def _report(document: Document, *, surely: bool = False) -> Draft | None:
    """The draft of the kind of report that most speaks for; None where too little does, or not `surely` enough."""
    report = Report.of(document)
    score, best = max(((kind.evidence(report), kind) for kind in _REPORTS), key=lambda scored: scored[0])
    if score < ENOUGH or (surely and not is_surely_report(report)):
        return None
    draft = best.recognise(report)
    draft.findings += shared_findings(report.flow)
    return draft


def _unknown(report: Report) -> Draft:
    """The draft of a document of no known kind, which says so."""
    draft = report.draft(UNKNOWN)
    first = next(iter(report.flow.everything), None)
    if first:
        what = "no se reconoció en el documento ninguna de las formas que se saben leer; no se leyó de él ningún plan"
        draft.findings.append(unread(what=what, place=first.place))
    return draft
