"""The text that is kept of documents: apps that keep any declare how it is read, and lower rooms compare with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from minga.kernel.registry import Registry

Reader = Callable[[str], Sequence[str]]
"""The passages of the file with this SHA-256, in their order; none when its text is not kept whole."""
TEXTS: Registry[Reader] = Registry("texts")


def passages_of(sha256: str) -> Sequence[str]:
    """The passages of a file as they were read, in order; none when no app keeps its text."""
    return next((passages for reader in TEXTS if (passages := reader(sha256))), ())
