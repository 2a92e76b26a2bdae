"""The one row of what is known of each node, for pages: refreshed by whoever changes what it tells."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Max

from minga.government.plans.models import Node
from minga.government.tracking.models import NodeSummary, ProgressReport


def refresh(nodes: Iterable[Node]) -> None:
    """Brings the summaries of these nodes up to what stands: until which day each has reported."""
    wanted = list(nodes)
    approved = ProgressReport.objects.filter(state=ProgressReport.State.APPROVED, assignment__node__in=wanted)
    rows = approved.order_by().values_list("assignment__node").annotate(last=Max("assignment__cycle__ends"))
    reported = dict(rows)
    for node in wanted:
        NodeSummary.objects.update_or_create(node=node, defaults={"reported_on": reported.get(node.pk)})
