"""The pages of the territory, for everybody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minga.design.context import Site
from minga.design.listing import same_as_files
from minga.foundation.territory import queries
from minga.foundation.territory.forms import PointForm
from minga.foundation.territory.models import Layout, Territory
from minga.foundation.territory.queries import Arrangement, Figure, Location
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
    build, template = PAGES.get(Territory.Kind(place.kind), (_parish, "territory/parish.html"))
    arranged = queries.arrangement(canton, request.GET.get("zonas", ""))
    panels = panels_for(place)
    context = {
        "crumbs": _crumbs(request, place),
        "place": place,
        "panels": panels,
        "located": any(panel.get("parts") for _panel, panel in panels),
        "files": same_as_files(request),
        **build(place, arranged),
    }
    return render(request, template, context)


def _canton(place: Territory, arranged: Arrangement) -> dict[str, Any]:
    """The canton's own figures, and the sums of its parishes for the years without one."""
    own = queries.figures([place])
    known = {(figure.year, figure.kind) for figure in own}
    sums = [figure for figure in queries.figures(arranged.parishes) if (figure.year, figure.kind) not in known]
    return {**_arranged(arranged), **_people(sorted([*own, *sums], key=lambda figure: figure.year))}


def _zone(place: Territory, arranged: Arrangement) -> dict[str, Any]:
    """The zone's parishes in the newest layout in which it has any, and what is different in the others."""
    by_layout = [(layout, arranged.parishes_in(place, layout)) for layout in arranged.layouts]
    layout, parishes = next(((layout, members) for layout, members in by_layout if members), (None, []))
    return {
        **_arranged(arranged, parishes),
        "layout": layout,
        "parishes": parishes,
        "others": [_compared(other, members, parishes) for other, members in by_layout if other != layout],
        "census": queries.latest_census(parishes),
        **_people(queries.figures(parishes)),
    }


def _compared(layout: Layout, members: Sequence[Territory], parishes: Sequence[Territory]) -> dict[str, Any]:
    """What a zone has in another layout that it has not in this one, and the reverse."""
    return {
        "layout": layout,
        "members": members,
        "more": [parish for parish in members if parish not in parishes],
        "fewer": [parish for parish in parishes if parish not in members],
    }


def _parish(place: Territory, arranged: Arrangement) -> dict[str, Any]:
    """The parish's figures, its rank among all, and its zone in each layout."""
    parish = arranged.find(place)
    figures = queries.figures([parish or place])
    censuses = [figure for figure in figures if not figure.is_projection]
    change = censuses[-1].inhabitants - censuses[0].inhabitants if censuses else 0
    zones = [(layout, arranged.zone_of(place, layout)) for layout in arranged.layouts]
    today = [zone for layout, zone in zones if layout.is_current]
    return {
        **_arranged(arranged, [place]),
        "zones": zones,
        "zones_told": [(layout, zone) for layout, zone in zones if layout.is_current or zone not in today],
        **_people(figures),
        "first": censuses[0] if censuses else None,
        "census": censuses[-1] if censuses else None,
        "grew": change > 0,
        "change": abs(change),
        "rank": arranged.rank(parish) if parish else None,
    }


def _people(figures: Sequence[Figure]) -> dict[str, Any]:
    """The figures with the largest of them, which sets the scale of their bars, and where they come from."""
    return {
        "figures": figures,
        "largest": max((figure.inhabitants for figure in figures), default=0),
        "sources": list(dict.fromkeys(figure.source for figure in figures)),
        "summed": any(figure.is_sum for figure in figures),
    }


PAGES = {
    Territory.Kind.CANTON: (_canton, "territory/canton.html"),
    Territory.Kind.ZONE: (_zone, "territory/zone.html"),
}


def _arranged(arranged: Arrangement, chosen: Sequence[Territory] = ()) -> dict[str, Any]:
    """What every page shows of the canton: its parishes by zone, and the map with the chosen ones."""
    return {
        "arranged": arranged,
        "canton": arranged.canton,
        "fictitious": arranged.canton.fictitious,
        "spots": spots(arranged, chosen),
    }


def _crumbs(request: HttpRequest, place: Territory | None = None) -> list[tuple[str, str | None]]:
    home = (_("Inicio"), Site(request).home)
    if place is None:
        return [home, (_("Territorio"), None)]
    crumbs = [home, (_("Territorio"), reverse("territory:list"))]
    if place.canton:
        crumbs.append((place.canton.display_name, place.canton.get_absolute_url()))
    return [*crumbs, (place.display_name, None)]
