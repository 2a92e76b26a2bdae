"""The desk's pages of a change set: what it changes, sending it, giving it back, publishing it, and how it would look."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from minga.foundation.organizations.rules import verdict
from minga.government.plans.actions import (
    as_if_published,
    drop_changes,
    insist,
    prove,
    publish_changes,
    return_changes,
    submit_changes,
    take_back_changes,
    withdraw_changes,
)
from minga.government.plans.actions.acts import accepted_words, required
from minga.government.plans.forms.changes import ActForm, ChangeForm, ProofForm, ReturnForm, SubmitForm
from minga.government.plans.forms.plans import VersionForm
from minga.government.plans.models import ChangeSet, Node, Plan
from minga.government.plans.queries.changes import edits_of, read_draft
from minga.government.plans.queries.choices import document_choices
from minga.government.plans.queries.desk import change_rows, edit_url
from minga.government.plans.queries.node import find_node
from minga.government.plans.queries.outline import find_plan
from minga.government.plans.views.desk.common import attempt, change_set_or_404, path_to, with_version
from minga.government.plans.views.desk.plans import published
from minga.government.plans.views.site import show_node, show_plan
from minga.kernel.access import allowed_by
from minga.kernel.errors import Refused

ACTS = ("submit", "withdraw", "take-back", "return", "publish", "change")


@allowed_by("plans.see-changes")
@require_safe
def change_set(request: HttpRequest, plan: str, changes: Any) -> HttpResponse:
    """A change set: what it changes, what collides, and what may be done with it."""
    return _page(request, change_set_or_404(request, plan, changes))


def _page(
    request: HttpRequest,
    found: ChangeSet,
    *,
    submit: SubmitForm | None = None,
    publish: ActForm | None = None,
    give_back: ReturnForm | None = None,
    refused: Refused | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    if status == HTTPStatus.CONFLICT:  # what stands now is what the person sees from here on
        found.refresh_from_db()
        for form in filter(None, (submit, publish, give_back)):
            with_version(form, found.version)
    plan = _plan(found)
    draft = read_draft(plan, found)
    needed = required(plan, {edit.kind for edit in draft.edits}) if draft.edits else None
    documents = document_choices(plan)
    may = {act.replace("-", "_"): verdict(request.user, f"plans.{act}", found) for act in ACTS}
    options: dict[str, Any] = {
        "acts": needed.acts if needed else (),
        "annex": needed.annex if needed else "",
        "documents": documents,
    }
    initial = _initial(found)
    context = {
        "crumbs": path_to(request, plan, (_("Cambios"), None)),
        "fictitious": plan.fictitious,
        "plan": plan,
        "change_set": found,
        "rows": [
            (row, edit_url(plan, row.edit), ProofForm(documents=documents, initial=_proof(found, row)))
            for row in change_rows(draft.edits, draft.record, draft.conflicts)
        ],
        "conflicts": draft.conflicts,
        "needed": needed,
        "accepted": accepted_words(needed) if needed else "",
        "may": may,
        "submit": submit or SubmitForm(initial=initial, **options),
        "publish": publish or ActForm(initial=initial, **options),
        "give_back": give_back or ReturnForm(initial=initial),
        "versioned": VersionForm(initial=initial),
        "refused": refused,
    }
    return render(request, "plans/desk/changes.html", context, status=status)


def _plan(found: ChangeSet) -> Plan:
    if found.plan is None:
        raise Http404
    return found.plan


def _initial(found: ChangeSet) -> dict[str, Any]:
    names = ("title", "reason", "basis", "act_kind", "act_number", "act_date", "act_annex", "version")
    document = found.act_document.slug if found.act_document else ""
    return {name: getattr(found, name) for name in names} | {"act_document": document}


def _proof(found: ChangeSet, row: Any) -> dict[str, Any]:
    return {
        "place": row.place,
        "version": found.version,
        "document": row.edit.document,
        "where": row.edit.place,
        "printed": row.edit.printed,
    }


def _to_set(request: HttpRequest, found: ChangeSet, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("plans:desk-changes", plan=_plan(found).slug, changes=found.public_id)


def _to_plan(request: HttpRequest, found: ChangeSet, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("plans:desk-plan", plan=_plan(found).slug)


Correct = Callable[[ChangeSet, tuple[str, str, str], int], ChangeSet]


def _correct(request: HttpRequest, plan: str, changes: Any, correct: Correct, said: str) -> HttpResponse:
    """Corrects one change of a draft, which the person names by its place in the version that they saw."""
    found = change_set_or_404(request, plan, changes)
    form: ChangeForm = ChangeForm(request.POST)
    edits = edits_of(found)
    if not form.is_valid() or form.cleaned_data["place"] >= len(edits):
        return _page(request, found, refused=Refused(_("Ese cambio ya no está en la lista.")), status=422)
    slot, version = edits[form.cleaned_data["place"]].slot, form.cleaned_data["version"]
    return attempt(
        lambda: correct(found, slot, version),
        lambda _done: _to_set(request, found, said),
        lambda refused, status: _page(request, found, refused=refused, status=status),
    )


@allowed_by("plans.change")
@require_POST
def drop(request: HttpRequest, plan: str, changes: Any) -> HttpResponse:
    """Takes one change out of a draft."""
    return _correct(
        request,
        plan,
        changes,
        lambda found, slot, version: drop_changes(found, [slot], by=request.user, version=version),  # type: ignore[arg-type]
        _("Quitado de tus cambios."),
    )


@allowed_by("plans.change")
@require_POST
def keep(request: HttpRequest, plan: str, changes: Any) -> HttpResponse:
    """Keeps a change although its field meanwhile stands otherwise."""
    return _correct(
        request,
        plan,
        changes,
        lambda found, slot, version: insist(found, [slot], by=request.user, version=version),  # type: ignore[arg-type]
        _("Tu cambio se queda, sobre lo que consta ahora."),
    )


@allowed_by("plans.change")
@require_POST
def proof(request: HttpRequest, plan: str, changes: Any) -> HttpResponse:
    """Says where the new value of a change is printed."""
    found = change_set_or_404(request, plan, changes)
    form = ProofForm(request.POST, documents=document_choices(_plan(found)))
    if not form.is_valid():
        refused = Refused(
            _("Revisa dónde consta."), details=[str(line) for lines in form.errors.values() for line in lines]
        )
        return _page(request, found, refused=refused, status=422)
    values = form.cleaned_data
    told = {"document": values["document"], "place": values["where"], "printed": values["printed"]}
    return _correct(
        request,
        plan,
        changes,
        lambda one, slot, version: prove(one, slot, by=request.user, version=version, **told),  # type: ignore[arg-type]
        _("Anotado dónde consta."),
    )


@allowed_by("plans.submit")
@require_POST
def submit(request: HttpRequest, plan: str, changes: Any) -> HttpResponse:
    """Sends a draft to be published."""
    found = change_set_or_404(request, plan, changes)
    form = SubmitForm(request.POST, **_options(found))
    if not form.is_valid():
        return _page(request, found, submit=form, status=422)
    values = form.cleaned_data
    return attempt(
        lambda: submit_changes(
            found,
            by=request.user,  # type: ignore[arg-type]
            version=values["version"],
            title=values["title"],
            reason=values["reason"],
            basis=values["basis"],
            act=form.act,
        ),
        lambda _done: _to_set(request, found, _("Enviados. Quien publica los verá en su bandeja.")),
        lambda refused, status: _page(request, found, submit=form, refused=refused, status=status),
    )


def _options(found: ChangeSet) -> dict[str, Any]:
    plan = _plan(found)
    edits = edits_of(found)
    needed = required(plan, {edit.kind for edit in edits}) if edits else None
    return {
        "acts": needed.acts if needed else (),
        "annex": needed.annex if needed else "",
        "documents": document_choices(plan),
    }


@allowed_by("plans.publish")
@require_POST
def publish(request: HttpRequest, plan: str, changes: Any) -> HttpResponse:
    """Publishes what was submitted, and goes to its edition."""
    found = change_set_or_404(request, plan, changes)
    form = ActForm(request.POST, **_options(found))
    if not form.is_valid():
        return _page(request, found, publish=form, status=422)
    return attempt(
        lambda: publish_changes(found, by=request.user, version=form.cleaned_data["version"], act=form.act),  # type: ignore[arg-type]
        lambda made: published(request, made),
        lambda refused, status: _page(request, found, publish=form, refused=refused, status=status),
    )


@allowed_by("plans.return")
@require_POST
def give_back(request: HttpRequest, plan: str, changes: Any) -> HttpResponse:
    """Gives what was submitted back to its author, with what has to be corrected."""
    found = change_set_or_404(request, plan, changes)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _page(request, found, give_back=form, status=422)
    return attempt(
        lambda: return_changes(found, by=request.user, **form.cleaned_data),  # type: ignore[arg-type]
        lambda _done: _to_plan(request, found, _("Devueltos a quien los preparó.")),
        lambda refused, status: _page(request, found, give_back=form, refused=refused, status=status),
    )


@allowed_by("plans.withdraw")
@require_POST
def withdraw(request: HttpRequest, plan: str, changes: Any) -> HttpResponse:
    """Withdraws all the changes for good."""
    return _whole(request, plan, changes, withdraw_changes, _("Retirados: no se publicarán."))


@allowed_by("plans.take-back")
@require_POST
def take_back(request: HttpRequest, plan: str, changes: Any) -> HttpResponse:
    """Makes what was submitted a draft again."""
    return _whole(request, plan, changes, take_back_changes, _("Vuelve a ser tu borrador."))


def _whole(request: HttpRequest, plan: str, changes: Any, act: Callable[..., ChangeSet], said: str) -> HttpResponse:
    found = change_set_or_404(request, plan, changes)
    form = VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    return attempt(
        lambda: act(found, by=request.user, version=version),
        lambda _done: _to_plan(request, found, said),
        lambda refused, status: _page(request, found, refused=refused, status=status),
    )


@allowed_by("plans.see-changes")
@require_safe
def preview(request: HttpRequest, plan: str, changes: Any, key: str = "") -> HttpResponse:
    """The public page of the plan, or of one of its nodes, as it would be; nothing of it stays."""
    found = change_set_or_404(request, plan, changes)
    if not found.is_open:
        return redirect("plans:desk-changes", plan=plan, changes=found.public_id)
    back = reverse("plans:desk-changes", args=[plan, found.public_id])
    shown = {"preview": {"back": back, "title": found.title or _("tu borrador")}}
    try:
        with as_if_published(found) as applied:
            if key:
                response = show_node(request, find_node(plan, applied.keys.get(key, key)), **shown)
            else:
                response = show_plan(request, find_plan(plan), **shown)
    except Node.DoesNotExist:
        raise Http404 from None
    except Refused as refused:
        return _page(request, found, refused=refused, status=422)
    patch_cache_control(response, private=True, no_cache=True, no_store=True)
    return response
