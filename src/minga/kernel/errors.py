"""The errors that users see on purpose. A pure module without Django: the child that reads documents uses it."""

from __future__ import annotations


class Refused(Exception):
    """An act or a file that is not accepted, with the reason in the user's words (Spanish, already translated).

    Views answer with the reason and the form; commands print it on standard error and exit with 1.
    `details` lists further lines, such as one per row with its field and remedy.
    """

    def __init__(self, reason: str, *, details: list[str] | None = None) -> None:
        super().__init__(reason)
        self.reason = str(reason)
        self.details = details or []


class Conflict(Refused):
    """An act on something that changed meanwhile: what the person saw is not what stands now (409)."""
