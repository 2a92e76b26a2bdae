"""The desk's pages of a node: its form, a new one, closing it and opening it again."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minga.design.sending import Done, answer, attempt, sent
from minga.government.plans.actions import propose_changes
from minga.government.plans.edits import Edit, Record, below
from minga.government.plans.fields import CLOSE, NODE_FIELDS, ORDER, REOPEN, Subject, empty_node
from minga.government.plans.forms.links import ProposeLinkForm
from minga.government.plans.forms.nodes import MoveForm, NodeEditing
from minga.government.plans.forms.plans import VersionForm
from minga.government.plans.keys import is_provisional
from minga.government.plans.models import Plan
from minga.government.plans.order import placed_anew
from minga.government.plans.queries.changes import Draft, draft_of, read_draft
from minga.government.plans.queries.choices import node_choices
from minga.government.plans.queries.desk import change_rows
from minga.government.plans.queries.links import links_of
from minga.government.plans.queries.siblings import siblings_of
from minga.government.plans.views.desk.common import METHODS, editable_plan, path_to
from minga.government.plans.views.desk.plans import saved
from minga.kernel.access import allowed_by
from minga.kernel.errors import Refused


@allowed_by("plans.edit")
@require_http_methods(METHODS)
def node(request: HttpRequest, plan: str, key: str) -> HttpResponse:
    """A node's form: what is written here goes into the person's draft."""
    found = editable_plan(request, plan)
    draft = read_draft(found, draft_of(request.user, found))
    shown = _row(draft.record, key)
    if shown is None:
        raise Http404
    choices = node_choices(found, draft.record, key)
    if request.method != "POST":
        return _page(request, found, draft, key, _opened(choices, draft, key))
    editing = NodeEditing(choices, shown=shown, data=request.POST)
    if not editing.is_valid():
        return _page(request, found, draft, key, editing, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    edits = editing.edits(key, _as_opened(editing, draft, key))
    return attempt(
        lambda: propose_changes(found, edits, by=request.user, version=editing.version, seen=True),  # type: ignore[arg-type]
        lambda _change_set: saved(request, found, len(edits)),
        lambda refused, status: _again(request, found, key, editing, refused, status),
    )


def _row(record: Record, key: str) -> Record | None:
    return next((node for node in record["nodes"] if node["key"] == key), None)


def _opened(choices: Any, draft: Draft, key: str, also: Record | None = None) -> NodeEditing:
    """The form as it opens: what the draft would have, besides what the person wrote already."""
    live = _row(draft.live, key)
    return NodeEditing(
        choices,
        shown={**(_row(draft.record, key) or empty_node()), **(also or {})},
        seen={name: live[name] for name in NODE_FIELDS} if live else None,
        version=draft.change_set.version if draft.change_set else 0,
    )


def _as_opened(editing: NodeEditing, draft: Draft, key: str) -> Record:
    """What the form showed when it was opened: the node as it stood then, with what the draft changes."""
    if is_provisional(key):
        return _row(draft.record, key) or empty_node()
    changed = {edit.field: edit.after for edit in draft.edits if edit.subject == Subject.NODE and edit.key == key}
    return {**empty_node(), **editing.seen, **changed}


def _again(
    request: HttpRequest, found: Plan, key: str, editing: NodeEditing, refused: Refused, status: int
) -> HttpResponse:
    """The same page with what the person wrote; after a conflict, beside what stands now."""
    draft = read_draft(found, draft_of(request.user, found))
    if status == HTTPStatus.CONFLICT:
        values = editing.values
        written = {name: values[name] for name in editing.touched(_as_opened(editing, draft, key))}
        editing = _opened(node_choices(found, draft.record, key), draft, key, written)
    return _page(request, found, draft, key, editing, refused=refused, status=status)


def _page(
    request: HttpRequest,
    found: Plan,
    draft: Draft,
    key: str,
    editing: NodeEditing,
    *,
    refused: Refused | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    row = _row(draft.record, key)
    own = [edit for edit in draft.edits if _is_about(edit, row, key)]
    version = draft.change_set.version if draft.change_set else 0
    context = {
        "crumbs": path_to(request, found, (key or _("Elemento nuevo"), None)),
        "fictitious": found.fictitious,
        "plan": found,
        "key": key,
        "node": row,
        "published": _row(draft.live, key) is not None,
        "editing": editing,
        "refused": refused,
        "draft": draft,
        "own": change_rows(own, None, draft.conflicts),
        "versioned": VersionForm(initial={"version": version}),
        "beside": siblings_of(draft.record, key) if row else None,
        "links": links_of(found, key) if row and not is_provisional(key) else [],
        "link_form": ProposeLinkForm(plan=found),
        "below": len(below(draft.record["nodes"], key)) if row else 0,
    }
    return render(request, "plans/desk/node.html", context, status=status)


def _is_about(edit: Edit, row: Record | None, key: str) -> bool:
    """Whether an edit changes the node, or its place among its siblings."""
    if edit.field != ORDER.name:
        return edit.subject == Subject.NODE and edit.key == key
    return row is not None and edit.key == row["parent"] and key in placed_anew(edit.before or [], edit.after)


@allowed_by("plans.edit")
@require_http_methods(METHODS)
def new_node(request: HttpRequest, plan: str) -> HttpResponse:
    """A node that there is not yet; its key is given when it is published."""
    found = editable_plan(request, plan)
    draft = read_draft(found, draft_of(request.user, found))
    if not draft.record["levels"]:
        messages.info(request, _("Antes de agregar elementos, di qué niveles tiene el plan."))
        return redirect("plans:desk-levels", plan=found.slug)
    choices = node_choices(found, draft.record)
    if request.method != "POST":
        return _page(request, found, draft, "", _opened(choices, draft, "", _starting(draft.record, request)))
    editing = NodeEditing(choices, data=request.POST)
    if not editing.is_valid():
        return _page(request, found, draft, "", editing, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return attempt(
        lambda: propose_changes(found, [editing.creation()], by=request.user, version=editing.version),  # type: ignore[arg-type]
        lambda _change_set: saved(request, found, 1),
        lambda refused, status: _again(request, found, "", editing, refused, status),
    )


def _starting(record: Record, request: HttpRequest) -> Record:
    """Where a new node starts: below the node that the address names, at the next level."""
    parent = _row(record, request.GET.get("dentro", ""))
    levels = record["levels"]
    depths = {level["name"]: level["depth"] for level in levels}
    above = depths.get(parent["level"], -1) if parent else -1
    level = next((level["name"] for level in levels if level["depth"] > above), "")
    return {"parent": parent["key"] if parent else "", "level": level}


@allowed_by("plans.edit")
@require_POST
def close(request: HttpRequest, plan: str, key: str) -> HttpResponse:
    """Takes a node out of the plan, with all below it."""
    return _set_closed(request, plan, key, CLOSE)


@allowed_by("plans.edit")
@require_POST
def reopen(request: HttpRequest, plan: str, key: str) -> HttpResponse:
    """Takes a closed node back into the plan."""
    return _set_closed(request, plan, key, REOPEN)


def _set_closed(request: HttpRequest, plan: str, key: str, operation: str) -> HttpResponse:
    found = editable_plan(request, plan)
    draft = read_draft(found, draft_of(request.user, found))
    nodes = draft.record["nodes"]
    if _row(draft.record, key) is None:
        raise Http404
    keys = [key, *below(nodes, key)] if operation == CLOSE else [key]
    closed = {node["key"] for node in nodes if node["closed"]}
    wanted = [one for one in keys if (one in closed) != (operation == CLOSE)]
    edits = [Edit(Subject.NODE, one, "", operation == CLOSE, operation) for one in wanted]
    form = VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else -1

    def again(refused: Refused, _status: int) -> HttpResponse:
        messages.error(request, " ".join([refused.reason, *refused.details]))
        return redirect(reverse("plans:desk-node", args=[found.slug, key]))

    return attempt(
        lambda: propose_changes(found, edits, by=request.user, version=version),  # type: ignore[arg-type]
        lambda _change_set: saved(request, found, len(edits)),
        again,
    )


@allowed_by("plans.edit")
@require_http_methods(METHODS)
def move(request: HttpRequest, plan: str, key: str) -> HttpResponse:
    """Gives a node another place among its siblings; all that it contains goes with it."""
    found = editable_plan(request, plan)
    draft = read_draft(found, draft_of(request.user, found))
    row = _row(draft.record, key)
    if row is None:
        raise Http404
    beside = siblings_of(draft.record, key)
    version = draft.change_set.version if draft.change_set else 0
    form = MoveForm(sent(request), beside=beside, initial={"version": version, "after": beside.follows})

    def act(form: MoveForm) -> Done:
        if form.order == beside.keys:
            raise Refused(_("Ya está en ese lugar."))
        subject = Subject.NODE if beside.parent else Subject.PLAN
        edit = Edit(subject, beside.parent, ORDER.name, form.order)
        propose_changes(found, [edit], by=request.user, version=form.cleaned_data["version"])  # type: ignore[arg-type]
        words = _("Cambiado de lugar en tu borrador: nada es público hasta que se publique.")
        return Done(words, reverse("plans:desk-move", args=[found.slug, key]))

    def context() -> dict[str, Any]:
        above = (key, reverse("plans:desk-node", args=[found.slug, key]))
        return {
            "crumbs": path_to(request, found, above, (_("Cambiar de lugar"), None)),
            "fictitious": found.fictitious,
            "plan": found,
            "key": key,
            "node": row,
            "beside": beside,
        }

    return answer(request, "plans/desk/move.html", form, act, context=context, version=lambda: version)
