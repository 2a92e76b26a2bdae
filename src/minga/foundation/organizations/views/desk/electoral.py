"""The desk's pages for who sets and ends the electoral mode."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minga.design.crumbs import Crumb, crumbs
from minga.foundation.organizations.actions.electoral import end_electoral_mode, set_electoral_mode
from minga.foundation.organizations.forms.electoral import ElectoralEndForm, ElectoralForm
from minga.foundation.organizations.models import ElectoralMode
from minga.foundation.organizations.queries.electoral import every_mode
from minga.foundation.organizations.rules import verdict
from minga.foundation.organizations.views.desk.answers import actor_of, attempt, sent, status_of, with_version
from minga.kernel.access import allowed_by
from minga.kernel.errors import Refused

RULE = "organizations.set-electoral-mode"


@allowed_by(RULE)
@require_http_methods(["GET", "HEAD", "POST"])
def electoral(request: HttpRequest) -> HttpResponse:
    """Setting the electoral mode by an act; every one that was set is below."""
    form = ElectoralForm(sent(request))
    if request.method != "POST" or not form.is_valid():
        return _set_page(request, form, None, status_of(form))
    return attempt(
        lambda: set_electoral_mode(**form.cleaned_data, by=actor_of(request)),
        lambda _mode: _told(request, _("Modo electoral anotado, con su acto. Se aplica desde su primer día.")),
        lambda refused, status: _set_page(request, form, refused, status),
    )


def _set_page(request: HttpRequest, form: ElectoralForm, refused: Refused | None, status: int) -> HttpResponse:
    today = timezone.localdate()
    modes = list(every_mode())
    context = {
        "crumbs": _crumbs(request),
        "form": form,
        "refused": refused,
        "modes": modes,
        "open": [mode for mode in modes if not mode.cancelled and (mode.ends is None or mode.ends >= today)],
        "today": today,
        "may_set": verdict(request.user, RULE, ElectoralMode()),
    }
    return render(request, "organizations/desk/electoral.html", context, status=status)


@allowed_by(RULE)
@require_http_methods(["GET", "HEAD", "POST"])
def end_electoral(request: HttpRequest, mode: str) -> HttpResponse:
    """Ending an electoral mode by an act, or leaving one that has not begun without effect."""
    found = get_object_or_404(ElectoralMode, public_id=mode)
    form = ElectoralEndForm(sent(request), begun=_begun(found), initial={"version": found.version})
    if request.method != "POST" or not form.is_valid():
        return _end_page(request, found, form, None, status_of(form))
    told = form.cleaned_data | {"last_day": form.cleaned_data.get("last_day")}
    return attempt(
        lambda: end_electoral_mode(mode=found, by=actor_of(request), **told),
        lambda _mode: _told(request, _("Anotado, con su acto.")),
        lambda refused, status: _end_again(request, found, form, refused, status),
    )


def _end_again(
    request: HttpRequest, seen: ElectoralMode, form: ElectoralEndForm, refused: Refused, status: int
) -> HttpResponse:
    found = ElectoralMode.objects.get(pk=seen.pk)
    return _end_page(request, found, with_version(form, found.version), refused, status)


def _end_page(
    request: HttpRequest, mode: ElectoralMode, form: ElectoralEndForm, refused: Refused | None, status: int
) -> HttpResponse:
    context = {
        "crumbs": _crumbs(request, (_("Terminarlo"), None)),
        "mode": mode,
        "begun": _begun(mode),
        "form": form,
        "refused": refused,
    }
    return render(request, "organizations/desk/electoral_end.html", context, status=status)


def _begun(mode: ElectoralMode) -> bool:
    return mode.starts <= timezone.localdate()


def _told(request: HttpRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("organizations:electoral-desk", permanent=False)


def _crumbs(request: HttpRequest, *below: Crumb) -> list[Crumb]:
    above = (_("Modo electoral"), reverse("organizations:electoral-desk") if below else None)
    return crumbs(request, (_("Bandeja"), reverse("web:desk")), above, *below)
