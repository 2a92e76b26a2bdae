"""Plans for programs: what each says, its nodes, and where every fact is printed."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from minga.government.plans.api.nodes import node_detail, node_row
from minga.government.plans.api.plans import plan_detail, plan_row
from minga.government.plans.api.schemas import (
    NO_STATUS,
    NodeDetail,
    NodeList,
    NodeQuestion,
    PlanDetail,
    PlanList,
    PlanQuestion,
)
from minga.government.plans.filters import EVERY_LEVEL, Filters
from minga.government.plans.models import Node, Plan
from minga.government.plans.outline import OutlineNode
from minga.government.plans.queries.listing import all_plans, summaries
from minga.government.plans.queries.node import find_node, node_page
from minga.government.plans.queries.outline import find_plan, plan_outline
from minga.government.plans.queries.promises import promises_of
from minga.kernel.api import key_in_path, page_by_key, page_in_memory, slug_in_path

router = Router(tags=["plans"])
PLAN = slug_in_path(_("Identificador del plan."), "paga-2025-2027")


@router.get(
    "/plans",
    response=PlanList,
    operation_id="listPlans",
    summary=_("Planes"),
    description=_(
        "Los planes, cada uno con lo que dicen sus documentos en una frase, en el orden de su identificador."
    ),
)
def list_plans(request: HttpRequest, asked: Query[PlanQuestion]) -> PlanList:
    """The plans with these filters, summed up as in the page of plans."""
    found = all_plans()
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.fictitious is not None:
        found = found.filter(fictitious=asked.fictitious)
    part, following = page_by_key(request, found, asked)
    return PlanList(items=[plan_row(summary) for summary in summaries(part)], next=following)


@router.get(
    "/plans/{slug}",
    response=PlanDetail,
    operation_id="getPlan",
    summary=_("Un plan"),
    description=_("Un plan con sus niveles y los documentos que hablan de él."),
)
def get_plan(request: HttpRequest, slug: str = PLAN) -> PlanDetail:
    """What the page of a plan tells at its head."""
    return plan_detail(summaries([_plan(slug)])[0])


@router.get(
    "/plans/{slug}/nodes",
    response=NodeList,
    operation_id="listNodes",
    summary=_("Elementos de un plan"),
    description=_("Los elementos de un plan en el orden del documento: compromisos, hitos, metas, iniciativas."),
)
def list_nodes(request: HttpRequest, asked: Query[NodeQuestion], slug: str = PLAN) -> NodeList:
    """The open nodes of a plan that match, chosen as in its page."""
    plan = _plan(slug)
    outline = plan_outline(plan)
    filters = Filters(
        organization=asked.organization or "",
        level=slugify(asked.level) if asked.level else EVERY_LEVEL,
        text=asked.q or "",
    )
    chosen = [node for node in filters.choose(outline) if _has_status(node, asked.status)]
    order = (node.key for node in outline.nodes)
    part, following = page_in_memory(request, chosen, asked, order=order, key=lambda node: node.key)
    return NodeList(items=[node_row(plan, node) for node in part], next=following)


@router.get(
    "/plans/{slug}/nodes/{key}",
    response=NodeDetail,
    operation_id="getNode",
    summary=_("Un elemento de un plan"),
    description=_(
        "Todo lo que consta de un elemento: qué promete, quién responde, qué se declara y dónde está impreso."
    ),
)
def get_node(
    request: HttpRequest,
    slug: str = PLAN,
    key: str = key_in_path(_("Clave del elemento, única en su plan."), "C1.H1"),
) -> NodeDetail:
    """What the page of a node tells. Closed ones answer too.

    Raises:
        Http404: when there is none.
    """
    try:
        found = find_node(slug, key)
    except Node.DoesNotExist:
        raise Http404 from None
    return node_detail(node_page(found), promises_of(found))


def _plan(slug: str) -> Plan:
    try:
        return find_plan(slug)
    except Plan.DoesNotExist:
        raise Http404 from None


def _has_status(node: OutlineNode, status: str | None) -> bool:
    if status is None:
        return True
    return (node.declared.canonical if node.declared else NO_STATUS) == status
