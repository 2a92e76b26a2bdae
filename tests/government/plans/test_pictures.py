"""The pictures show every unit once, at one scale, and name what is missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.government.plans.outline import Cited
from minga.government.plans.pictures import (
    MOST_MARKS,
    cited_words,
    evidence_line,
    heat_of,
    matrix_of,
    missing_of,
    multiples_of,
)
from minga.government.plans.repeats import repeats_of
from tests.government.plans.builders import followed, listed, term

shapes = st.lists(st.integers(1, 20), min_size=1, max_size=8)


def test_the_matrix_has_a_row_for_each_commitment_and_a_mark_for_each_milestone():
    matrix = matrix_of(followed("Cumplido|Pendiente|Cumplido*", "Cumplido").outline)
    assert matrix.columns == ["H1", "H2", "H3"]
    assert [(chapter.node.key, [cell.node.key for cell in cells], empty) for chapter, cells, empty in matrix.rows] == [
        ("C1", ["C1.H1", "C1.H2", "C1.H3"], 0),
        ("C2", ["C2.H1"], 2),
    ]


@given(shapes)
def test_every_unit_stands_in_the_matrix_once(shape):
    outline = followed(*("|".join(["Cumplido"] * number) for number in shape)).outline
    matrix = matrix_of(outline)
    assert [cell.node.key for _chapter, cells, _empty in matrix.rows for cell in cells] == [
        unit.key for unit in outline.units
    ]
    assert bool(matrix.columns) == (max(shape) <= 12)


def test_a_plan_without_statuses_and_one_with_too_many_units_have_no_matrix():
    assert matrix_of(listed("Feria", "Mercado").outline) is None
    assert matrix_of(followed("|".join(["Cumplido"] * (MOST_MARKS + 1))).outline) is None


def test_a_plan_that_only_lists_has_squares_by_objective():
    builder = listed("Feria|Mercado", "Mercado|Huerta")
    builder.nodes[1].own_mechanisms = [term("convention")]
    outline = builder.outline
    (group,) = multiples_of(outline, repeats_of(outline.units, {outline.units[1].pk: 1}))
    assert [
        (multiple.chapter.node.key, multiple.number, [(square.kind, square.count) for square in multiple.squares])
        for multiple in group.multiples
    ] == [
        ("1.1", 3, [("filled", 1), ("none", 1), ("repeated", 1)]),
        ("1.2", 2, [("repeated", 1), ("none", 1)]),
    ]
    assert group.multiples[0].common == [(term("convention"), 1)]


def test_a_single_objective_has_nothing_to_be_compared_with():
    outline = listed("Feria|Mercado").outline
    assert multiples_of(outline, repeats_of(outline.units)) == []


def test_the_heat_table_counts_a_unit_once_for_each_mechanism():
    builder = listed("Feria|Mercado", "Huerta")
    convention, agreement = term("convention"), term("agreement")
    builder.nodes[1].own_mechanisms = [convention, agreement]
    builder.nodes[2].own_mechanisms = [convention]
    builder.nodes[4].own_mechanisms = [convention]
    heat = heat_of(builder.outline)
    assert heat.rows == [(convention, [2, 1], 3), (agreement, [1, 0], 1)]
    assert heat.largest == 2


def test_a_plan_without_mechanisms_has_no_heat_table():
    assert heat_of(listed("Feria").outline) is None


@pytest.mark.parametrize(
    ("cited", "line", "words"),
    [
        (Cited(1, 0), "yes", "1 verificable citado"),
        (Cited(2, 0), "yes", "2 verificables citados"),
        (Cited(0, 0), "none", "sin verificable citado"),
        (Cited(2, 3), "none", "verificables: 2 citados, 3 esperados"),
        (Cited(3, 3), "yes", "verificables: 3 citados, 3 esperados"),
    ],
)
def test_the_line_under_a_mark_tells_of_its_verifiables(cited, line, words):
    builder = followed("Cumplido|Cumplido")
    builder.nodes[1].cited, builder.nodes[2].cited = Cited(5, 5), cited
    assert evidence_line(builder.nodes[2], builder.outline) == line
    assert cited_words(builder.nodes[2]) == words


def test_a_plan_that_cites_nothing_has_no_lines():
    builder = followed("Cumplido")
    assert evidence_line(builder.nodes[1], builder.outline) == ""


def test_what_is_missing_is_named():
    builder = followed("Cumplido|Cumplido*|Pendiente|Suspendido|", "Cumplido")
    builder.nodes[-1].cited = Cited(1)
    assert [(group.label, [node.key for node in group.nodes]) for group in missing_of(builder.outline)] == [
        ("Pendiente", ["C1.H3"]),
        ("Suspendido", ["C1.H4"]),
        ("Sin estado", ["C1.H5"]),
        ("Asterisco sin motivo explicado", ["C1.H2"]),
        ("Con estado cumplido, sin verificable citado", ["C1.H1", "C1.H2"]),
    ]


def test_all_that_is_not_finished_is_missing_and_what_has_no_effect_stands_apart():
    outline = followed("Sin efecto|No iniciado|En marcha|Cumplido|Pendiente").outline
    assert [(group.label, [node.key for node in group.nodes]) for group in missing_of(outline)] == [
        ("Pendiente", ["C1.H5"]),
        ("En marcha", ["C1.H3"]),
        ("No iniciado", ["C1.H2"]),
        ("Aparte: sin efecto", ["C1.H1"]),
    ]


def test_a_plan_with_mechanisms_names_the_units_without_one():
    builder = listed("Feria|Mercado")
    builder.nodes[1].own_mechanisms = [term("convention")]
    assert [(group.label, [node.key for node in group.nodes]) for group in missing_of(builder.outline)] == [
        ("Sin mecanismo impreso", ["1.1.I2"])
    ]


def test_a_long_list_of_what_is_missing_names_the_first_and_counts_the_rest():
    (group,) = missing_of(followed("|".join(["Pendiente"] * 20)).outline)
    assert (len(group.nodes), group.total, group.more) == (12, 20, 8)
