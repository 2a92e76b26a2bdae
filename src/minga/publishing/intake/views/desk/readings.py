"""Readings: their list, handing one in, its page, its source, reading it again and discarding it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minga.design.paging import PARAMETER
from minga.foundation.organizations.rules import verdict
from minga.foundation.sources.models import Load
from minga.kernel.access import allowed_by
from minga.kernel.errors import Conflict, Refused
from minga.kernel.formats import megabytes
from minga.kernel.registry import Text
from minga.kernel.uploads import too_large
from minga.publishing.intake import actions
from minga.publishing.intake.forms.handing import DiscardForm, HandInForm, VersionForm
from minga.publishing.intake.limits import Limits
from minga.publishing.intake.models import Reading
from minga.publishing.intake.queries import beside
from minga.publishing.intake.queries.matching import questions
from minga.publishing.intake.queries.readings import (
    STATES,
    count_by_state,
    desks,
    later_reading,
    left_by,
    listed,
    open_inverse,
)
from minga.publishing.intake.queries.review import Review
from minga.publishing.intake.views.desk.common import page_of, path_to, person, reading_of, see_other, status_of

IN_A_PAGE = 30
ALERTS_IN_A_PAGE = 100
STAGES = list(Reading.Stage)


@allowed_by("intake.see")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The readings that the person may see, those that wait for somebody first."""
    state = request.GET.get("estado", "")
    page = Paginator(listed(request.user, state), IN_A_PAGE).get_page(request.GET.get(PARAMETER))
    counts = count_by_state(request.user)
    context = {
        "crumbs": path_to(request),
        "page": page,
        "state": state if state in STATES else "",
        "states": [(value, STATES[value], number) for value, number in counts.items()],
        "waiting": counts.get(Reading.State.REVIEW, 0) + counts.get(Reading.State.FAILED, 0),
        "may_submit": bool(desks(request.user)),
        "fictitious": bool(page.object_list) and all(reading.fictitious for reading in page.object_list),
    }
    return render(request, "intake/list.html", context)


@allowed_by("intake.submit")
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: HttpRequest) -> HttpResponse:
    """Hands in a document."""
    found = desks(request.user)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = HandInForm(*data, desks=found, initial={"desk": found[0].value if len(found) == 1 else ""})
    refused, status = None, HTTPStatus.OK
    if too_large(request):
        refused, status = _too_large(), HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        form = HandInForm(desks=found, initial={"desk": request.POST.get("desk", "")})
    elif request.method == "POST" and not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    elif request.method == "POST":
        try:
            return see_other(_receive(request, form).get_absolute_url())
        except Refused as refusal:
            refused, status = refusal, status_of(refusal)
    context = {
        "crumbs": path_to(request, (_("Entregar un documento"), None)),
        "form": form,
        "refused": refused,
        "known": getattr(refused, "address", ""),
        "fictitious": bool(found) and all(desk.organization.fictitious for desk in found),
        "nowhere": not found,
    }
    return render(request, "intake/hand_in.html", context, status=status)


def _receive(request: HttpRequest, form: HandInForm) -> Reading:
    file, desk = form.cleaned_data["file"], form.chosen
    return actions.receive(file, name=file.name, organization=desk.organization, plan=desk.plan, by=person(request))


def _too_large() -> Refused:
    limit = megabytes(Limits.from_environment().size)
    return Refused(_("El archivo pesa más de %(limit)s MB; divídelo o quítale las imágenes.") % {"limit": limit})


@allowed_by("intake.see")
@require_safe
def detail(request: HttpRequest, reading: UUID) -> HttpResponse:
    """A reading: how far it came, its alerts with what was decided, and what comes next."""
    found = reading_of(request, reading)
    return show(request, found)


