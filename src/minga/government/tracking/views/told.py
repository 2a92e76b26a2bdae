"""What a report says, ready for pages: the desk reads it as it was sent, everybody as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from minga.government.plans.marks import mark_of
from minga.government.tracking.models import ProgressReport, ResultItem
from minga.government.tracking.queries.facts import trimmed
from minga.government.tracking.report_content import check
from minga.government.tracking.words import basis_word, errata_words, signer, status_word


@dataclass(frozen=True)
class ToldResult:
    """A result: its words, how much, of what, and what is counted."""

    text: str
    quantity: Decimal | None
    unit: str
    kind: str


@dataclass(frozen=True)
class ToldReport:
    """A report for reading."""

    report: ProgressReport
    mark: str
    status: str
    physical: Decimal | None = None
    results: Sequence[ToldResult] = ()
    measured: Sequence[tuple[Any, Decimal | None]] = ()
    signatures: Sequence[tuple[Any, str, str]] = ()
    errata: Sequence[dict[str, object]] = field(default_factory=tuple)


def told_report(report: ProgressReport) -> ToldReport:
    """What a report says: of an approved one its rows, else its draft as far as it can be read."""
    is_public = report.state == ProgressReport.State.APPROVED
    results, measured = _rows(report) if is_public else _draft(report)
    return ToldReport(
        report=report,
        mark=mark_of(report.canonical) if report.canonical else "unknown",
        status=status_word(report.canonical),
        physical=_trimmed(report.physical),
        results=results,
        measured=measured,
        signatures=[(one, signer(one), basis_word(one)) for one in report.signatures.all()],
        errata=errata_words(list(report.errata.all())) if is_public else (),
    )


def _rows(report: ProgressReport) -> tuple[list[ToldResult], list[tuple[Any, Decimal | None]]]:
    kinds = dict(ResultItem.Kind.choices)
    results = [
        ToldResult(item.text, _trimmed(item.quantity), item.unit, str(kinds.get(item.kind, "")))
        for item in report.result_items.order_by("position")
    ]
    measured = report.measurements.select_related("target").order_by("target__position", "pk")
    return results, [(one.target, _trimmed(one.actual)) for one in measured]


def _draft(report: ProgressReport) -> tuple[list[ToldResult], list[tuple[Any, Decimal | None]]]:
    targets = {str(target.public_id): target for target in report.assignment.node.targets.all()}
    content, _problems = check(report.content, targets)
    kinds = dict(ResultItem.Kind.choices)
    results = [ToldResult(one.text, one.quantity, one.unit, str(kinds.get(one.kind, ""))) for one in content.results]
    return results, [(targets[name], value) for name, value in (content.measured or {}).items()]


def _trimmed(value: Decimal | None) -> Decimal | None:
    return None if value is None else trimmed(value)
