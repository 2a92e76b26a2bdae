"""Finding or making the plans, levels and nodes that a draft speaks of."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from minga.government.plans.models import Level, Node, Plan
from minga.kernel.slugs import free_slug
from minga.publishing.intake.actions.settle import Recorder, Source, Wanted, settle
from minga.publishing.intake.draft import DraftNode, DraftPlan
from minga.publishing.intake.identity import plan_name
from minga.publishing.intake.matching import (
    NEW,
    Matcher,
    Matches,
    PlanTerms,
    chosen_plan,
    plan_identity,
    plan_kind,
    plan_scope,
)

NODE_FIELDS = ("title", "description", "printed_code", "mechanisms_printed", "start", "end", "closed_at")


def settle_plan(
    recorder: Recorder, title: str, period: tuple[int, int] | None, terms: PlanTerms, answer: str | None = None
) -> Plan:
    """The plan of this title, made if it does not stand yet. A management report belongs to who publishes it.

    `answer` is what a person said, if anybody was asked: the address of a standing plan, or that it is a new one.

    Raises:
        Refused: when the plan that was chosen does not stand.
    """
    if answer:
        return chosen_plan(answer, fictitious=terms.fictitious)
    name = plan_name(title, period)
    identity = plan_identity(title, period, terms)
    if answer == NEW:
        identity = _free_identity(identity)
    start, end = period or (None, None)
    slug = _free_slug("-".join([name.slug, *plan_scope(name, terms)])[:110])
    values = {
        "identity": identity,
        "slug": slug,
        "kind": plan_kind(name, terms),
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


def settle_nodes(
    recorder: Recorder, plan: Plan, draft: DraftPlan, matches: Matches, position: int | None = None
) -> dict[str, Node]:
    """The plan's nodes by the draft's references, level by level from the top.

    `position` is that of the plan in the draft; without it nobody is asked which standing node is meant (`Matcher`).
    What is unsure is noted in `matches`, and the caller refuses it.

    Raises:
        Refused: when the node that a person chose does not stand.
    """
    with_status = {node.level for node in draft.nodes if node.status}
    levels = settle_levels(recorder, plan, [*draft.levels, *(node.level for node in draft.nodes)], with_status)
    matcher = Matcher(plan, matches, position)
    rows: dict[str, Node] = {}
    waiting = list(enumerate(draft.nodes, start=1))
    while waiting:
        ready = [(place, node) for place, node in waiting if node.parent is None or node.parent in rows]
        keys = matcher.keys([(node, rows.get(node.parent or "")) for _, node in ready])
        wanted = [
            _wanted_node(plan, levels, node, rows.get(node.parent or ""), key, place)
            for (place, node), key in zip(ready, keys, strict=True)
        ]
        made = settle(recorder, Node, wanted, matcher.standing, lambda row: row.key)
        rows.update({node.ref: row for (_, node), row in zip(ready, made, strict=True)})
        waiting = [item for item in waiting if item[1].ref not in rows]
    return rows


def _wanted_node(
    plan: Plan, levels: dict[str, Level], node: DraftNode, parent: Node | None, key: str, position: int
) -> Wanted:
    values = {
        "plan": plan,
        "level": levels[node.level],
        "parent": parent,
        "key": key,
        "printed_code": _printed_code(node)[:60],
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


def _printed_code(node: DraftNode) -> str:
    """The code's whole cell; what a person saw there, where the reading was corrected."""
    if not node.code_printed:
        return ""
    return node.code or "" if "code" in node.corrected else node.cells.get("code", node.code or "")


def _node_sources(node: DraftNode) -> list[Source]:
    dates = " – ".join(filter(None, (node.start, node.end)))
    said = (
        ("title", node.title, node.printed or node.title),
        ("code", node.code if node.code_printed else "", node.cells.get("code", node.code or "")),
        ("description", node.description, node.description),
        ("mechanisms", node.mechanisms or node.mechanisms_printed, node.mechanisms_printed),
        ("dates", dates, node.cells.get("dates", dates)),
    )
    return [
        Source(name, node.places.get(name, node.place), printed or "", corrected=name in node.corrected)
        for name, value, printed in said
        if value and (printed or name in node.corrected)
    ]


def _free_slug(wanted: str) -> str:
    return free_slug(wanted, set(Plan.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)))


def _free_identity(wanted: str) -> str:
    """The identity of a plan that is not the standing one of this identity."""
    taken = set(Plan.objects.filter(identity__startswith=wanted[:190]).values_list("identity", flat=True))
    numbered = (f"{wanted[:190]} otro {number}" for number in count(2))
    return wanted if wanted not in taken else next(one for one in numbered if one not in taken)
