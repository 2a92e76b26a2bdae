"""What an edit asks for, and a plan's record as it would be with some edits. A pure module: it knows no database.

A record is what `queries.record` gives. An edit names its row by the node's key, by the level's name before the edit,
or by nothing for the plan itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from minga.government.plans.fields import (
    CLOSE,
    CREATE,
    LEVEL_FIELDS,
    ORDER,
    REOPEN,
    UPDATE,
    Subject,
    empty_node,
    kind_of,
)
from minga.government.plans.order import arranged, children_of, family_of, in_order, placed_last

Record = dict[str, Any]


@dataclass(frozen=True)
class Edit:
    """One change that a person asks for: of which row, what, and the value that it should have.

    `document` is the slug of the document that prints the value, `place` where, `printed` what is printed there.
    """

    subject: Subject
    key: str
    field: str = ""
    after: Any = None
    operation: str = UPDATE
    before: Any = None
    document: str = ""
    place: str = ""
    printed: str = ""

    @property
    def kind(self) -> str:
        """What kind of change it is, for the table of acts."""
        return kind_of(self.subject, self.operation, self.field)

    @property
    def slot(self) -> tuple[str, str, str]:
        """What it is about: a later edit of the same takes its place."""
        field = self.field if self.operation == UPDATE else self.operation.replace(REOPEN, CLOSE)
        return self.subject, self.key, field


def value_of(record: Record, edit: Edit) -> Any:
    """What stands in the record where the edit would write; None for a row that does not stand."""
    if edit.field == ORDER.name:
        return children_of(_parents(record["nodes"]), edit.key)
    if edit.subject == Subject.PLAN:
        return record["plan"][edit.field]
    rows = record["levels"] if edit.subject == Subject.LEVEL else record["nodes"]
    name = "name" if edit.subject == Subject.LEVEL else "key"
    row = next((row for row in rows if row[name] == edit.key), None)
    if row is None:
        return None
    return row["closed"] if edit.operation in (CLOSE, REOPEN) else row.get(edit.field)


def stands(record: Record, edit: Edit) -> bool:
    """Whether the row that the edit speaks of is in the record."""
    if edit.subject == Subject.PLAN:
        return True
    if edit.subject == Subject.LEVEL:
        return any(level["name"] == edit.key for level in record["levels"])
    return any(node["key"] == edit.key for node in record["nodes"])


def level_origins(edits: Iterable[Edit]) -> dict[str, str]:
    """By which name edits know the levels that they rename or make, for the name that each has with them."""
    named = [edit for edit in edits if edit.subject == Subject.LEVEL]
    renamed = {str(edit.after): edit.key for edit in named if edit.field == "name"}
    return renamed | {str(edit.after["name"]): edit.key for edit in named if edit.operation == CREATE}


def overlaid(record: Record, edits: Iterable[Edit]) -> Record:
    """The record as it would be with these edits; the one that is given stays as it is."""
    found = deepcopy(record)
    nodes = {node["key"]: node for node in found["nodes"]}
    levels = {level["name"]: level for level in found["levels"]}
    chosen = list(edits)
    for edit in chosen:
        if edit.field == ORDER.name:
            continue
        if edit.subject == Subject.PLAN:
            found["plan"][edit.field] = edit.after
        elif edit.subject == Subject.LEVEL:
            _level(levels, edit)
        else:
            _node(nodes, edit)
    renamed = {old: level["name"] for old, level in levels.items()}
    for node in nodes.values():
        node["level"] = renamed.get(node["level"], node["level"])
    found["levels"] = sorted(levels.values(), key=lambda level: level["depth"])
    order = document_order([*nodes.values()], [edit.key for edit in chosen if moves(edit)], orders_in(chosen))
    found["nodes"] = [nodes[key] for key in order]
    return found


def moves(edit: Edit) -> bool:
    """Whether it puts a node where no sibling of it stood: it comes last."""
    return edit.subject == Subject.NODE and (edit.operation == CREATE or edit.field == "parent")


def orders_in(edits: Iterable[Edit]) -> dict[str, list[str]]:
    """The orders that edits ask for, by the key of what contains them; of the highest nodes, by no key."""
    return {edit.key: edit.after for edit in edits if edit.field == ORDER.name}


def without_idle_orders(record: Record, edits: Sequence[Edit]) -> list[Edit]:
    """The edits without orders that change nothing, or that are of a proposed node that is proposed no more."""
    if not orders_in(edits):
        return list(edits)
    nodes = overlaid(record, [edit for edit in edits if edit.field != ORDER.name])["nodes"]
    parents = _parents(nodes)
    asked = {key: arranged(children_of(parents, key), order) for key, order in orders_in(edits).items()}
    return [edit for edit in edits if edit.field != ORDER.name or asked[edit.key] != children_of(parents, edit.key)]


def _level(levels: dict[str, Record], edit: Edit) -> None:
    if edit.operation == CREATE:
        levels[edit.key] = {name: field.empty for name, field in LEVEL_FIELDS.items()} | edit.after
    elif edit.key in levels:
        levels[edit.key][edit.field] = edit.after


def _node(nodes: dict[str, Record], edit: Edit) -> None:
    if edit.operation == CREATE:
        nodes[edit.key] = {"key": edit.key, **empty_node(), **edit.after, "links": []}
    elif edit.key in nodes and edit.operation == UPDATE:
        nodes[edit.key][edit.field] = edit.after
    elif edit.key in nodes:
        nodes[edit.key]["closed"] = edit.operation == CLOSE


def document_order(
    nodes: Iterable[Mapping[str, Any]], placed: Iterable[str], orders: Mapping[str, Sequence[str]]
) -> list[str]:
    """The keys in document order once those placed anew stand last among their siblings, and then these orders hold.

    All below a node stays with it.
    """
    parents = _parents(nodes)
    keys = placed_last(parents, placed)
    for key, order in orders.items():
        keys = in_order({other: parents[other] for other in keys}, key, order)
    return keys


def below(nodes: Iterable[Mapping[str, Any]], key: str) -> list[str]:
    """The keys of all the nodes below one, in document order."""
    parents = _parents(nodes)
    family = family_of(parents, key) - {key}
    return [other for other in parents if other in family]


def _parents(nodes: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """What contains each node, in document order."""
    return {node["key"]: node["parent"] for node in nodes}
