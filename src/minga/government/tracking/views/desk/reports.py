"""The desk of reports: what a person has to write and to check, one report written, checked and corrected."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minga.design.sending import Done, answer, with_version
from minga.foundation.organizations.rules import require, verdict
from minga.government.tracking import actions
from minga.government.tracking.actions.errata import correctable
from minga.government.tracking.chains import Step
from minga.government.tracking.forms.reports import DecisionForm, ErratumForm, ReportForm
from minga.government.tracking.models import Assignment, ProgressReport
from minga.government.tracking.queries.reports import (
    lately_approved,
    on_their_way,
    said_before,
    to_check,
    to_write,
)
from minga.government.tracking.standing import report_of, standing_of
from minga.government.tracking.views.desk.common import assignment_or_404, person, report_path
from minga.government.tracking.views.told import told_report
from minga.government.tracking.words import field_word, value_word
from minga.kernel.access import Denied, allowed_by
from minga.kernel.errors import Conflict, Refused

METHODS = ["GET", "HEAD", "POST"]
MORE, SEND = "otra", "enviar"
"""The buttons beside «Guardar»: one more row of results, and sending."""


@allowed_by("tracking.see-report")
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """What waits for the person, and what became of the rest."""
    today = timezone.localdate()
    write, check = list(to_write(request.user)), to_check(request.user)
    sent, approved = list(on_their_way(request.user)), list(lately_approved(request.user))
    every = [*write, *(one for one, _step in check), *sent, *approved]
    context = {
        "crumbs": report_path(request),
        "write": [(one, standing_of(one, today)) for one in write],
        "check": check,
        "sent": sent,
        "approved": [(one, standing_of(one, today)) for one in approved],
        "today": today,
        "fictitious": bool(every) and all(one.cycle.plan.fictitious for one in every),
    }
    return render(request, "tracking/desk/reports.html", context)


@allowed_by("tracking.see-report")
@require_http_methods(METHODS)
def write(request: HttpRequest, assignment: UUID) -> HttpResponse:
    """One report: a form for who writes it, and what it says for everybody else who may see it."""
    found = assignment_or_404(assignment)
    report = report_of(found)
    if report is None:
        require(request.user, "tracking.start-report", found)
        return _form_page(request, found, None)
    report.assignment = found
    require(request.user, "tracking.see-report", report)
    if verdict(request.user, "tracking.write-report", report).allowed:
        return _form_page(request, found, report)
    if request.method == "POST":
        return _too_late(request, found, report)
    return _read_page(request, found, report, DecisionForm(initial={"version": report.version}))


def _form_page(request: HttpRequest, found: Assignment, report: ProgressReport | None) -> HttpResponse:
    form = _form(request, found, report)
    if request.method != "POST":
        return _shown(request, found, report, form)
    if not form.is_valid():
        return _shown(request, found, report, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        saved = _save(request, found, report, form)
    except Conflict as conflict:
        standing = ProgressReport.objects.get(assignment=found)
        with_version(form, standing.version)
        return _shown(request, found, standing, form, refused=conflict, status=HTTPStatus.CONFLICT)
    if SEND not in request.POST:
        messages.success(request, _("Guardado. Nadie más lo ve hasta que lo envíes."))
        return redirect(_page_of(found, "resultados" if MORE in request.POST else ""))
    try:
        actions.send_report(report=saved, by=person(request), version=saved.version)
    except actions.NotReady as not_ready:
        with_version(form, saved.version)
        form.tell(not_ready.problems)
        return _shown(request, found, saved, form, refused=not_ready, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, _("Enviado. Te avisaremos si te lo devuelven, y cuando se apruebe."))
    return redirect(_page_of(found))


def _save(request: HttpRequest, found: Assignment, report: ProgressReport | None, form: ReportForm) -> ProgressReport:
    by, version = person(request), form.cleaned_data["version"]
    if report is None:
        return actions.start_report(assignment=found, content=form.content, by=by)
    return actions.save_draft(report=report, content=form.content, by=by, version=version)


def _form(request: HttpRequest, found: Assignment, report: ProgressReport | None) -> ReportForm:
    return ReportForm(
        request.POST if request.method == "POST" else None,
        content=report.content if report else {},
        targets=list(found.node.targets.all()),
        version=report.version if report else 0,
    )


def _shown(
    request: HttpRequest,
    found: Assignment,
    report: ProgressReport | None,
    form: ReportForm,
    *,
    refused: Refused | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    returned = report.signatures.filter(step=Step.RETURNED).last() if report else None
    context = _context(request, found, report) | {
        "form": form,
        "refused": refused,
        "returned": returned if report and report.state == ProgressReport.State.RETURNED else None,
        "standing_text": report.content if report and status == HTTPStatus.CONFLICT else None,
    }
    return render(request, "tracking/desk/write.html", context, status=status)


def _too_late(request: HttpRequest, found: Assignment, report: ProgressReport) -> HttpResponse:
    """What was sent to a report that may not be written any more: the reason, and all that was typed."""
    reason = verdict(request.user, "tracking.write-report", report).reason
    form = _form(request, found, report)
    return _shown(request, found, report, form, refused=Refused(str(reason)), status=HTTPStatus.FORBIDDEN)


def _read_page(
    request: HttpRequest,
    found: Assignment,
    report: ProgressReport,
    form: DecisionForm,
    refused: Refused | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    may = {
        name: verdict(request.user, f"tracking.{name}-report", report)
        for name in ("review", "approve", "return", "correct")
    }
    context = _context(request, found, report) | {
        "told": told_report(report),
        "form": form,
        "refused": refused,
        "may": may,
        "decides": any(may[name].allowed for name in ("review", "approve", "return")),
        "why_not": _why_not(report, may),
    }
    return render(request, "tracking/desk/read.html", context, status=status)


def _why_not(report: ProgressReport, may: dict[str, Any]) -> str:
    """Why somebody who checks reports may decide nothing of one that waits."""
    if report.state != ProgressReport.State.SUBMITTED or any(one.allowed for one in may.values()):
        return ""
    return str(may["return"].reason)


def _context(request: HttpRequest, found: Assignment, report: ProgressReport | None) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "crumbs": report_path(request, found.node.printed_code or found.node.key),
        "fictitious": found.cycle.plan.fictitious,
        "assignment": found,
        "report": report,
        "standing": standing_of(found, today),
        "before": said_before(found),
        "today": today,
    }


@allowed_by("tracking.return-report")
@require_POST
def decide(request: HttpRequest, assignment: UUID) -> HttpResponse:
    """Reviews, approves or gives back a report."""
    found = assignment_or_404(assignment)
    report = _existing(found)
    require(request.user, "tracking.see-report", report)
    form = DecisionForm(request.POST)
    refused: Refused
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        if form.is_valid():
            messages.success(request, _decide(request, report, form))
            return redirect("tracking:reports")
        refused = Refused(_("Revisa los comentarios."))
    except Conflict as conflict:
        refused, status = conflict, HTTPStatus.CONFLICT
        with_version(form, ProgressReport.objects.get(pk=report.pk).version)
    except Refused as reason:
        refused = reason
    except Denied as denied:
        refused, status = Refused(denied.reason), HTTPStatus.FORBIDDEN
    fresh = assignment_or_404(assignment)
    return _read_page(request, fresh, _existing(fresh), form, refused, status)


def _decide(request: HttpRequest, report: ProgressReport, form: DecisionForm) -> str:
    step = request.POST.get("paso", "")
    given = {"report": report, "by": person(request), **form.cleaned_data}
    if step == Step.REVIEWED:
        actions.review_report(**given)
        return _("Revisado: pasa a quien lo aprueba.")
    if step == Step.APPROVED:
        actions.approve_report(**given)
        return _("Aprobado: ya lo ve cualquiera.")
    if step == Step.RETURNED:
        actions.return_report(**given)
        return _("Devuelto: quien lo preparó leerá tus comentarios.")
    raise Refused(_("Elige qué haces con el reporte."))


@allowed_by("tracking.correct-report")
@require_http_methods(METHODS)
def correct(request: HttpRequest, assignment: UUID) -> HttpResponse:
    """A correction of an approved report."""
    found = assignment_or_404(assignment)
    report = _existing(found)
    require(request.user, "tracking.correct-report", report)
    said = correctable(report)
    form = ErratumForm(
        request.POST or None, fields=[(one.field, one.label) for one in said], initial={"version": report.version}
    )

    def act(sent: ErratumForm) -> str:
        actions.correct_report(report=report, by=person(request), **sent.cleaned_data)
        return _("Publicada: lo que decía antes queda al lado.")

    context = {
        "crumbs": report_path(request, _("Fe de erratas")),
        "fictitious": found.cycle.plan.fictitious,
        "assignment": found,
        "report": report,
        "said": [(field_word(one.field), value_word(one.field, one.value)) for one in said],
    }
    version = lambda: ProgressReport.objects.get(pk=report.pk).version  # noqa: E731  the version that stands when asked
    return answer(
        request,
        "tracking/desk/correct.html",
        form,
        lambda sent: Done(act(sent), report.get_absolute_url()),
        context=lambda: context,
        version=version,
    )


def _existing(found: Assignment) -> ProgressReport:
    report = report_of(found)
    if report is None:
        raise Http404
    report.assignment = found
    return report


def _page_of(found: Assignment, part: str = "") -> str:
    return reverse("tracking:write", args=[found.public_id]) + (f"#{part}" if part else "")
