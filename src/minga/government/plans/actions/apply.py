"""Bringing a plan's live rows to what a change set asks for, in sets: what `publish` and the preview do alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from minga.foundation.organizations.models import Organization
from minga.government.plans.actions.lists import settle_lists
from minga.government.plans.edits import Edit, document_order, moves, orders_in
from minga.government.plans.fields import CLOSE, CREATE, LEVEL_FIELDS, ORDER, REOPEN, UPDATE, Subject
from minga.government.plans.keys import given_key, is_provisional
from minga.government.plans.models import Level, Node, Plan
from minga.government.plans.queries.record import SCALARS

BATCH = 400
APART = 1000
"""Added to the places of levels while they change, because no two may stand in the same place even for a moment."""
LISTS = ("mechanisms", "territories", "roles", "expected_means", "targets")


@dataclass
class Applied:
    """What was done: the key that each proposed node was given, and the row of each edit."""

    keys: dict[str, str] = field(default_factory=dict)
    rows: dict[tuple[str, str, str], int] = field(default_factory=dict)


def apply_edits(plan: Plan, edits: Sequence[Edit]) -> Applied:
    """Writes the edits into the plan, its levels, its nodes and what hangs on them.

    They must have been checked: nothing is asked here but what only the database knows.

    Raises:
        Refused: when a target that is taken out has measurements or anything else that speaks of it.
    """
    applied = Applied()
    of_rows = [edit for edit in edits if edit.field != ORDER.name]
    _of_plan(plan, [edit for edit in of_rows if edit.subject == Subject.PLAN], applied)
    levels = _Levels(plan)
    levels.settle([edit for edit in of_rows if edit.subject == Subject.LEVEL], applied)
    nodes = _Nodes(plan, levels)
    of_nodes = [edit for edit in of_rows if edit.subject == Subject.NODE]
    nodes.create([edit for edit in of_nodes if edit.operation == CREATE], applied)
    nodes.update([edit for edit in of_nodes if edit.operation != CREATE], applied)
    nodes.arrange(edits, applied)
    settle_lists(plan, nodes.wanted)
    return applied


def _of_plan(plan: Plan, edits: Iterable[Edit], applied: Applied) -> None:
    names = []
    for edit in edits:
        value = edit.after
        if edit.field == "publisher":
            value = Organization.objects.get(slug=value) if value else None
        if edit.field == "supersedes":
            value = Plan.objects.get(slug=value) if value else None
        setattr(plan, edit.field, value)
        names.append(edit.field)
        applied.rows[edit.slot] = plan.pk
    if names:
        plan.save(update_fields=names)


class _Levels:
    """The plan's levels by the names that edits know them by: the present one, and that before the edit."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.rows = {level.name: level for level in Level.objects.filter(plan=plan)}

    def settle(self, edits: Sequence[Edit], applied: Applied) -> None:
        """Makes and changes levels; renamed ones are known by both names from here on."""
        changed: dict[int, Level] = {}
        for edit in edits:
            if edit.operation == UPDATE:
                level = self.rows[edit.key]
                setattr(level, edit.field, edit.after)
                changed[level.pk] = level
                applied.rows[edit.slot] = level.pk
        if any(edit.field == "depth" for edit in edits):
            self._set_apart(changed.values())
        if changed:
            Level.objects.bulk_update(changed.values(), list(LEVEL_FIELDS))
        for edit in edits:
            if edit.operation == CREATE:
                level = Level.objects.create(plan=self.plan, **edit.after)
                self.rows[edit.key] = level
                applied.rows[edit.slot] = level.pk
        self.rows |= {level.name: level for level in self.rows.values()}

    def _set_apart(self, changed: Iterable[Level]) -> None:
        moved = list(changed)
        wanted = [level.depth for level in moved]
        for place, level in enumerate(moved):
            level.depth = APART + place
        Level.objects.bulk_update(moved, ["depth"])
        for level, depth in zip(moved, wanted, strict=True):
            level.depth = depth


