"""The pages of plans, for everybody."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from minga.design.crumbs import crumbs
from minga.design.listing import Download, query_without_page, same_as_files
from minga.design.paging import PARAMETER
from minga.government.plans.filters import EVERY_LEVEL
from minga.government.plans.models import FormerSlug, Node, Plan
from minga.government.plans.queries.compare import comparison
from minga.government.plans.queries.last import last_edition
from minga.government.plans.queries.listing import all_plans, summaries
from minga.government.plans.queries.node import find_node, node_page
from minga.government.plans.queries.outline import find_plan
from minga.government.plans.queries.page import PlanPage, plan_page
from minga.government.plans.words import shortened
from minga.kernel.access import everybody

PLANS_IN_A_PAGE = 20
CRUMB = 60


@everybody
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every plan with its sentence and its units; the fictitious ones last and apart."""
    page = Paginator(all_plans(), PLANS_IN_A_PAGE).get_page(request.GET.get(PARAMETER))
    found = summaries(page.object_list)
    context = {
        "crumbs": crumbs(request, (_("Planes"), None)),
        "page": page,
        "real": [summary for summary in found if not (summary.plan.fictitious or summary.named_only)],
        "named": [summary for summary in found if summary.named_only and not summary.plan.fictitious],
        "invented": [summary for summary in found if summary.plan.fictitious],
        "take": same_as_files(request),
    }
    return render(request, "plans/list.html", context)


@everybody
@require_safe
def detail(request: HttpRequest, plan: str) -> HttpResponse:
    """A plan: its sentence, the picture of the whole, its nodes and what is missing."""
    found = plan_at(plan)
    return moved_plan(request, plan) if found is None else show_plan(request, found)


def plan_at(slug: str) -> Plan | None:
    """The plan with this address, if there is one."""
    try:
        return find_plan(slug)
    except Plan.DoesNotExist:
        return None


def moved_plan(request: HttpRequest, slug: str) -> HttpResponse:
    """To the same page below the present address of a plan that once had this one."""
    former = FormerSlug.objects.select_related("plan").filter(slug=slug).first()
    if former is None:
        raise Http404
    old, new = (reverse("plans:detail", args=[name]) for name in (slug, former.plan.slug))
    return redirect(request.get_full_path().replace(old, new, 1), permanent=True)


def show_plan(request: HttpRequest, found: Plan, **more: object) -> HttpResponse:
    """The page of a plan; `more` goes into its context."""
    page = plan_page(found, request.GET)
    context = {
        "crumbs": crumbs(request, (_("Planes"), reverse("plans:list")), (shortened(str(found), CRUMB), None)),
        "fictitious": found.fictitious,
        "plan": found,
        "edition": last_edition(found),
        "shown": page,
        "take": _plan_files(request, page),
        **more,
    }
    return render(request, "plans/detail.html", context)


@everybody
@require_safe
def node(request: HttpRequest, plan: str, key: str) -> HttpResponse:
    """A node: the promise, who answers, what is declared, and where each fact comes from. Closed ones answer too."""
    try:
        found = find_node(plan, key)
    except Node.DoesNotExist:
        if key != key.upper():
            return redirect("plans:node", plan=plan, key=key.upper())
        return moved_plan(request, plan)
    return show_node(request, found)


def show_node(request: HttpRequest, found: Node, **more: object) -> HttpResponse:
    """The page of a node; `more` goes into its context."""
    page = node_page(found)
    above = [(str(other.printed_code or other.key), other.get_absolute_url()) for other in page.ancestors]
    path = [
        (_("Planes"), reverse("plans:list")),
        (shortened(str(found.plan), CRUMB), found.plan.get_absolute_url()),
        *above,
    ]
    context = {
        "crumbs": crumbs(request, *path, (found.key, None)),
        "fictitious": found.plan.fictitious,
        "node": found,
        "shown": page,
        **more,
    }
    return render(request, "plans/node.html", context)


@everybody
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """What contributes to what, and what stands alone on both sides."""
    found = comparison(request.GET)
    chosen = [plan for plan in (found.source, found.target) if plan]
    context = {
        "crumbs": crumbs(request, (_("Comparar"), None)),
        "fictitious": any(plan.fictitious for plan in chosen),
        "shown": found,
        "take": same_as_files(request),
    }
    return render(request, "plans/compare.html", context)


def _plan_files(request: HttpRequest, page: PlanPage) -> list[Download]:
    """What is listed here, with the same filters; the whole plan; and its verifiables, where any is cited."""
    address = page.plan.get_absolute_url()
    rows = ngettext("%(number)s fila", "%(number)s filas", len(page.chosen)) % {"number": len(page.chosen)}
    listed = page.units_label.capitalize() if not page.filters.level else _("Elementos de este nivel")
    files = _files(address, query_without_page(request), listed or _("Elementos"), rows)
    files += _files(address, f"?nivel={EVERY_LEVEL}", _("Plan completo"), _("todos los niveles"))
    if page.cites:
        files += _files(f"{address}verificables/", "", _("Verificables"), _("con su documento y su lugar"))
    return files


def _files(address: str, query: str, label: str, note: str) -> list[Download]:
    base = address.rstrip("/")
    return [(f"{label}, CSV", f"{base}.csv{query}", note), (f"{label}, JSON", f"{base}.json{query}", note)]
