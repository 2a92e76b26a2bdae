"""Checking a report: reviewed, given back with comments, approved. Nobody does it to what they wrote."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from minga.foundation.accounts.models import User
from minga.foundation.ledger.actions import record
from minga.foundation.organizations.rules import acting_as
from minga.foundation.organizations.wording import plain_text
from minga.government.plans.models import DeclaredStatus
from minga.government.tracking import events
from minga.government.tracking.actions.reports import (
    OF_PLAN,
    is_fictitious,
    locked_report,
    sign,
    subject_of_report,
    tell_next,
    told_of_report,
)
from minga.government.tracking.actions.summaries import refresh
from minga.government.tracking.actions.telling import tell_about
from minga.government.tracking.chains import Step, since_returned
from minga.government.tracking.models import Measurement, ProgressReport, ResultItem, Signature
from minga.government.tracking.report_content import ReportContent, check
from minga.kernel.errors import Refused

State = ProgressReport.State
LONGEST = 4000
RETURNED = gettext_lazy("Te devolvieron un reporte: %(node)s")
READ_WHY = gettext_lazy("Lee los comentarios, corrige y envíalo otra vez. Es de «%(plan)s».")
APPROVED = gettext_lazy("Se aprobó tu reporte: %(node)s")


@transaction.atomic
def review_report(*, report: ProgressReport, by: User, version: int, comment: str = "") -> ProgressReport:
    """Signs that a report was reviewed; who approves is told.

    Raises:
        Denied: when the actor may not, wrote in it, or it does not wait for a review.
        Conflict: when somebody changed it meanwhile.
    """
    found = locked_report(report, version)
    held = acting_as(by, "tracking.review-report", found)
    found.version += 1
    found.save(update_fields=["version"])
    signed = sign(found, Step.REVIEWED, by, held, _comment(comment))
    _record(events.REPORT_REVIEWED, found, signed)
    tell_next(found)
    return found


@transaction.atomic
def return_report(*, report: ProgressReport, by: User, version: int, comment: str) -> ProgressReport:
    """Gives a report back to who wrote it, saying why; its chain begins again when it is sent.

    Raises:
        Denied: when the actor may not, wrote in it, or it was not sent.
        Refused: when the comment is missing.
        Conflict: when somebody changed it meanwhile.
    """
    found = locked_report(report, version)
    held = acting_as(by, "tracking.return-report", found)
    comment = _comment(comment)
    if not comment:
        raise Refused(_("Escribe qué hay que corregir: quien lo preparó lo leerá."))
    found.state, found.version = State.RETURNED, found.version + 1
    found.save(update_fields=["state", "version"])
    signed = sign(found, Step.RETURNED, by, held, comment)
    _record(events.REPORT_RETURNED, found, signed)
    tell_about(found, found.writers.all(), "returned", RETURNED, READ_WHY)
    return found


@transaction.atomic
def approve_report(*, report: ProgressReport, by: User, version: int, comment: str = "") -> ProgressReport:
    """Approves a report: from now on it is public, and declares the node's status at the end of the cycle's days.

    Its results and measured values become rows of the record. When the same person reviewed and approves, it is shown
    «sin segunda revisión».

    Raises:
        Denied: when the actor may not, wrote in it, or it was not reviewed where the chain asks for it.
        Refused: when another source declares a status of the same day.
        Conflict: when somebody changed it meanwhile.
    """
    found = locked_report(report, version)
    held = acting_as(by, "tracking.approve-report", found)
    content, _problems = check(found.content, _targets(found))
    found.has_second_review = by.pk not in _reviewed_by(found)
    found.state, found.approved_at, found.version = State.APPROVED, timezone.now(), found.version + 1
    found.status = _declare(found)
    found.save()
    _write_results(found, content)
    _write_measurements(found, content)
    signed = sign(found, Step.APPROVED, by, held, _comment(comment))
    payload = {
        "canonical": found.canonical,
        "physical": str(found.physical) if found.physical is not None else "",
        "as_of": found.assignment.cycle.ends.isoformat(),
        "results": len(content.results),
        "measured": len(content.measured or {}),
        "second_review": found.has_second_review,
    }
    _record(events.REPORT_APPROVED, found, signed, **payload)
    refresh([found.assignment.node])
    tell_about(found, found.writers.all(), "approved", APPROVED, OF_PLAN)
    return found


def _record(kind: str, report: ProgressReport, signed: Signature, **told: object) -> None:
    payload = told_of_report(report) | told
    record(kind, subject_of_report(report), payload, role=signed.role, fictitious=is_fictitious(report))


def _comment(text: str) -> str:
    comment = plain_text(text)
    if len(comment) > LONGEST:
        raise Refused(_("El comentario tiene como máximo 4000 caracteres: acórtalo."))
    return comment


def _reviewed_by(report: ProgressReport) -> set[int]:
    """Who signed the review that counts."""
    signed = list(report.signatures.order_by("pk"))
    standing = signed[len(signed) - len(since_returned(one.step for one in signed)) :]
    return {one.person_id for one in standing if one.step == Step.REVIEWED}


def _declare(report: ProgressReport) -> DeclaredStatus:
    """The status that the report declares. One of the same day from another source stays: two would contradict."""
    node, as_of = report.assignment.node, report.assignment.cycle.ends.isoformat()
    if node.statuses.filter(as_of=as_of).exists():
        raise Refused(
            _("Otra fuente ya declara cómo estaba este elemento ese mismo día: corrígela antes, o devuelve el reporte.")
        )
    with override("es"):
        printed = str(DeclaredStatus.Canonical(report.canonical).label)
    return DeclaredStatus.objects.create(node=node, printed=printed, canonical=report.canonical, as_of=as_of)


def _write_results(report: ProgressReport, content: ReportContent) -> None:
    node = report.assignment.node
    last = node.result_items.aggregate(last=Max("position"))["last"]
    first = 0 if last is None else last + 1
    ResultItem.objects.bulk_create(
        ResultItem(
            node=node,
            report=report,
            position=first + place,
            text=result.text,
            quantity=result.quantity,
            unit=result.unit,
            kind=result.kind,
        )
        for place, result in enumerate(content.results)
    )


def _write_measurements(report: ProgressReport, content: ReportContent) -> None:
    ends = report.assignment.cycle.ends
    measured = content.measured or {}
    targets = report.assignment.node.targets.filter(public_id__in=list(measured))
    Measurement.objects.bulk_create(
        Measurement(
            target=target,
            report=report,
            year=ends.year,
            actual=measured[str(target.public_id)],
            as_of=ends.isoformat(),
        )
        for target in targets
    )


def _targets(report: ProgressReport) -> list[str]:
    return [str(target) for target in report.assignment.node.targets.values_list("public_id", flat=True)]
