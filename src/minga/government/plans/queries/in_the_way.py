"""What stands in the way of taking a load back: what later changed on the same rows, in words, each with what to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from minga.foundation.sources.models import Load
from minga.government.plans.fields import NODE_FIELDS, ORDER, UPDATE, Subject, label_of
from minga.government.plans.models import Change, ChangeSet, Node
from minga.government.plans.queries.changes import FACTS
from minga.government.plans.telling import FACT_WORDS, closed_words, in_words

Rows = dict[tuple[int, int | None], models.Model]
IN_ROWS = frozenset(FACTS.values())
"""The fields of a node whose rows an edit makes anew, so that putting the value back does not bring the load's rows back."""
TOLD = frozenset(NODE_FIELDS) - IN_ROWS - {"level", "parent"}
"""The fields whose earlier value is told."""


def changes_of(load: Load) -> list[Change]:
    """What a load changed, the last first."""
    return list(Change.objects.filter(change_set__load=load).select_related("subject_type").order_by("-pk"))


def rows_of(changes: Iterable[Change]) -> Rows:
    """The rows that the changes speak of, read model by model."""
    wanted: dict[ContentType, set[int | None]] = defaultdict(set)
    for change in changes:
        wanted[change.subject_type].add(change.subject_id)
    return {
        (kind.pk, row.pk): row
        for kind, ids in wanted.items()
        if (model := kind.model_class()) is not None
        for row in model._default_manager.filter(pk__in=ids)
    }


def row_of(change: Change, rows: Rows) -> models.Model | None:
    """The row that a change speaks of, if there still is one."""
    return rows.get((change.subject_type_id, change.subject_id))


