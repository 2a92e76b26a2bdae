"""What waits on a person's desk: the kind of declaration that `duties.py` files hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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


def _nothing(_person: Any) -> Iterable[Any]:
    return ()


@dataclass(frozen=True)
class Duty:
    """A kind of duty: the tasks that wait for a person now, and what that person answers for."""

    slug: str
    order: int
    tasks: Callable[[Any], Iterable[Task]] = _nothing
    charges: Callable[[Any], Iterable[Charge]] = _nothing


DUTIES: Registry[Duty] = Registry("duties")


def tasks_of(person: Any) -> list[Task]:
    """All that waits for a person, the most urgent first."""
    found = [task for duty in sorted(DUTIES, key=lambda duty: duty.order) for task in duty.tasks(person)]
    return sorted(found, key=lambda task: (task.due is None, task.due or date.max, task.rank))


def charges_of(person: Any) -> list[Charge]:
    """All that a person answers for, in the order in which it is declared."""
    return [charge for duty in sorted(DUTIES, key=lambda duty: duty.order) for charge in duty.charges(person)]
