"""Taking a load back, row by row: every row it made goes, every field it changed returns, or nothing does."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from minga.foundation.sources.models import Load
from minga.government.plans.models import Change, Level, Node, Plan
from minga.government.plans.queries.in_the_way import Rows, changes_of, in_the_way, row_of, rows_of
from minga.kernel.errors import Refused

KEPT = (Plan, Level, Node)
"""Rows whose address or key is given once: they stay; nodes are closed."""


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
    changes = changes_of(load)
    rows = rows_of(changes)
    _refuse_later_changes(load, changes, rows)
    _restore([change for change in changes if change.operation == Change.Operation.UPDATE], rows)
    _remove([change for change in changes if change.operation == Change.Operation.CREATE], rows)
    load.provenances.all().delete()
    load.state, load.undone_at = Load.State.UNDONE, timezone.now()
    load.save(update_fields=["state", "undone_at"])
    return load


def _refuse_later_changes(load: Load, changes: list[Change], rows: Rows) -> None:
    later = in_the_way(load, changes, rows)
    if later:
        raise Refused(_("No se puede deshacer la carga: después cambió algo de lo que trajo."), details=later)


def _restore(changes: list[Change], rows: Rows) -> None:
    by_field: dict[tuple[type[models.Model], str], list[models.Model]] = defaultdict(list)
    for change in changes:
        row = row_of(change, rows)
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
        row = row_of(change, rows)
        if row is not None:
            by_model.setdefault(type(row), []).append(row.pk)
    for model, ids in by_model.items():
        if model is Node:
            Node.objects.filter(pk__in=ids).update(closed_at=timezone.now())
        elif model not in KEPT:
            model._default_manager.filter(pk__in=ids).delete()
