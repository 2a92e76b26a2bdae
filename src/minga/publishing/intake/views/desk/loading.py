"""From a decided reading to the record: matches, differences, applying, undoing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minga.foundation.organizations.rules import verdict
from minga.government.plans.models import Plan
from minga.government.plans.queries.in_the_way import in_the_way
from minga.kernel.access import allowed_by
from minga.kernel.errors import Conflict, Refused
from minga.publishing.intake import actions
from minga.publishing.intake.forms.handing import VersionForm
from minga.publishing.intake.forms.matching import MatchForm
from minga.publishing.intake.models import Reading
from minga.publishing.intake.queries import differences as found_differences
from minga.publishing.intake.queries.matching import Questions, choices_of, plans_to_choose, questions
from minga.publishing.intake.queries.readings import open_inverse, plans_told
from minga.publishing.intake.queries.review import Review
from minga.publishing.intake.rules import may_change
from minga.publishing.intake.views.desk.common import page_of, person, reading_of, see_other, status_of
from minga.publishing.intake.views.desk.readings import reading_again, show


@allowed_by("intake.see")
@require_http_methods(["GET", "HEAD", "POST"])
def matches(request: HttpRequest, reading: UUID) -> HttpResponse:
    """Which standing plan and nodes the document speaks of: a question for each that is not sure."""
    found = reading_of(request, reading)
    if found.state != Reading.State.REVIEW:
        return see_other(found.get_absolute_url())
    asked = questions(Review(found))
    form = _match_form(request, found, asked)
    version = VersionForm(request.POST or None, initial={"version": found.version})
    refused, status = None, HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid() and version.is_valid():
            try:
                actions.answer_matches(found, form.answers(), by=person(request), **version.cleaned_data)
                return _after_matching(request, reading)
            except Refused as refusal:
                refused, status = refusal, status_of(refusal)
                if isinstance(refusal, Conflict):
                    version = VersionForm(initial={"version": reading_of(request, reading).version})
    may = verdict(request.user, "intake.review", found)
    context = page_of(request, found, _("Coincidencias"), asked=asked, form=form, version=version)
    return render(request, "intake/matches.html", context | {"refused": refused, "may_review": may}, status=status)


def _match_form(request: HttpRequest, reading: Reading, asked: Questions) -> MatchForm:
    others: dict[int, Sequence[Any]] = {one.plan.pk: choices_of(one.plan) for one in asked.nodes}
    return MatchForm(asked, others, plans_to_choose(reading), request.POST or None)


def _after_matching(request: HttpRequest, reading: UUID) -> HttpResponse:
    """Back to the questions while an answer has brought up others; else to the reading."""
    found = reading_of(request, reading)
    messages.success(request, _("Respuestas guardadas."))
    name = "intake:matches" if questions(Review(found)).open else "intake:reading"
    return see_other(reverse(name, args=[found.public_id]))


@allowed_by("intake.see")
@require_http_methods(["GET", "HEAD", "POST"])
def differences(request: HttpRequest, reading: UUID) -> HttpResponse:
    """What applying would change; asking for it anew works it out for how the reading stands now."""
    found = reading_of(request, reading)
    if request.method == "POST":
        try:
            actions.compare(found, by=person(request))
        except Refused as refused:
            return show(request, reading_of(request, reading), refused)
        return see_other(request.path)
    if found.state != Reading.State.REVIEW:
        return see_other(found.get_absolute_url())
    review = Review(found)
    told = found_differences.differences(found)
    told = told if told and told.holds_for(request.user) else None
    context = page_of(request, found, _("Diferencias"), review=review, told=told)
    context |= {
        "may_apply": verdict(request.user, "intake.apply", found),
        "not_theirs": _not_theirs(request, found, questions(review).standing),
        "editable": {
            one.plan.pk for one in (told.kept if told else ()) if verdict(request.user, "plans.edit", one.plan).allowed
        },
        "whole": "todo" in request.GET,
        "first": found_differences.FIRST,
    }
    return render(request, "intake/differences.html", context)


def _not_theirs(request: HttpRequest, reading: Reading, plans: Iterable[Plan]) -> list[Plan]:
    """The plans over which the person's role does not reach: with one of them the whole load is denied."""
    return [plan for plan in plans if not may_change(request.user, reading, plan).allowed]


@allowed_by("intake.apply")
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, reading: UUID) -> HttpResponse:
    """Applies the reading as one load; whoever comes here without sending the form sees the differences first."""
    found = reading_of(request, reading)
    if request.method != "POST":
        return see_other(reverse("intake:differences", args=[found.public_id]))
    form = VersionForm(request.POST)
    try:
        load = actions.apply_reading(
            found, version=form.cleaned_data["version"] if form.is_valid() else 0, by=person(request)
        )
    except Refused as refused:
        return show(request, reading_of(request, reading), refused)
    messages.success(
        request,
        _(
            "La lectura se aplicó como una sola carga y está en «%(title)s». "
            "En las páginas públicas se verá en un par de minutos."
        )
        % {"title": load.document},
    )
    return see_other(found.get_absolute_url())


@allowed_by("intake.undo")
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, reading: UUID) -> HttpResponse:
    """Undoes the load of the reading as a whole."""
    found = reading_of(request, reading)
    form = VersionForm(request.POST or None, initial={"version": found.version})
    refused, status = None, HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                load = actions.undo_reading(found, by=person(request), **form.cleaned_data)
            except Refused as refusal:
                refused, status = refusal, status_of(refusal)
                form = VersionForm(initial={"version": reading_of(request, reading).version})
            else:
                messages.success(request, _undone(load.state == load.State.UNDONE))
                return see_other(_after_undoing(found))
    may = verdict(request.user, "intake.undo", found)
    context = page_of(
        request, found, _("Deshacer"), form=form, refused=refused, may_undo=may, inverse=open_inverse(found)
    )
    context["in_the_way"] = in_the_way(found.load) if found.load is not None and not found.is_undone else []
    context["is_held"] = found.load is not None and found.load.editions.exists()
    context["not_theirs"] = _not_theirs(request, found, plans_told(found.load) if found.load else ())
    context |= reading_again(request, found)
    return render(request, "intake/undo.html", context, status=status)


def _after_undoing(reading: Reading) -> str:
    """The reading's page; where undoing was only proposed, that of the change set which waits to be published."""
    inverse = open_inverse(reading)
    return inverse.get_absolute_url() if inverse else reading.get_absolute_url()


def _undone(whole: bool) -> str:
    if whole:
        return _(
            "La carga se deshizo: sus datos salieron de Minga y el documento puede leerse de nuevo. "
            "En las páginas públicas se verá en un par de minutos."
        )
    return _("La carga está en una edición publicada: se propuso deshacerla, y falta publicar ese cambio con su acto.")
