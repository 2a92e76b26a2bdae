"""Reading one plan as a tree, in a number of queries that does not grow with it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from minga.foundation.sources.models import Document, Figure, Finding, Provenance
from minga.government.plans.aggregates import Aggregate, aggregates_of
from minga.government.plans.models import Node, NodeMechanism, NodeRole, Plan, Term
from minga.government.plans.outline import Declared, LevelInfo, Outline, OutlineNode, Place, RoleInfo, TermInfo
from minga.government.plans.queries.carried import carries_status
from minga.government.plans.queries.last import with_last_edition
from minga.government.plans.repeats import Repeats, repeats_of
from minga.government.plans.told import Origin, PrintedAt, Shown, Traces, origins_of_parts, rows_of, set_places

NODE_FIELDS = ("pk", "key", "printed_code", "title", "description", "mechanisms_printed", "start", "end")
STATUS_FIELDS = ("pk", "printed", "canonical", "marked", "mark_reason", "note", "as_of")
OWN_DOCUMENTS = {
    Plan.Kind.DEVELOPMENT: {Document.Kind.INSERTION_MATRIX},
    Plan.Kind.OPEN_GOVERNMENT: {Document.Kind.COMPLIANCE, Document.Kind.COMMITMENT},
    Plan.Kind.STRATEGY: {Document.Kind.PORTFOLIO},
    Plan.Kind.PORTFOLIO: {Document.Kind.PORTFOLIO},
    Plan.Kind.MANAGEMENT: {Document.Kind.MANAGEMENT},
}
"""The kinds of document that speak of a plan of a kind as their subject; any kind may have tables of progress."""
TITLE = "title"
QUOTED_AT_LEAST = 60
"""How many letters of a name its alert quotes in any case."""
_OF_ANOTHER_PLAN = re.compile(r"-plan-\d+$")
_OF_ONE_NODE = re.compile(r"-(c\d+)(?:-|$)")
ANY_PLAN = {Document.Kind.PROGRESS, Document.Kind.UNKNOWN}


TERM_FIELDS = ("term_canonical", "term_label_es", "term_label_en")
MECHANISM_FIELDS = {"mechanism_pk": F("mechanisms__pk")} | {
    name: F(f"mechanisms__term__{name.removeprefix('term_')}") for name in TERM_FIELDS
}
DOCUMENT_FIELDS = ("slug", "title", "short_title", "issuer", "kind", "date")


@dataclass(slots=True)
class SourceInfo:
    """A document that told something of a plan, and the load that brought it.

    `issuer` is who signs it, as it prints the name in its year; `place` is where the plan's first words stand in it.
    """

    pk: int
    load: int
    slug: str
    title: str
    short_title: str
    issuer: str
    kind: str
    date: str
    place: Place | None = None

    @property
    def name(self) -> str:
        """Its title for reading, the same as everywhere."""
        return self.short_title or self.title

    @property
    def url(self) -> str:
        """The document's page."""
        return reverse("sources:detail", args=[self.slug])


@dataclass(frozen=True, slots=True)
class FigureInfo:
    """A figure that a document states, and the plan that it is told with: the first one that its document names."""

    name: str
    label: str
    value: Decimal
    place: Place
    load: int
    plan: int | None
    unit: str = ""

    @property
    def of_another_plan(self) -> bool:
        """Whether its name says that it counts something of another plan: `commitments-plan-1`."""
        return bool(_OF_ANOTHER_PLAN.search(self.name))

    @property
    def subject(self) -> str:
        """The key of the only node that it speaks of, as its name says it: `C4` of `compliance-c4`; empty for none."""
        found = _OF_ONE_NODE.search(self.name)
        return found[1].upper() if found else ""


@dataclass
class PlanSources:
    """What documents told of a plan: themselves, their alerts, what they count without naming it, and other counts."""

    documents: list[SourceInfo] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    aggregates: list[Aggregate] = field(default_factory=list)
    stated: list[FigureInfo] = field(default_factory=list)


def plan_outline(plan: Plan) -> Outline:
    """The open nodes of a plan with their statuses, roles and mechanisms: three queries."""
    rows = read_nodes(Node.objects.filter(plan=plan, closed_at__isnull=True), plan.get_absolute_url())
    _add_roles(rows, NodeRole.objects.filter(node__plan=plan, node__closed_at__isnull=True))
    _add_mechanisms(rows, NodeMechanism.objects.filter(node__plan=plan, node__closed_at__isnull=True))
    return Outline(list(rows.values()))


