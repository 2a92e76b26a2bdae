"""The one error that users see on purpose."""

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
