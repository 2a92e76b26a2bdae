"""The figure of the day follows its published rule, and nobody's hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.web.figure import FIRST_MONDAY, Candidate, Quantity, StatusList, figure_of

DAYS = st.dates(date(2020, 1, 1), date(2100, 12, 31))
COUNTS = st.lists(st.integers(0, 60), min_size=1, max_size=6)
NAMES = st.text(st.characters(categories=["Lu", "Ll", "Zs"]), min_size=1, max_size=12)


def status_list(*counts: int, total: int | None = None, as_of: str = "2022-04") -> StatusList:
    parts = [Quantity(count, f"estado {number}") for number, count in enumerate(counts)]
    return StatusList(sum(counts) if total is None else total, "proyectos", as_of, parts)


def candidate(name: str, *lists: StatusList, **values) -> Candidate:
    return Candidate(name.lower(), name, lists or (status_list(35, 13, 8, 7),), **values)


LISTS = st.builds(
    lambda counts, extra, as_of: status_list(*counts, total=sum(counts) + extra, as_of=as_of),
    COUNTS,
    st.sampled_from([0, 0, 1, -1]),
    st.sampled_from(["2022-04", "2022-04", ""]),
)
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        st.integers(0, 10**6).map(str),
        NAMES,
        st.lists(LISTS, max_size=4),
        st.booleans(),
    ),
    unique_by=lambda found: found.slug,
    max_size=6,
)


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


@given(DAYS, CANDIDATES)
def test_a_list_without_total_date_or_agreement_is_never_chosen(day, candidates):
    choice = figure_of(day, candidates)
    if choice:
        assert choice.chosen.total == sum(part.count for part in choice.chosen.quantities) > 0
        assert choice.chosen.date


@given(DAYS, CANDIDATES)
def test_an_invented_plan_is_never_chosen(day, candidates):
    choice = figure_of(day, candidates)
    fictitious = {found.slug for found in candidates if found.fictitious}
    assert choice is None or choice.slug not in fictitious


@given(DAYS, CANDIDATES)
def test_there_is_a_figure_exactly_when_a_real_plan_has_a_complete_list(day, candidates):
    able = [found for found in candidates if not found.fictitious and any(one.is_complete for one in found.lists)]
    assert (figure_of(day, candidates) is not None) == bool(able)


@given(DAYS, CANDIDATES)
def test_all_plans_with_a_complete_list_take_their_turn(day, candidates):
    able = [found.slug for found in candidates if not found.fictitious and found.first_complete]
    weeks = [monday(day) + timedelta(weeks=number) for number in range(len(able))]
    choices = [figure_of(week, candidates) for week in weeks]
    assert sorted(choice.slug for choice in choices if choice) == sorted(able)


@given(DAYS, CANDIDATES)
def test_the_figure_stays_from_monday_to_sunday(day, candidates):
    first = monday(day)
    assert len({figure_of(first + timedelta(days=number), candidates) is None for number in range(7)}) == 1
    choices = [figure_of(first + timedelta(days=number), candidates) for number in range(7)]
    assert all(choice == choices[0] for choice in choices)


@given(DAYS, CANDIDATES, st.randoms())
def test_the_order_in_which_plans_come_does_not_matter(day, candidates, random):
    shuffled = list(candidates)
    random.shuffle(shuffled)
    assert figure_of(day, shuffled) == figure_of(day, candidates)


@given(DAYS, CANDIDATES)
def test_the_first_complete_list_is_taken_and_its_first_two_quantities(day, candidates):
    choice = figure_of(day, candidates)
    if choice:
        lists = next(found.lists for found in candidates if found.slug == choice.slug)
        assert choice.chosen == next(found for found in lists if found.is_complete)
        assert list(choice.shown) == list(choice.chosen.quantities[:2])


def test_plans_follow_one_another_by_the_alphabet_without_accents():
    names = ["Útiles", "agua", "Ñandú", "Barrios"]
    start = date(2026, 11, 16)
    turns = [figure_of(start + timedelta(weeks=number), [candidate(name) for name in names]) for number in range(4)]
    order = [choice.slug for choice in turns if choice]
    around = ["agua", "barrios", "ñandú", "útiles"]
    first = around.index(order[0])
    assert order == around[first:] + around[:first]


def test_the_turn_goes_on_over_the_end_of_a_year_of_53_weeks():
    plans = [candidate("A"), candidate("B")]
    last, first = figure_of(date(2026, 12, 31), plans), figure_of(date(2027, 1, 4), plans)
    assert (last.week, last.year, first.week, first.year) == (53, 2026, 1, 2027)
    assert last.slug != first.slug


def test_a_later_list_is_taken_when_the_first_does_not_add_up():
    plan = candidate("A", status_list(5, 5, total=11), status_list(3, 4))
    assert [part.count for part in figure_of(date(2026, 11, 20), [plan]).shown] == [3, 4]


@pytest.mark.parametrize(
    "broken", [status_list(5, 5, total=11), status_list(5, 5, as_of=""), status_list(0), StatusList(0, "x", "2022", [])]
)
def test_without_a_complete_list_there_is_no_figure(broken):
    assert figure_of(date(2026, 11, 20), [candidate("A", broken)]) is None


def test_a_list_of_one_quantity_shows_one():
    assert len(figure_of(date(2026, 11, 20), [candidate("A", status_list(22))]).shown) == 1


def test_an_invented_plan_takes_no_turn():
    plans = [candidate("A"), replace(candidate("B"), fictitious=True)]
    weeks = [date(2026, 11, 16) + timedelta(weeks=number) for number in range(4)]
    assert {figure_of(week, plans).slug for week in weeks} == {"a"}


def test_weeks_are_counted_from_a_monday():
    assert FIRST_MONDAY.isoweekday() == 1


@given(DAYS, CANDIDATES)
def test_anybody_can_choose_again_with_what_the_choice_tells(day, candidates):
    choice = figure_of(day, candidates)
    if choice:
        assert FIRST_MONDAY + timedelta(weeks=choice.weeks) == monday(day)
        assert choice.turns[choice.weeks % len(choice.turns)] == choice.slug
        assert choice.turns[choice.remainder] == choice.slug


def test_the_turns_are_those_of_the_alphabet():
    plans = [candidate("Útiles"), candidate("agua"), replace(candidate("Barrios"), fictitious=True)]
    assert figure_of(date(2026, 11, 20), plans).turns == ("agua", "útiles")
    assert [figure_of(day, plans).slug for day in (date(2024, 1, 1), date(2024, 1, 8))] == ["agua", "útiles"]
