"""The desk's pages of the workbook: taking a plan's nodes away, and seeing what an edited workbook changes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from minga.design.sending import attempt
from minga.government.plans.actions import propose_changes
from minga.government.plans.checks import new_problems
from minga.government.plans.edits import Record, overlaid
from minga.government.plans.forms.workbook import KeepForm, UploadForm, sealed
from minga.government.plans.models import Plan
from minga.government.plans.queries.changes import Draft, draft_of, read_draft
from minga.government.plans.queries.choices import organization_names
from minga.government.plans.queries.desk import change_rows
from minga.government.plans.views.desk.common import METHODS, editable_plan, path_to
from minga.government.plans.views.desk.plans import saved
from minga.government.plans.workbook.changes import Changes, changes_in
from minga.government.plans.workbook.reader import LARGEST_FILE, MEGABYTE, read_workbook
from minga.government.plans.workbook.sheet import rows_of
from minga.government.plans.workbook.writer import workbook_of
from minga.kernel.access import allowed_by
from minga.kernel.errors import Refused

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@allowed_by("plans.edit")
@require_safe
def download(request: HttpRequest, plan: str) -> HttpResponse:
    """The plan's nodes, as they are published, as a workbook; of a plan in preparation, as they are in the draft."""
    found = editable_plan(request, plan)
    content = workbook_of(rows_of(_basis(request, found)[0], organization_names(found)))
    response = HttpResponse(content, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{found.slug}.xlsx"'
    return response


@allowed_by("plans.edit")
@require_http_methods(METHODS)
def workbook(request: HttpRequest, plan: str) -> HttpResponse:
    """Sending an edited workbook: first what it changes, row by row; kept only once the person says so."""
    found = editable_plan(request, plan)
    if request.method != "POST":
        return _page(request, found)
    if "edits" in request.POST:
        return _keep(request, found)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    upload = form.cleaned_data["file"]
    if upload.size > LARGEST_FILE:
        refused = Refused(_("El archivo es demasiado grande: caben %(most)s MB.") % {"most": LARGEST_FILE // MEGABYTE})
        return _page(request, found, form=form, refused=refused, status=422)
    return attempt(
        lambda: read_workbook(upload.read()),
        lambda read: _looked_at(request, found, *read),
        lambda refused, status: _page(request, found, form=form, refused=refused, status=status),
    )


def _looked_at(request: HttpRequest, found: Plan, rows: list, original: list) -> HttpResponse:
    """What the workbook changes, or what is wrong with it; nothing is kept yet."""
    record, draft = _basis(request, found)
    drafted = [] if found.is_started else draft.edits
    changes = changes_in(rows, original, record, organization_names(found), drafted)
    edits = [edit for _row, edit in changes.edits]
    wrong = [str(error) for error in changes.errors]
    if not wrong:
        wrong = [str(problem) for problem in new_problems(draft.live, overlaid(draft.live, [*draft.edits, *edits]))]
    if wrong:
        refused = Refused(_("El libro no se guardó: corrige estas celdas y súbelo otra vez."), details=wrong)
        return _page(request, found, changes=changes, refused=refused, status=422)
    version = draft.change_set.version if draft.change_set else 0
    keep = KeepForm(initial={"edits": sealed(edits), "version": version})
    return _page(request, found, changes=changes, keep=keep)


def _basis(request: HttpRequest, found: Plan) -> tuple[Record, Draft]:
    """What a workbook is taken from and compared with: what is public, or the draft of a plan in preparation."""
    draft = read_draft(found, draft_of(request.user, found))
    return (draft.record if found.is_started else draft.live), draft


def _keep(request: HttpRequest, found: Plan) -> HttpResponse:
    form = KeepForm(request.POST)
    if not form.is_valid():
        refused = Refused(" ".join(str(line) for lines in form.errors.values() for line in lines))
        return _page(request, found, refused=refused, status=422)
    edits, version = form.cleaned_data["edits"], form.cleaned_data["version"]
    return attempt(
        lambda: propose_changes(found, edits, by=request.user, version=version, seen=True),  # type: ignore[arg-type]
        lambda _change_set: saved(request, found, len(edits)),
        lambda refused, status: _page(request, found, refused=refused, status=status),
    )


def _page(
    request: HttpRequest,
    found: Plan,
    *,
    form: UploadForm | None = None,
    changes: Changes | None = None,
    keep: KeepForm | None = None,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    edits = changes.edits if changes else []
    rows = change_rows([edit for _row, edit in edits], _basis(request, found)[0] if edits else None)
    context = {
        "crumbs": path_to(request, found, (_("Hoja de cálculo"), None)),
        "fictitious": found.fictitious,
        "plan": found,
        "form": form or UploadForm(),
        "changes": changes,
        "rows": [(number, row) for (number, _edit), row in zip(edits, rows, strict=True)],
        "keep": keep,
        "refused": refused,
        "most": LARGEST_FILE // MEGABYTE,
    }
    return render(request, "plans/desk/workbook.html", context, status=status)
