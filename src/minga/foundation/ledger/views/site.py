"""The pages of the public log, for everybody."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minga.design.crumbs import crumbs
from minga.design.listing import same_as_files
from minga.design.paging import PARAMETER
from minga.foundation.ledger.forms import EntryFilter
from minga.foundation.ledger.keys import current_verifier
from minga.foundation.ledger.models import DailyHead
from minga.foundation.ledger.queries.acts import asked_of, entry_page, last_head, log_page, waiting_acts
from minga.kernel.access import everybody

DAYS_IN_A_PAGE = 60
LONGEST = 15
"""Digits of a number of entry that are read."""


@everybody
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The acts, the last first: what waits for its seal, then what is sealed, paged by its number (`antes`)."""
    asked = asked_of(request.GET)
    page = log_page(**asked, before=_number(request.GET.get("antes", "")))
    context = {
        "crumbs": crumbs(request, (_("Bitácora pública"), None)),
        "form": EntryFilter(request.GET),
        "asked": any(asked.values()),
        "page": page,
        "waiting": waiting_acts(**asked) if page.is_first else [],
        "head": last_head(),
        "older": _page(request, page.older) if page.older is not None else "",
        "first": _page(request, None),
        "take": [
            (_("Entera"), reverse("ledger:entries"), _("como se selló, para comprobarla")),
            *same_as_files(request),
        ],
    }
    return render(request, "ledger/list.html", context)


@everybody
@require_safe
def entry(request: HttpRequest, index: int) -> HttpResponse:
    """One act: what it told, its place, and how its place is proven."""
    found = entry_page(index)
    if found is None:
        raise Http404
    context = {
        "crumbs": crumbs(request, (_("Bitácora pública"), reverse("ledger:list")), (str(index), None)),
        "fictitious": found.act.event.fictitious,
        "shown": found,
    }
    return render(request, "ledger/entry.html", context)


@everybody
@require_safe
def heads(request: HttpRequest) -> HttpResponse:
    """The head of each day, which whoever wants keeps outside."""
    days = DailyHead.objects.select_related("head")
    context = {
        "crumbs": crumbs(request, (_("Bitácora pública"), reverse("ledger:list")), (_("Cabezas"), None)),
        "page": Paginator(days, DAYS_IN_A_PAGE).get_page(request.GET.get(PARAMETER)),
    }
    return render(request, "ledger/heads.html", context)


@everybody
@require_safe
def how(request: HttpRequest) -> HttpResponse:
    """How anyone checks the log, and what that proves."""
    context = {
        "crumbs": crumbs(request, (_("Bitácora pública"), reverse("ledger:list")), (_("Cómo se comprueba"), None)),
        "key": current_verifier(),
        "head": last_head(),
    }
    return render(request, "ledger/how.html", context)


def _page(request: HttpRequest, before: int | None) -> str:
    """The address of a page with what is asked for now."""
    asked = request.GET.copy()
    asked.pop("antes", None)
    if before is not None:
        asked["antes"] = str(before)
    return f"{request.path}?{asked.urlencode()}"


def _number(written: str) -> int | None:
    return int(written) if written.isascii() and written.isdecimal() and len(written) <= LONGEST else None
