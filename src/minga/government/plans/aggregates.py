"""Figures that a document states of things it does not name: a total and its parts by state.

It asks no database, and uses gettext alone: the words are the document's own, and in another language than Spanish
those that the marks and the levels have in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from django.utils.translation import get_language

from minga.government.plans.marks import BY_STATUS, Mark
from minga.government.plans.words import level_words, mark_words, plural

PRINTED_IN = "es"
"""The language of the documents' own words."""
LEVELS = {
    "actions": "acción",
    "activities": "actividad",
    "axes": "eje",
    "commitments": "compromiso",
    "initiatives": "iniciativa",
    "milestones": "hito",
    "objectives": "objetivo",
    "programmes": "programa",
    "projects": "proyecto",
    "targets": "meta",
}
"""The level that a figure counts, by the machine name of the figure."""


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
    """How many things are in a state. `printed` is the state in the document's own words, `things` what is counted."""

    mark: Mark
    count: int
    printed: str
    place: Mapping[str, Any]
    things: str = ""

    @property
    def state(self) -> str:
        """The mark's name, as the row of units reads it."""
        return self.mark.value

    @property
    def label(self) -> str:
        """The state in words: as printed; in another language, as its mark says it."""
        return self.printed if _in_spanish() else mark_words(self.mark, self.count, of=self.things)


@dataclass(frozen=True)
class Aggregate:
    """A total and its parts, which add up to it, in the order printed. `printed` are the document's words for it."""

    name: str
    printed: str
    total: int
    parts: Sequence[Part]
    place: Mapping[str, Any]
    document: str = ""

    @property
    def label(self) -> str:
        """What is counted, in words: as printed; in another language, in its words when they are known."""
        level = LEVELS.get(self.name, "")
        is_usual = level and self.printed.casefold() in (level, plural(level))
        return level_words(level, self.total) if is_usual and not _in_spanish() else self.printed


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
        Part(
            states[figure.name], int(figure.value), _part_label(figure, total), figure.place, LEVELS.get(total.name, "")
        )
        for figure in figures
        if figure.name in states and figure.value == int(figure.value)
    ]


def _part_label(figure: Stated, total: Stated) -> str:
    """The state in the document's words, in lower case: it stands within a sentence (`7 en marcha`)."""
    return _label(figure).removeprefix(_label(total)).strip().lower()


def _in_spanish() -> bool:
    return (get_language() or PRINTED_IN).startswith(PRINTED_IN)


def _label(figure: Stated) -> str:
    return figure.label or figure.name.replace("-", " ")
