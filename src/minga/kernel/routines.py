"""What is done again and again in the background: the kind of declaration that `routines.py` files hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from minga.kernel.registry import Registry


@dataclass(frozen=True)
class Routine:
    """Something that every worker does every so many seconds.

    `run` may run in several workers at once and be killed at any point: it does nothing twice, and what it left undone
    is done the next time.
    """

    name: str
    every: float
    run: Callable[[], object]


ROUTINES: Registry[Routine] = Registry("routines")
