"""What a node promises to reach and to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from minga.government.plans.models import ExpectedMeans, Node, Target


@dataclass(frozen=True)
class Promises:
    """The targets of a node with their periods, and the verifiables that its document expects."""

    targets: Sequence[Target]
    expected: Sequence[ExpectedMeans]


def promises_of(node: Node) -> Promises:
    """What a node promises: three queries."""
    targets = Target.objects.filter(node=node).order_by("position", "pk").prefetch_related("periods")
    return Promises(list(targets), list(ExpectedMeans.objects.filter(node=node).order_by("position", "pk")))
