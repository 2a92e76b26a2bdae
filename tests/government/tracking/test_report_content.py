"""A draft is checked field by field; nothing that was typed is ever lost or guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.government.plans.models import DeclaredStatus
from minga.government.tracking.models import ResultItem
from minga.government.tracking.report_content import KINDS, STATUSES, check, read_number

WHOLE = {"canonical": "in_progress", "narrative": "Se instalaron 9 tableros."}
RESULT = {"text": "Tableros", "quantity": "9", "unit": "tableros", "kind": "product"}


def wrong(**typed) -> dict[str, str]:
    """The problem of each field."""
    _content, problems = check(WHOLE | typed, ["meta"])
    return {problem.field: problem.message for problem in problems}


def test_a_whole_report_has_no_problems():
    typed = {**WHOLE, "physical": "45,5 %", "results": [RESULT], "measured": {"meta": "12"}}
    content, problems = check(typed, ["meta"])
    assert problems == []
    assert (content.canonical, content.physical, content.narrative) == (
        "in_progress",
        Decimal("45.5"),
        "Se instalaron 9 tableros.",
    )
    assert (content.results[0].quantity, content.results[0].kind, content.measured) == (
        Decimal(9),
        "product",
        {"meta": Decimal(12)},
    )


def test_what_is_missing_is_told_beside_its_field():
    assert wrong(canonical="", narrative=" ") == {
        "canonical": "Elige cómo está.",
        "narrative": "Cuenta qué se hizo: con dos o tres frases basta.",
    }


@pytest.mark.parametrize("canonical", ["cancelled", "unknown", "inventado"])
def test_only_an_act_leaves_without_effect(canonical):
    assert wrong(canonical=canonical) == {"canonical": "Elige cómo está."}


@pytest.mark.parametrize(
    ("canonical", "physical", "message"),
    [
        ("completed", "80", "Dices que está cumplido y que va por menos de 100 %: corrige uno de los dos."),
        ("not_started", "5", "Dices que no ha empezado y que ya avanzó: corrige uno de los dos."),
        ("in_progress", "101", "No puede pasar de 100."),
        ("in_progress", "-5", "«-5» no es un número: escribe solo cifras, como 1200 o 12,5."),
        ("in_progress", "mucho", "«mucho» no es un número: escribe solo cifras, como 1200 o 12,5."),
    ],
)
def test_a_percentage_that_cannot_be(canonical, physical, message):
    assert wrong(canonical=canonical, physical=physical) == {"physical": message}


@pytest.mark.parametrize(("canonical", "physical"), [("completed", "100"), ("completed", ""), ("not_started", "0")])
def test_a_percentage_that_agrees(canonical, physical):
    assert wrong(canonical=canonical, physical=physical) == {}


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"text": ""}, "result-0-text", "Di cuál es el resultado, o deja vacía toda la fila."),
        ({"unit": ""}, "result-0-unit", "Di de qué es la cantidad: reuniones, personas, metros."),
        ({"kind": ""}, "result-0-kind", "Elige qué se cuenta: lo de distinta clase nunca se suma."),
        ({"kind": "todo"}, "result-0-kind", "Elige qué se cuenta: lo de distinta clase nunca se suma."),
        ({"quantity": "1.200"}, "result-0-quantity", "«1.200» puede leerse de dos modos: escribe 1200 o 1,200."),
        ({"text": "x" * 1001}, "result-0-text", "Tiene como máximo 1000 caracteres: acórtalo."),
        ({"unit": "x" * 121}, "result-0-unit", "Tiene como máximo 120 caracteres: acórtala."),
    ],
)
def test_a_result_that_is_not_whole(changed, field, message):
    assert wrong(results=[RESULT | changed]) == {field: message}


def test_a_result_may_be_words_alone_and_empty_rows_do_not_count():
    empty = {"text": " ", "quantity": "", "unit": "", "kind": ""}
    content, problems = check({**WHOLE, "results": [empty, {"text": "Un manual"}, empty]})
    assert ([one.text for one in content.results], problems) == (["Un manual"], [])


def test_a_problem_names_the_row_as_it_was_typed():
    assert list(wrong(results=[{}, {"quantity": "3", "unit": "actas", "kind": "document"}])) == ["result-1-text"]


def test_too_many_results_are_told():
    assert wrong(results=[RESULT] * 41) == {
        "results": "Caben como máximo 40 resultados: junta los que sean de la misma clase."
    }


def test_values_of_other_targets_are_left_out():
    content, _problems = check({**WHOLE, "measured": {"meta": "3", "ajena": "4"}}, ["meta"])
    assert content.measured == {"meta": Decimal(3)}


def test_a_value_that_is_no_number_is_told_beside_its_target():
    assert list(wrong(measured={"meta": "varios"})) == ["measured-meta"]


@pytest.mark.parametrize("name", ["narrative", "difficulties", "next_steps"])
def test_texts_have_a_length(name):
    assert wrong(**{name: "x" * 4001}) == {name: "Tiene como máximo 4000 caracteres: acórtalo."}


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12", "12"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1.200.000", "1200000"),
        ("1.200,5", "1200.5"),
        ("0.125", "0.125"),
        (" 45 % ", "45"),
        ("1 200", "1200"),
    ],
)
def test_numbers_are_read_as_people_write_them(typed, value):
    assert read_number(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["1,2,3", "1e9", "٣", "12.", "1.2.3", "9" * 17, "NaN", "½"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(ValueError, match="no es un número"):
        read_number(typed)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
drafts = st.dictionaries(
    st.sampled_from(["canonical", "physical", "narrative", "difficulties", "next_steps", "results", "measured"]),
    json_values,
)


@given(drafts)
def test_any_draft_is_read_without_falling(typed):
    content, problems = check(typed, ["meta"])
    assert problems or (content.canonical in STATUSES and content.narrative)


def test_the_words_are_those_of_the_record():
    assert set(STATUSES) == set(DeclaredStatus.Canonical.values) - {"cancelled", "unknown"}
    assert set(KINDS) == set(ResultItem.Kind.values)
