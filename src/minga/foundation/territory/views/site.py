"""The pages of the territory, for everybody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minga.design.crumbs import Crumb, crumbs
from minga.design.listing import same_as_files
from minga.foundation.territory import queries
from minga.foundation.territory.forms import PointForm
from minga.foundation.territory.models import Territory
from minga.foundation.territory.queries import Arrangement, Location
from minga.foundation.territory.schematic import spots
from minga.kernel.access import everybody
from minga.kernel.errors import Refused
from minga.kernel.panels import panels_for

LONGEST_TEXT = 100


@everybody
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The canton as a whole, with its parishes by zone; finds places by name and by coordinates."""
    cantons = queries.cantons_in_order()
    if not cantons:
        return render(request, "territory/nothing.html", {"crumbs": _crumbs(request)})
    wanted = [canton for canton in cantons if canton.slug == request.GET.get("canton")]
    canton = next(iter(wanted or cantons))
    text = request.GET.get("q", "").strip()[:LONGEST_TEXT]
    found = queries.find_places(text)
    point = PointForm(request.GET if {"lon", "lat"} & request.GET.keys() else None)
    location = _locate(point)
    arranged = queries.arrangement(canton, request.GET.get("zonas", ""))
    context = {
        "crumbs": _crumbs(request),
        "cantons": [other for other in cantons if other != canton],
        "text": text,
        "found": found,
        "point": point,
        "files": same_as_files(request),
        "location": location,
        **_arranged(arranged, [location.parish] if location else found),
    }
    return render(request, "territory/list.html", context)


def _locate(form: PointForm) -> Location | None:
    """The place of the point that was asked for; a refusal becomes an error of the form."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return queries.locate(form.cleaned_data["lon"], form.cleaned_data["lat"])
    except Refused as refused:
        form.add_error(None, refused.reason)
        return None


@everybody
@require_safe
def detail(request: HttpRequest, territory: str) -> HttpResponse:
    """One place: a canton, a zone, a parish or a smaller one.

    The context of a panel on `territory.territory` may carry `parts`, what documents locate in the place.
    """
    places = Territory.objects.defer("boundary").select_related("canton")
    place = get_object_or_404(places, slug=territory)
    canton = place if place.kind == Territory.Kind.CANTON else place.canton
    if canton is None:
        raise Http404
    arranged = queries.arrangement(canton, request.GET.get("zonas", ""))
    page = queries.place_page(place, arranged)
    panels = panels_for(place)
    located = any(panel.get("parts") for _panel, panel in panels)
    context = {
        "crumbs": _crumbs(request, place),
        "place": place,
        "panels": panels,
        "located": located,
        "mentions": [] if located else queries.mentions(place),
        "files": same_as_files(request),
        **_arranged(arranged, page.marked),
        **page.facts,
    }
    return render(request, page.template, context)


def _arranged(arranged: Arrangement, chosen: Sequence[Territory] = ()) -> dict[str, Any]:
    """What every page shows of the canton: its parishes by zone, and the map with the chosen ones."""
    return {
        "arranged": arranged,
        "canton": arranged.canton,
        "fictitious": arranged.canton.fictitious,
        "spots": spots(arranged, chosen),
    }


def _crumbs(request: HttpRequest, place: Territory | None = None) -> list[Crumb]:
    if place is None:
        return crumbs(request, (_("Territorio"), None))
    above: list[Crumb] = [(_("Territorio"), reverse("territory:list"))]
    if place.canton:
        above.append((place.canton.display_name, place.canton.get_absolute_url()))
    return crumbs(request, *above, (place.display_name, None))
