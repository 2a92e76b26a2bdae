"""What speaks of a target, in whichever room."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from minga.government.plans.models import Target, TargetPeriod


def spoken_of(targets: Iterable[Target]) -> list[str]:
    """The names of those targets that other rows than their own periods speak of: one query for each kind of row.

    Higher rooms hang their facts on targets: they are reached from the target and never imported.
    """
    chosen = {target.pk: target for target in targets}
    if not chosen:
        return []
    found: set[int] = set()
    for relation in Target._meta.related_objects:
        model = relation.related_model
        if not isinstance(model, type) or not issubclass(model, models.Model) or model is TargetPeriod:
            continue
        name = relation.field.name
        speaking = model._default_manager.filter(**{f"{name}__in": list(chosen)})
        found |= set(speaking.values_list(name, flat=True))
    return [str(chosen[pk]) for pk in sorted(found)]
