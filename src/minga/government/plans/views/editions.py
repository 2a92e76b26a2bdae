"""The public pages of a plan's editions, of what changed between two, and of a node's history."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minga.design.crumbs import Crumb, crumbs
from minga.design.listing import same_as_files
from minga.design.paging import PARAMETER
from minga.foundation.sources.naming import told_apart
from minga.government.plans.models import Edition, Node, Plan
from minga.government.plans.queries.editions import edition_page, editions_of, history_of
from minga.government.plans.queries.links import ended_links
from minga.government.plans.queries.node import find_node
from minga.government.plans.views.site import CRUMB, moved_plan, plan_at
from minga.government.plans.words import document_name, shortened
from minga.kernel.access import everybody

ROWS_IN_A_PAGE = 100


def _path(request: HttpRequest, plan: Plan, *below: Crumb) -> list[Crumb]:
    above: list[Crumb] = [(_("Planes"), reverse("plans:list"))]
    return crumbs(request, *above, (shortened(str(plan), CRUMB), plan.get_absolute_url()), *below)


@everybody
@require_safe
def editions(request: HttpRequest, plan: str) -> HttpResponse:
    """Every edition of a plan, with its act and its seal."""
    found = plan_at(plan)
    if found is None:
        return moved_plan(request, plan)
    context = {
        "crumbs": _path(request, found, (_("Ediciones"), None)),
        "fictitious": found.fictitious,
        "plan": found,
        "page": Paginator(editions_of(found), ROWS_IN_A_PAGE).get_page(request.GET.get(PARAMETER)),
        "take": same_as_files(request),
    }
    return render(request, "plans/editions.html", context)


@everybody
@require_safe
def edition(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """An edition with what changed since the one before it, or since the one that `con` names."""
    found = plan_at(plan)
    if found is None:
        return moved_plan(request, plan)
    chosen = request.GET.get("con", "")
    try:
        page = edition_page(found, number, int(chosen) if chosen.isdecimal() and len(chosen) < LONGEST else None)
    except Edition.DoesNotExist:
        raise Http404 from None
    path = _path(request, found, (_("Ediciones"), reverse("plans:editions", args=[plan])), (str(number), None))
    context = {
        "crumbs": path,
        "fictitious": found.fictitious,
        "plan": found,
        "shown": page,
        "rows": Paginator(page.lines, ROWS_IN_A_PAGE).get_page(request.GET.get(PARAMETER)),
        "beside": told_apart(page.documents, document_name),
        "take": same_as_files(request),
    }
    return render(request, "plans/edition.html", context)


LONGEST = 8
"""Digits of a number of edition that are read."""


@everybody
@require_safe
def edition_file(request: HttpRequest, plan: str, number: int) -> HttpResponse:
    """The whole plan as it was published, in the very bytes that its seal is of."""
    found = plan_at(plan)
    if found is None:
        return moved_plan(request, plan)
    row = Edition.objects.filter(plan=found, number=number).first()
    if row is None:
        raise Http404
    response = HttpResponse(row.content, content_type="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.slug}-{number}.json"'
    return response


@everybody
@require_safe
def history(request: HttpRequest, plan: str, key: str) -> HttpResponse:
    """All that was published of a node: by which act or load, which field, from what to what."""
    try:
        found = find_node(plan, key)
    except Node.DoesNotExist:
        if plan_at(plan) is None:
            return moved_plan(request, plan)
        raise Http404 from None
    path = _path(request, found.plan, (found.key, found.get_absolute_url()), (_("Historia"), None))
    page = Paginator(history_of(found), ROWS_IN_A_PAGE).get_page(request.GET.get(PARAMETER))
    context = {
        "crumbs": path,
        "fictitious": found.plan.fictitious,
        "node": found,
        "page": page,
        "beside": told_apart((document for past in page.object_list for document in past.documents), document_name),
        "ended": ended_links(found),
        "take": same_as_files(request),
    }
    return render(request, "plans/history.html", context)
