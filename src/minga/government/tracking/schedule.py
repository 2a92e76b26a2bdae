"""Where a promise should be by now, and how far it slipped: rules that a citizen may dispute. Pure: it knows no Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

NONE, WHOLE = Decimal(0), Decimal(1)


class Pace(StrEnum):
    """How a promise goes against its dates, in words and never in a colour of its own."""

    ON_TIME = "on-time"
    BEHIND = "behind"
    FAR_BEHIND = "far-behind"
    SUSPENDED = "suspended"
    NOT_SAID = "not-said"
    """No report in the cycle is never shown as on time."""


@dataclass(frozen=True)
class PaceScheme:
    """From which deviation on something is behind, and far behind (fractions, negative)."""

    behind: Decimal = Decimal("-0.05")
    far_behind: Decimal = Decimal("-0.15")


def expected(start: date, end: date, today: date) -> Decimal:
    """What should be done by a day when nothing else is programmed: in a line from the start to the end."""
    if end <= start:
        return WHOLE if today >= end else NONE
    return min(max(Decimal((today - start).days) / (end - start).days, NONE), WHOLE)


def performance_index(progress: Decimal, due: Decimal) -> Decimal | None:
    """Done against due (SPI); None while nothing is due."""
    return progress / due if due > 0 else None


def slippage(baseline_end: date, current_end: date) -> int:
    """Days that the end slipped since the original baseline; negative when it came nearer."""
    return (current_end - baseline_end).days


def pace(
    progress: Decimal | None,
    *,
    start: date,
    end: date,
    today: date,
    is_suspended: bool = False,
    has_reported: bool = True,
    scheme: PaceScheme | None = None,
) -> Pace:
    """How a promise goes on a day. What is past its end and not finished is far behind, whatever it says."""
    if is_suspended:
        return Pace.SUSPENDED
    if today > end and (progress or NONE) < WHOLE:
        return Pace.FAR_BEHIND
    if progress is None or not has_reported:
        return Pace.NOT_SAID
    limits = scheme or PaceScheme()
    deviation = progress - expected(start, end, today)
    if deviation >= limits.behind:
        return Pace.ON_TIME
    return Pace.BEHIND if deviation >= limits.far_behind else Pace.FAR_BEHIND