class _Nodes:
    """The plan's nodes by key. `wanted` gathers the lists that each row should have, for those that change."""

    def __init__(self, plan: Plan, levels: _Levels) -> None:
        self.plan = plan
        self.levels = levels
        self.rows = {node.key: node for node in Node.objects.filter(plan=plan).order_by("position", "pk")}
        self.wanted: dict[str, dict[int, Any]] = {name: {} for name in LISTS}

    def create(self, edits: Sequence[Edit], applied: Applied) -> None:
        """Makes the proposed nodes from the top down, each with the key that it keeps for ever."""
        waiting = list(edits)
        while waiting:
            ready = [edit for edit in waiting if not self._waits(edit, applied)]
            fresh = [self._fresh(edit, applied) for edit in ready]
            for edit, node in zip(ready, Node.objects.bulk_create(fresh, batch_size=BATCH), strict=True):
                applied.rows[edit.slot] = node.pk
                self._want(node, edit.after)
            waiting = [edit for edit in waiting if edit not in ready]

    def _waits(self, edit: Edit, applied: Applied) -> bool:
        parent = edit.after.get("parent", "")
        return is_provisional(parent) and parent not in applied.keys

    def _fresh(self, edit: Edit, applied: Applied) -> Node:
        values = edit.after
        parent = self.rows.get(self._key(values.get("parent", ""), applied))
        level = self.levels.rows[values["level"]]
        code = values.get("printed_code", "")
        key = given_key(
            self.rows, code=code, parent=parent.key if parent else "", level=level.name, pattern=level.code_pattern
        )
        texts = {name: values[name] for name in SCALARS if name in values}
        node = Node(plan=self.plan, key=key, level=level, parent=parent, position=len(self.rows), **texts)
        self.rows[key] = node
        applied.keys[edit.key] = key
        return node

    def update(self, edits: Iterable[Edit], applied: Applied) -> None:
        """Changes fields, closes and opens again."""
        changed: dict[int, Node] = {}
        now = timezone.now()
        for edit in edits:
            node = self.rows[edit.key]
            applied.rows[edit.slot] = node.pk
            if edit.operation in (CLOSE, REOPEN):
                node.closed_at = now if edit.operation == CLOSE else None
            elif edit.field == "parent":
                node.parent = self.rows.get(self._key(edit.after, applied))
            elif edit.field == "level":
                node.level = self.levels.rows[edit.after]
            elif edit.field in LISTS:
                self._want(node, {edit.field: edit.after})
                continue
            else:
                setattr(node, edit.field, edit.after)
            changed[node.pk] = node
        if changed:
            Node.objects.bulk_update(changed.values(), [*SCALARS, "level", "parent", "closed_at"], batch_size=BATCH)

    def arrange(self, edits: Sequence[Edit], applied: Applied) -> None:
        """Gives new and moved nodes their place in the document's order, and the others behind them theirs."""
        placed = [self._key(edit.key, applied) for edit in edits if moves(edit)]
        orders = {
            self._key(key, applied): [self._key(one, applied) for one in order]
            for key, order in orders_in(edits).items()
        }
        if not placed and not orders:
            return
        for edit in edits:
            if edit.field == ORDER.name:
                node = self.rows.get(self._key(edit.key, applied))
                applied.rows[edit.slot] = node.pk if node else self.plan.pk
        standing = [{"key": key, "parent": node.parent.key if node.parent else ""} for key, node in self.rows.items()]
        moved, last = [], -1
        for key in document_order(standing, placed, orders):
            node = self.rows[key]
            place = node.position if last < node.position and key not in placed else last + 1
            if node.position != place:
                node.position = place
                moved.append(node)
            last = node.position
        Node.objects.bulk_update(moved, ["position"], batch_size=BATCH)

    def _key(self, key: str, applied: Applied) -> str:
        return applied.keys.get(key, key)

    def _want(self, node: Node, values: dict[str, Any]) -> None:
        for name in LISTS:
            if name in values:
                self.wanted[name][node.pk] = values[name]
