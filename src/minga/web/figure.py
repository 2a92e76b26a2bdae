"""The figure of the day, chosen by a published rule and by nobody's hand. A pure module without Django.

The rule: each Monday it is the turn of one plan, in alphabetical order, among the real plans that have what follows.
Its place in that order is the remainder of the weeks since `FIRST_MONDAY` divided by how many plans there are; a
remainder of zero is the first. From its most recent document, the first complete list of states is taken: one that
carries a total and a date, and whose quantities add up to that total. Its first two quantities are shown, in the order
in which they are printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from minga.kernel.words import plain

SHOWN = 2
DAYS_IN_A_WEEK = 7
FIRST_MONDAY = date(2024, 1, 1)
"""From this Monday on the weeks are counted, so that anybody can count them again."""


@dataclass(frozen=True)
class Quantity:
    """How many things are in a state: the mark that stands for it, the words for them, and where it is printed."""

    count: int
    words: str
    state: str = ""
    place: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class StatusList:
    """A list of states as a document prints it, or as read row by row: its total, of what, its date, its quantities."""

    total: int
    things: str
    date: str
    quantities: Sequence[Quantity]

    @property
    def is_complete(self) -> bool:
        """Whether it carries a total and a date, and its quantities add up to the total."""
        return self.total > 0 and bool(self.date) and sum(part.count for part in self.quantities) == self.total


@dataclass(frozen=True)
class Candidate:
    """A plan and the lists of states of its most recent document, in the order in which they are printed."""

    slug: str
    name: str
    lists: Sequence[StatusList]
    fictitious: bool = False

    @property
    def first_complete(self) -> StatusList | None:
        """The list that the rule takes."""
        return next((found for found in self.lists if found.is_complete), None)


@dataclass(frozen=True)
class Choice:
    """What the rule chose for a week: the plan's slug and the list, and all that it takes to choose again.

    `turns` are the slugs of the plans that have a turn, in order; `weeks` how many whole weeks went by since
    `FIRST_MONDAY`.
    """

    slug: str
    chosen: StatusList
    week: int
    year: int
    weeks: int
    turns: Sequence[str]

    @property
    def remainder(self) -> int:
        """Of the weeks divided by the number of plans: the place of this week's plan, where zero is the first."""
        return self.weeks % len(self.turns)

    @property
    def shown(self) -> Sequence[Quantity]:
        """The first two quantities."""
        return self.chosen.quantities[:SHOWN]


def figure_of(day: date, candidates: Iterable[Candidate]) -> Choice | None:
    """The figure for a day (in the city's time zone); None when no real plan has a complete list.

    The turn follows the weeks since a fixed Monday, so that it goes on over the end of a year.
    """
    able = [(found, candidate) for candidate in candidates if (found := _able(candidate))]
    if not able:
        return None
    able.sort(key=lambda item: (plain(item[1].name), item[1].slug))
    weeks = (day - FIRST_MONDAY).days // DAYS_IN_A_WEEK
    chosen, candidate = able[weeks % len(able)]
    year, week, _weekday = day.isocalendar()
    return Choice(candidate.slug, chosen, week, year, weeks, tuple(candidate.slug for _list, candidate in able))


def _able(candidate: Candidate) -> StatusList | None:
    return None if candidate.fictitious else candidate.first_complete
