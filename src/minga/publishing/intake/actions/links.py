"""What a document says that its nodes contribute to: objectives and targets of other plans."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

from minga.government.plans.fields import Subject
from minga.government.plans.models import Link, Node, Plan
from minga.government.plans.naming import plan_name
from minga.publishing.intake.actions.kept import CLOSED, Kept, Unlinked
from minga.publishing.intake.actions.nodes import settle_nodes
from minga.publishing.intake.actions.plans import settle_plan
from minga.publishing.intake.actions.settle import Recorder, Source, Wanted, settle
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import DraftContribution, DraftNode, DraftPlan
from minga.publishing.intake.identity import title_key
from minga.publishing.intake.matching import Matcher, Matches, PlanTerms

_CODE = re.compile(r"^([A-ZÁÉÍÓÚ]{1,4}\s?\d+(?:\.\d+)*|\d+(?:\.\d+)*)[.:)\s-]+(?=\S)")
_YEARS = re.compile(r"(\d{4})\s*[-–—]\s*(\d{4})")
OBJECTIVE, TARGET = "Objetivo", "Meta"

Contribution = tuple[DraftContribution, DraftNode, Node]


def settle_links(
    recorder: Recorder, pairs: list[tuple[DraftNode, Node]], terms: PlanTerms, reaches: Callable[[Plan], bool]
) -> None:
    """Makes the named objectives and targets where they do not stand, and links the nodes to them as printed.

    A plan that stands and that the load may not change (`reaches`) gets none: the document is linked to what it has, and
    what it has not is noted.
    """
    said = [(item, draft, node) for draft, node in pairs for item in draft.contributes_to if item.plan]
    named = {_plan_key(item): item for item, _, _ in said}
    plans = {key: _settle_target_plan(recorder, item.plan or "", terms) for key, item in named.items()}
    targets = {
        key: _settle_targets(recorder, plan, _of_plan(said, key), may_add=recorder.has_made(plan) or reaches(plan))
        for key, plan in plans.items()
    }
    wanted = []
    for item, draft, node in said:
        plan, target = plans[_plan_key(item)], targets[_plan_key(item)].get(title_key(item.title))
        key, place = f"{node.plan.slug}/{node.key}", item.place or draft.place
        if target is None:
            recorder.unlinked.append(Unlinked(key, item.title, plan.slug, str(plan), place))
            continue
        values = {
            "source": node,
            "target": target,
            "kind": Link.Kind.CONTRIBUTES,
            "statement": item.statement or "",
        }
        source = Source("contributes_to", place, item.title)
        wanted.append(Wanted((node.pk, target.pk), values, key, compare=("statement",), sources=[source]))
    rows = Link.objects.standing().filter(source__in=[node for _, node in pairs], kind=Link.Kind.CONTRIBUTES)
    standing = {(row.source_id, row.target_id): row for row in rows}
    for one in wanted:
        if one.identity in standing and standing[one.identity].state != Link.State.PRINTED:
            one.compare = ()  # what both sides spoke about keeps its words
    settle(recorder, Link, wanted, standing.values(), lambda row: (row.source_id, row.target_id))


def _plan_key(item: DraftContribution) -> str:
    return plan_name(item.plan or "").key


def _of_plan(said: list[Contribution], key: str) -> list[Contribution]:
    return [item for item in said if _plan_key(item[0]) == key]


def _settle_target_plan(recorder: Recorder, title: str, terms: PlanTerms) -> Plan:
    years = _YEARS.search(title)
    period = (int(years[1]), int(years[2])) if years else None
    return settle_plan(recorder, title, period, replace(terms, kind="unknown", publisher=None))


def _settle_targets(recorder: Recorder, plan: Plan, said: list[Contribution], *, may_add: bool) -> dict[str, Node]:
    """The named nodes of the other plan, by the folded title that documents print.

    Those that stand stay as they are: only the plan's own documents tell what they say. One that was closed because what
    it was read from was taken back is opened again. Without `may_add`, only what is open or closed by an act is found.
    """
    matcher = Matcher(plan, Matches(), None, recorder.fixed_in(plan))
    found = _standing(matcher)
    missing = {title_key(item.title): (item, draft) for item, draft, _ in said if title_key(item.title) not in found}
    numbers = dict(Counter(row.level.name for row in plan.nodes.select_related("level")))
    drafts = {
        words: _draft_target(f"t{number}", item, draft, numbers)
        for number, (words, (item, draft)) in enumerate(missing.items(), start=1)
    }
    for words, key in zip(drafts, matcher.keys([(draft, None) for draft in drafts.values()]), strict=True):
        if key in matcher.by_key:
            found[words] = matcher.by_key[key]
    new = [draft for words, draft in drafts.items() if words not in found]
    named = {title_key(item.title): item.place or draft.place for item, draft, _ in said}
    closed = _closed(recorder, plan, {words: found[words] for words in named if words in found}, named)
    if not may_add:
        return {words: row for words, row in found.items() if row not in closed}
    if (new or closed) and not recorder.has_made(plan):
        recorder.added_to.append(plan.slug)
    _open_again(recorder, plan, closed)
    levels = sorted({draft.level for draft in new}, key=lambda level: level != OBJECTIVE)
    rows = settle_nodes(recorder, plan, DraftPlan(plan.title, None, levels, new), Matches()) if new else {}
    return found | {words: rows[draft.ref] for words, draft in drafts.items() if draft.ref in rows}


def _standing(matcher: Matcher) -> dict[str, Node]:
    """The nodes by what documents print of them: title, and code with title; by the former ones where acts changed them."""
    former = [(row, title) for row in matcher.standing for title in matcher.titles(row)[1:]]
    present = [(row, row.title) for row in matcher.standing]
    found: dict[str, Node] = {}
    for row, title in (*former, *present):
        found |= {title_key(f"{row.printed_code} {title}"): row, title_key(title): row}
    return found


def _closed(recorder: Recorder, plan: Plan, rows: Mapping[str, Node], places: Mapping[str, Place]) -> list[Node]:
    """The named nodes that are closed and that no act closed; of those that one did it is told."""
    free = []
    for words, row in rows.items():
        by = recorder.fixed_in(plan).closing(row.pk)
        if row.closed_at is not None and by is None:
            free.append(row)
        elif row.closed_at is not None and by is not None:
            key = f"{plan.slug}/{row.key}"
            recorder.keep(Kept(Subject.NODE, key, CLOSED, True, row.title, by, places[words], row.pk))
    return free


def _open_again(recorder: Recorder, plan: Plan, rows: list[Node]) -> None:
    wanted = [Wanted(row.key, {CLOSED: None}, f"{plan.slug}/{row.key}", compare=(CLOSED,)) for row in rows]
    settle(recorder, Node, wanted, rows, lambda row: row.key)


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
