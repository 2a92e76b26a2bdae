"""What the facts of a plan's nodes are brought with: the load's recorder, the plan and the day of the document."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from django.db import models

from minga.government.plans.models import Node, Plan
from minga.publishing.intake.actions.settle import Recorder, Source, Wanted, settle
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import DraftNode

Pair = tuple[DraftNode, Node]
"""A node as read, and its row."""


@dataclass
class OfPlan:
    """A plan in a load. `as_of` is the document's date."""

    recorder: Recorder
    plan: Plan
    as_of: str

    def wanted(
        self, identity: Hashable, values: dict[str, Any], node: Node, compare: tuple[str, ...] = (), *sources: Source
    ) -> Wanted:
        """A row that hangs on a node."""
        return Wanted(identity, values, f"{self.plan.slug}/{node.key}", compare=compare, sources=list(sources))

    def settle(
        self, model: type[models.Model], wanted: list[Wanted], identify: Any, plan: str = "node__plan"
    ) -> list[Any]:
        """Brings the rows of a model; `plan` is the way from them to the plan."""
        return settle(self.recorder, model, wanted, self.standing(model, plan), identify)

    def standing(self, model: type[models.Model], plan: str = "node__plan") -> models.QuerySet[Any]:
        """The rows of a model that stand in the plan."""
        return model._default_manager.filter(**{plan: self.plan})


def read_at(field: str, place: Place, printed: str, read: str | None, columns: tuple[str, ...] = ()) -> Source:
    """Where a value is printed, with its cell; with what was read there instead (`read`), where a person corrected it."""
    return Source(field, place, printed if read is None else read, corrected=read is not None, columns=columns)
