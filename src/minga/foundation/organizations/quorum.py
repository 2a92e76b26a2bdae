"""When a body may decide, and what it decided. A pure module without Django.

A seat has one vote, whoever sits in it: the principal, or the alternate when the principal is absent. How many seats are
enough, and what a tie means, are rules of each body, given here as data. Nothing is rounded: fractions are compared as
whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Voice = Literal["principal", "alternate", ""]
Result = Literal["approved", "rejected", "tied"]
PRESIDING = "presiding"
"""In a tie, the vote of whoever presides decides."""
REJECTED = "rejected"
"""A tie does not approve."""


@dataclass(frozen=True)
class Fraction:
    """How much of the seats has to be present: more than `numerator`/`denominator`, or at least that much.

    Raises:
        ValueError: when no number of seats could ever reach it, or none at all would.
    """

    numerator: int = 1
    denominator: int = 2
    more_than: bool = True

    def __post_init__(self) -> None:
        reachable = self.numerator < self.denominator or (self.numerator == self.denominator and not self.more_than)
        if self.numerator < 0 or self.denominator < 1 or not reachable or (not self.numerator and not self.more_than):
            raise ValueError(f"no quorum can be {self}")


MORE_THAN_HALF = Fraction()


@dataclass(frozen=True)
class SeatPresence:
    """Who came for one seat. Both may come; then only the principal speaks for it."""

    principal: bool = False
    alternate: bool = False
    held: bool = True

    @property
    def voice(self) -> Voice:
        """Who has the seat's vote; empty when nobody has."""
        if not self.held:
            return ""
        return "principal" if self.principal else "alternate" if self.alternate else ""


@dataclass(frozen=True)
class Quorum:
    """How many seats count, how many are enough, how many are present."""

    seats: int
    needed: int
    present: int

    @property
    def is_met(self) -> bool:
        """Whether the body may decide."""
        return self.present >= self.needed


def needed(seats: int, fraction: Fraction = MORE_THAN_HALF) -> int:
    """The least number of present seats that is enough; at least one, so that nobody decides alone in an empty room."""
    whole, rest = divmod(seats * fraction.numerator, fraction.denominator)
    least = whole + 1 if fraction.more_than or rest else whole
    return max(least, 1)


def quorum(
    presences: Iterable[SeatPresence], fraction: Fraction = MORE_THAN_HALF, *, vacant_count: bool = True
) -> Quorum:
    """The quorum of a session, from who came for each seat.

    Args:
        presences: one for each seat that the body's rule gives, held or vacant.
        fraction: how much has to be present.
        vacant_count: whether a seat that nobody holds counts among those of which the fraction is taken.
    """
    all_seats = list(presences)
    counted = [seat for seat in all_seats if seat.held or vacant_count]
    present = sum(1 for seat in all_seats if seat.voice)
    return Quorum(len(counted), needed(len(counted), fraction), present)


@dataclass(frozen=True)
class Votes:
    """The votes on one item, in seats."""

    in_favour: int = 0
    against: int = 0
    abstentions: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.in_favour + self.against + self.abstentions

    @property
    def is_tied(self) -> bool:
        """Whether as many were in favour as against."""
        return self.in_favour == self.against


def result(votes: Votes, present: int, *, tie: str = REJECTED, casting: str = "") -> Result:
    """What was decided: more in favour than against approves.

    Args:
        votes: in seats; the casting vote is not among them.
        present: how many seats are present; some may not vote.
        tie: what a tie means in this body, `PRESIDING` or `REJECTED`.
        casting: in a tie that the presiding seat decides, `for` or `against`; `tied` is the answer while it is empty.

    Raises:
        ValueError: when a number is negative, or there are more votes than seats present.
    """
    if min(votes.in_favour, votes.against, votes.abstentions) < 0:
        raise ValueError("votes are not negative")
    if votes.total > present:
        raise ValueError(f"{votes.total} votes of {present} seats present")
    if not votes.is_tied:
        return "approved" if votes.in_favour > votes.against else "rejected"
    if tie != PRESIDING:
        return "rejected"
    return {"for": "approved", "against": "rejected"}.get(casting, "tied")  # type: ignore[return-value]
