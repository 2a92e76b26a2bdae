"""What stands on a person's desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from minga.kernel.duties import Charge, Task, charges_of, tasks_of

FIRST = 3
"""How many tasks come first: what fits in a head."""


@dataclass(frozen=True)
class Desk:
    """The first tasks and the rest, and what the person answers for, by what it stands under."""

    today: date
    first: list[Task]
    rest: list[Task]
    charges: list[tuple[str, list[Charge]]]

    @property
    def number(self) -> int:
        """How many tasks come first."""
        return len(self.first)

    @property
    def is_overdue(self) -> bool:
        """Whether the first task's day has passed."""
        return bool(self.first and self.first[0].due and self.first[0].due < self.today)


def desk(person: Any, today: date) -> Desk:
    """The person's desk on a day of the instance's time zone."""
    tasks = tasks_of(person)
    groups = groupby(charges_of(person), key=lambda charge: charge.group)
    return Desk(today, tasks[:FIRST], tasks[FIRST:], [(name, list(charges)) for name, charges in groups])
