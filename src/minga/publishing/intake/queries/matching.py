"""What a person is asked before a reading meets the record: which plan, and which of its nodes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from minga.foundation.organizations.queries import name_index
from minga.government.plans.models import Node, Plan
from minga.kernel.errors import Refused
from minga.publishing.intake.draft import DraftNode, DraftPlan
from minga.publishing.intake.identity import address_key
from minga.publishing.intake.matching import (
    Matches,
    said_title,
    similar_plans,
    standing_plans,
    terms_of,
    unsure_nodes,
)
from minga.publishing.intake.models import Match, Reading
from minga.publishing.intake.queries.review import Review

IS_NEW = "new"
"""How a form says that something is new."""


@dataclass(frozen=True)
class PlanQuestion:
    """Which plan one plan of the draft is. `found` is the standing one that its name tells; `similar` may be it too.

    It has to be answered when the name tells none and others are similar; otherwise it may be.
    """

    position: int
    draft: DraftPlan
    title: str
    found: Plan | None
    similar: Sequence[Plan]
    answer: str | None

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered what has to be answered."""
        return self.answer is None and self.found is None and bool(self.similar)


@dataclass(frozen=True)
class NodeQuestion:
    """Which standing node a printed one is; `standing` is the one with the same code."""

    position: int
    plan: Plan
    node: DraftNode
    standing: Node
    answer: str | None

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it."""
        return self.answer is None


@dataclass(frozen=True)
class Questions:
    """All that is asked, with what was answered; `trouble` says why an answer does not hold any more."""

    plans: Sequence[PlanQuestion]
    nodes: Sequence[NodeQuestion]
    trouble: str = ""

    @property
    def open(self) -> int:
        """How many wait for an answer."""
        return sum(one.is_open for one in self.plans) + sum(one.is_open for one in self.nodes) + bool(self.trouble)

    @property
    def standing(self) -> list[Plan]:
        """The plans of the record that the load would change."""
        return [one.found for one in self.plans if one.found is not None]


def matches_of(review: Review) -> Matches:
    """What people answered, as applying takes it."""
    rows = list(review.reading.matches.all())
    kept = {position: new for new, position in enumerate(_kept_plans(review))}
    plans = {kept[row.plan]: row.answer for row in rows if not row.ref and row.plan in kept}
    nodes = {(kept[row.plan], row.ref): row.answer for row in rows if row.ref and row.plan in kept}
    return Matches(plans, nodes)


def _kept_plans(review: Review) -> list[int]:
    """The positions of the plans of the draft of which anything is left."""
    out = review.out
    return [
        position
        for position, plan in enumerate(review.draft.plans)
        if not plan.nodes or any(node.ref not in out for node in plan.nodes)
    ]


def questions(review: Review) -> Questions:
    """All that has to be asked of the draft as it now stands."""
    draft, fictitious = review.now, review.reading.fictitious
    matches = matches_of(review)
    terms = terms_of(draft, name_index(), fictitious=fictitious)
    kept = _kept_plans(review)
    try:
        found = standing_plans(draft, terms, matches.plans)
        asked = unsure_nodes(draft, found, Matches(matches.plans, matches.nodes))
    except Refused as refused:
        return Questions(_plan_questions(review, {}, matches, kept), [], refused.reason)
    answered = _answered(review, found, matches, kept)
    open_ones = [
        NodeQuestion(kept[one.plan], plan, one.node, one.standing, None)
        for one in asked
        if (plan := found.get(one.plan)) is not None
    ]
    return Questions(_plan_questions(review, found, matches, kept), [*open_ones, *answered])


def _plan_questions(
    review: Review, found: dict[int, Plan | None], matches: Matches, kept: Sequence[int]
) -> list[PlanQuestion]:
    terms = terms_of(review.now, name_index(), fictitious=review.reading.fictitious)
    return [
        PlanQuestion(
            position=kept[place],
            draft=plan,
            title=said_title(review.now, plan),
            found=found.get(place),
            similar=similar_plans(review.now, place, terms) if found.get(place) is None else [],
            answer=matches.plans.get(place),
        )
        for place, plan in enumerate(review.now.plans)
    ]


def _answered(
    review: Review, found: dict[int, Plan | None], matches: Matches, kept: Sequence[int]
) -> list[NodeQuestion]:
    """The questions of nodes that were answered, so that the answer can be seen and changed."""
    plans = {place: plan for place in {place for place, _ref in matches.nodes} if (plan := found.get(place))}
    rows = {place: {node.key: node for node in plan.nodes.all()} for place, plan in plans.items()}
    asked = []
    for (place, ref), answer in matches.nodes.items():
        node = review.nodes.get(ref)
        if node is None or place not in plans:
            continue
        standing = rows[place].get(answer) or rows[place].get(address_key(node.code or ""))
        if standing is not None:
            asked.append(NodeQuestion(kept[place], plans[place], node, standing, answer))
    return asked


def choices_of(plan: Plan) -> list[tuple[str, list[tuple[str, str]]]]:
    """The standing nodes of a plan by level, as a form offers them: key, and key with title."""
    rows = Node.objects.open().filter(plan=plan).select_related("level").order_by("level__depth", "position")
    return [
        (level, [(node.key, f"{node.key} · {node.title[:90]}") for node in nodes])
        for level, nodes in groupby(rows, key=lambda node: node.level.name)
    ]


def plans_to_choose(reading: Reading) -> list[tuple[str, str]]:
    """The standing plans that a plan of the draft may be said to be: address and title."""
    rows = Plan.objects.filter(fictitious=reading.fictitious).order_by("slug")
    return [(plan.slug, str(plan)) for plan in rows]


def answers(rows: Sequence[Match]) -> dict[tuple[int, str], str]:
    """What was answered, as forms show it."""
    return {(row.plan, row.ref): row.answer or IS_NEW for row in rows}
