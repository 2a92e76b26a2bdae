"""Finding or making the plans, levels and nodes that a draft speaks of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from minga.foundation.organizations.models import Organization
from minga.government.plans.models import Level, Node, Plan
from minga.kernel.errors import Refused
from minga.kernel.slugs import free_slug
from minga.publishing.intake.actions.settle import Recorder, Source, Wanted, settle
from minga.publishing.intake.draft import Draft, DraftNode, DraftPlan
from minga.publishing.intake.identity import address_key, alike, plan_name, title_key

KINDS = {
    "insertion-matrix": Plan.Kind.DEVELOPMENT,
    "management-report": Plan.Kind.MANAGEMENT,
    "portfolio-report": Plan.Kind.STRATEGY,
}
FAMILY_KINDS = {"pmdot": Plan.Kind.DEVELOPMENT, "pdot": Plan.Kind.DEVELOPMENT, "paga": Plan.Kind.OPEN_GOVERNMENT}
NODE_FIELDS = ("title", "description", "printed_code", "mechanisms_printed", "start", "end", "closed_at")


@dataclass(frozen=True)
class PlanTerms:
    """What a plan is made from besides its draft: the document's kind and publisher, and whether it is invented."""

    kind: str
    publisher: Organization | None
    fictitious: bool


def settle_plan(recorder: Recorder, title: str, period: tuple[int, int] | None, terms: PlanTerms) -> Plan:
    """The plan of this title, made if it does not stand yet. A management report belongs to who publishes it."""
    name = plan_name(title, period)
    kind = FAMILY_KINDS.get(name.words.split(" ")[0]) or KINDS.get(terms.kind, Plan.Kind.OTHER)
    scope = [terms.publisher.slug] if kind == Plan.Kind.MANAGEMENT and terms.publisher else []
    identity = " ".join([*scope, name.key, *(["ficticio"] if terms.fictitious else [])])[:200]
    start, end = period or (None, None)
    slug = _free_slug("-".join([name.slug, *scope])[:110])
    values = {
        "identity": identity,
        "slug": slug,
        "kind": kind,
        "title": title[:500],
        "start_year": start,
        "end_year": end,
        "publisher": terms.publisher,
        "fictitious": terms.fictitious,
    }
    existing = Plan.objects.filter(identity=identity)
    wanted = Wanted(identity, values, key=slug)
    return settle(recorder, Plan, [wanted], existing, lambda plan: plan.identity)[0]


def settle_levels(recorder: Recorder, plan: Plan, names: Iterable[str], with_status: set[str]) -> dict[str, Level]:
    """The plan's levels by name; new ones go below those that stand."""
    standing = list(plan.levels.all())
    known = [level.name for level in standing]
    ordered = [*known, *(name for name in dict.fromkeys(names) if name not in known)]
    wanted = [
        Wanted(
            name,
            {
                "plan": plan,
                "name": name[:100],
                "depth": depth,
                "carries_status": name in with_status
                or any(row.name == name and row.carries_status for row in standing),
            },
            key=f"{plan.slug}/{name}",
            compare=("carries_status",),
        )
        for depth, name in enumerate(ordered)
    ]
    return {row.name: row for row in settle(recorder, Level, wanted, standing, lambda level: level.name)}


def settle_nodes(recorder: Recorder, plan: Plan, draft: DraftPlan) -> dict[str, Node]:
    """The plan's nodes by the draft's references, level by level from the top.

    Raises:
        Refused: when it is not sure whether a printed node is one that stands under another title.
    """
    with_status = {node.level for node in draft.nodes if node.status}
    levels = settle_levels(recorder, plan, [*draft.levels, *(node.level for node in draft.nodes)], with_status)
    matcher = Matcher(plan)
    rows: dict[str, Node] = {}
    waiting = list(enumerate(draft.nodes, start=1))
    while waiting:
        ready = [(place, node) for place, node in waiting if node.parent is None or node.parent in rows]
        keys = matcher.keys([(node, rows.get(node.parent or "")) for _, node in ready])
        wanted = [
            _wanted_node(plan, levels, node, rows.get(node.parent or ""), key, position)
            for (position, node), key in zip(ready, keys, strict=True)
        ]
        made = settle(recorder, Node, wanted, matcher.standing, lambda row: row.key)
        rows.update({node.ref: row for (_, node), row in zip(ready, made, strict=True)})
        waiting = [item for item in waiting if item[1].ref not in rows]
    matcher.refuse_unsure()
    return rows


