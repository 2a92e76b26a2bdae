"""Which mark a node wears: one state for its shape, colour and word. A pure module without Django.

The table is the one of the look ("Marks"): f(canonical status, marked, approved change, silence).
"""

from __future__ import annotations

from enum import StrEnum


class Mark(StrEnum):
    """The states of the look, by the name that the design gives them, in the order in which they are told."""

    DONE = "done"
    STAR = "star"
    CHANGED = "changed"
    GOING = "going"
    PENDING = "pending"
    PAUSED = "paused"
    VOID = "void"
    NOT_YET = "notyet"
    SILENT = "silent"
    UNTRACKED = "untracked"
    UNKNOWN = "unknown"


FINISHED = frozenset({Mark.DONE, Mark.STAR, Mark.CHANGED})
"""The marks of what is declared completed, in its three forms."""

BY_STATUS = {
    "not_started": Mark.NOT_YET,
    "in_progress": Mark.GOING,
    "completed": Mark.DONE,
    "pending": Mark.PENDING,
    "suspended": Mark.PAUSED,
    "cancelled": Mark.VOID,
    "unknown": Mark.UNKNOWN,
}


def mark_of(
    canonical: str | None,
    *,
    marked: bool = False,
    approved_change: bool = False,
    silent: bool = False,
    tracked: bool = False,
) -> Mark:
    """The mark of one node.

    Args:
        canonical: the declared status as understood; None when no document declares one.
        marked: whether the printed status carries an asterisk.
        approved_change: whether a change of the node was approved, with its act.
        silent: whether a cycle was opened, the person notified, and the due date is past without a report. It stands
            before whatever was declared earlier, but not before an act that left the node without effect.
        tracked: whether other nodes of its level carry a status, so that a missing one is an empty cell.

    Raises:
        KeyError: for a status that is not canonical.
    """
    if canonical == "cancelled":
        return Mark.VOID
    if silent:
        return Mark.SILENT
    if canonical is None:
        return Mark.UNKNOWN if tracked else Mark.UNTRACKED
    if canonical != "completed":
        return BY_STATUS[canonical]
    if approved_change:
        return Mark.CHANGED
    return Mark.STAR if marked else Mark.DONE
