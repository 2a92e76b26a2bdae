"""Demonstration data: the kind of declaration that `samples.py` files hold. All of it lives in the fictitious canton."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from minga.kernel.registry import Registry


@dataclass(frozen=True)
class Sample:
    """A part of the demonstration data.

    `order` sorts the parts, lower rooms first; `build()` writes its rows, all marked as fictitious, and changes nothing
    when they are already there.
    """

    slug: str
    order: int
    build: Callable[[], None]


SAMPLES: Registry[Sample] = Registry("samples")


def build_samples() -> None:
    """Builds every declared part, in order."""
    for sample in sorted(SAMPLES, key=lambda declared: declared.order):
        sample.build()