class Matcher:
    """Tells which standing node a printed one is: by printed code, then by parent and title."""

    def __init__(self, plan: Plan) -> None:
        self.standing = list(plan.nodes.all())
        self.by_key = {row.key: row for row in self.standing}
        self.by_title = {(row.parent_id, title_key(row.title)): row for row in self.standing}
        self.taken = set(self.by_key)
        self.unsure: list[str] = []

    def keys(self, nodes: list[tuple[DraftNode, Node | None]]) -> list[str]:
        """The key of each node: that of the standing node it is, else a new one."""
        found: dict[str, str] = {}
        claimed: set[str] = set()
        for node, parent in nodes:
            row = self.by_title.get((parent.pk if parent else None, title_key(node.title)))
            if row is not None and row.key not in claimed:
                found[node.ref] = row.key
                claimed.add(row.key)
        for node, _parent in nodes:
            if node.ref not in found:
                found[node.ref] = self._by_code(node, claimed)
                claimed.add(found[node.ref])
        return [found[node.ref] for node, _ in nodes]

    def _by_code(self, node: DraftNode, claimed: set[str]) -> str:
        key = address_key(node.code or f"N{len(self.taken) + 1}")
        row = self.by_key.get(key)
        if row is not None and key not in claimed:
            if node.code_printed or alike(row.title, node.title):
                return key
            self.unsure.append(
                _("%(key)s: el documento imprime «%(new)s» y consta «%(old)s».")
                % {"key": key, "new": node.title, "old": row.title}
            )
            return key
        while key in self.taken:
            key = _next_key(key)
        self.taken.add(key)
        return key

    def refuse_unsure(self) -> None:
        """Stops the load when any match needs a person."""
        if self.unsure:
            reason = _("No es seguro si estos elementos son los que ya constan; revísalos antes de aplicar.")
            raise Refused(reason, details=self.unsure)


def _wanted_node(
    plan: Plan, levels: dict[str, Level], node: DraftNode, parent: Node | None, key: str, position: int
) -> Wanted:
    values = {
        "plan": plan,
        "level": levels[node.level],
        "parent": parent,
        "key": key,
        "printed_code": node.cells.get("code", node.code or "")[:60] if node.code_printed else "",
        "title": node.title,
        "description": node.description or "",
        "mechanisms_printed": node.mechanisms_printed or "",
        "start": node.start or "",
        "end": node.end or "",
        "position": position,
        "closed_at": None,
    }
    return Wanted(
        key, values, key=f"{plan.slug}/{key}", compare=NODE_FIELDS, quiet=("position",), sources=_node_sources(node)
    )


def _node_sources(node: DraftNode) -> list[Source]:
    sources = [Source("title", node.places.get("title", node.place), node.printed or node.title)]
    if node.code_printed and node.code:
        sources.append(Source("code", node.places.get("code", node.place), node.cells.get("code", node.code)))
    if node.description:
        sources.append(Source("description", node.places.get("description", node.place), node.description))
    if node.mechanisms_printed:
        sources.append(Source("mechanisms", node.places.get("mechanisms", node.place), node.mechanisms_printed))
    if node.start or node.end:
        printed = " – ".join(filter(None, (node.start, node.end)))
        sources.append(Source("dates", node.places.get("dates", node.place), printed))
    return sources


def publisher_name(draft: Draft) -> str | None:
    """The institution that answers for the document: the first of the units that its cover prints."""
    return draft.organization.split(" – ")[0].strip() if draft.organization else None


def _free_slug(wanted: str) -> str:
    return free_slug(wanted, set(Plan.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)))


def _next_key(key: str) -> str:
    digits = len(key) - len(key.rstrip("0123456789"))
    if not digits:
        return f"{key}-2"
    return f"{key[:-digits]}{int(key[-digits:]) + 1}"
