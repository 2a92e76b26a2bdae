"""Which standing plan and which standing nodes a draft speaks of: by what a person said, by title, by printed code.

It reads the record and writes nothing: the same rules tell a person what is unsure and then apply what was answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from minga.foundation.organizations.models import Organization
from minga.foundation.organizations.queries import NameIndex
from minga.foundation.territory.models import Territory
from minga.government.plans.fields import Subject
from minga.government.plans.models import Node, Plan
from minga.government.plans.naming import PlanName, identity_of, may_be, plan_name
from minga.government.plans.queries.fixed import FixedFields, fixed_fields
from minga.kernel.errors import Refused
from minga.publishing.intake.casing import draft_texts
from minga.publishing.intake.draft import Draft, DraftNode, DraftPlan
from minga.publishing.intake.identity import POSSIBLE, address_key, alike, shared_words, title_key

KINDS = {
    "insertion-matrix": Plan.Kind.DEVELOPMENT,
    "management-report": Plan.Kind.MANAGEMENT,
    "portfolio-report": Plan.Kind.STRATEGY,
}
FAMILY_KINDS = {"pmdot": Plan.Kind.DEVELOPMENT, "pdot": Plan.Kind.DEVELOPMENT, "paga": Plan.Kind.OPEN_GOVERNMENT}
NEW = ""
"""The answer that a plan or a node is a new one."""
MOST_BESIDE = 300
"""Most siblings whose titles are compared with a printed one."""
NOWHERE = -1
"""Stands for the key of a node that is not made yet: nothing in the record hangs on it."""


@dataclass(frozen=True)
class PlanTerms:
    """What a plan is made from besides its draft: the document's kind and publisher, and whether it is invented."""

    kind: str
    publisher: Organization | None
    fictitious: bool


@dataclass(frozen=True)
class Unsure:
    """A printed node of which it is not sure whether it is the standing one with the same code or a similar title.

    `title` is what the record calls that one: applying changes the row before the answer is asked for.
    """

    plan: int
    node: DraftNode
    standing: Node
    title: str

    @property
    def words(self) -> str:
        """The question in one line."""
        said = {"key": self.standing.key, "new": self.node.title, "old": self.title}
        return _("%(key)s: el documento imprime «%(new)s» y consta «%(old)s».") % said


@dataclass
class Matches:
    """What a person said of plans (by their position in the draft) and of nodes (by that and their reference).

    A plan's answer is the address of a standing plan, a node's the key of a standing node; `NEW` says that it is none of
    them. `unsure` gathers what nobody has said.
    """

    plans: Mapping[int, str] = field(default_factory=dict)
    nodes: Mapping[tuple[int, str], str] = field(default_factory=dict)
    unsure: list[Unsure] = field(default_factory=list)

    def refuse_unsure(self) -> None:
        """Stops the load when any match needs a person. Raises `Refused` with a line for each."""
        if self.unsure:
            reason = _("No es seguro si estos elementos son los que ya constan; revísalos antes de aplicar.")
            raise Refused(reason, details=[one.words for one in self.unsure])


