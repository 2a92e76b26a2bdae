"""The pages of the budget, for everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minga.design.crumbs import crumbs
from minga.design.listing import same_as_files
from minga.government.budget.queries import budget_page
from minga.kernel.access import everybody


@everybody
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The money read so far, by line, with codificado and devengado."""
    shown = budget_page(request.GET)
    context = {
        "crumbs": crumbs(request, (_("Presupuesto"), None)),
        "fictitious": shown.fictitious,
        "shown": shown,
        "take": same_as_files(request),
    }
    return render(request, "budget/list.html", context)
