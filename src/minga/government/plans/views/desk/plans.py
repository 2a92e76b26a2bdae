"""The desk's pages of a plan: which plans, the plan as a tree, its own fields, its levels, its address, its editions."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from minga.design.paging import PARAMETER
from minga.design.sending import attempt
from minga.foundation.organizations.rules import may_enter, require, verdict
from minga.government.plans.actions import propose_changes, publish_edition, rename_address
from minga.government.plans.actions.acts import accepted_words, required
from minga.government.plans.acts import Kind
from minga.government.plans.differences import differences
from minga.government.plans.edits import level_origins
from minga.government.plans.forms.changes import EditionForm
from minga.government.plans.forms.plans import AddressForm, PlanForm, SearchForm, VersionForm, level_rows
from minga.government.plans.models import NEWEST_FIRST, Edition, Plan
from minga.government.plans.queries.changes import Draft, draft_of, loads_since, read_draft
from minga.government.plans.queries.choices import document_choices, organization_names
from minga.government.plans.queries.desk import desk_plans, tree_rows, visible_change_sets
from minga.government.plans.queries.links import waiting_links
from minga.government.plans.queries.record import plan_record
from minga.government.plans.queries.started import similar_plans
from minga.government.plans.views.desk.common import METHODS, editable_plan, path_to, plan_or_404
from minga.government.plans.views.desk.start import correct
from minga.kernel.access import allowed_by
from minga.kernel.errors import Refused

ROWS_IN_A_PAGE = 100


@allowed_by("plans.see-changes")
@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """The plans that the person may edit or publish, with what waits in each."""
    context = {
        "crumbs": path_to(request, None),
        "plans": desk_plans(request.user),
        "may_start": may_enter(request.user, "plans.start").allowed,
        "links": waiting_links(request.user),
        "vocabularies": verdict(request.user, "plans.edit-vocabulary"),
    }
    return render(request, "plans/desk/plans.html", context)


@allowed_by("plans.see-changes")
@require_safe
def plan(request: HttpRequest, plan: str) -> HttpResponse:
    """A plan as a tree, as it would be with the person's own draft, and what is pending."""
    found = plan_or_404(request, plan)
    may_edit = verdict(request.user, "plans.edit", found)
    may_publish = verdict(request.user, "plans.publish-edition", found)
    if not found.is_started and not may_edit.allowed and not may_publish.allowed:
        require(request.user, "plans.edit", found)
    draft = read_draft(found, draft_of(request.user, found))
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    context = {
        "crumbs": path_to(request, found),
        "fictitious": found.fictitious,
        "plan": found,
        "draft": draft,
        "form": form,
        "page": Paginator(tree_rows(draft, words), ROWS_IN_A_PAGE).get_page(request.GET.get(PARAMETER)),
        "words": words,
        "waiting": visible_change_sets(request.user, found),
        "links": waiting_links(request.user, found),
        "edition": found.editions.defer("content").first(),
        "loads": loads_since(found),
        "may_edit": may_edit,
        "may_publish": may_publish,
        "may_drop": verdict(request.user, "plans.drop", found),
        "similar": similar_plans(found) if found.is_started else [],
    }
    return render(request, "plans/desk/plan.html", context)


@allowed_by("plans.edit")
@require_http_methods(METHODS)
def data(request: HttpRequest, plan: str) -> HttpResponse:
    """The plan's own fields: those of a public one as changes, those of one in preparation at once."""
    found = editable_plan(request, plan)
    if found.is_started:
        return correct(request, found)
    draft = read_draft(found, draft_of(request.user, found))
    if request.method != "POST":
        return _data_page(request, found, _data_form(found, draft))
    form = _data_form(found, draft, request)
    if not form.is_valid():
        return _data_page(request, found, form, status=422)
    seen = draft.live["plan"] | form.cleaned_data["seen"]
    edits = form.edits(seen | {edit.field: edit.after for edit in draft.edits if not edit.key})
    return attempt(
        lambda: propose_changes(found, edits, by=request.user, version=form.cleaned_data["version"], seen=True),  # type: ignore[arg-type]
        lambda _change_set: saved(request, found, len(edits)),
        lambda refused, status: _data_page(request, found, form, refused, status),
    )


def _data_form(found: Plan, draft: Draft, request: HttpRequest | None = None) -> PlanForm:
    others = Plan.objects.filter(fictitious=found.fictitious).exclude(pk=found.pk).order_by(*NEWEST_FIRST)
    shown = draft.record["plan"]
    organizations = organization_names(found, [shown["publisher"]])
    initial = shown | {
        "publisher": organizations.get(shown["publisher"], ""),
        "version": draft.change_set.version if draft.change_set else 0,
        "seen": draft.live["plan"],
    }
    return PlanForm(
        request.POST if request else None,
        initial=initial,
        organizations=organizations,
        plans=[(other.slug, str(other)) for other in others],
    )


