"""How far a promise has come, in each of the four voices: rules that a citizen may dispute. Pure: it knows no Django.

The voices are never added or averaged with one another: each function works in one of them. Progress is a fraction
from 0 to 1 (Decimal); None is «not known», which is never 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

NONE, HALF, WHOLE = Decimal(0), Decimal("0.5"), Decimal(1)
CENT = Decimal("0.01")


class Standing(StrEnum):
    """How a part stands towards the whole."""

    COUNTS = "counts"
    SUSPENDED = "suspended"
    """Stays in, with its last progress, and is named."""
    CANCELLED = "cancelled"
    """An act left it without effect: it is taken out, and named."""
    MERGED = "merged"
    """It goes on as part of another: it is taken out, and named."""


TAKEN_OUT = (Standing.CANCELLED, Standing.MERGED)


class Declared(StrEnum):
    """What the institution says of a milestone (the canonical statuses that have a value)."""

    COMPLETED = "completed"
    PARTLY = "partly"


class Stance(StrEnum):
    """What the counterpart says of what was declared."""

    AGREES = "agrees"
    OBJECTS = "objects"


@dataclass(frozen=True)
class Verdict:
    """What an evaluator found of a milestone: `is_valid` when it was met, and where they stand."""

    is_valid: bool
    evaluator: str
    lead: str
    counterpart: str = ""

    @property
    def is_independent(self) -> bool:
        """Whether the evaluator stands outside the unit that leads and outside the counterpart."""
        return bool(self.evaluator) and self.evaluator not in (self.lead, self.counterpart)


@dataclass(frozen=True)
class Part:
    """A child as its parent counts it.

    `progress` is None while nobody ever said anything. `weight` is None when no weights are set. `is_overdue` when a
    report was asked for, notified and is late: the last progress stays and the coverage falls. `has_begun` when its
    start is past: what was never reported then counts as nothing done.
    """

    name: str
    progress: Decimal | None
    weight: Decimal | None = None
    standing: Standing = Standing.COUNTS
    is_overdue: bool = False
    has_begun: bool = True


@dataclass(frozen=True)
class RollUp:
    """The progress of a whole, with all that has to be printed beside it.

    `coverage` is the share of the counted parts of which something is known and nothing is late.
    """

    progress: Decimal | None
    counted: int
    total: int
    coverage: Decimal | None
    suspended: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    overdue: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


class MixedWeightsError(ValueError):
    """Some parts have a weight and others have none, or no weight is left."""


def declared_score(status: str | None) -> Decimal | None:
    """What a milestone counts in the institution's own voice: whole, half when met in part, else nothing; None unsaid."""
    if status is None:
        return None
    if status == Declared.COMPLETED:
        return WHOLE
    return HALF if status == Declared.PARTLY else NONE


def counterpart_score(stance: str | None) -> Decimal:
    """What a milestone counts in the counterpart's voice: whole when it agreed. Silence is no consent."""
    return WHOLE if stance == Stance.AGREES else NONE


def independent_score(verdicts: Iterable[Verdict]) -> Decimal:
    """What a milestone counts in the independent voice: whole with a valid verdict of somebody outside; no half points."""
    return WHOLE if any(verdict.is_valid and verdict.is_independent for verdict in verdicts) else NONE


def node_progress(
    parts: Sequence[Part],
    targets: Sequence[tuple[Decimal | None, Decimal | None]] = (),
    physical: Decimal | None = None,
) -> Decimal | None:
    """How far a node has come: by its milestones; else by its targets; else by the physical progress last reported.

    Args:
        parts: its milestones.
        targets: of each target its attainment of the plan (1 is all of it) and its weight; the attainment counts from 0
            to 1, and one that is not known counts as nothing reached.
        physical: its own physical progress, from 0 to 1.

    Raises:
        MixedWeightsError: when some weights are set and others are not.
    """
    if parts:
        return roll_up(parts).progress
    if targets:
        capped = [min(max(attained or NONE, NONE), WHOLE) for attained, _weight in targets]
        return _mean(capped, [weight for _attained, weight in targets])
    return physical


def roll_up(parts: Sequence[Part]) -> RollUp:
    """The progress of a whole out of that of its parts: the mean by weight of those that count.

    Weights need not add up to anything. What an act took out is not counted; what is suspended stays in; what is late
    keeps its last progress; what was never reported past its start counts as nothing done, and what has not begun and
    of which nothing is known is not counted.

    Raises:
        MixedWeightsError: when some weights are set and others are not, or those that count add up to nothing.
    """
    inside = [part for part in parts if part.standing not in TAKEN_OUT]
    counted = [part for part in inside if part.progress is not None or part.has_begun]
    fresh = [part for part in counted if part.progress is not None and not part.is_overdue]
    progress = (
        _mean([part.progress or NONE for part in counted], [part.weight for part in counted]) if counted else None
    )
    return RollUp(
        progress=progress,
        counted=len(counted),
        total=len(parts),
        coverage=Decimal(len(fresh)) / len(counted) if counted else None,
        suspended=_names(inside, lambda part: part.standing is Standing.SUSPENDED),
        excluded=_names(parts, lambda part: part.standing in TAKEN_OUT),
        overdue=_names(inside, lambda part: part.is_overdue),
        unknown=_names(inside, lambda part: part.progress is None),
    )


def percent(fraction: Decimal) -> Decimal:
    """A fraction as a percentage of two decimals, for showing and nothing else."""
    return (fraction * 100).quantize(CENT, ROUND_HALF_UP)


def _mean(values: Sequence[Decimal], weights: Sequence[Decimal | None]) -> Decimal:
    set_weights = [weight for weight in weights if weight is not None]
    if not set_weights:
        return sum(values, NONE) / len(values)
    if len(set_weights) != len(weights):
        raise MixedWeightsError("some parts have a weight and others have none")
    if sum(set_weights) <= 0 or min(set_weights) < 0:
        raise MixedWeightsError("the weights add up to nothing")
    return sum((value * weight for value, weight in zip(values, set_weights, strict=True)), NONE) / sum(set_weights)


def _names(parts: Iterable[Part], chosen: Callable[[Part], bool]) -> tuple[str, ...]:
    return tuple(part.name for part in parts if chosen(part))