def read_nodes(nodes: QuerySet[Node], base: str, *, mechanisms: bool = False) -> dict[int, OutlineNode]:
    """These nodes by row, in document order, connected with each other, with level and statuses: one query.

    `base` is the address of their plan's page. With `mechanisms` also these: for a few nodes, since the database then
    answers with every status beside every mechanism.
    """
    found: dict[int, OutlineNode] = {}
    parents: dict[int, int | None] = {}
    seen: set[tuple[str, int | None]] = set()
    for row in _node_rows(nodes, MECHANISM_FIELDS if mechanisms else {}):
        node = found.setdefault(row["pk"], _node(row, base))
        parents[row["pk"]] = row["parent_id"]
        if row["status_pk"] is not None and ("status", row["status_pk"]) not in seen:
            _add_status(node, Declared(**{name: row[f"status_{name}"] for name in STATUS_FIELDS}))
        if row.get("mechanism_pk") is not None and ("mechanism", row["mechanism_pk"]) not in seen:
            node.own_mechanisms.append(_term_info(*(row[name] for name in TERM_FIELDS)))
        seen |= {("status", row["status_pk"]), ("mechanism", row.get("mechanism_pk"))}
    for pk, node in found.items():
        parent = found.get(parents[pk] or 0)
        if parent is not None:
            node.parent = parent
            parent.children.append(node)
    _mark_tracked(found.values())
    return found


def _node_rows(nodes: QuerySet[Node], others: Mapping[str, F]) -> Iterable[dict[str, Any]]:
    """One row for each node and status, the latest status of each node first; for each of the others too."""
    statuses = {f"status_{name}": F(f"statuses__{name}") for name in STATUS_FIELDS}
    levels = {f"level_{name}": F(f"level__{name}") for name in ("depth", "name")}
    order = ["position", "pk", "-statuses__as_of", "-statuses__pk", *(["mechanisms__position"] if others else [])]
    told = nodes.order_by(*order).annotate(level_carries_status=carries_status())
    return told.values("parent_id", "level_id", "level_carries_status", *NODE_FIELDS, **levels, **statuses, **others)


def _node(row: dict[str, Any], base: str) -> OutlineNode:
    level = LevelInfo(row["level_id"], row["level_depth"], row["level_name"], row["level_carries_status"])
    return OutlineNode(**{name: row[name] for name in NODE_FIELDS}, level=level, base=base)


def _add_status(node: OutlineNode, declared: Declared) -> None:
    if node.declared is None:
        node.declared = declared
    else:
        node.earlier.append(declared)


def _mark_tracked(nodes: Iterable[OutlineNode]) -> None:
    """A node is tracked when its level carries a status, by its own word or because a node of it has one."""
    found = list(nodes)
    levels = {node.level for node in found if node.level.carries_status or node.declared}
    for node in found:
        node.tracked = node.level in levels


def _add_roles(rows: dict[int, OutlineNode], roles: QuerySet[NodeRole]) -> None:
    named = roles.order_by("node__position", "position", "pk").values_list(
        "node_id", "role", "organization__slug", "organization__name", "printed"
    )
    for node, role, slug, name, printed in named:
        rows[node].roles.append(RoleInfo(role, slug, name, printed))


def _add_mechanisms(rows: dict[int, OutlineNode], mechanisms: QuerySet[NodeMechanism]) -> None:
    fields = ("term__canonical", "term__label_es", "term__label_en")
    for node, *term in mechanisms.order_by("node__position", "position").values_list("node_id", *fields):
        rows[node].own_mechanisms.append(_term_info(*term))


def _term_info(canonical: str, label_es: str, label_en: str) -> TermInfo:
    return TermInfo(canonical, str(Term(canonical=canonical, label_es=label_es, label_en=label_en)))


def plan_sources(plan: Plan, outline: Outline, panels: Shown = ()) -> PlanSources:
    """What documents told of the plan, and where the title of each of its nodes is printed: three queries.

    Sets `place` and `document` of the outline's nodes, and the places of what the panels want to be traced.
    """
    by_pk = {node.pk: node for node in outline.nodes}
    node_type = ContentType.objects.get_for_model(Node).pk
    sources = PlanSources()
    known: dict[tuple[int, int], SourceInfo] = {}
    printed: Traces = defaultdict(list)
    for kind, subject, field_name, place, *document in _provenances(plan, origins_of_parts(panels)):
        info = SourceInfo(*document)
        printed[kind, subject, field_name].append(PrintedAt(info.name, info.url, place))
        if field_name != TITLE:
            continue
        first = known.setdefault((info.pk, info.load), info)
        first.place = first.place or place
        if kind == node_type and subject in by_pk:
            by_pk[subject].place, by_pk[subject].document = place, info.slug
    set_places(panels, printed)
    sources.documents = sorted(known.values(), key=lambda info: (info.date, info.load), reverse=True)
    loads = [info.load for info in sources.documents]
    sources.findings = list(
        Finding.objects.filter(load__in=loads).order_by("-load__document__date", "load", "position")
    )
    figures = [figure for figure in figures_of(loads) if figure.plan in (plan.pk, None)]
    sources.aggregates = figures_told(plan, sources.documents, figures)
    counted = tuple(aggregate.name for aggregate in sources.aggregates)
    sources.stated = [
        figure for figure in figures if not figure.of_another_plan and not (counted and figure.name.startswith(counted))
    ]
    return sources


