"""How much a delivered verifiable proves, from 0 to 100, and in words. A pure module: it knows no Django.

Rule 5.8 of the reference of accountability: it opens (40), it matches what was expected (30), it is dated within the
period, give or take the tolerance (15), it is public and a program can read it (15). From 70 it is valid, from 40
insufficient, below rejected. Weights and thresholds are data (`data/evidence-score.json`), dated: a later scheme never
rewrites what an earlier one scored. The score proposes; a reviewer's verdict is a person's.
"""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

MONTHS = 12
PACKAGED = Path(__file__).parent / "data/evidence-score.json"


class Word(StrEnum):
    """What a score says."""

    VALID = "valid"
    INSUFFICIENT = "insufficient"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Scheme:
    """Weights and thresholds that hold from a day on. `tolerance` counts days before and after the period."""

    version: str
    since: date
    opens: int
    matches: int
    in_time: int
    open_data: int
    valid_from: int
    insufficient_from: int
    tolerance: int


@dataclass(frozen=True)
class Facts:
    """What is known of a verifiable. `None` is not known: it scores nothing and is not held against it in words."""

    opens: bool | None
    matches: bool | None
    dated: date | None
    starts: date | None
    ends: date | None
    is_public: bool
    is_readable: bool


@dataclass(frozen=True)
class Score:
    """The points, what they say, each part's points, and the version of the scheme."""

    points: int
    word: Word
    parts: dict[str, int]
    version: str


def packaged() -> list[Scheme]:
    """The schemes that come with Minga, in order of their days."""
    told = json.loads(PACKAGED.read_text("utf-8"))["schemes"]
    found = [Scheme(**{**one, "since": date.fromisoformat(one["since"])}) for one in told]
    return sorted(found, key=lambda scheme: scheme.since)


def scheme_on(day: date, schemes: Iterable[Scheme]) -> Scheme:
    """The scheme that holds on a day; the first one before any held.

    Raises:
        ValueError: when there is none at all.
    """
    ordered = sorted(schemes, key=lambda scheme: scheme.since)
    if not ordered:
        raise ValueError("no scheme")
    return next((scheme for scheme in reversed(ordered) if scheme.since <= day), ordered[0])


def score(facts: Facts, scheme: Scheme) -> Score:
    """The score of a verifiable."""
    parts = {
        "opens": scheme.opens if facts.opens else 0,
        "matches": scheme.matches if facts.matches else 0,
        "in_time": scheme.in_time if _in_time(facts, scheme.tolerance) else 0,
        "open_data": scheme.open_data if facts.is_public and facts.is_readable else 0,
    }
    points = sum(parts.values())
    word = (
        Word.VALID
        if points >= scheme.valid_from
        else Word.INSUFFICIENT
        if points >= scheme.insufficient_from
        else Word.REJECTED
    )
    return Score(points, word, parts, scheme.version)


def whole_days(start: str, end: str) -> tuple[date | None, date | None]:
    """The first day and the last of a period whose ends are known to the day, the month or the year; None where not."""
    return _day(start, last=False), _day(end, last=True)


def _day(told: str, *, last: bool) -> date | None:
    try:
        year, month, day = (*map(int, told.split("-")), 0, 0)[:3] if told else (0, 0, 0)
        if not last:
            return date(year, month or 1, day or 1)
        month = month or MONTHS
        return date(year, month, day or monthrange(year, month)[1])
    except ValueError:
        return None


def _in_time(facts: Facts, tolerance: int) -> bool:
    """Whether its day lies in the period. A period without an end is open on that side; without both, nothing is known."""
    if facts.dated is None or (facts.starts is None and facts.ends is None):
        return False
    around = timedelta(days=tolerance)
    after = facts.starts is None or facts.dated >= facts.starts - around
    return after and (facts.ends is None or facts.dated <= facts.ends + around)
