"""How many seats are enough, who has a seat's vote, and what votes decide."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.foundation.organizations.quorum import (
    PRESIDING,
    REJECTED,
    Fraction,
    SeatPresence,
    Votes,
    needed,
    quorum,
    result,
)

HALF, AT_LEAST_HALF = Fraction(), Fraction(1, 2, more_than=False)
TWO_THIRDS, ALL = Fraction(2, 3, more_than=False), Fraction(1, 1, more_than=False)
FRACTIONS = st.sampled_from([HALF, AT_LEAST_HALF, TWO_THIRDS, ALL, Fraction(1, 3), Fraction(3, 4), Fraction(0, 1)])
SEATS = st.lists(st.builds(SeatPresence, st.booleans(), st.booleans(), st.booleans()), max_size=40)
COUNTS = st.integers(0, 20)


@pytest.mark.parametrize(
    ("seats", "fraction", "enough"),
    [
        (10, HALF, 6), (5, HALF, 3), (1, HALF, 1), (0, HALF, 1), (2, HALF, 2),
        (10, AT_LEAST_HALF, 5), (5, AT_LEAST_HALF, 3), (0, AT_LEAST_HALF, 1),
        (10, TWO_THIRDS, 7), (9, TWO_THIRDS, 6), (10, ALL, 10), (10, Fraction(0, 1), 1),
    ],
)  # fmt: skip
def test_the_least_number_of_seats_that_is_enough(seats, fraction, enough):
    assert needed(seats, fraction) == enough


@pytest.mark.parametrize(
    ("numerator", "denominator", "more_than"), [(1, 1, True), (3, 2, True), (3, 2, False), (0, 1, False), (1, 0, True)]
)
def test_a_quorum_that_nobody_or_everybody_reaches_is_no_rule(numerator, denominator, more_than):
    with pytest.raises(ValueError, match="no quorum"):
        Fraction(numerator, denominator, more_than)


@pytest.mark.parametrize(
    ("presence", "voice"),
    [
        (SeatPresence(), ""),
        (SeatPresence(principal=True), "principal"),
        (SeatPresence(alternate=True), "alternate"),
        (SeatPresence(principal=True, alternate=True), "principal"),
        (SeatPresence(principal=True, alternate=True, held=False), ""),
    ],
)
def test_the_alternate_speaks_only_when_the_principal_is_absent(presence, voice):
    assert presence.voice == voice


def test_a_vacant_seat_counts_or_not_as_the_rule_says():
    seats = [SeatPresence(principal=True)] * 2 + [SeatPresence(held=False)] * 3
    assert quorum(seats).is_met is False
    assert quorum(seats, vacant_count=False).is_met is True


def test_a_body_without_anybody_never_decides():
    assert quorum([], vacant_count=False).is_met is False
    assert quorum([SeatPresence(held=False)], vacant_count=False).is_met is False


@given(SEATS, FRACTIONS, st.booleans())
def test_a_seat_has_one_vote(seats, fraction, vacant_count):
    found = quorum(seats, fraction, vacant_count=vacant_count)
    assert found.present == sum(1 for seat in seats if seat.held and (seat.principal or seat.alternate))
    assert found.present <= found.seats <= len(seats)


@given(st.integers(0, 500), FRACTIONS)
def test_what_is_enough_satisfies_the_rule_and_one_less_does_not(seats, fraction):
    def satisfies(present):
        left, right = present * fraction.denominator, seats * fraction.numerator
        return present >= 1 and (left > right if fraction.more_than else left >= right)

    enough = needed(seats, fraction)
    assert satisfies(enough)
    assert not satisfies(enough - 1)
    assert enough <= max(seats, 1)


@given(SEATS, FRACTIONS, st.data())
def test_nobody_who_comes_takes_a_quorum_away(seats, fraction, data):
    if not seats:
        return
    place = data.draw(st.integers(0, len(seats) - 1))
    more = [*seats]
    more[place] = SeatPresence(principal=True, alternate=seats[place].alternate, held=seats[place].held)
    assert quorum(more, fraction).is_met >= quorum(seats, fraction).is_met


@pytest.mark.parametrize(
    ("votes", "tie", "casting", "decided"),
    [
        (Votes(3, 1, 1), REJECTED, "", "approved"),
        (Votes(1, 3, 1), PRESIDING, "for", "rejected"),
        (Votes(2, 2, 0), REJECTED, "for", "rejected"),
        (Votes(2, 2, 0), PRESIDING, "", "tied"),
        (Votes(2, 2, 0), PRESIDING, "for", "approved"),
        (Votes(2, 2, 0), PRESIDING, "against", "rejected"),
        (Votes(0, 0, 5), REJECTED, "", "rejected"),
    ],
)
def test_more_in_favour_than_against_approves_and_the_rule_decides_ties(votes, tie, casting, decided):
    assert result(votes, 5, tie=tie, casting=casting) == decided


@given(COUNTS, COUNTS, COUNTS, st.integers(0, 60))
def test_there_are_never_more_votes_than_seats_present(in_favour, against, abstentions, present):
    votes = Votes(in_favour, against, abstentions)
    if votes.total > present:
        with pytest.raises(ValueError, match="seats present"):
            result(votes, present)
    else:
        assert result(votes, present) == ("approved" if in_favour > against else "rejected")


def test_votes_are_not_negative():
    with pytest.raises(ValueError, match="negative"):
        result(Votes(-1, 0, 0), 5)
