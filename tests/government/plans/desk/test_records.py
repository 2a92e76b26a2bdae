"""Keys, order and differences: what is worked out on plain values."""

from __future__ import annotations

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.government.plans.differences import differences
from minga.government.plans.edits import Edit, document_order, overlaid
from minga.government.plans.fields import Subject, empty_node
from minga.government.plans.keys import given_key, is_provisional, provisional_key

TEXT = st.text(max_size=5)


def node(key: str, parent: str = "", **values) -> dict:
    return {"key": key, **empty_node(), "level": "Compromiso", "parent": parent, "title": key, "links": [], **values}


def record(*nodes: dict, levels=("Compromiso", "Hito"), **plan) -> dict:
    own = {"title": "Plan", "short_title": "", "start_year": None, "end_year": None, "publisher": "", "supersedes": ""}
    listed = [{"name": name, "depth": depth, "carries_status": False} for depth, name in enumerate(levels)]
    return {"plan": {**own, "slug": "plan", **plan}, "levels": listed, "nodes": list(nodes)}


@pytest.mark.parametrize(
    ("taken", "values", "key"),
    [
        ([], {"code": "c 1.a", "parent": "", "level": "Hito"}, "C-1.A"),
        (["C-1"], {"code": "C 1", "parent": "", "level": "Hito"}, "C-1-2"),
        ([], {"code": "", "parent": "C1", "level": "Hito"}, "C1.H1"),
        (["C1.H1", "C1.H2"], {"code": "", "parent": "C1", "level": "Hito"}, "C1.H3"),
        ([], {"code": "", "parent": "", "level": "Órgano"}, "O1"),
        ([], {"code": "—", "parent": "", "level": "7"}, "N1"),
        ([], {"code": "ediciones", "parent": "", "level": "Eje"}, "E1"),
    ],
)
def test_a_key_is_that_of_the_code_or_of_the_place(taken, values, key):
    assert given_key(taken, **values) == key


@pytest.mark.parametrize(
    ("pattern", "parent", "taken", "key"),
    [
        ("P#.Y#", "P2", ["P2.Y1"], "P2.Y2"),
        ("P#", "", ["P1"], "P2"),
        ("Y#", "P2", ["Y1"], "Y2"),
        ("A#.P#.Y#", "A1.P3", [], "A1.P3.Y1"),
        ("Línea #.Meta #", "LINEA-4", [], "LINEA-4.META-1"),
        ("#.#", "7", [], "7.1"),
        ("P#.Y#-B", "P2", [], "P2.Y1-B"),
        ("P#.Y#", "EJE-1", [], "EJE-1.L1"),
        ("P#.Y#", "", [], "L1"),
    ],
)
def test_a_key_is_written_as_the_codes_of_its_level(pattern, parent, taken, key):
    assert given_key(taken, code="", parent=parent, level="Línea", pattern=pattern) == key


def test_a_printed_code_goes_before_how_codes_are_written():
    assert given_key([], code="Z9", parent="P2", level="Línea", pattern="P#.Y#") == "Z9"


PATTERN = st.text("CX#.- ñ", max_size=40)


@given(st.sets(st.text("ABC123.-", max_size=4)), TEXT, st.text(max_size=80), PATTERN)
def test_a_key_is_new_short_and_an_address(taken, code, level, pattern):
    key = given_key(taken, code=code * 20, parent="C1", level=level, pattern=pattern)
    assert key not in taken
    assert 0 < len(key) <= 60
    assert key == key.upper()
    assert not is_provisional(key)


def test_provisional_keys_are_told_apart():
    assert [provisional_key([]), provisional_key(["nuevo-1", "C1"])] == ["nuevo-1", "nuevo-2"]


def test_a_new_node_stands_after_its_last_sibling_with_all_below():
    nodes = [node("C1"), node("H1", "C1"), node("A1", "H1"), node("C2"), node("H2", "C1")]
    assert document_order(nodes, ["H2"], {}) == ["C1", "H1", "A1", "H2", "C2"]
    moved = [node("C1", "C2"), node("H1", "C1"), node("C2"), node("H2", "C2"), node("C3")]
    assert document_order(moved, ["C1"], {}) == ["C2", "H2", "C1", "H1", "C3"]


VALUES = st.fixed_dictionaries(
    {"title": TEXT, "start": TEXT, "expected_means": st.lists(TEXT, max_size=2), "closed": st.booleans()}
)


@given(st.lists(VALUES, max_size=3), st.lists(VALUES, max_size=4), TEXT, TEXT)
def test_the_differences_lead_from_one_record_to_the_other(before, after, old, new):
    count = len(before)
    one = record(*(node(f"C{place}", **values) for place, values in enumerate(before)), title=old)
    other = record(*(node(f"C{place}", **values) for place, values in enumerate(after)), title=new)
    other["nodes"] += deepcopy(one["nodes"][len(after) :]) if len(after) < count else []
    assert overlaid(one, differences(one, other)) == other
    assert differences(one, deepcopy(one)) == []


def test_a_renamed_level_is_no_change_of_its_nodes():
    one, other = record(node("C1")), record(node("C1", level="Meta"), levels=("Meta", "Hito"))
    assert [(edit.subject, edit.key, edit.field, edit.after) for edit in differences(one, other)] == [
        (Subject.LEVEL, "Compromiso", "name", "Meta")
    ]


def test_without_an_earlier_record_all_is_new():
    edits = differences(None, record(node("C1")))
    assert [(edit.key, edit.operation, edit.field) for edit in edits] == [
        ("", "update", "title"),
        ("Compromiso", "create", ""),
        ("Hito", "create", ""),
        ("C1", "create", ""),
    ]


def test_what_is_given_stays_as_it_is():
    given_record = record(node("C1"))
    kept = deepcopy(given_record)
    overlaid(given_record, [Edit(Subject.NODE, "C1", "title", "Otro"), Edit(Subject.PLAN, "", "title", "Otro")])
    assert given_record == kept