def _provenances(plan: Plan, others: Iterable[Origin]) -> Iterable[tuple[Any, ...]]:
    """Where plan, nodes and other rows are printed: kind, subject, field, place, the document's fields; oldest first."""
    node_type, plan_type = ContentType.objects.get_for_models(Node, Plan).values()
    nodes = Node.objects.filter(plan=plan).values("pk")
    named = Q(subject_type=node_type, subject_id__in=nodes) | Q(subject_type=plan_type, subject_id=plan.pk)
    return (
        Provenance.objects.filter((named & Q(field=TITLE)) | rows_of(others))
        .order_by("pk")
        .values_list(
            *("subject_type_id", "subject_id", "field", "place", "document_id", "load_id"),
            *(f"document__{name}" for name in DOCUMENT_FIELDS),
        )
    )


def figures_of(loads: Iterable[int]) -> list[FigureInfo]:
    """The figures of loads, in the order of their documents: one query."""
    named = Provenance.objects.filter(
        load=OuterRef("load"), subject_type=ContentType.objects.get_for_model(Node), field="title"
    )
    node_plan = Node.objects.filter(pk=OuterRef("first_node")).values("plan_id")[:1]
    rows = (
        Figure.objects.filter(load__in=list(loads))
        .annotate(first_node=Subquery(named.order_by("pk").values("subject_id")[:1]), plan=Subquery(node_plan))
        .order_by("position")
        .values_list("name", "label", "value", "place", "load_id", "plan", "unit")
    )
    return [FigureInfo(*row) for row in rows]


def figures_told(plan: Plan, documents: Iterable[SourceInfo], figures: Iterable[FigureInfo]) -> list[Aggregate]:
    """What the documents count without naming it and is told with this plan, the latest document first."""
    by_load: dict[int, list[FigureInfo]] = defaultdict(list)
    for figure in figures:
        if figure.plan in (plan.pk, None):
            by_load[figure.load].append(figure)
    return [aggregate for info in documents for aggregate in aggregates_of(by_load[info.load], document=info.slug)]


def issuer_of(plan: Plan, declaring: SourceInfo | None) -> str:
    """Who declares in a plan's document, with the name that it prints; without one, the publisher's present name."""
    return (declaring.issuer if declaring else "") or str(plan.publisher or "")


def named_only(plan: Plan, documents: Iterable[SourceInfo]) -> bool:
    """Whether other documents name the plan's nodes, but none that has the plan as its subject was read.

    A plan that was prepared at the desk is there by itself, whoever names it.
    """
    told = list(documents)
    return plan.started_at is None and bool(told) and not was_read(plan, told)


def was_read(plan: Plan, documents: Iterable[SourceInfo]) -> bool:
    """Whether a document that has the plan as its subject is among these."""
    kinds = {info.kind for info in documents}
    own = OWN_DOCUMENTS.get(Plan.Kind(plan.kind))
    return bool(kinds if own is None else kinds & (own | ANY_PLAN))


def plan_repeats(plan: Plan, outline: Outline, findings: Iterable[Finding]) -> Repeats:
    """The repeats among the counted nodes.

    A name printed in two rows in a row is one node; its alert stands at the further row, not where the node does.
    """
    units = {(plan.slug, unit.key): unit for unit in outline.units}
    further: dict[int, int] = defaultdict(int)
    for finding in findings:
        unit = units.get(subject_of(finding))
        if unit is not None and names_again(finding, unit.title) and finding.place != unit.place:
            further[unit.pk] += 1
    return repeats_of(outline.units, further)


def names_again(finding: Finding, title: str) -> bool:
    """Whether an alert says that this name is printed more than once, and not that of one of its files."""
    return finding.code == "duplicate-name" and title[:QUOTED_AT_LEAST] in finding.message


def subject_of(finding: Finding) -> tuple[str, str]:
    """The plan's slug and the node's key that an alert speaks of; empty texts when it speaks of no node."""
    return subject_at(finding.subject_url)


def subject_at(address: str) -> tuple[str, str]:
    """The plan's slug and the node's key in the address of a node's page, in whichever language."""
    plan, _, key = address.strip("/").rpartition("/")
    return plan.rpartition("/")[2], key


def find_plan(slug: str) -> Plan:
    """The plan with this address, with its publisher and its last edition. Raises `Plan.DoesNotExist`."""
    return with_last_edition(Plan.objects.select_related("publisher", "supersedes")).get(slug=slug)
