"""What the desk shows of plans: those that a person may edit, a plan as a tree with what is pending, lists of changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from minga.foundation.organizations.rules import verdict
from minga.government.plans.edits import Edit, Record
from minga.government.plans.fields import CLOSE, CREATE, ORDER, REOPEN, Subject, label_of
from minga.government.plans.models import NEWEST_FIRST, ChangeSet, Plan
from minga.government.plans.order import placed_anew
from minga.government.plans.queries.changes import Conflict, Draft, open_change_sets
from minga.government.plans.queries.choices import names_in
from minga.government.plans.telling import closed_words, in_words, pair_in_words
from minga.kernel.words import plain

PUBLISHER = "publisher__parent__parent__parent__parent"
"""A role given for any of these holds for the plan."""
REF = 12
"""Letters that tell the changes of a set apart."""


@dataclass
class DeskPlan:
    """A plan that the person may work on: its last edition, and the change sets of it that wait."""

    plan: Plan
    edition: int | None
    may_edit: bool
    waiting: list[ChangeSet] = field(default_factory=list)


def desk_plans(person: Any) -> list[DeskPlan]:
    """The plans that the person may edit or publish, and those in preparation that they may see: two queries.

    Those in preparation come first, then those with something that waits.
    """
    waiting: dict[int, list[ChangeSet]] = defaultdict(list)
    for change_set in visible_change_sets(person):
        waiting[change_set.plan_id or 0].append(change_set)
    plans = Plan.at_desk.select_related(PUBLISHER).annotate(last=Max("editions__number"))
    found = []
    for plan in plans.order_by("fictitious", *NEWEST_FIRST):
        may_edit = verdict(person, "plans.edit", plan).allowed
        other = "plans.see" if plan.is_started else "plans.publish-edition"
        if may_edit or verdict(person, other, plan).allowed:
            found.append(DeskPlan(plan, getattr(plan, "last", None), may_edit, waiting[plan.pk]))
    return sorted(found, key=lambda one: (not one.plan.is_started, not one.waiting))


def visible_change_sets(person: Any, plan: Plan | None = None) -> list[ChangeSet]:
    """The change sets that wait, of one plan or of all, and that the person may see."""
    rows = open_change_sets(person)
    if plan is not None:
        rows = rows.filter(plan=plan)
    found = rows.select_related(f"plan__{PUBLISHER}")
    return [one for one in found if getattr(one, "number", 0) and verdict(person, "plans.see-changes", one).allowed]


@dataclass(frozen=True)
class TreeRow:
    """A node of the plan as it would be with the draft: how deep it stands, and what the draft does to it."""

    node: Record
    depth: int
    change: str

    @property
    def key(self) -> str:
        """Its key, or its provisional one."""
        return str(self.node["key"])


def tree_rows(draft: Draft, words: str = "") -> list[TreeRow]:
    """The nodes in document order; with words, those that say them in their key, code or title."""
    changed = {edit.key: edit for edit in draft.edits if edit.subject == Subject.NODE and edit.field != ORDER.name}
    orders = (edit for edit in draft.edits if edit.field == ORDER.name)
    moved = {key for edit in orders for key in placed_anew(edit.before or [], edit.after)}
    record = draft.record
    depths = _depths(record["nodes"])
    wanted = plain(words).split()
    return [
        TreeRow(node, depths[node["key"]], _change_word(changed.get(node["key"]), moved=node["key"] in moved))
        for node in record["nodes"]
        if all(word in plain(f"{node['key']} {node['printed_code']} {node['title']}") for word in wanted)
    ]


def _depths(nodes: Iterable[Record]) -> dict[str, int]:
    """How many nodes stand above each; a node always comes after the one above it, or counts as standing on its own."""
    depths: dict[str, int] = {}
    for node in nodes:
        depths[node["key"]] = depths.get(node["parent"], -1) + 1
    return depths


def _change_word(edit: Edit | None, *, moved: bool) -> str:
    if edit is None:
        return _("cambia de lugar") if moved else ""
    return {CREATE: _("nuevo"), CLOSE: _("se cierra"), REOPEN: _("se reabre")}.get(edit.operation, _("cambia"))


@dataclass(frozen=True)
class ChangeRow:
    """A change as a list shows it: of which row, which field, and both values in words."""

    edit: Edit
    key: str
    title: str
    label: str
    before: str
    after: str
    conflict: Conflict | None = None

    @property
    def ref(self) -> str:
        """Its name in forms and addresses, the same while other changes come and go."""
        return f"c{sha256(chr(10).join(self.edit.slot).encode()).hexdigest()[:REF]}"

    @property
    def now(self) -> str:
        """What stands now, where that is neither."""
        return pair_in_words(self.edit.field, self.edit.before, self.conflict.now)[1] if self.conflict else ""


def change_rows(edits: list[Edit], record: Record | None = None, conflicts: Iterable[Conflict] = ()) -> list[ChangeRow]:
    """Edits in words: at most four queries for the names of what they speak of. `record` gives the titles of their nodes."""
    names = names_in(edits)
    titles = {node["key"]: node["title"] for node in record["nodes"]} if record else {}
    colliding = {conflict.edit.slot: conflict for conflict in conflicts}
    found = []
    for edit in edits:
        title = titles.get(edit.key, "")
        if edit.operation == CREATE:
            title = str((edit.after or {}).get("title") or (edit.after or {}).get("name") or "")
        before, after = _values(edit, names)
        found.append(ChangeRow(edit, edit.key, title, operation_word(edit), before, after, colliding.get(edit.slot)))
    return found


def operation_word(edit: Edit) -> str:
    """The field that an edit changes; for a whole row, what becomes of it."""
    if edit.operation == CREATE:
        if edit.subject == Subject.NODE:
            return _("Elemento nuevo, ya cerrado") if (edit.after or {}).get("closed") else _("Elemento nuevo")
        return _("Nivel nuevo")
    if edit.operation in (CLOSE, REOPEN):
        return _("Se cierra") if edit.operation == CLOSE else _("Se reabre")
    return str(label_of(edit.subject, edit.field)) or _("Se retira")


def created_words(edit: Edit, names: Mapping[str, str]) -> str:
    """What a new row says, field by field."""
    said = [
        f"{label_of(edit.subject, name)}: {in_words(name, value, names)}"
        for name, value in (edit.after or {}).items()
        if label_of(edit.subject, name) and value not in ("", [], None)
    ]
    return " · ".join(said)


def _values(edit: Edit, names: Mapping[str, str]) -> tuple[str, str]:
    """Both values of an edit in words."""
    if edit.operation in (CLOSE, REOPEN):
        return closed_words(edit.before), closed_words(edit.after)
    if edit.operation == CREATE:
        return in_words(edit.field, edit.before, names), created_words(edit, names)
    return pair_in_words(edit.field, edit.before, edit.after, names)


def edit_url(plan: Plan, edit: Edit) -> str:
    """Where an edit is made again."""
    if edit.subject == Subject.NODE:
        return reverse("plans:desk-node", args=[plan.slug, edit.key])
    if edit.field == ORDER.name:
        return reverse("plans:desk-plan", args=[plan.slug])
    return reverse("plans:desk-levels" if edit.subject == Subject.LEVEL else "plans:desk-data", args=[plan.slug])
