"""The pages of the budget, for everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minga.design.context import Site
from minga.government.budget.queries import budget_page
from minga.kernel.access import everybody


@everybody
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The money read so far, by line, with codificado and devengado."""
    shown = budget_page(request.GET)
    context = {
        "crumbs": [(_("Inicio"), Site(request).home), (_("Presupuesto"), None)],
        "fictitious": shown.fictitious,
        "shown": shown,
        "take": _take(request),
    }
    return render(request, "budget/list.html", context)


def _take(request: HttpRequest) -> list[tuple[str, str, str]]:
    """The same listing as files, with the same parameters except the page."""
    asked = request.GET.copy()
    asked.pop("pagina", None)
    query = f"?{asked.urlencode()}" if asked else ""
    base = reverse("budget:list").rstrip("/")
    return [
        ("CSV", f"{base}.csv{query}", _("para hojas de cálculo")),
        ("JSON", f"{base}.json{query}", _("para programas")),
    ]
