"""A plan as plain JSON values: what editions keep, what changes compare, what workbooks hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet

from minga.government.plans.fields import LEVEL_FIELDS
from minga.government.plans.models import (
    ExpectedMeans,
    Level,
    Link,
    Node,
    NodeMechanism,
    NodeRole,
    Plan,
    Target,
    TargetPeriod,
)

Values = dict[str, Any]
FORM = "minga-plan-1"
SCALARS = ("printed_code", "title", "description", "start", "end", "mechanisms_printed")


def plan_record(plan: Plan) -> Values:
    """The whole plan, with its closed nodes, in document order: ten queries however large it is."""
    nodes = list(node_values(Node.objects.filter(plan=plan)).values())
    links = _links(plan)
    for node in nodes:
        node["links"] = links.get(node["key"], [])
    return {"form": FORM, "plan": plan_values(plan), "levels": level_values(plan), "nodes": nodes}


def plan_values(plan: Plan) -> Values:
    """The plan's own fields."""
    return {
        "slug": plan.slug,
        "kind": plan.kind,
        "title": plan.title,
        "short_title": plan.short_title,
        "start_year": plan.start_year,
        "end_year": plan.end_year,
        "publisher": plan.publisher.slug if plan.publisher else "",
        "supersedes": plan.supersedes.slug if plan.supersedes else "",
        "language": plan.language,
        "fictitious": plan.fictitious,
    }


def level_values(plan: Plan) -> list[Values]:
    """The plan's levels from the top down: one query."""
    levels = Level.objects.filter(plan=plan).order_by("depth")
    return [{name: getattr(level, name) for name in LEVEL_FIELDS} for level in levels]


def node_values(nodes: QuerySet[Node]) -> dict[int, Values]:
    """The fields of these nodes by their row, in document order: seven queries."""
    found = {row["pk"]: _node(row) for row in _rows(nodes)}
    chosen: Any = list(found) if len(found) <= FEW else nodes.order_by().values("pk")
    for node, term in (
        NodeMechanism.objects.filter(node__in=chosen)
        .order_by("position", "pk")
        .values_list("node_id", "term__canonical")
    ):
        found[node]["mechanisms"].append(term)
    places = Node.territories.through.objects.filter(node__in=chosen).order_by("territory__slug")
    for node, territory in places.values_list("node_id", "territory__slug"):
        found[node]["territories"].append(territory)
    for row in NodeRole.objects.filter(node__in=chosen).order_by("position", "pk").values(*ROLE_FIELDS):
        role = {"organization": row["organization__slug"], "role": row["role"], "printed": row["printed"]}
        found[row["node_id"]]["roles"].append(role)
    means = ExpectedMeans.objects.filter(node__in=chosen).order_by("position", "pk")
    for node, text in means.values_list("node_id", "text"):
        found[node]["expected_means"].append(text)
    for node, target in _targets(chosen):
        found[node]["targets"].append(target)
    return found


FEW = 200
"""Up to how many nodes are asked for by their rows; more, by the question that found them."""
ROLE_FIELDS = ("node_id", "organization__slug", "role", "printed")


def _rows(nodes: QuerySet[Node]) -> Iterable[dict[str, Any]]:
    return nodes.order_by("position", "pk").values(
        "pk", "key", "closed_at", *SCALARS, level_name=F("level__name"), parent_key=F("parent__key")
    )


def _node(row: dict[str, Any]) -> Values:
    return {
        "key": row["key"],
        "level": row["level_name"],
        "parent": row["parent_key"] or "",
        **{name: row[name] for name in SCALARS},
        "closed": row["closed_at"] is not None,
        "mechanisms": [],
        "territories": [],
        "roles": [],
        "expected_means": [],
        "targets": [],
    }


def _targets(chosen: Any) -> Iterable[tuple[int, Values]]:
    periods: dict[int, list[Values]] = defaultdict(list)
    programmed = TargetPeriod.objects.filter(target__node__in=chosen).order_by(F("year").asc(nulls_first=True), "pk")
    for target, year, amount in programmed.values_list("target_id", "year", "programmed"):
        periods[target].append({"year": year, "programmed": plain(amount)})
    for row in Target.objects.filter(node__in=chosen).order_by("position", "pk"):
        named = {"name": row.name, "indicator": row.indicator_name, "unit": row.unit}
        yield row.node_id, {"id": str(row.public_id), **named, "periods": periods[row.pk]}


def _links(plan: Plan) -> dict[str, list[Values]]:
    """What the plan's nodes say of others, by key: what is printed, and what both sides agree to."""
    links: dict[str, list[Values]] = defaultdict(list)
    rows = Link.objects.public().filter(source__plan=plan).select_related("source", "target__plan")
    for link in rows.order_by("target__plan__slug", "target__key", "kind"):
        said = {"kind": link.kind, "plan": link.target.plan.slug, "node": link.target.key}
        links[link.source.key].append(said | {"state": link.state, "statement": link.statement})
    return links


def plain(number: Decimal) -> str:
    """A number as text without zeros that say nothing: `21`, `0.5`."""
    return format(number.normalize() + 0, "f")


def plain_text(number: str) -> str:
    """A number that is written with a point, as the record keeps it."""
    return plain(Decimal(number))
