"""The clock of a worker: it does the declared routines when their time has come, beside the queue of tasks."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from time import monotonic
from typing import Self

from minga.kernel.routines import Routine

log = logging.getLogger(__name__)

LONGEST = 1.0
"""Seconds after which the clock looks again whether it should stop."""


class Clock:
    """Does routines in a thread of its own, one after another, until it is left."""

    def __init__(self, routines: Iterable[Routine], *, between: Callable[[], object] = lambda: None) -> None:
        self._due = {routine.name: (0.0, routine) for routine in routines}
        self._between = between
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="clock", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Lets the routine in hand finish."""
        self._stopping.set()
        self._thread.join()

    def run_due(self, now: float) -> None:
        """Does every routine whose time has come by `now` (seconds of a clock that never goes back)."""
        for name, (due, routine) in self._due.items():
            if due <= now and not self._stopping.is_set():
                self._due[name] = (now + routine.every, routine)
                run_routine(routine)
                self._between()

    def _keep(self) -> None:
        while not self._stopping.is_set():
            self.run_due(monotonic())
            self._stopping.wait(LONGEST)


def run_routine(routine: Routine) -> None:
    """Does a routine; one that fails is told in the log and done again when its time comes."""
    try:
        routine.run()
    except Exception:
        log.exception("the routine %s failed", routine.name)
