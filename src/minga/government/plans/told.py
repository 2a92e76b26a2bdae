"""What higher rooms tell of a plan and its nodes through their panels, beyond what the panel's own template shows.

The context of a panel on `plans.plan` may carry `cited`, the verifiables of its nodes by row ({int: Cited});
`sentence`, one more sentence for the head of the page; and `parts`, its things (`Part`) whose places are to be shown. The context of a panel on `plans.node` may carry `origins`, its
rows whose source the node's page shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from minga.government.plans.outline import Cited, Outline
from minga.kernel.panels import Panel

Shown = Sequence[tuple[Panel, dict[str, Any]]]


@dataclass(frozen=True)
class Edited:
    """How an edit of a node writes what an origin tells: in which of the node's fields, and in which part of their value.

    `columns` are the fields of the row itself, by which a load writes it. `part` finds, in the value of a field, what
    the origin tells of it, in words; nothing where the value does not tell it.
    """

    fields: tuple[str, ...]
    columns: tuple[str, ...]
    part: Callable[[str, Any], str]


@dataclass(frozen=True)
class Origin:
    """A row whose source is shown: which field of it was printed, what to call it, and what Minga says.

    `edited` is how an edit of its node writes it, where one can.
    """

    model: type[models.Model]
    pk: int
    field: str
    label: str
    says: str
    edited: Edited | None = None


@dataclass(frozen=True)
class PrintedAt:
    """Where something is printed: the document's name and address, and the place in it."""

    document: str
    url: str
    place: Mapping[str, Any]


Traces = dict[tuple[int, int, str], list[PrintedAt]]
"""Where fields of rows are printed, by kind of row, row and field."""


class Part(Protocol):
    """Something that a panel shows with where it is printed: `places` is filled in once they are read."""

    places: list[PrintedAt]

    @property
    def origins(self) -> list[Origin]:
        """Its rows that are printed."""


def origins_of_parts(shown: Shown) -> list[Origin]:
    """The rows of all the things whose places the panels show."""
    return [origin for _panel, context in shown for part in context.get("parts", []) for origin in part.origins]


def set_places(shown: Shown, printed: Traces) -> None:
    """Gives each thing of the panels the places where it is printed, each once, in the order of its rows."""
    for _panel, context in shown:
        for part in context.get("parts", []):
            found = (
                printed.get((ContentType.objects.get_for_model(origin.model).pk, origin.pk, origin.field), [])
                for origin in part.origins
            )
            part.places = list({(at.url, str(at.place)): at for places in found for at in places}.values())


def rows_of(found: Iterable[Origin]) -> Q:
    """The condition that a row speaks of any of these."""
    by_model: dict[type[models.Model], set[int]] = defaultdict(set)
    for origin in found:
        by_model[origin.model].add(origin.pk)
    condition = Q(pk__in=[])
    for model, pks in by_model.items():
        condition |= Q(subject_type=ContentType.objects.get_for_model(model), subject_id__in=pks)
    return condition


def set_cited(outline: Outline, shown: Shown) -> None:
    """Gives each node of the outline the verifiables that the panels tell of."""
    told: dict[int, Cited] = {}
    for _panel, context in shown:
        told |= context.get("cited", {})
    for node in outline.nodes:
        node.cited = told.get(node.pk, node.cited)


def sentences(shown: Shown) -> list[str]:
    """The further sentences for the head of the page, in the order of the panels."""
    return [context["sentence"] for _panel, context in shown if context.get("sentence")]


def origins(contexts: Iterable[Mapping[str, Any]]) -> list[Origin]:
    """The rows that the panels want to be traced."""
    return [origin for context in contexts for origin in context.get("origins", [])]
