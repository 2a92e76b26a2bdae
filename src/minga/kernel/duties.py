"""What waits on a person's desk: the kind of declaration that `duties.py` files hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from minga.kernel.registry import Registry, Text


@dataclass(frozen=True)
class Task:
    """One thing that waits for a person: what, why, where it is done, and until when.

    `action` is the words of its button. Tasks without a day come after those with one, by `rank` (lower first).
    """

    title: str
    sentence: str
    url: str
    action: Text
    due: date | None = None
    rank: int = 100
    fictitious: bool = False


@dataclass(frozen=True)
class Charge:
    """One thing that a person answers for: its name and address, how it stands, and until when.

    `mark` is a class of the marks (`done`, `untracked`), `state` its words; `group` is what it stands under, such as
    the plan's name.
    """

    group: str
    title: str
    url: str
    mark: str
    state: str
    due: str = ""
    fictitious: bool = False


@dataclass(frozen=True)
class Charges:
    """What a person answers for, of one kind: those that were asked for, and how many there are in all."""

    shown: Sequence[Charge] = ()
    total: int = 0

    @property
    def more(self) -> int:
        """How many are not here."""
        return self.total - len(self.shown)


def _no_tasks(_person: Any) -> Iterable[Task]:
    return ()


def _no_charges(_person: Any, _start: int, _most: int) -> Charges:
    return Charges()


@dataclass(frozen=True)
class Duty:
    """A kind of duty: the tasks that wait for a person now, and what that person answers for.

    `charges(person, start, most)` gives at most so many from a place on, the most pressing first, those under one group
    together as far as the places allow. `title` and `note` head its charges on the desk, where there are several kinds.
    """

    slug: str
    order: int
    tasks: Callable[[Any], Iterable[Task]] = _no_tasks
    charges: Callable[[Any, int, int], Charges] = _no_charges
    title: Text = ""
    note: Text = ""


DUTIES: Registry[Duty] = Registry("duties")


def tasks_of(person: Any) -> list[Task]:
    """All that waits for a person, the most urgent first."""
    found = [task for duty in _in_order() for task in duty.tasks(person)]
    return sorted(found, key=lambda task: (task.due is None, task.due or date.max, task.rank))


def charges_of(person: Any, most: int) -> dict[str, Charges]:
    """What a person answers for, at most so much of each kind, by the duty's slug; kinds without any are left out."""
    found = {duty.slug: duty.charges(person, 0, most) for duty in _in_order()}
    return {slug: charges for slug, charges in found.items() if charges.total}


def _in_order() -> list[Duty]:
    return sorted(DUTIES, key=lambda duty: duty.order)