def as_json(value: Any) -> Any:
    """A value as change sets hold it: decimals and dates as text."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def in_the_way(load: Load, changes: Sequence[Change] | None = None, rows: Rows | None = None) -> list[str]:
    """What stops an applied load from being taken back, a line for each, sorted; none when nothing does.

    A field that was changed and put back is in nobody's way, but for those that are rows of their own (`IN_ROWS`).

    Args:
        load: the load.
        changes: what it changed (`changes_of`), where it is at hand.
        rows: the rows of those (`rows_of`), where they are at hand.
    """
    changes = changes_of(load) if changes is None else changes
    rows = rows_of(changes) if rows is None else rows
    made = [
        row.pk
        for change in changes
        if change.operation == Change.Operation.CREATE
        if isinstance(row := row_of(change, rows), Node)
    ]
    lines = {*_overwritten(changes, rows), *_edited_nodes(load, made), *_edited_facts(load, changes)}
    for child in Node.objects.open().filter(parent__in=made).exclude(pk__in=made):
        told = _("%(what)s está dentro de lo que trajo la carga. Ciérralo o muévelo antes.")
        lines.add(told % {"what": _named(child)})
    return sorted(lines)


def _overwritten(changes: Sequence[Change], rows: Rows) -> Iterator[str]:
    """The fields that the load changed and that stand otherwise."""
    differ = [
        change
        for change in changes
        if change.operation == UPDATE
        and (row := row_of(change, rows)) is not None
        and as_json(getattr(row, change.field)) != change.after
    ]
    since = Change.objects.filter(
        change_set__state=ChangeSet.State.PUBLISHED,
        subject_id__in={change.subject_id for change in differ},
        pk__gt=min((change.pk for change in differ), default=0),
    ).select_related("change_set__edition", "change_set__load__document")
    last = {(later.subject_type_id, later.subject_id, _edited_as(later.field)): later for later in since.order_by("pk")}
    for change in differ:
        later = last.get((change.subject_type_id, change.subject_id, _edited_as(change.field)))
        what = _what(change, row_of(change, rows))
        yield _line(what, later, _value(change.field, change.after))


def _edited_nodes(load: Load, made: Sequence[int]) -> Iterator[str]:
    """What later changed on the nodes that the load made."""
    found = Change.objects.filter(
        Q(change_set__load__state=Load.State.APPLIED, change_set__load__pk__gt=load.pk) | _edited_after(load),
        subject_type=ContentType.objects.get_for_model(Node),
        subject_id__in=made,
    ).select_related("change_set__edition", "change_set__load__document", "subject_type")
    by_field: dict[tuple[int | None, str], list[Change]] = defaultdict(list)
    for change in found.order_by("pk"):
        by_field[change.subject_id, _edited_as(change.field)].append(change)
    nodes = Node.objects.in_bulk([pk for pk, _field in by_field if pk is not None])
    for (pk, field), told in by_field.items():
        by_hand = all(change.change_set.edition is not None for change in told)
        if by_hand and field not in IN_ROWS and told[0].before == told[-1].after:
            continue
        yield _line(_what(told[-1], nodes.get(pk or 0)), told[-1], _value(field, told[0].before))


def _edited_facts(load: Load, changes: Iterable[Change]) -> Iterator[str]:
    """The lists of nodes that the load brought rows of, and that an edit changed afterwards."""
    told = {(change.key, FACTS[change.subject_type.model]) for change in changes if change.subject_type.model in FACTS}
    if not told:
        return
    found = Change.objects.filter(_edited_after(load), field__in={field for _key, field in told})
    found = found.select_related("change_set__edition", "subject_type").order_by("pk")
    edited = {(change.key, change.field): change for change in found if (change.key, change.field) in told}
    nodes = Node.objects.in_bulk([change.subject_id for change in edited.values() if change.subject_id is not None])
    for change in edited.values():
        yield _line(_what(change, nodes.get(change.subject_id or 0)), change)


def _edited_after(load: Load) -> Q:
    """Whether an edit was published after the load was applied."""
    return Q(change_set__state=ChangeSet.State.PUBLISHED, change_set__edition__published_at__gt=load.applied_at)


def _edited_as(column: str) -> str:
    """The field as edits name it, of a column as loads do: closing a node is no field of it."""
    return {"closed_at": "", "position": ORDER.name}.get(column, column.removesuffix("_id"))


def _line(what: str, later: Change | None, value: str = "") -> str:
    """What changed, which edition or load changed it, and what to do."""
    words = {"what": what, "value": value}
    if later is not None and later.change_set.load is not None:
        return _("%(what)s: cambió con la carga de «%(document)s». Deshaz antes esa carga.") % {
            **words,
            "document": later.change_set.load.document,
        }
    edition = later.change_set.edition if later is not None else None
    if later is None or edition is None:
        return _("%(what)s: cambió después. Devuélvelo antes a como estaba.") % words
    words["number"] = str(edition.number)
    if later.field in IN_ROWS:
        told = _(
            "%(what)s: cambió en la edición %(number)s y ya no se retira con la carga. "
            "Deja la carga como está, y corrige o cierra ese elemento con cambios del plan."
        )
    elif value:
        told = _(
            "%(what)s: cambió en la edición %(number)s. Devuélvelo antes a «%(value)s», con un acto o por fe de erratas."
        )
    else:
        told = _(
            "%(what)s: cambió en la edición %(number)s. Devuélvelo antes a como estaba, con un acto o por fe de erratas."
        )
    return told % words


def _what(change: Change, row: models.Model | None) -> str:
    """The element and the field, in words."""
    kind, field = change.subject_type.model, _edited_as(change.field)
    label: Any = FACT_WORDS.get(kind, "")
    if kind in set(Subject):
        label = label_of(Subject(kind), field) if field else _("Abierto o cerrado")
    named = _named(row) if isinstance(row, Node) else change.key.rpartition("/")[2]
    return ", ".join(filter(None, (named, str(label))))


def _named(node: Node) -> str:
    return f"{node.key} «{node.title}»"


def _value(field: str, value: Any) -> str:
    """The value to go back to, in words; empty where a person would not know it by them."""
    if _edited_as(field) == "" and isinstance(value, bool):
        return closed_words(value)
    return in_words(field, value) if field in TOLD else ""
