"""Figures that a document states of things it does not name: a total and its parts by state. A pure module."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from minga.government.plans.marks import BY_STATUS, Mark


class Stated(Protocol):
    """A figure as a document states it: `projects`, `projects-suspended`, ..."""

    @property
    def name(self) -> str:
        """The machine name."""

    @property
    def label(self) -> str:
        """The document's own words."""

    @property
    def value(self) -> Decimal:
        """How many."""

    @property
    def place(self) -> Mapping[str, Any]:
        """Where it is printed."""


@dataclass(frozen=True)
class Part:
    """How many things are in a state, in the document's own words."""

    mark: Mark
    count: int
    label: str
    place: Mapping[str, Any]

    @property
    def state(self) -> str:
        """The mark's name, as the row of units reads it."""
        return self.mark.value


@dataclass(frozen=True)
class Aggregate:
    """A total and its parts, which add up to it, in the order printed."""

    name: str
    label: str
    total: int
    parts: Sequence[Part]
    place: Mapping[str, Any]
    document: str = ""


def aggregates_of(figures: Iterable[Stated], document: str = "") -> list[Aggregate]:
    """The totals among the figures of one document that come with their parts by state.

    A part is named after its total and a canonical status (`projects-not-started` of `projects`). A list whose parts
    do not add up to its total is left out: nobody knows which of them is right, and its alert says so.
    """
    found = list(figures)
    return [
        Aggregate(figure.name, _label(figure), int(figure.value), parts, figure.place, document)
        for figure in found
        if (parts := _parts(figure, found)) and sum(part.count for part in parts) == figure.value
    ]


def _parts(total: Stated, figures: Sequence[Stated]) -> list[Part]:
    states = {f"{total.name}-{status.replace('_', '-')}": mark for status, mark in BY_STATUS.items()}
    return [
        Part(states[figure.name], int(figure.value), _part_label(figure, total), figure.place)
        for figure in figures
        if figure.name in states and figure.value == int(figure.value)
    ]


def _part_label(figure: Stated, total: Stated) -> str:
    """The state in the document's words, in lower case: it stands within a sentence (`7 en marcha`)."""
    return _label(figure).removeprefix(_label(total)).strip().lower()


def _label(figure: Stated) -> str:
    return figure.label or figure.name.replace("-", " ")
