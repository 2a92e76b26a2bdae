"""How one thing that a cycle asked for stands, as a mark and words. It asks no database and uses gettext alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minga.government.plans.marks import Mark, mark_of
from minga.government.plans.words import mark_word
from minga.government.tracking.models import Assignment, ProgressReport

State = ProgressReport.State


@dataclass(frozen=True)
class Standing:
    """A mark with its words, and a note: how late it came, why there was more time."""

    mark: str
    words: str
    note: str = ""


def report_of(assignment: Assignment) -> ProgressReport | None:
    """Its report, if it was begun; read with the assignment (`select_related("report")`) it asks nothing."""
    return getattr(assignment, "report", None)


def is_silent(assignment: Assignment, today: date) -> bool:
    """Whether somebody was told in time, the day is past, and nothing was sent."""
    if assignment.reported_at is not None or assignment.notified_at is None or assignment.due_on >= today:
        return False
    return timezone.localtime(assignment.notified_at).date() <= assignment.due_on


def standing_of(assignment: Assignment, today: date) -> Standing:
    """How it stands on a day of the instance's time zone, for everybody: what a draft says is not told."""
    report = report_of(assignment)
    if report is not None and assignment.reported_at is not None and report.state != State.DRAFT:
        return _sent(assignment, report)
    if is_silent(assignment, today):
        return Standing(Mark.SILENT, mark_word(Mark.SILENT), _late_by((today - assignment.due_on).days))
    if assignment.notified_at is None:
        return Standing(Mark.UNTRACKED, _("Sin responsable notificado"))
    if assignment.due_on < today:
        return Standing(Mark.UNTRACKED, _("Se avisó fuera de plazo"))
    return Standing(Mark.NOT_YET, _("Con plazo"))


def _sent(assignment: Assignment, report: ProgressReport) -> Standing:
    late = _late_by((timezone.localtime(assignment.reported_at).date() - assignment.due_on).days)
    if report.state == State.APPROVED:
        mark = mark_of(report.canonical)
        return Standing(mark, mark_word(mark), late)
    if report.state == State.RETURNED:
        return Standing(Mark.PENDING, _("Devuelto para corregir"), late)
    return Standing(Mark.GOING, _("Enviado, en revisión"), late)


def _late_by(days: int) -> str:
    if days <= 0:
        return ""
    return ngettext("un día de atraso", "%(number)s días de atraso", days) % {"number": days}