def _data_page(
    request: HttpRequest, found: Plan, form: PlanForm, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    if status == HTTPStatus.CONFLICT:  # what stands now is what the person sees from here on
        form = _with_what_stands(request, found, form)
    context = {
        "crumbs": path_to(request, found, (_("Datos del plan"), None)),
        "fictitious": found.fictitious,
        "plan": found,
        "form": form,
        "refused": refused,
        "organizations": organization_names(found),
    }
    return render(request, "plans/desk/data.html", context, status=status)


def _with_what_stands(request: HttpRequest, found: Plan, form: PlanForm) -> PlanForm:
    """The form with what the person wrote, beside what stands now in the fields that they left alone."""
    draft = read_draft(found, draft_of(request.user, found))
    fresh = _data_form(found, draft)
    touched = form.touched({**fresh.initial, **form.cleaned_data["seen"]})
    kept = {name: form.data.get(name) for name in touched}
    fresh.initial = {**fresh.initial, **kept}
    return fresh


def saved(request: HttpRequest, found: Plan, number: int) -> HttpResponse:
    """Back to the plan, saying what was kept."""
    if number:
        messages.success(request, _("Guardado en tu borrador: nada es público hasta que se publique."))
    else:
        messages.info(request, _("No cambiaste nada."))
    return redirect("plans:desk-plan", plan=found.slug)


@allowed_by("plans.edit")
@require_http_methods(METHODS)
def levels(request: HttpRequest, plan: str) -> HttpResponse:
    """The plan's levels: added, renamed, put in another order."""
    found = editable_plan(request, plan)
    draft = read_draft(found, draft_of(request.user, found))
    standing = draft.record["levels"]
    version = draft.change_set.version if draft.change_set else 0
    if request.method != "POST":
        return _levels_page(request, found, level_rows(standing), VersionForm(initial={"version": version}))
    rows, form = level_rows(standing, request.POST), VersionForm(request.POST)
    if not (rows.is_valid() and form.is_valid()):
        return _levels_page(request, found, rows, form, status=422)
    edits = rows.edits(standing, level_origins(draft.edits))
    return attempt(
        lambda: propose_changes(found, edits, by=request.user, version=form.cleaned_data["version"]),  # type: ignore[arg-type]
        lambda _change_set: saved(request, found, len(edits)),
        lambda refused, status: _levels_page(
            request, found, rows, VersionForm(initial={"version": version}), refused, status
        ),
    )


def _levels_page(
    request: HttpRequest,
    found: Plan,
    rows: object,
    form: VersionForm,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "crumbs": path_to(request, found, (_("Niveles"), None)),
        "fictitious": found.fictitious,
        "plan": found,
        "rows": rows,
        "form": form,
        "refused": refused,
    }
    return render(request, "plans/desk/levels.html", context, status=status)


@allowed_by("plans.rename-address")
@require_http_methods(METHODS)
def address(request: HttpRequest, plan: str) -> HttpResponse:
    """The plan's address, while it has no edition."""
    found = plan_or_404(request, plan)
    require(request.user, "plans.rename-address", found)
    form = AddressForm(request.POST or None, initial={"slug": found.slug})
    if request.method == "POST" and form.is_valid():
        return attempt(
            lambda: rename_address(found, slug=form.cleaned_data["slug"], by=request.user),  # type: ignore[arg-type]
            lambda renamed: _renamed(request, renamed),
            lambda refused, status: _address_page(request, found, form, refused, status),
        )
    return _address_page(request, found, form, status=422 if form.is_bound else 200)


def _renamed(request: HttpRequest, renamed: Plan) -> HttpResponse:
    messages.success(request, _("La dirección cambió; la anterior lleva a la nueva."))
    return redirect("plans:desk-plan", plan=renamed.slug)


def _address_page(
    request: HttpRequest, found: Plan, form: AddressForm, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    found.refresh_from_db(fields=["slug"])
    context = {
        "crumbs": path_to(request, found, (_("Dirección"), None)),
        "fictitious": found.fictitious,
        "plan": found,
        "form": form,
        "refused": refused,
        "frozen": found.editions.exists(),
    }
    return render(request, "plans/desk/address.html", context, status=status)


@allowed_by("plans.publish-edition")
@require_http_methods(METHODS)
def edition(request: HttpRequest, plan: str) -> HttpResponse:
    """Publishing an edition of the plan as it stands: the first of one that was read, or what loads brought since."""
    found = plan_or_404(request, plan)
    require(request.user, "plans.publish-edition", found)
    last = found.editions.first()
    changed = differences(last.record if last else None, plan_record(found))
    needed = required(found, {edit.kind for edit in changed} if last and changed else {Kind.NEW})
    form = EditionForm(
        request.POST or None,
        acts=needed.acts,
        annex=needed.annex,
        documents=document_choices(found),
        initial={"version": last.number if last else 0},
    )

    def page(refused: Refused | None = None, status: int = 200) -> HttpResponse:
        context = {
            "crumbs": path_to(request, found, (_("Publicar una edición"), None)),
            "fictitious": found.fictitious,
            "plan": found,
            "form": form,
            "refused": refused,
            "last": last,
            "number": len(changed),
            "loads": loads_since(found),
            "needed": needed,
            "acts": accepted_words(needed),
        }
        return render(request, "plans/desk/edition.html", context, status=status)

    if request.method != "POST" or not form.is_valid():
        return page(status=422 if form.is_bound else 200)
    return attempt(
        lambda: publish_edition(found, by=request.user, act=form.act, reason=form.cleaned_data["reason"]),  # type: ignore[arg-type]
        lambda made: published(request, made),
        page,
    )


def published(request: HttpRequest, made: Edition) -> HttpResponse:
    """To the edition's public page."""
    messages.success(request, _("Publicada la edición %(number)s.") % {"number": made.number})
    return redirect(made)
