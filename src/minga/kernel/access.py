"""Who may enter a view. Every view says so itself, and one that says nothing lets nobody in.

The word is on the view as `access`: `everybody`, `signed-in`, or the name of a rule of some app's `rules.py`. The
middleware of `web` reads it before the view runs. A rule lets in whoever holds one of its roles anywhere, or in the whole
city where nothing less is enough; whether the person may do it *here* is asked again by the action, of the object itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied

View = TypeVar("View", bound=Callable[..., Any])

EVERYBODY = "everybody"
SIGNED_IN = "signed-in"


class Denied(PermissionDenied):
    """An act that the person may not do, with the reason in the user's words (403)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = str(reason)


def everybody(view: View) -> View:
    """Marks a view that anyone may enter, without an account."""
    return _marked(view, EVERYBODY)


def signed_in(view: View) -> View:
    """Marks a view for whoever has signed in, about their own things."""
    return _marked(view, SIGNED_IN)


def allowed_by(rule: str) -> Callable[[View], View]:
    """Marks a view for the roles of a rule, such as `intake.review`."""
    return lambda view: _marked(view, rule)


def _marked(view: View, access: str) -> View:
    view.access = access  # type: ignore[attr-defined]
    return view
