"""The desk of cycles: preparing one, opening it, seeing who reported and who is silent, more time, closing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minga.design.paging import PARAMETER
from minga.design.sending import Done, answer
from minga.foundation.organizations.forms.bodies import VersionedForm
from minga.foundation.organizations.models import Organization
from minga.foundation.organizations.rules import require, verdict
from minga.government.plans.queries.choices import organization_names
from minga.government.tracking import actions
from minga.government.tracking.forms.cycles import AskForm, CycleForm, ExtensionForm
from minga.government.tracking.models import Cycle
from minga.government.tracking.queries.asking import askable_nodes
from minga.government.tracking.queries.cycles import asked_of, desk_cycles, rows_of
from minga.government.tracking.queries.people import responsibles
from minga.government.tracking.views.desk.common import cycle_path, desk_of, person, plan_or_404, seen_cycle
from minga.government.tracking.words import chain_choices, cycle_sentence
from minga.kernel.access import Denied, allowed_by
from minga.kernel.errors import Refused

METHODS = ["GET", "HEAD", "POST"]
NODES_IN_A_PAGE = 30
FORM = "organizations/bodies/desk/form.html"


@allowed_by("tracking.see-cycle")
@require_safe
def cycles(request: HttpRequest) -> HttpResponse:
    """The plans whose follow-up the person sees, each with its cycles."""
    plans = desk_cycles(request.user)
    context = {
        "crumbs": cycle_path(request),
        "plans": [(one, [(cycle, cycle_sentence(cycle)) for cycle in one.cycles]) for one in plans],
        "fictitious": bool(plans) and all(one.plan.fictitious for one in plans),
    }
    return render(request, "tracking/desk/cycles.html", context)


@allowed_by("tracking.prepare-cycle")
@require_http_methods(METHODS)
def prepare(request: HttpRequest, plan: str) -> HttpResponse:
    """Prepares a cycle of a plan."""
    found = plan_or_404(plan)
    require(request.user, "tracking.prepare-cycle", found)

    def act(form: CycleForm) -> Done:
        made = actions.prepare_cycle(plan=found, terms=_terms(form), by=person(request))
        said = _("Preparado. Revisa a quién se pide cada reporte; nadie recibe nada hasta que lo abras.")
        return Done(said, desk_of(made))

    context = {
        "crumbs": cycle_path(request, found, last=_("Preparar un ciclo")),
        "fictitious": found.fictitious,
        "kicker": found,
        "title": _("Preparar un ciclo"),
        "sentence": _("Un ciclo pide a cada unidad un reporte sobre lo que lidera, hasta un día."),
        "button": _("Preparar"),
        "back": reverse("tracking:desk"),
    }
    form = CycleForm(request.POST or None, initial={"version": 0, "chain": "three-steps"})
    return answer(request, FORM, form, act, context=lambda: context)


@allowed_by("tracking.see-cycle")
@require_http_methods(METHODS)
def cycle(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """A cycle: in preparation, of whom each report is asked; afterwards, who reported and who is silent."""
    found = seen_cycle(request, plan, number)
    return _draft(request, found) if found.state == Cycle.State.DRAFT else _running(request, found)


def _draft(request: HttpRequest, found: Cycle) -> HttpResponse:
    askable = askable_nodes(found.plan)
    page = Paginator(askable, NODES_IN_A_PAGE).get_page(request.GET.get(PARAMETER))
    asked = dict(found.assignments.values_list("node_id", "organization__slug"))
    names = organization_names(found.plan)
    told = _told(found)
    form = AskForm(
        request.POST or None,
        nodes=list(page.object_list),
        names=names,
        asked=asked,
        initial={"version": found.version},
    )

    def act(sent: AskForm) -> str:
        slugs = {slug for slug in sent.units.values() if slug}
        units = Organization.objects.in_bulk(list(slugs), field_name="slug")
        chosen = {key: units.get(slug) for key, slug in sent.units.items()}
        actions.ask(cycle=found, units=chosen, by=person(request), version=sent.cleaned_data["version"])
        return _("Guardado: así se pedirá cuando abras el ciclo.")

    context = _context(request, found) | {
        "page": page,
        "names": names.values(),
        "asked": len(asked),
        "not_asked": len(askable) - len(asked),
        "told": told,
        "may_change": verdict(request.user, "tracking.change-cycle", found),
    }
    here = f"{desk_of(found)}?{PARAMETER}={page.number}"
    return answer(
        request,
        "tracking/desk/draft.html",
        form,
        lambda sent: Done(act(sent), here),
        context=lambda: context,
        version=_standing(found),
    )


def _told(found: Cycle) -> dict[str, Any]:
    """Who would be told, in numbers, and the units for which nobody answers."""
    units = dict(found.assignments.values_list("organization_id", "organization__name").distinct().order_by())
    people = responsibles(found.plan, units)
    nobody = sorted(name for unit, name in units.items() if unit not in people)
    return {"units": len(units), "people": len({one.pk for own in people.values() for one in own}), "nobody": nobody}


def _running(request: HttpRequest, found: Cycle) -> HttpResponse:
    context = _context(request, found) | {
        "rows": rows_of(found),
        "may_extend": verdict(request.user, "tracking.extend-due-day", found),
        "may_close": verdict(request.user, "tracking.close-cycle", found),
    }
    return render(request, "tracking/desk/cycle.html", context)


def _context(request: HttpRequest, found: Cycle) -> dict[str, Any]:
    return {
        "crumbs": cycle_path(request, found.plan, found),
        "fictitious": found.plan.fictitious,
        "cycle": found,
        "sentence": cycle_sentence(found),
        "chain": dict(chain_choices())[found.chain],
        "today": timezone.localdate(),
    }


@allowed_by("tracking.change-cycle")
@require_http_methods(METHODS)
def change(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """Changes the name, the days and the chain of a cycle in preparation."""
    found = seen_cycle(request, plan, number)
    require(request.user, "tracking.change-cycle", found)
    initial = {
        name: getattr(found, name) for name in ("name", "starts", "ends", "due_on", "instructions", "chain", "version")
    }

    def act(form: CycleForm) -> str:
        version = form.cleaned_data["version"]
        actions.change_cycle(cycle=found, terms=_terms(form), by=person(request), version=version)
        return _("Guardado.")

    context = _form_context(request, found, _("Cambiar el ciclo"), _("Puede cambiar hasta que lo abras."), _("Guardar"))
    form = CycleForm(request.POST or None, initial=initial)
    return answer(
        request,
        FORM,
        form,
        lambda sent: Done(act(sent), desk_of(found)),
        context=lambda: context,
        version=_standing(found),
    )


@allowed_by("tracking.open-cycle")
@require_POST
def start(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """Opens a cycle: its units are asked."""
    found = seen_cycle(request, plan, number)

    def act(version: int) -> str:
        actions.open_cycle(cycle=found, by=person(request), version=version)
        return _("Ciclo abierto: ya se avisó a quienes responden.")

    return _do(request, found, act)


@allowed_by("tracking.close-cycle")
@require_POST
def close(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """Closes a cycle."""
    found = seen_cycle(request, plan, number)

    def act(version: int) -> str:
        actions.close_cycle(cycle=found, by=person(request), version=version)
        return _("Ciclo cerrado: queda como está.")

    return _do(request, found, act)


@allowed_by("tracking.change-cycle")
@require_POST
def discard(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """Throws away a cycle that was never opened."""
    found = seen_cycle(request, plan, number)

    def act(version: int) -> str:
        actions.discard_cycle(cycle=found, by=person(request), version=version)
        return _("Descartado: nadie había recibido nada.")

    return _do(request, found, act, then=reverse("tracking:desk"))


@allowed_by("tracking.extend-due-day")
@require_http_methods(METHODS)
def extend(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """Gives more time for some reports."""
    found = seen_cycle(request, plan, number)
    require(request.user, "tracking.extend-due-day", found)
    form = ExtensionForm(request.POST or None, missing=asked_of(found).filter(reported_at__isnull=True))

    def act(sent: ExtensionForm) -> str:
        rows = actions.extend_due_day(cycle=found, by=person(request), **sent.cleaned_data)
        told = ngettext("Un reporte tiene más plazo.", "%(number)s reportes tienen más plazo.", len(rows))
        return told % {"number": len(rows)}

    context = _form_context(
        request,
        found,
        _("Dar más plazo"),
        _("El motivo se publica junto al nuevo día, y se avisa a quien responde."),
        _("Dar más plazo"),
    )
    return answer(request, FORM, form, lambda sent: Done(act(sent), desk_of(found)), context=lambda: context)


def _do(request: HttpRequest, found: Cycle, act: Any, then: str = "") -> HttpResponse:
    """Does something that only needs the version that the person saw; a refusal is told on the cycle's page."""
    form = VersionedForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Vuelve a intentarlo desde esta página."))
        return redirect(desk_of(found))
    try:
        messages.success(request, act(form.cleaned_data["version"]))
    except (Refused, Denied) as refused:
        messages.error(request, refused.reason)
        return redirect(desk_of(found))
    return redirect(then or desk_of(found))


def _terms(form: CycleForm) -> actions.CycleTerms:
    return actions.CycleTerms(**{name: value for name, value in form.cleaned_data.items() if name != "version"})


def _form_context(request: HttpRequest, found: Cycle, title: str, sentence: str, button: str) -> dict[str, Any]:
    return {
        "crumbs": cycle_path(request, found.plan, found, title),
        "fictitious": found.plan.fictitious,
        "kicker": f"{found.plan} · {found.name}",
        "title": title,
        "sentence": sentence,
        "button": button,
        "back": desk_of(found),
    }


def _standing(found: Cycle) -> Any:
    """The version that stands when it is asked for."""
    return lambda: Cycle.objects.get(pk=found.pk).version