class Matcher:
    """Tells which standing node a printed one is: as a person said, by parent and title, by its code, by likeness.

    A node whose name or place an act changed is also known by those that it had.

    Args:
        plan: the plan that stands.
        matches: what a person said, and where what is unsure is noted.
        position: of the plan in the draft; None for a plan that others only name, of which nobody is asked: a node
            that is not surely one of it is a new one.
        fixed: what acts fixed in the plan.
    """

    def __init__(self, plan: Plan, matches: Matches, position: int | None, fixed: FixedFields) -> None:
        self.matches, self.position, self.fixed = matches, position, fixed
        self.standing = list(plan.nodes.all())
        self.by_key = {row.key: row for row in self.standing}
        self.by_title = self._former() | self._present()
        self.taken = set(self.by_key)

    def titles(self, row: Node) -> list[str]:
        """The title of a node and those that acts replaced."""
        return [row.title, *self.fixed.replaced(Subject.NODE, row.pk, "title")]

    def _present(self) -> dict[tuple[int | None, str], Node]:
        """The nodes by parent and title; an open one before a closed one of the same name."""
        closed_first = sorted(self.standing, key=lambda row: row.closed_at is None)
        return {(row.parent_id, title_key(row.title)): row for row in closed_first}

    def _former(self) -> dict[tuple[int | None, str], Node]:
        """The nodes that acts renamed or moved, by the parents and titles that they ever had."""
        found: dict[tuple[int | None, str], Node] = {}
        for row in self.standing:
            moved = self.fixed.replaced(Subject.NODE, row.pk, "parent")
            above = [self.by_key[key].pk if key in self.by_key else None for key in moved]
            for parent in (*above, row.parent_id):
                found |= {(parent, title_key(title)): row for title in self.titles(row)}
        return found

    def keys(self, nodes: list[tuple[DraftNode, Node | None]]) -> list[str]:
        """The key of each node, given with its parent: that of the standing node it is, else a new one."""
        found: dict[str, str] = {}
        claimed: set[str] = set()
        for find in (self._as_said, self._by_title, self._by_sure_code, self._by_likeness, self._by_code):
            for node, parent in nodes:
                if node.ref not in found and (key := find(node, parent, claimed)):
                    found[node.ref] = key
                    claimed.add(key)
        return [found[node.ref] for node, _parent in nodes]

    def _answer(self, node: DraftNode) -> str | None:
        return None if self.position is None else self.matches.nodes.get((self.position, node.ref))

    def _as_said(self, node: DraftNode, _parent: Node | None, claimed: set[str]) -> str | None:
        answer = self._answer(node)
        if answer is None:
            return None
        if answer == NEW:
            return self._new(node)
        if answer not in self.by_key or answer in claimed:
            raise Refused(
                _("«%(title)s»: el elemento %(key)s ya no está en el plan, o se eligió dos veces; elige de nuevo.")
                % {"title": node.title[:80], "key": answer}
            )
        return answer

    def _by_title(self, node: DraftNode, parent: Node | None, claimed: set[str]) -> str | None:
        row = self.by_title.get((parent.pk if parent else None, title_key(node.title)))
        return row.key if row is not None and row.key not in claimed else None

    def _by_sure_code(self, node: DraftNode, _parent: Node | None, claimed: set[str]) -> str | None:
        """The row with the same code, when the document prints that code or the titles are surely the same."""
        row = self._coded(node, claimed)
        if row is None:
            return None
        is_sure = node.code_printed or any(alike(title, node.title) for title in self.titles(row))
        return row.key if is_sure else None

    def _by_likeness(self, node: DraftNode, parent: Node | None, claimed: set[str]) -> str | None:
        """The open sibling with the most similar title, of which a person is asked."""
        if self.position is None or node.code_printed:
            return None
        above = parent.pk if parent else None
        beside = [row for row in self.standing if row.parent_id == above and row.closed_at is None]
        free = [row for row in beside if row.key not in claimed]
        if not free or len(beside) > MOST_BESIDE:
            return None
        likeness = {row: max(shared_words(title, node.title) for title in self.titles(row)) for row in free}
        nearest = max(free, key=likeness.__getitem__)
        return self._ask(node, nearest) if likeness[nearest] >= POSSIBLE else None

    def _by_code(self, node: DraftNode, _parent: Node | None, claimed: set[str]) -> str:
        row = self._coded(node, claimed)
        return self._new(node) if row is None or self.position is None else self._ask(node, row)

    def _coded(self, node: DraftNode, claimed: set[str]) -> Node | None:
        row = self.by_key.get(address_key(node.code)) if node.code else None
        return row if row is not None and row.key not in claimed else None

    def _ask(self, node: DraftNode, row: Node) -> str:
        assert self.position is not None
        self.matches.unsure.append(Unsure(self.position, node, row, row.title))
        return row.key

    def _new(self, node: DraftNode) -> str:
        key = address_key(node.code or f"N{len(self.taken) + 1}")
        while key in self.taken:
            key = _next_key(key)
        self.taken.add(key)
        return key


def unsure_nodes(draft: Draft, plans: Mapping[int, Plan | None], matches: Matches) -> list[Unsure]:
    """Every printed node that a person has to be asked about, given which standing plan each plan of the draft is."""
    for position, draft_plan in enumerate(draft.plans):
        plan = plans.get(position)
        if plan is not None:
            _match(Matcher(plan, matches, position, fixed_fields(plan)), draft_plan)
    return matches.unsure


