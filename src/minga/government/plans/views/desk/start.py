"""The desk's pages of a plan in preparation: starting it, correcting what it says of itself, dropping it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from minga.design.sending import Done, answer, sent
from minga.government.plans.actions import correct_start, drop_plan, start_plan
from minga.government.plans.forms.start import OWN_FIELDS, CorrectStartForm, StartForm
from minga.government.plans.models import NEWEST_FIRST, Plan
from minga.government.plans.queries.choices import Choices
from minga.government.plans.queries.record import plan_values
from minga.government.plans.queries.started import startable_publishers
from minga.government.plans.views.desk.common import METHODS, path_to, plan_or_404
from minga.kernel.access import allowed_by
from minga.kernel.errors import Conflict

TEMPLATE = "plans/desk/start.html"


@allowed_by("plans.start")
@require_http_methods(METHODS)
def start(request: HttpRequest) -> HttpResponse:
    """Starting a plan."""
    organizations = startable_publishers(request.user)
    only = next(iter(organizations.values())) if len(organizations) == 1 else ""
    form = StartForm(sent(request), organizations=organizations, plans=_standing(), initial={"publisher": only})

    def act(form: StartForm) -> Done:
        made = start_plan(form.beginning, by=request.user)  # type: ignore[arg-type]
        words = _("El plan está en preparación: agrega sus niveles y después sus elementos.")
        return Done(words, reverse("plans:desk-levels", args=[made.slug]))

    def context() -> dict[str, object]:
        return {"crumbs": path_to(request, None, (_("Empezar un plan"), None)), "organizations": organizations}

    return answer(request, TEMPLATE, form, act, context=context)


def _standing(fictitious: bool | None = None) -> Choices:
    """The public plans that a new one may take the place of."""
    rows = Plan.objects.order_by("fictitious", *NEWEST_FIRST)
    chosen = rows if fictitious is None else rows.filter(fictitious=fictitious)
    return [(other.slug, f"{other} ({_('ficticio')})" if other.fictitious else str(other)) for other in chosen]


def correct(request: HttpRequest, found: Plan) -> HttpResponse:
    """Correcting what a plan in preparation says of itself; for who may edit it."""
    organizations = startable_publishers(request.user)
    if found.publisher is not None:
        organizations.setdefault(found.publisher.slug, found.publisher.name)
    form = CorrectStartForm(
        sent(request),
        organizations=organizations,
        plans=_standing(found.fictitious),
        initial=_shown(found, organizations),
    )

    def act(form: CorrectStartForm) -> Done:
        values = form.cleaned_data
        try:
            corrected = correct_start(
                found,
                form.beginning,
                slug=values["slug"],
                seen=values["seen"],
                by=request.user,  # type: ignore[arg-type]
            )
        except Conflict:  # what stands now is what the person sees from here on
            present = plan_or_404(request, found.slug)
            form.take_in(_shown(present, organizations))
            raise
        return Done(_("Guardado. El plan sigue en preparación."), reverse("plans:desk-plan", args=[corrected.slug]))

    def context() -> dict[str, object]:
        return {
            "crumbs": path_to(request, found, (_("Datos del plan"), None)),
            "fictitious": found.fictitious,
            "plan": found,
            "organizations": organizations,
        }

    return answer(request, TEMPLATE, form, act, context=context)


def _shown(plan: Plan, organizations: dict[str, str]) -> dict[str, Any]:
    """What a plan in preparation says of itself, as the form shows it and as it was seen."""
    seen = {name: value for name, value in plan_values(plan).items() if name in OWN_FIELDS}
    return {**seen, "publisher": organizations.get(seen["publisher"], ""), "seen": seen}


@allowed_by("plans.drop")
@require_POST
def drop(request: HttpRequest, plan: str) -> HttpResponse:
    """Drops a plan in preparation."""
    found = plan_or_404(request, plan)
    title = str(found)
    drop_plan(found, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Retirado «%(plan)s»: nunca fue público y su dirección queda libre.") % {"plan": title})
    return redirect("plans:desk")
