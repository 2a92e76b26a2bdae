"""Whether the nodes of a level carry a status, so that a missing one is an empty cell and not silence."""

from __future__ import annotations

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from minga.government.plans.models import DeclaredStatus


def carries_status(node: str = "") -> ExpressionWrapper:
    """Whether the level of a node carries a status, by its own word. `node` is the way to the node, such as `node__`.

    Of a plan that was prepared at the desk it does so once a document declares one: until then nobody was asked.
    """
    level = f"{node}level"
    declared = DeclaredStatus.objects.filter(node__level=OuterRef(level))
    carried = Q(**{f"{level}__carries_status": True})
    return ExpressionWrapper(
        carried & (Q(**{f"{node}plan__started_at__isnull": True}) | Exists(declared)), output_field=BooleanField()
    )
