"""What differs between two records of the same plan, as the edits that lead from one to the other. A pure module."""

from __future__ import annotations

from collections.abc import Iterator

from minga.government.plans.edits import Edit, Record
from minga.government.plans.fields import (
    CLOSE,
    CREATE,
    LEVEL_FIELDS,
    LINKS,
    NODE_FIELDS,
    ORDER,
    PLAN_FIELDS,
    REOPEN,
    Subject,
)
from minga.government.plans.order import children_of, same_order

REMOVE = "remove"
"""A row that the later record does not have: only what takes a load back does this, to levels."""


def differences(before: Record | None, after: Record) -> list[Edit]:
    """The edits, plan first, then levels, nodes in the later record's order, and what stands in another order.

    Without an earlier record, all is new.
    """
    return [*_of_plan(before, after), *_of_levels(before, after), *_of_nodes(before, after), *_of_order(before, after)]


def _of_plan(before: Record | None, after: Record) -> Iterator[Edit]:
    for name in PLAN_FIELDS:
        earlier = before["plan"][name] if before else PLAN_FIELDS[name].empty
        if earlier != after["plan"][name]:
            yield Edit(Subject.PLAN, "", name, after["plan"][name], before=earlier)


def _of_levels(before: Record | None, after: Record) -> Iterator[Edit]:
    """Levels are the same by name; else, by place, where neither name stands on the other side."""
    earlier = {level["name"]: level for level in (before["levels"] if before else [])}
    later = {level["name"]: level for level in after["levels"]}
    places = {level["depth"]: level for name, level in earlier.items() if name not in later}
    for name, level in later.items():
        old = earlier.get(name) or places.pop(level["depth"], None)
        if old is None:
            yield Edit(Subject.LEVEL, name, "", level, CREATE)
            continue
        for own, field in LEVEL_FIELDS.items():
            was, now = old.get(own, field.empty), level.get(own, field.empty)  # old editions lack newer fields
            if was != now:
                yield Edit(Subject.LEVEL, old["name"], own, now, before=was)
    for old in places.values():
        yield Edit(Subject.LEVEL, old["name"], "", None, REMOVE, before=old)


def _of_nodes(before: Record | None, after: Record) -> Iterator[Edit]:
    earlier = {node["key"]: node for node in (before["nodes"] if before else [])}
    renamed = _renamed(before, after)
    for node in after["nodes"]:
        old = earlier.get(node["key"])
        if old is None:
            yield Edit(Subject.NODE, node["key"], "", node, CREATE)
            continue
        for field in (*NODE_FIELDS, LINKS.name):
            was = renamed.get(old["level"], old["level"]) if field == "level" else old.get(field)
            if was != node[field]:
                yield Edit(Subject.NODE, node["key"], field, node[field], before=old[field])
        if old["closed"] != node["closed"]:
            operation = CLOSE if node["closed"] else REOPEN
            yield Edit(Subject.NODE, node["key"], "", node["closed"], operation, before=old["closed"])


def _of_order(before: Record | None, after: Record) -> Iterator[Edit]:
    """What each node contains in both records, where it stands in another order."""
    if before is None:
        return
    earlier, later = ({node["key"]: node["parent"] for node in record["nodes"]} for record in (before, after))
    for key in dict.fromkeys(later.values()):
        was, now = children_of(earlier, key), children_of(later, key)
        if not same_order(was, now):
            yield Edit(Subject.NODE if key else Subject.PLAN, key, ORDER.name, now, before=was)


def _renamed(before: Record | None, after: Record) -> dict[str, str]:
    """The levels that only changed their name: no node of theirs changed its level by it."""
    if before is None:
        return {}
    edits = _of_levels(before, after)
    return {edit.key: edit.after for edit in edits if edit.field == "name"}
