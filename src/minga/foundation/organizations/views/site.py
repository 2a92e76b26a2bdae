"""The pages of organizations, for everybody."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minga.design.crumbs import Crumb, crumbs
from minga.design.listing import same_as_files
from minga.design.paging import PARAMETER
from minga.foundation.organizations import queries
from minga.foundation.organizations.forms import FilterForm
from minga.foundation.organizations.models import AdministrationPeriod, Body, Organization
from minga.foundation.organizations.queries.electoral import every_mode
from minga.kernel.access import everybody
from minga.kernel.panels import panels_for

PAGE_SIZE = 100


@everybody
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every organization that the documents name, by kind."""
    asked = queries.Filter.read(request.GET.dict())
    counts = queries.count_by_kind(asked)
    total = counts.get(asked.kind, 0) if asked.kind else sum(counts.values())
    page = _Counted(queries.listed(asked), total).get_page(request.GET.get(PARAMETER))
    context = {
        "crumbs": _crumbs(request),
        "asked": asked,
        "total": total,
        "form": FilterForm({"q": asked.text, "clase": asked.kind}, counts=counts),
        "page_obj": page,
        "groups": _by_kind(page),
        "periods": AdministrationPeriod.objects.filter(fictitious=bool(asked.fictitious)),
        "has_fictitious": not asked.fictitious and Organization.objects.filter(fictitious=True).exists(),
        "fictitious": asked.fictitious,
        "files": same_as_files(request),
    }
    return render(request, "organizations/list.html", context)


class _Counted(Paginator):
    """Pages of a listing whose length is known already."""

    def __init__(self, found: Any, total: int) -> None:
        super().__init__(found, PAGE_SIZE)
        self.count = total


def _by_kind(page: Page) -> list[tuple[str, list[Organization]]]:
    """The page's organizations under the words for their kind."""
    grouped = groupby(page, key=lambda organization: organization.kind)
    return [(str(Organization.Kind(kind).label), list(members)) for kind, members in grouped]


@everybody
@require_safe
def detail(request: HttpRequest, organization: str) -> HttpResponse:
    """One organization: its names over the years, what is above and below it, its bodies, what it does in the plans."""
    bodies = Prefetch("bodies", Body.objects.prefetch_related("seat_rules"))
    rows = Organization.objects.select_related("parent", "territory").defer("territory__boundary")
    found = get_object_or_404(rows.prefetch_related("names", "units", bodies), slug=organization)
    names = queries.in_order(found.names.all())
    context = {
        "crumbs": _crumbs(request, found),
        "organization": found,
        "names": names,
        "story": queries.story(names),
        "has_reading": any(name.is_reading for name in names),
        "has_facts": any(
            (found.acronym, found.parent, found.territory, found.valid_from, found.act, found.units.all())
        ),
        "units": sorted(found.units.all(), key=lambda unit: unit.slug),
        "bodies": found.bodies.all(),
        "panels": panels_for(found),
        "fictitious": found.fictitious,
        "files": same_as_files(request),
    }
    return render(request, "organizations/detail.html", context)


@everybody
@require_safe
def electoral(request: HttpRequest) -> HttpResponse:
    """Every electoral mode with its acts: the one in force, the coming, the past and those left without effect."""
    modes = list(every_mode())
    context = {
        "crumbs": crumbs(request, (_("Modo electoral"), None)),
        "modes": modes,
        "in_force": next((mode for mode in modes if mode.is_active()), None),
        "today": timezone.localdate(),
        "files": same_as_files(request),
    }
    return render(request, "organizations/electoral.html", context)


def _crumbs(request: HttpRequest, organization: Organization | None = None) -> list[Crumb]:
    if organization is None:
        return crumbs(request, (_("Organizaciones"), None))
    above: list[Crumb] = [(_("Organizaciones"), reverse("organizations:list"))]
    if organization.parent:
        above.append((organization.parent.display_name, organization.parent.get_absolute_url()))
    return crumbs(request, *above, (organization.display_name, None))
