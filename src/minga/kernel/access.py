"""Who may enter a view: each one says it, and a test walks the addresses to find any that does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])

EVERYBODY = "everybody"


def everybody(view: View) -> View:
    """Marks a view that anyone may read, without an account."""
    view.access = EVERYBODY  # type: ignore[attr-defined]
    return view
