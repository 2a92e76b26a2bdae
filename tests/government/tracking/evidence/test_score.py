"""The score of a verifiable: 40 + 30 + 15 + 15, valid from 70, insufficient from 40."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.government.tracking.evidence_score import (
    Facts,
    Scheme,
    Word,
    packaged,
    scheme_on,
    score,
    whole_days,
)

(SCHEME,) = packaged()
PERIOD = {"starts": date(2026, 1, 1), "ends": date(2026, 6, 30)}


def facts(**values) -> Facts:
    whole = {"opens": True, "matches": True, "dated": date(2026, 3, 1), "is_public": True, "is_readable": True}
    return Facts(**(whole | PERIOD | values))


@pytest.mark.parametrize(
    ("values", "points", "word"),
    [
        ({}, 100, Word.VALID),
        ({"is_readable": False}, 85, Word.VALID),
        ({"is_public": False, "dated": None}, 70, Word.VALID),
        ({"matches": False}, 70, Word.VALID),
        ({"matches": False, "is_readable": False}, 55, Word.INSUFFICIENT),
        ({"matches": False, "is_readable": False, "dated": None}, 40, Word.INSUFFICIENT),
        ({"opens": False}, 60, Word.INSUFFICIENT),
        ({"opens": None, "is_public": False}, 45, Word.INSUFFICIENT),
        ({"opens": False, "matches": False}, 30, Word.REJECTED),
        ({"opens": False, "matches": False, "is_public": False, "dated": None}, 0, Word.REJECTED),
    ],
)
def test_points_and_words(values, points, word):
    found = score(facts(**values), SCHEME)
    assert (found.points, found.word, found.version) == (points, word, "1")


@pytest.mark.parametrize(
    ("dated", "in_time"),
    [
        (date(2026, 1, 1), True),
        (date(2025, 12, 1), True),
        (date(2025, 11, 30), False),
        (date(2026, 7, 31), True),
        (date(2026, 8, 1), False),
    ],
)
def test_a_day_counts_within_the_period_give_or_take_a_month(dated, in_time):
    assert bool(score(facts(dated=dated), SCHEME).parts["in_time"]) is in_time


def test_without_a_period_no_day_is_in_time():
    assert score(facts(starts=None, ends=None), SCHEME).parts["in_time"] == 0


def test_a_later_scheme_never_rewrites_what_an_earlier_one_scored():
    later = Scheme("2", date(2027, 1, 1), 10, 10, 10, 10, 40, 20, 0)
    assert scheme_on(date(2026, 12, 31), [later, SCHEME]) == SCHEME
    assert scheme_on(date(2027, 1, 1), [later, SCHEME]) == later
    assert scheme_on(date(2020, 1, 1), [later, SCHEME]) == SCHEME
    with pytest.raises(ValueError, match="no scheme"):
        scheme_on(date(2026, 1, 1), [])


@pytest.mark.parametrize(
    ("told", "days"),
    [
        (("2026", "2026"), (date(2026, 1, 1), date(2026, 12, 31))),
        (("2026-02", "2028-02"), (date(2026, 2, 1), date(2028, 2, 29))),
        (("2026-02-03", ""), (date(2026, 2, 3), None)),
        (("", "pronto"), (None, None)),
    ],
)
def test_a_period_known_to_the_month_or_the_year_is_taken_whole(told, days):
    assert whole_days(*told) == days


maybe_day = st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))
any_facts = st.builds(
    Facts,
    opens=st.none() | st.booleans(),
    matches=st.none() | st.booleans(),
    dated=maybe_day,
    starts=maybe_day,
    ends=maybe_day,
    is_public=st.booleans(),
    is_readable=st.booleans(),
)


@given(any_facts)
def test_points_are_those_of_the_parts_and_never_leave_0_to_100(told):
    found = score(told, SCHEME)
    assert 0 <= found.points == sum(found.parts.values()) <= 100


@given(any_facts)
def test_what_is_not_known_scores_as_what_is_not_so(told):
    from dataclasses import replace

    if told.opens is None:
        assert score(told, SCHEME) == score(replace(told, opens=False), SCHEME)
