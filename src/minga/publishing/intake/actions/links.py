"""What a document says that its nodes contribute to: objectives and targets of other plans."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from minga.government.plans.models import Link, Node, Plan
from minga.publishing.intake.actions.plans import settle_nodes, settle_plan
from minga.publishing.intake.actions.settle import Recorder, Source, Wanted, settle
from minga.publishing.intake.draft import DraftContribution, DraftNode, DraftPlan
from minga.publishing.intake.identity import plan_name, title_key
from minga.publishing.intake.matching import Matches, PlanTerms

_CODE = re.compile(r"^([A-ZÁÉÍÓÚ]{1,4}\s?\d+(?:\.\d+)*|\d+(?:\.\d+)*)[.:)\s-]+(?=\S)")
_YEARS = re.compile(r"(\d{4})\s*[-–—]\s*(\d{4})")
OBJECTIVE, TARGET = "Objetivo", "Meta"

Contribution = tuple[DraftContribution, DraftNode, Node]


def settle_links(recorder: Recorder, pairs: list[tuple[DraftNode, Node]], terms: PlanTerms) -> None:
    """Makes the named objectives and targets where they do not stand, and links the nodes to them as printed."""
    said = [(item, draft, node) for draft, node in pairs for item in draft.contributes_to if item.plan]
    named = {_plan_key(item): item for item, _, _ in said}
    plans = {key: _settle_target_plan(recorder, item.plan or "", terms) for key, item in named.items()}
    targets = {key: _settle_targets(recorder, plan, _of_plan(said, key)) for key, plan in plans.items()}
    wanted = []
    for item, draft, node in said:
        target = targets[_plan_key(item)][title_key(item.title)]
        values = {
            "source": node,
            "target": target,
            "kind": Link.Kind.CONTRIBUTES,
            "statement": item.statement or "",
        }
        source = Source("contributes_to", item.place or draft.place, item.title)
        key = f"{node.plan.slug}/{node.key}"
        wanted.append(Wanted((node.pk, target.pk), values, key, compare=("statement",), sources=[source]))
    standing = Link.objects.filter(source__in=[node for _, node in pairs], kind=Link.Kind.CONTRIBUTES)
    settle(recorder, Link, wanted, standing, lambda row: (row.source_id, row.target_id))


def _plan_key(item: DraftContribution) -> str:
    return plan_name(item.plan or "").key


def _of_plan(said: list[Contribution], key: str) -> list[Contribution]:
    return [item for item in said if _plan_key(item[0]) == key]


def _settle_target_plan(recorder: Recorder, title: str, terms: PlanTerms) -> Plan:
    years = _YEARS.search(title)
    period = (int(years[1]), int(years[2])) if years else None
    return settle_plan(recorder, title, period, replace(terms, kind="unknown", publisher=None))


def _settle_targets(recorder: Recorder, plan: Plan, said: list[Contribution]) -> dict[str, Node]:
    """The named nodes of the other plan, by the folded title that documents print."""
    standing = list(plan.nodes.all())
    found = {_printed_key(row): row for row in standing} | {title_key(row.title): row for row in standing}
    missing = {title_key(item.title): (item, draft) for item, draft, _ in said if title_key(item.title) not in found}
    numbers = dict(Counter(row.level.name for row in plan.nodes.select_related("level")))
    drafts = [
        _draft_target(f"t{number}", item, draft, numbers)
        for number, (item, draft) in enumerate(missing.values(), start=1)
    ]
    levels = sorted({node.level for node in drafts}, key=lambda level: level != OBJECTIVE)
    rows = settle_nodes(recorder, plan, DraftPlan(plan.title, None, levels, drafts), Matches()) if drafts else {}
    made = {key: rows[node.ref] for key, node in zip(missing, drafts, strict=True)}
    return found | made


def _draft_target(ref: str, item: DraftContribution, draft: DraftNode, numbers: dict[str, int]) -> DraftNode:
    code = _CODE.match(item.title)
    level = item.level or (OBJECTIVE if code else TARGET)
    numbers[level] = numbers.get(level, 0) + 1
    return DraftNode(
        ref=ref,
        level=level,
        title=item.title[code.end() :] if code else item.title,
        place=item.place or draft.place,
        code=code[1].replace(" ", "") if code else f"{level[0]}{numbers[level]}",
        code_printed=bool(code),
        printed=item.title,
    )


def _printed_key(row: Node) -> str:
    return title_key(f"{row.printed_code} {row.title}")
