"""The page of a change set, for whoever may see it: what it changes, what collides, and what may be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from http import HTTPStatus
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from minga.design.paging import PARAMETER
from minga.design.sending import with_version
from minga.foundation.organizations.rules import verdict
from minga.foundation.sources.models import Document
from minga.foundation.sources.naming import told_apart
from minga.government.plans.actions.acts import accepted_words, required
from minga.government.plans.errata import quote_of
from minga.government.plans.forms.changes import ACT_FIELDS, ActForm, DraftEditing, ReturnForm
from minga.government.plans.forms.plans import VersionForm
from minga.government.plans.models import ChangeSet, Plan
from minga.government.plans.queries.changes import begins_with_reading, read_draft
from minga.government.plans.queries.choices import as_choices, citable_documents
from minga.government.plans.queries.desk import ChangeRow, change_rows, edit_url
from minga.government.plans.queries.in_the_way import in_the_way
from minga.government.plans.queries.quotations import Quotation, quotations
from minga.government.plans.views.desk.common import path_to
from minga.government.plans.words import document_name
from minga.kernel.errors import Refused

ACTS = ("submit", "withdraw", "take-back", "return", "publish", "change")
ROWS_IN_A_PAGE = 25
"""How many changes stand on a page: those of an own draft bring their fields, which are all sent at once."""


def plan_of(found: ChangeSet) -> Plan:
    """The plan that a set changes. Raises `Http404` for the set of a load, which has no page."""
    if found.plan is None:
        raise Http404
    return found.plan


def first_edition_words() -> str:
    """What publishing the first changes of a plan that was read does besides."""
    return _(
        "Este plan aún no tiene ediciones: se guardará primero la edición 1, con lo que imprimen los documentos leídos, "
        "sin acto; estos cambios serán la edición 2."
    )


class OpenSet:
    """A change set as it is read for its page: its plan, its changes in words, the documents that it may cite."""

    def __init__(self, request: HttpRequest, found: ChangeSet) -> None:
        self.found = found
        self.plan = plan_of(found)
        self.draft = read_draft(self.plan, found)
        edits = self.draft.edits
        self.needed = required(self.plan, {edit.kind for edit in edits}) if edits else None
        rows = change_rows(edits, self.draft.record, self.draft.conflicts)
        self.page: Page[ChangeRow] = Paginator(rows, ROWS_IN_A_PAGE).get_page(request.GET.get(PARAMETER))
        cited = {edit.document for edit in edits if edit.document}
        cited |= {found.act_document.slug} if found.act_document else set()
        self.documents = {document.slug: document for document in citable_documents(self.plan, cited)}

    @property
    def initial(self) -> dict[str, Any]:
        """What it says of itself."""
        names = ("title", "reason", "basis", *ACT_FIELDS, "version")
        document = self.found.act_document
        values = {name: getattr(self.found, name) for name in names}
        return values | {"act_document": document.slug if document else ""}

    @cached_property
    def options(self) -> dict[str, Any]:
        """What the form of its act offers."""
        return {
            "acts": self.needed.acts if self.needed else (),
            "annex": self.needed.annex if self.needed else "",
            "documents": as_choices(list(self.documents.values())),
        }

    @property
    def needs_act(self) -> bool:
        """Whether nothing but an act can be its basis: a new plan's, and that of what takes a load back."""
        return self.plan.is_started or self.found.undoes_id is not None

    def editing(self, data: Mapping[str, Any] | None = None) -> DraftEditing:
        """What may be written on its page: of what takes a load back, nothing is said change by change."""
        rows = [] if self.found.undoes_id else list(self.page.object_list)
        return DraftEditing(rows, initial=self.initial, data=data, needs_act=self.needs_act, **self.options)

    def act_form(self, data: Mapping[str, Any] | None = None) -> ActForm:
        """The form of the act under which it is published."""
        return ActForm(data, initial=self.initial, **self.options)

    def shown_rows(self, editing: DraftEditing | None, *, compared: bool = False) -> list[dict[str, Any]]:
        """The changes on the page, each with where it is made again, what may be written of it, and where it is printed.

        Passages are private: only for who has to compare them do they stand beside what is quoted.
        """
        proofs = editing.proofs if editing else {}
        read: Mapping[tuple[str, str], Quotation] = {}
        if compared:
            read = quotations(row.edit for row in self.page.object_list)
        return [
            {
                "row": row,
                "url": edit_url(self.plan, row.edit),
                "proof": proofs.get(row.ref),
                "document": self.documents.get(row.edit.document),
                "read": read.get(quote_of(row.edit)),
            }
            for row in self.page.object_list
        ]

    @property
    def beside(self) -> dict[int, str]:
        """What tells the documents apart that its changes cite."""
        cited: dict[str, Document] = {
            row.edit.document: self.documents[row.edit.document]
            for row in self.page.object_list
            if row.edit.document in self.documents
        }
        return told_apart(cited.values(), document_name)


def show_changes(
    request: HttpRequest,
    found: ChangeSet,
    *,
    editing: DraftEditing | None = None,
    publish: ActForm | None = None,
    give_back: ReturnForm | None = None,
    refused: Refused | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """The page; with forms that were sent, as they were sent, ready to be sent again about what stands now."""
    if status == HTTPStatus.CONFLICT:
        found.refresh_from_db()
    opened = OpenSet(request, found)
    may = {act.replace("-", "_"): verdict(request.user, f"plans.{act}", found) for act in ACTS}
    if may["change"].allowed and (editing is None or status == HTTPStatus.CONFLICT):
        editing = opened.editing(editing.form.data if editing else None)
    for form in (editing.form if editing else None, publish, give_back):
        if form is not None:
            with_version(form, found.version)
    context = {
        "crumbs": path_to(request, opened.plan, (_("Cambios"), None)),
        "fictitious": opened.plan.fictitious,
        "plan": opened.plan,
        "change_set": found,
        "total": opened.page.paginator.count,
        "page": opened.page,
        "rows": opened.shown_rows(editing, compared=may["publish"].allowed),
        "beside": opened.beside,
        "conflicts": opened.draft.conflicts,
        "in_the_way": in_the_way(found.undoes) if found.undoes and found.is_open else [],
        "first_edition": first_edition_words() if found.is_open and begins_with_reading(opened.plan) else "",
        "needed": opened.needed,
        "accepted": accepted_words(opened.needed) if opened.needed else "",
        "may": may,
        "decides": may["change"].allowed and not found.undoes_id,
        "address": reverse("plans:desk-changes", args=[opened.plan.slug, found.public_id]),
        "editing": editing,
        "publish": publish or opened.act_form(),
        "give_back": give_back or ReturnForm(initial=opened.initial),
        "versioned": VersionForm(initial=opened.initial),
        "refused": refused,
    }
    return render(request, "plans/desk/changes.html", context, status=status)