def show(request: HttpRequest, reading: Reading, refused: Refused | None = None) -> HttpResponse:
    """The page of a reading, with why an act on it was refused."""
    state = reading.state
    context = page_of(request, reading, refused=refused, state=state, stages=_stages(reading))
    context |= {f"may_{act}": verdict(request.user, f"intake.{act}", reading) for act in ("review", "retry", "discard")}
    context |= {f"may_{act}": verdict(request.user, f"intake.{act}", reading) for act in ("apply", "undo")}
    context |= {"is_stalled": reading.is_stalled(), "inverse": open_inverse(reading)}
    context |= reading_again(request, reading)
    if reading.load is not None:
        context["left"] = left_by(reading.load)
    if reading.draft is not None:
        review = Review(reading)
        asked = questions(review) if state == Reading.State.REVIEW else None
        alerts = Paginator(review.to_decide, ALERTS_IN_A_PAGE).get_page(request.GET.get(PARAMETER))
        context |= {"review": review, "asked": asked, "alerts": alerts, "notices": review.notices[:ALERTS_IN_A_PAGE]}
    return render(
        request, f"intake/states/{_template(reading)}.html", context, status=status_of(refused) if refused else 200
    )


def reading_again(request: HttpRequest, reading: Reading) -> dict[str, Any]:
    """What the pages of a reading whose load is undone need to offer another one."""
    if not reading.is_undone:
        return {}
    assert reading.load is not None
    return {
        "later": later_reading(request.user, reading),
        "stands_again": reading.load.document.loads.filter(state=Load.State.APPLIED).exists(),
        "may_read_again": verdict(request.user, "intake.submit", reading),
    }


def _template(reading: Reading) -> str:
    if reading.state in (Reading.State.QUEUED, Reading.State.READING):
        return "reading"
    return reading.state


def _stages(reading: Reading) -> list[tuple[str, Text]]:
    """Each stage with the mark of how it stands: done, in hand or not yet begun."""
    at = STAGES.index(Reading.Stage(reading.stage))
    begun = reading.state != Reading.State.QUEUED
    return [
        ("done" if place <= at else "going" if place == at + 1 and begun else "notyet", stage.label)
        for place, stage in enumerate(STAGES)
    ]


@allowed_by("intake.retry")
@require_POST
def read_again(request: HttpRequest, reading: UUID) -> HttpResponse:
    """Has the document read again; of one whose load is undone that is another reading."""
    found = reading_of(request, reading)
    form = VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    try:
        again = actions.read_again(found, version=version, by=person(request))
    except Refused as refused:
        return show(request, reading_of(request, reading), refused)
    return see_other(again.get_absolute_url())


@allowed_by("intake.discard")
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, reading: UUID) -> HttpResponse:
    """Discards a reading, with the reason."""
    found = reading_of(request, reading)
    form = DiscardForm(request.POST or None, initial={"version": found.version})
    refused, status = None, HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                actions.discard_reading(found, by=person(request), **form.cleaned_data)
            except Refused as refusal:
                refused, status = refusal, status_of(refusal)
                if isinstance(refusal, Conflict):
                    form.renew(reading_of(request, reading).version)
            else:
                messages.success(request, _("La lectura se descartó; su archivo y su texto ya no están en Minga."))
                return see_other(reverse("intake:readings"))
    may = verdict(request.user, "intake.discard", found)
    context = page_of(request, found, _("Descartar"), form=form, refused=refused, may_discard=may)
    return render(request, "intake/discard.html", context, status=status)


@allowed_by("intake.see")
@require_safe
def source(request: HttpRequest, reading: UUID) -> HttpResponse:
    """The document's own text, page by page."""
    found = reading_of(request, reading)
    begin = request.GET.get("desde", "0")
    window = beside.page_of_text(found, int(begin) if begin.isdecimal() and len(begin) < 10 else 0)  # noqa: PLR2004
    context = page_of(
        request,
        found,
        _("El documento"),
        window=window,
        previous=max(0, window.before - beside.PAGE),
        following=window.before + len(window.shown),
    )
    return render(request, "intake/source.html", context)
