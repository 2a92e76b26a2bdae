"""Where a promise should be by now, and how far it slipped."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.government.tracking.schedule import Pace, expected, pace, performance_index, slippage

START, END = date(2026, 1, 1), date(2026, 12, 31)
MIDDLE = date(2026, 7, 2)
days = st.dates(date(2020, 1, 1), date(2035, 1, 1))


@pytest.mark.parametrize(
    ("today", "due"), [(date(2025, 6, 1), "0"), (START, "0"), (MIDDLE, "0.5"), (END, "1"), (date(2027, 6, 1), "1")]
)
def test_what_is_due_grows_in_a_line_from_the_start_to_the_end(today, due):
    assert expected(START, END, today) == Decimal(due)


@given(days, st.integers(0, 2000), days, st.integers(0, 400))
def test_what_is_due_never_shrinks_and_stays_within_nothing_and_all(start, length, today, later):
    end = start + timedelta(days=length)
    now, then = expected(start, end, today), expected(start, end, today + timedelta(days=later))
    assert 0 <= now <= then <= 1


@pytest.mark.parametrize(
    ("progress", "word"),
    [
        ("0.50", Pace.ON_TIME),
        ("0.45", Pace.ON_TIME),
        ("0.4499", Pace.BEHIND),
        ("0.35", Pace.BEHIND),
        ("0.3499", Pace.FAR_BEHIND),
        ("0", Pace.FAR_BEHIND),
    ],
)
def test_the_pace_is_told_by_the_distance_to_what_is_due(progress, word):
    assert pace(Decimal(progress), start=START, end=END, today=MIDDLE) is word


def test_what_is_past_its_end_and_unfinished_is_far_behind_whatever_it_says():
    late = END + timedelta(days=1)
    assert pace(Decimal("0.99"), start=START, end=END, today=late) is Pace.FAR_BEHIND
    assert pace(None, start=START, end=END, today=late) is Pace.FAR_BEHIND
    assert pace(Decimal(1), start=START, end=END, today=late) is Pace.ON_TIME


def test_a_cycle_without_a_report_is_never_shown_as_on_time():
    assert pace(Decimal(1), start=START, end=END, today=MIDDLE, has_reported=False) is Pace.NOT_SAID
    assert pace(None, start=START, end=END, today=MIDDLE) is Pace.NOT_SAID


def test_what_is_suspended_says_so():
    assert pace(Decimal(0), start=START, end=END, today=MIDDLE, is_suspended=True) is Pace.SUSPENDED


def test_slippage_counts_the_days_from_the_original_end():
    assert slippage(date(2026, 3, 31), date(2026, 7, 31)) == 122
    assert slippage(date(2026, 7, 31), date(2026, 3, 31)) == -122


def test_the_index_is_done_against_due_and_unknown_while_nothing_is_due():
    assert performance_index(Decimal("0.4"), Decimal("0.5")) == Decimal("0.8")
    assert performance_index(Decimal("0.4"), Decimal(0)) is None
