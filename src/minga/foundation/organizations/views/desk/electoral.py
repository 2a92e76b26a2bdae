"""The desk's pages for who sets and ends the electoral mode."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minga.design.crumbs import Crumb, crumbs
from minga.design.sending import Done, answer, sent
from minga.foundation.accounts.views.own import person_of
from minga.foundation.organizations.actions.electoral import end_electoral_mode, set_electoral_mode
from minga.foundation.organizations.forms.electoral import ElectoralEndForm, ElectoralForm
from minga.foundation.organizations.models import ElectoralMode
from minga.foundation.organizations.queries.electoral import every_mode
from minga.kernel.access import allowed_by

RULE = "organizations.set-electoral-mode"


@allowed_by(RULE)
@require_http_methods(["GET", "HEAD", "POST"])
def electoral(request: HttpRequest) -> HttpResponse:
    """Setting the electoral mode by an act; every one that was set is below."""

    def act(filled: ElectoralForm) -> Done:
        set_electoral_mode(**filled.cleaned_data, by=person_of(request))
        return Done(_("Modo electoral anotado, con su acto. Se aplica desde su primer día."), _address())

    template, form = "organizations/desk/electoral.html", ElectoralForm(sent(request))
    return answer(request, template, form, act, context=lambda: _every_mode(request))


def _every_mode(request: HttpRequest) -> dict[str, Any]:
    today = timezone.localdate()
    modes = list(every_mode())
    return {
        "crumbs": _crumbs(request),
        "modes": modes,
        "open": [mode for mode in modes if not mode.cancelled and (mode.ends is None or mode.ends >= today)],
        "today": today,
    }


@allowed_by(RULE)
@require_http_methods(["GET", "HEAD", "POST"])
def end_electoral(request: HttpRequest, mode: str) -> HttpResponse:
    """Ending an electoral mode by an act, or leaving one that has not begun without effect."""
    found = _find(mode)
    form = ElectoralEndForm(sent(request), begun=_begun(found), initial={"version": found.version})

    def act(filled: ElectoralEndForm) -> Done:
        told = {"last_day": None} | filled.cleaned_data
        end_electoral_mode(mode=found, by=person_of(request), **told)
        return Done(_("Anotado, con su acto."), _address())

    return answer(
        request,
        "organizations/desk/electoral_end.html",
        form,
        act,
        context=lambda: {
            "crumbs": _crumbs(request, (_("Terminarlo"), None)),
            "mode": _find(mode),
            "begun": _begun(found),
        },
        version=lambda: _find(mode).version,
    )


def _find(mode: str) -> ElectoralMode:
    return get_object_or_404(ElectoralMode, public_id=mode)


def _begun(mode: ElectoralMode) -> bool:
    return mode.starts <= timezone.localdate()


def _address() -> str:
    return reverse("organizations:electoral-desk")


def _crumbs(request: HttpRequest, *below: Crumb) -> list[Crumb]:
    above = (_("Modo electoral"), _address() if below else None)
    return crumbs(request, (_("Bandeja de trabajo"), reverse("web:desk")), above, *below)
