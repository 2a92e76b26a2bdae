"""The order of nodes among those that one node contains: worked out on keys alone."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.government.plans.differences import differences
from minga.government.plans.edits import Edit, overlaid, without_idle_orders
from minga.government.plans.fields import Subject, empty_node
from minga.government.plans.order import (
    FIRST,
    after_sibling,
    arranged,
    children_of,
    in_order,
    one_down,
    one_up,
    placed_anew,
    same_order,
)

TREE = {"C1": "", "H1": "C1", "A1": "H1", "H2": "C1", "C2": "", "H3": "C2"}
"""C1 with H1 (with A1) and H2; C2 with H3."""
KEYS = st.lists(st.sampled_from("ABCDEF"), unique=True)


def record(parents: dict[str, str]) -> dict:
    own = {"title": "Plan", "short_title": "", "start_year": None, "end_year": None, "publisher": "", "supersedes": ""}
    nodes = [
        {"key": key, **empty_node(), "level": "Nivel", "parent": parent, "title": key, "links": []}
        for key, parent in parents.items()
    ]
    return {"plan": own, "levels": [{"name": "Nivel", "depth": 0, "carries_status": False}], "nodes": nodes}


def test_all_below_a_node_goes_with_it():
    assert in_order(TREE, "", ["C2", "C1"]) == ["C2", "H3", "C1", "H1", "A1", "H2"]
    assert in_order(TREE, "C1", ["H2", "H1"]) == ["C1", "H2", "H1", "A1", "C2", "H3"]
    assert children_of(TREE, "C1") == ["H1", "H2"]


@pytest.mark.parametrize(
    ("children", "wanted", "found"),
    [
        ("ABC", "CAB", "CAB"),
        ("ABC", "CA", "CAB"),
        ("ABC", "C", "ABC"),
        ("ABCD", "BA", "BACD"),
        ("AXB", "BA", "BAX"),
        ("XAB", "BA", "XBA"),
        ("ABC", "CZAB", "CAB"),
        ("ABC", "", "ABC"),
    ],
)
def test_what_an_order_does_not_name_stays_behind_what_it_follows_and_last_stays_last(children, wanted, found):
    assert "".join(arranged(list(children), list(wanted))) == found


@given(KEYS, KEYS)
def test_an_order_keeps_all_and_is_followed(children, wanted):
    found = arranged(children, wanted)
    assert sorted(found) == sorted(children)
    assert same_order(found, wanted)


def test_one_up_one_down_and_after_another():
    children, shown = list("ABCD"), {"A", "B", "D"}
    assert one_up(children, "D", shown) == list("ADBC")
    assert one_up(children, "A", shown) == children
    assert one_down(children, "B", shown) == list("ACDB")
    assert one_down(children, "D", shown) == children
    assert after_sibling(children, "D", "A") == list("ADBC")
    assert after_sibling(children, "C", FIRST) == list("CABD")


def test_only_what_stands_elsewhere_is_told():
    assert placed_anew("ABCD", "DABC") == ["D"]
    assert placed_anew("ABCD", "BCDA") == ["A"]
    assert placed_anew("ABCD", "ABCD") == []
    assert placed_anew("AB", "ABN") == []
    assert placed_anew("AB", "NAB") == ["N"]


@given(st.permutations("ABCDEF"))
def test_taking_what_is_told_away_leaves_the_same_order(after):
    told = placed_anew("ABCDEF", after)
    assert [key for key in "ABCDEF" if key not in told] == [key for key in after if key not in told]


@pytest.mark.parametrize("top", [*permutations(["C1", "C2"])])
@pytest.mark.parametrize("inner", [*permutations(["H1", "H2"])])
def test_the_differences_lead_from_one_order_to_the_other(top, inner):
    below = {"C1": inner, "C2": ("H3",), "H1": ("A1",)}

    def walk(keys, parent=""):
        for key in keys:
            yield key, parent
            yield from walk(below.get(key, ()), key)

    one, other = record(TREE), record(dict(walk(top)))
    edits = differences(one, other)
    assert overlaid(one, edits) == other
    assert len(edits) == (top != ("C1", "C2")) + (inner != ("H1", "H2"))


def test_an_order_that_changes_nothing_is_no_change():
    idle = Edit(Subject.NODE, "C1", "order", ["H1", "H2"], before=["H1", "H2"])
    gone = Edit(Subject.NODE, "nuevo-1", "order", ["nuevo-3", "nuevo-2"])
    moved = Edit(Subject.PLAN, "", "order", ["C2", "C1"], before=["C1", "C2"])
    assert without_idle_orders(record(TREE), [idle, gone, moved]) == [moved]
