"""Siblings stand in the order of the newest document that prints them all; what it leaves out stays where it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.publishing.intake.ordering import as_printed, downwards, places, with_new


@pytest.mark.parametrize(
    ("standing", "printed", "order"),
    [
        ("", "abc", "abc"),
        ("abc", "acb", "acb"),
        ("abc", "axbc", "axbc"),
        ("abcd", "dcb", "adcb"),
        ("abcd", "dba", "dbca"),
    ],
)
def test_in_the_document_s_order_what_it_leaves_out_stays_behind_its_sibling(standing, printed, order):
    assert "".join(as_printed(standing, printed)) == order


@pytest.mark.parametrize(
    ("standing", "printed", "order"),
    [
        ("abcd", "x", "abcdx"),
        ("abcd", "abx", "abcdx"),
        ("abcd", "axd", "abcxd"),
        ("abcd", "xa", "xabcd"),
        ("abcd", "dxyb", "axybcd"),
        ("", "xy", "xy"),
    ],
)
def test_what_is_new_stands_before_the_next_sibling_that_is_printed_or_at_the_end(standing, printed, order):
    assert "".join(with_new(standing, printed)) == order


@given(st.permutations("abcdef"), st.lists(st.sampled_from("abcdefxyz"), unique=True))
def test_nothing_is_lost_and_nothing_stands_twice(standing, printed):
    for order in (as_printed(standing, printed), with_new(standing, printed)):
        assert sorted(order) == sorted({*standing, *printed})
    assert [key for key in with_new(standing, printed) if key in standing] == list(standing)
    assert [key for key in as_printed(standing, printed) if key in printed] == printed


def test_each_is_followed_by_those_below_it():
    families = {None: ["C1", "C2"], "C2": ["C2.H1"], "C1": ["C1.H1", "C1.H2"], "C1.H1": ["A1"]}
    assert downwards(families) == ["C1", "C1.H1", "A1", "C1.H2", "C2", "C2.H1"]


@pytest.mark.parametrize(
    ("order", "standing", "found"),
    [
        ("abc", {}, [1, 2, 3]),
        ("abc", {"a": 0, "b": 4, "c": 9}, [0, 4, 9]),
        ("axbc", {"a": 0, "b": 4, "c": 9}, [0, 1, 4, 9]),
        ("axbc", {"a": 1, "b": 2, "c": 9}, [1, 2, 3, 9]),
        ("xab", {"a": 1, "b": 2}, [1, 2, 3]),
        ("ab", {"a": 3, "b": 3}, [3, 4]),
    ],
)
def test_what_stands_keeps_its_place_where_it_can(order, standing, found):
    assert list(places(order, standing).values()) == found
