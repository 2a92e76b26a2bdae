"""The desk's acts on a change set: writing in it, sending it, giving it back, publishing it; and how it would look."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minga.design.paging import PARAMETER
from minga.design.sending import attempt
from minga.government.plans.actions import (
    as_if_published,
    drop_changes,
    insist,
    publish_changes,
    return_changes,
    save_draft,
    submit_changes,
    take_back_changes,
    withdraw_changes,
)
from minga.government.plans.errata import unproven_words
from minga.government.plans.forms.changes import DraftEditing, ReturnForm
from minga.government.plans.forms.plans import VersionForm
from minga.government.plans.models import ChangeSet, Node
from minga.government.plans.queries.changes import begins_with_reading, edits_of
from minga.government.plans.queries.node import find_node
from minga.government.plans.queries.outline import find_plan
from minga.government.plans.queries.quotations import lacks_of
from minga.government.plans.views.desk.change_page import OpenSet, first_edition_words, plan_of, show_changes
from minga.government.plans.views.desk.common import change_set_or_404
from minga.government.plans.views.desk.plans import METHODS, published
from minga.government.plans.views.site import show_node, show_plan
from minga.kernel.access import allowed_by
from minga.kernel.errors import Refused


@allowed_by("plans.see-changes")
@require_http_methods(METHODS)
def change_set(request: HttpRequest, plan: str, changes: Any) -> HttpResponse:
    """A change set; and, for its author, the form of the whole draft.

    Every button of that form first keeps all that is written in it, complete or not, and then does what it says: so
    none of it is lost, whichever is pressed and whatever is refused.
    """
    found = change_set_or_404(request, plan, changes)
    if request.method != "POST":
        return show_changes(request, found)
    editing = OpenSet(request, found).editing(request.POST)
    if not editing.is_valid():
        return show_changes(request, found, editing=editing, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return attempt(
        lambda: save_draft(
            found,
            by=request.user,  # type: ignore[arg-type]
            version=editing.version,
            proofs=editing.told,
            **editing.said,
        ),
        lambda saved: _do(request, saved, editing),
        lambda refused, status: show_changes(request, found, editing=editing, refused=refused, status=status),
    )


def _do(request: HttpRequest, saved: ChangeSet, editing: DraftEditing) -> HttpResponse:
    """What the button asks for, once all is kept: `drop:c0f3…` names the change, `page:2` the page."""
    asked, _colon, about = request.POST.get("do", "").partition(":")
    if asked in ("drop", "keep"):
        return _decide(request, saved, editing, asked, about)
    if asked in ("send", "send-without-act"):
        return _send(request, saved, editing, act_to_come=asked == "send-without-act")
    if asked == "preview":
        return redirect("plans:desk-preview", plan=plan_of(saved).slug, changes=saved.public_id)
    if asked == "page":
        return redirect(_address(saved, about, "lista"))
    messages.success(request, _("Guardado en tu borrador: nada es público hasta que se publique."))
    return redirect(_address(saved, request.GET.get(PARAMETER, ""), about if about in editing.rows else ""))


def _decide(request: HttpRequest, saved: ChangeSet, editing: DraftEditing, asked: str, about: str) -> HttpResponse:
    """Takes one change out of the draft, or keeps it although its field meanwhile stands otherwise."""
    if about not in editing.rows:
        return show_changes(request, saved, refused=Refused(_("Ese cambio ya no está en la lista.")), status=422)
    act, said = {
        "drop": (drop_changes, _("Quitado de tus cambios.")),
        "keep": (insist, _("Tu cambio se queda, sobre lo que consta ahora.")),
    }[asked]

    def done(_corrected: ChangeSet) -> HttpResponse:
        messages.success(request, said)
        return redirect(_address(saved, request.GET.get(PARAMETER, "")))

    slot = editing.rows[about].edit.slot
    return attempt(
        lambda: act(saved, [slot], by=request.user, version=saved.version),  # type: ignore[arg-type]
        done,
        lambda refused, status: show_changes(request, saved, refused=refused, status=status),
    )


def _send(request: HttpRequest, saved: ChangeSet, editing: DraftEditing, *, act_to_come: bool) -> HttpResponse:
    """Sends the draft to be published, when nothing is missing."""
    said = editing.said
    if not editing.form.ask_to_send(act_to_come=act_to_come):
        return show_changes(request, saved, editing=editing, status=HTTPStatus.UNPROCESSABLE_ENTITY)

    if saved.basis == ChangeSet.Basis.ERRATUM:
        lacks = lacks_of(edits_of(saved))
        if lacks:
            refused = Refused(unproven_words(), details=editing.mark(lacks))
            return show_changes(
                request, saved, editing=editing, refused=refused, status=HTTPStatus.UNPROCESSABLE_ENTITY
            )

    def done(_sent: ChangeSet) -> HttpResponse:
        messages.success(request, _("Enviados. Quien publica los verá en su bandeja."))
        return redirect(_address(saved))

    return attempt(
        lambda: submit_changes(saved, by=request.user, version=saved.version, act_to_come=act_to_come, **said),  # type: ignore[arg-type]
        done,
        lambda refused, status: show_changes(request, saved, editing=editing, refused=refused, status=status),
    )


def _address(found: ChangeSet, page: str = "", part: str = "") -> str:
    """The page of the set, at one of its pages and at one of its parts."""
    address = reverse("plans:desk-changes", args=[plan_of(found).slug, found.public_id])
    query = f"?{PARAMETER}={page}" if page.isdecimal() else ""
    return f"{address}{query}{f'#{part}' if part else ''}"


def _to_plan(request: HttpRequest, found: ChangeSet, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("plans:desk-plan", plan=plan_of(found).slug)


@allowed_by("plans.publish")
@require_POST
def publish(request: HttpRequest, plan: str, changes: Any) -> HttpResponse:
    """Publishes what was submitted, and goes to its edition."""
    found = change_set_or_404(request, plan, changes)
    form = OpenSet(request, found).act_form(request.POST)
    if not form.is_valid():
        return show_changes(request, found, publish=form, status=422)
    return attempt(
        lambda: publish_changes(found, by=request.user, version=form.cleaned_data["version"], act=form.act),  # type: ignore[arg-type]
        lambda made: published(request, made),
        lambda refused, status: show_changes(request, found, publish=form, refused=refused, status=status),
    )


@allowed_by("plans.return")
@require_POST
def give_back(request: HttpRequest, plan: str, changes: Any) -> HttpResponse:
    """Gives what was submitted back to its author, with what has to be corrected."""
    found = change_set_or_404(request, plan, changes)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return show_changes(request, found, give_back=form, status=422)
    return attempt(
        lambda: return_changes(found, by=request.user, **form.cleaned_data),  # type: ignore[arg-type]
        lambda _done: _to_plan(request, found, _("Devueltos a quien los preparó.")),
        lambda refused, status: show_changes(request, found, give_back=form, refused=refused, status=status),
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
        lambda refused, status: show_changes(request, found, refused=refused, status=status),
    )


@allowed_by("plans.see-changes")
@require_safe
def preview(request: HttpRequest, plan: str, changes: Any, key: str = "") -> HttpResponse:
    """The public page of the plan, or of one of its nodes, as it would be; nothing of it stays."""
    found = change_set_or_404(request, plan, changes)
    if not found.is_open:
        return redirect("plans:desk-changes", plan=plan, changes=found.public_id)
    back = reverse("plans:desk-changes", args=[plan, found.public_id])
    note = first_edition_words() if begins_with_reading(plan_of(found)) else ""
    shown = {"preview": {"back": back, "title": found.title or _("tu borrador"), "note": note}}
    try:
        with as_if_published(found) as applied:
            if key:
                response = show_node(request, find_node(plan, applied.keys.get(key, key)), **shown)
            else:
                response = show_plan(request, find_plan(plan), **shown)
    except Node.DoesNotExist:
        raise Http404 from None
    except Refused as refused:
        return show_changes(request, found, refused=refused, status=422)
    patch_cache_control(response, private=True, no_cache=True, no_store=True)
    return response
