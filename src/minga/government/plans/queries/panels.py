"""What plans tell on the pages of organizations, places and documents. One query for all subjects of a kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Value
from django.urls import reverse

from minga.foundation.organizations.models import Organization
from minga.foundation.sources.models import Document, Finding, Provenance
from minga.foundation.territory.models import Territory
from minga.government.plans.marks import Mark, mark_of
from minga.government.plans.models import NEWEST_FIRST, DeclaredStatus, Node, NodeRole, Plan
from minga.government.plans.outline import LevelInfo
from minga.government.plans.queries.carried import carries_status
from minga.government.plans.words import counted, shortened

SHOWN = 12
"""Nodes named for each plan and role; the plan's own page lists the rest."""


@dataclass(slots=True)
class NodeLine:
    """A node in a list on another's page, with what the subject does for it; without mark when nobody follows it."""

    key: str
    title: str
    url: str
    mark: Mark | None
    printed: str
    roles: list[str] = field(default_factory=list)


@dataclass(slots=True)
class PlanPart:
    """What a plan has to do with a subject: whether it publishes it, the nodes named here, how many in all."""

    title: str
    url: str
    fictitious: bool
    publishes: bool = False
    nodes: list[NodeLine] = field(default_factory=list)
    total: int = 0

    @property
    def more(self) -> int:
        """How many nodes are not named."""
        return self.total - len(self.nodes)


def roles_of(organizations: Sequence[Organization]) -> dict[int, list[PlanPart]]:
    """The plans that each organization publishes, and the nodes in which it has a role; each plan once. Two queries."""
    chosen = [organization.pk for organization in organizations]
    roles = NodeRole.objects.filter(organization__in=chosen)
    found = _parts(roles.annotate(subject=F("organization_id"), role_word=F("role")))
    published = Plan.objects.filter(publisher__in=chosen).order_by("fictitious", *NEWEST_FIRST)
    for plan in published:
        own = found.setdefault(plan.publisher_id or 0, [])
        part = next((part for part in own if part.url == plan.get_absolute_url()), None)
        if part is None:
            part = PlanPart(str(plan), plan.get_absolute_url(), plan.fictitious)
            own.append(part)
        part.publishes = True
    return found


def nodes_at(territories: Sequence[Territory]) -> dict[int, list[PlanPart]]:
    """The nodes that documents place in each territory, by plan."""
    placed = Node.territories.through.objects.filter(territory__in=[territory.pk for territory in territories])
    return _parts(placed.annotate(subject=F("territory_id"), role_word=Value("")))


def _parts(rows: QuerySet[Any]) -> dict[int, list[PlanPart]]:
    """The parts by subject, from rows with `node`, annotated with `subject` and `role_word`."""
    found: dict[int, dict[str, PlanPart]] = defaultdict(dict)
    lines: dict[tuple[int, str, str], NodeLine] = {}
    for row in _node_rows(rows):
        part = found[row["subject"]].setdefault(row["plan"], _part(row))
        address = (row["subject"], row["plan"], row["key"])
        if address not in lines:
            lines[address] = _line(row, part.url)
            part.total += 1
            part.nodes.extend([lines[address]] if len(part.nodes) < SHOWN else [])
        if row["role_word"]:
            lines[address].roles.append(str(NodeRole.Role(row["role_word"]).label))
    return {pk: list(parts.values()) for pk, parts in found.items()}


def _node_rows(rows: QuerySet[Any]) -> Iterable[dict[str, Any]]:
    latest = DeclaredStatus.objects.filter(node=OuterRef("node_id")).order_by("-as_of", "-pk")
    newest = F("node__plan__start_year").desc(nulls_last=True)
    in_order = ("node__plan__fictitious", newest, "node__plan__slug", "node__position", "role_word")
    return (
        rows.filter(node__closed_at__isnull=True)
        .order_by(*in_order)
        .values(
            "subject",
            "role_word",
            plan=F("node__plan__slug"),
            plan_title=F("node__plan__title"),
            short_title=F("node__plan__short_title"),
            fictitious=F("node__plan__fictitious"),
            key=F("node__key"),
            title=F("node__title"),
            tracked=carries_status("node__"),
            **{f"status_{name}": Subquery(latest.values(name)[:1]) for name in ("canonical", "marked", "printed")},
        )
    )


def _part(row: dict[str, Any]) -> PlanPart:
    url = reverse("plans:detail", args=[row["plan"]])
    return PlanPart(row["short_title"] or row["plan_title"], url, row["fictitious"])


def _line(row: dict[str, Any], base: str) -> NodeLine:
    mark = mark_of(row["status_canonical"], marked=bool(row["status_marked"]), tracked=row["tracked"])
    shown = None if mark == Mark.UNTRACKED else mark
    return NodeLine(row["key"], row["title"], f"{base}{quote(row['key'])}/", shown, row["status_printed"] or "")


@dataclass(slots=True)
class Told:
    """What a document told of a plan: how many of its nodes, level by level."""

    title: str
    url: str
    fictitious: bool
    levels: list[tuple[LevelInfo, int]] = field(default_factory=list)

    @property
    def level_counts(self) -> list[str]:
        """`5 compromisos`, `22 hitos`, level by level."""
        return [counted(level.name, number) for level, number in self.levels]


def told_by(document: Document) -> list[Told]:
    """The plans that a document told of: one query."""
    rows = (
        Node.objects.filter(pk__in=_named_by(document), closed_at__isnull=True)
        .order_by("plan__slug", "level__depth")
        .values("plan__slug", "plan__title", "plan__short_title", "plan__fictitious", "level_id", "level__depth")
        .annotate(name=F("level__name"), number=Count("pk"))
    )
    found: dict[str, Told] = {}
    for row in rows:
        title, url = row["plan__short_title"] or row["plan__title"], reverse("plans:detail", args=[row["plan__slug"]])
        told = found.setdefault(row["plan__slug"], Told(title, url, row["plan__fictitious"]))
        told.levels.append((LevelInfo(row["level_id"], row["level__depth"], row["name"]), row["number"]))
    return list(found.values())


def called_by(document: Document) -> dict[str, str]:
    """The titles of the nodes that the alerts of a document speak of, by address: one query."""
    spoken_of = Finding.objects.filter(load__document=document).exclude(subject_key="").values("subject_key")
    rows = Node.objects.filter(pk__in=_named_by(document), key__in=spoken_of).select_related("plan")
    return {node.get_absolute_url(): shortened(node.title) for node in rows}


def _named_by(document: Document) -> QuerySet[Any]:
    """The keys of the nodes that a document names: by their title, or by another where an act gave them theirs."""
    nodes = ContentType.objects.get_for_model(Node)
    of_nodes = Provenance.objects.filter(document=document, subject_type=nodes)
    return of_nodes.filter(field__in=("title", "named")).values("subject_id")
