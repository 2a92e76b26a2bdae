"""Taking a load back, row by row: every row it made goes, every field it changed returns, or nothing does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from minga.foundation.sources.models import Load
from minga.government.plans.models import Change, ChangeSet, Level, Node, Plan
from minga.government.plans.queries.changes import FACTS
from minga.kernel.errors import Refused

KEPT = (Plan, Level, Node)
"""Rows whose address or key is given once: they stay; nodes are closed."""
Rows = dict[tuple[int, int | None], models.Model]


def take_back(load: Load) -> Load:
    """Takes back what an applied load did, in the caller's transaction, and marks it as undone.

    Nodes are closed and keep their key, so that the same document applied again opens them; the facts that the load
    made are removed (the change set keeps what they said); changed fields return to what they were.

    Raises:
        Refused: when the load is not applied, or later changes touch the same fields or hang on its nodes (listed).
    """
    load = Load.objects.select_for_update().get(pk=load.pk)
    if load.state != Load.State.APPLIED:
        raise Refused(_("Esta carga ya está deshecha."))
    changes = list(load.change_set.changes.select_related("subject_type").order_by("-pk"))
    rows = _rows(changes)
    _refuse_later_changes(load, changes, rows)
    _restore([change for change in changes if change.operation == Change.Operation.UPDATE], rows)
    _remove([change for change in changes if change.operation == Change.Operation.CREATE], rows)
    load.provenances.all().delete()
    load.state, load.undone_at = Load.State.UNDONE, timezone.now()
    load.save(update_fields=["state", "undone_at"])
    return load


def as_json(value: Any) -> Any:
    """A value as change sets hold it: decimals and dates as text."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def _rows(changes: Iterable[Change]) -> Rows:
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


def _row(change: Change, rows: Rows) -> models.Model | None:
    return rows.get((change.subject_type_id, change.subject_id))


def _refuse_later_changes(load: Load, changes: list[Change], rows: Rows) -> None:
    later = [
        f"{change.key}: {change.field}"
        for change in changes
        if change.operation == Change.Operation.UPDATE
        and (row := _row(change, rows)) is not None
        and as_json(getattr(row, change.field)) != change.after
    ]
    made = [row.pk for change in changes if isinstance(row := _row(change, rows), Node) and _made(change)]
    hanging = Change.objects.filter(
        Q(change_set__load__state=Load.State.APPLIED, change_set__load__pk__gt=load.pk) | _edited_after(load),
        subject_type=ContentType.objects.get_for_model(Node),
        subject_id__in=made,
    )
    children = Node.objects.open().filter(parent__in=made).exclude(pk__in=made)
    later += [f"{change.key}: {change.field}" for change in hanging]
    later += [f"{child.plan.slug}/{child.key}" for child in children.select_related("plan")]
    later += _edited_facts(load, changes)
    if later:
        raise Refused(_("No se puede deshacer: hay cambios posteriores sobre lo mismo."), details=sorted(set(later)))


def _edited_after(load: Load) -> Q:
    """Whether an edit was published after the load was applied."""
    return Q(change_set__state=ChangeSet.State.PUBLISHED, change_set__edition__published_at__gt=load.applied_at)


def _edited_facts(load: Load, changes: Iterable[Change]) -> list[str]:
    """The lists of nodes that the load brought rows of, and that an edit changed afterwards."""
    told = {(change.key, FACTS[change.subject_type.model]) for change in changes if change.subject_type.model in FACTS}
    if not told:
        return []
    edited = Change.objects.filter(_edited_after(load), field__in={field for _key, field in told})
    return [f"{key}: {field}" for key, field in edited.values_list("key", "field") if (key, field) in told]


def _made(change: Change) -> bool:
    return change.operation == Change.Operation.CREATE


def _restore(changes: list[Change], rows: Rows) -> None:
    by_field: dict[tuple[type[models.Model], str], list[models.Model]] = defaultdict(list)
    for change in changes:
        row = _row(change, rows)
        if row is not None:
            setattr(row, change.field, _typed(row, change.field, change.before))
            by_field[type(row), change.field].append(row)
    for (model, name), changed in by_field.items():
        model._default_manager.bulk_update(changed, [name])


def _typed(row: models.Model, name: str, value: Any) -> Any:
    column = row._meta.get_field(name)
    return column.to_python(value) if isinstance(column, models.Field) else value


def _remove(changes: list[Change], rows: Rows) -> None:
    """Deletes the facts and closes the nodes, in the reverse of the order in which they were made."""
    by_model: dict[type[models.Model], list[int]] = {}
    for change in changes:
        row = _row(change, rows)
        if row is not None:
            by_model.setdefault(type(row), []).append(row.pk)
    for model, ids in by_model.items():
        if model is Node:
            Node.objects.filter(pk__in=ids).update(closed_at=timezone.now())
        elif model not in KEPT:
            model._default_manager.filter(pk__in=ids).delete()
