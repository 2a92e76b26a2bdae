"""Nodes as the API tells them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from minga.foundation.organizations.api import organization_reference
from minga.foundation.sources.api import alert, document_reference, placed
from minga.government.plans.api.schemas import (
    Fact,
    LinkToNode,
    NodeDetail,
    NodeLead,
    NodeMechanismTerm,
    NodeReference,
    NodeRoleOfOrganization,
    NodeRow,
    NodeTarget,
    PlannedPeriod,
    Status,
)
from minga.government.plans.models import Link, Node, Plan, Target
from minga.government.plans.outline import Declared, OutlineNode
from minga.government.plans.queries.node import NodePage, People
from minga.government.plans.queries.promises import Promises
from minga.government.plans.tracing import Traced
from minga.kernel.api import absolute, known, printed_date

SHOWN_LINKS = (Link.State.PRINTED, Link.State.AGREED)
"""What the public sees: never a proposal of one side alone."""


def node_row(plan: Plan, node: OutlineNode) -> NodeRow:
    """A node in the list."""
    return NodeRow(**_fields(plan, node), parent=node.parent.key if node.parent else None, leads=_leads(node))


def node_detail(page: NodePage, promises: Promises) -> NodeDetail:
    """A node whole."""
    node, here = page.node, page.here
    return NodeDetail(
        **_fields(node.plan, here),
        parent=node.parent.key if node.parent else None,
        leads=[_lead(role.organization.slug, role.organization.name, role.printed) for role in _lead_roles(page)],
        closed_at=node.closed_at,
        sentence=page.sentence,
        ancestors=[_reference(other) for other in page.ancestors],
        children=[_outlined(child) for child in page.children],
        statuses=[_status(declared) for declared in filter(None, (here.declared, *here.earlier))],
        roles=[role for people in page.people for role in _roles(people)],
        mechanisms=[NodeMechanismTerm(term=term.canonical, label=term.label) for term in here.own_mechanisms],
        mechanisms_printed=known(node.mechanisms_printed),
        targets=[_target(target) for target in promises.targets],
        expected_means=[means.text for means in promises.expected],
        links_out=_links((link, link.target) for link in page.links_out),
        links_in=_links((link, link.source) for link in page.links_in),
        alerts=[alert(finding) for finding in page.alerts],
        facts=[_fact(traced) for traced in page.traced],
    )


def _fields(plan: Plan, node: OutlineNode) -> dict[str, Any]:
    return {
        "plan": plan.slug,
        "key": node.key,
        "printed_code": known(node.printed_code),
        "level": node.level.name,
        "title": node.title,
        "description": known(node.description),
        "mark": node.mark.value,
        "status": _status(node.declared) if node.declared else None,
        "start": printed_date(node.start),
        "end": printed_date(node.end),
        "fictitious": plan.fictitious,
        "url": absolute(node.url),
    }


def _status(declared: Declared) -> Status:
    return Status(
        printed=declared.printed,
        canonical=declared.canonical,
        marked=declared.marked,
        mark_reason=known(declared.mark_reason),
        note=known(declared.note),
        as_of=printed_date(declared.as_of),
    )


def _leads(node: OutlineNode) -> list[NodeLead]:
    return [_lead(role.slug, role.name, role.printed) for role in node.leads]


def _lead(slug: str, name: str, printed: str) -> NodeLead:
    return NodeLead(organization=slug, name=name, printed=printed)


def _lead_roles(page: NodePage) -> Iterable[Any]:
    """Those of the node; else the one who alone leads the nearest node above, as in the list."""
    for people in page.people:
        if people.role == "lead" and not people.together:
            return people.named
    return []


def _roles(people: People) -> Iterable[NodeRoleOfOrganization]:
    for role in people.named:
        yield NodeRoleOfOrganization(
            role=role.role,
            organization=organization_reference(role.organization),
            printed=role.printed,
            of=people.above.key if people.above else None,
        )


def _target(target: Target) -> NodeTarget:
    return NodeTarget(
        name=known(target.name),
        indicator=known(target.indicator_name),
        unit=known(target.unit),
        periods=[PlannedPeriod(year=period.year, programmed=period.programmed) for period in target.periods.all()],
    )


def _reference(node: Node) -> NodeReference:
    return NodeReference(
        plan=node.plan.slug,
        key=node.key,
        level=node.level.name,
        title=node.title,
        url=absolute(node.get_absolute_url()),
    )


def _outlined(node: OutlineNode) -> NodeReference:
    plan = node.base.strip("/").rpartition("/")[2]
    return NodeReference(plan=plan, key=node.key, level=node.level.name, title=node.title, url=absolute(node.url))


def _links(pairs: Iterable[tuple[Link, Node]]) -> list[LinkToNode]:
    return [
        LinkToNode(
            kind=link.kind,
            state=link.state,
            statement=known(link.statement),
            node=_reference(other),
            fictitious=other.plan.fictitious,
        )
        for link, other in pairs
        if link.state in SHOWN_LINKS
    ]


def _fact(traced: Traced) -> Fact:
    origin, provenance, edition = traced.origin, traced.provenance, traced.edition
    place = placed(provenance.place) if provenance else {"place": {}, "place_words": traced.place}
    return Fact(
        field=origin.field,
        label=origin.label,
        says=origin.says,
        printed=known(traced.printed),
        document=document_reference(traced.document) if traced.document else None,
        edition=edition.number if edition else None,
        **place,
    )