def _match(matcher: Matcher, plan: DraftPlan) -> None:
    """Goes through a plan from the top down as applying does."""
    rows: dict[str, Node] = {}
    waiting = list(plan.nodes)
    while waiting:
        ready = [node for node in waiting if node.parent is None or node.parent in rows]
        if not ready:
            return
        for node, key in zip(ready, matcher.keys([(one, rows.get(one.parent or "")) for one in ready]), strict=True):
            rows[node.ref] = matcher.by_key.get(key) or Node(pk=NOWHERE, key=key)
        waiting = [node for node in waiting if node.ref not in rows]


def plan_kind(name: PlanName, terms: PlanTerms) -> Plan.Kind:
    """The kind of a plan: by its family, else by the document that tells of it."""
    return FAMILY_KINDS.get(name.words.split(" ")[0]) or KINDS.get(terms.kind, Plan.Kind.OTHER)


def plan_scope(name: PlanName, terms: PlanTerms) -> list[str]:
    """The publisher's address, where plans of one name belong to whoever publishes them (management reports)."""
    return [terms.publisher.slug] if plan_kind(name, terms) == Plan.Kind.MANAGEMENT and terms.publisher else []


def plan_identity(title: str, period: tuple[int, int] | None, terms: PlanTerms) -> str:
    """What tells a plan from all others."""
    name = plan_name(title, period)
    return identity_of(name, scope="".join(plan_scope(name, terms)), fictitious=terms.fictitious)


def chosen_plan(answer: str, *, fictitious: bool) -> Plan:
    """The standing plan that a person named.

    Raises:
        Refused: when there is none, or it is real where the document is invented, or the other way round.
    """
    plan = Plan.objects.select_related("publisher").filter(slug=answer, fictitious=fictitious).first()
    if plan is None:
        raise Refused(_("El plan que se eligió ya no consta; elige de nuevo."))
    return plan


def said_title(draft: Draft, plan: DraftPlan) -> str:
    """A plan's title as printed; the document's own where it prints none."""
    return plan.title or draft.title or _("Plan sin título")


def said_words(draft: Draft) -> list[str]:
    """What tells how words are written: the draft's own texts, and the names of places."""
    return [*draft_texts(draft), *(f"en {name}" for name in Territory.objects.values_list("name", flat=True))]


def publisher_name(draft: Draft) -> str | None:
    """The institution that answers for the document: the first of the units that its cover prints."""
    return draft.organization.split(" – ")[0].strip() if draft.organization else None


def terms_of(draft: Draft, index: NameIndex, *, fictitious: bool) -> PlanTerms:
    """The terms of a draft's plans, with its publisher if the record knows it."""
    name = publisher_name(draft)
    year = int(draft.date[:4]) if draft.date else None
    publisher = index.find(name, year=year, fictitious=fictitious) if name else None
    return PlanTerms(draft.kind, publisher, fictitious)


def standing_plans(draft: Draft, terms: PlanTerms, answers: Mapping[int, str]) -> dict[int, Plan | None]:
    """Which standing plan each plan of the draft is, by its position; None for a new one.

    Raises:
        Refused: when an answer names a plan that does not stand.
    """
    named = {
        position: plan_identity(said_title(draft, plan), plan.period, terms)
        for position, plan in enumerate(draft.plans)
    }
    rows = Plan.objects.select_related("publisher__parent").filter(identity__in=named.values())
    standing = {plan.identity: plan for plan in rows}
    found: dict[int, Plan | None] = {}
    for position, identity in named.items():
        answer = answers.get(position)
        if answer:
            found[position] = chosen_plan(answer, fictitious=terms.fictitious)
        else:
            found[position] = None if answer == NEW else standing.get(identity)
    return found


def similar_plans(draft: Draft, position: int, terms: PlanTerms) -> list[Plan]:
    """Standing plans that a new plan of the draft may be after all (`may_be`)."""
    draft_plan = draft.plans[position]
    own = plan_name(said_title(draft, draft_plan), draft_plan.period)
    rows = Plan.objects.filter(fictitious=terms.fictitious).order_by("slug")
    return [plan for plan in rows if may_be(own, plan_name(plan.title, _period(plan)))]


def _period(plan: Plan) -> tuple[int, int] | None:
    return (plan.start_year, plan.end_year) if plan.start_year and plan.end_year else None


def _next_key(key: str) -> str:
    digits = len(key) - len(key.rstrip("0123456789"))
    if not digits:
        return f"{key}-2"
    return f"{key[:-digits]}{int(key[-digits:]) + 1}"
