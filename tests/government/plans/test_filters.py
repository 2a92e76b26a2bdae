"""The same filters choose the nodes of the page and of its downloads."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from minga.government.plans.filters import STATES, Filters
from minga.government.plans.marks import Mark
from minga.government.plans.outline import RoleInfo
from tests.government.plans.builders import ARTICULATION, followed, listed, term


def chosen(builder, query: str) -> list[str]:
    return [node.key for node in Filters.read(QueryDict(query)).choose(builder.outline)]


@pytest.fixture
def plan():
    builder = followed("Cumplido|Cumplido*", "Pendiente")
    builder.nodes[0].roles = [RoleInfo("lead", "mercados", "Dirección de Mercados", "Mercados")]
    builder.nodes[4].title = "Rendición de cuentas en la plaza"
    return builder


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("", ["C1.H1", "C1.H2", "C2.H1"]),
        ("estado=cumplido", ["C1.H1"]),
        ("estado=cumplido&estado=pendiente", ["C1.H1", "C2.H1"]),
        ("estado=cumplido-con-asterisco", ["C1.H2"]),
        ("estado=nada", []),
        ("organizacion=mercados", ["C1.H1", "C1.H2"]),
        ("organizacion=nadie", []),
        ("nivel=compromiso", ["C1", "C2"]),
        ("nivel=todos", ["C1", "C1.H1", "C1.H2", "C2", "C2.H1"]),
        ("nivel=compromiso&organizacion=mercados", ["C1"]),
        ("q=rendicion", ["C2.H1"]),
        ("q=RENDICIÓN+plazas", ["C2.H1"]),
        ("q=plaz", ["C2.H1"]),
        ("q=c2.h1", ["C2.H1"]),
        ("q=plaza+cumplida", []),
        ("estado=pendiente&organizacion=mercados", []),
    ],
)
def test_what_each_filter_chooses(plan, query, keys):
    assert chosen(plan, query) == keys


def test_initiatives_are_found_by_the_mechanisms_and_words_of_what_articulates_them():
    builder = listed("Feria|Mercado")
    articulation = builder.node("1.1.I2.A1", ARTICULATION, builder.nodes[2], title="Acordar horarios con vendedoras")
    articulation.own_mechanisms = [term("convention")]
    assert chosen(builder, "mecanismo=convention") == ["1.1.I2"]
    assert chosen(builder, "q=vendedoras") == ["1.1.I2"]


def test_the_choices_are_those_that_the_plan_has(plan):
    filters = Filters.read(QueryDict("estado=pendiente&organizacion=mercados"))
    assert [(choice.value, choice.chosen) for choice in filters.state_choices(plan.outline)] == [
        ("cumplido", False),
        ("cumplido-con-asterisco", False),
        ("pendiente", True),
    ]
    assert [(choice.label, choice.chosen) for choice in filters.organization_choices(plan.outline)] == [
        ("Mercados", True)
    ]
    assert [(choice.value, choice.label, choice.chosen) for choice in filters.level_choices(plan.outline)] == [
        ("", "Hitos", True),
        ("compromiso", "Compromisos", False),
        ("todos", "Todos los niveles", False),
    ]
    assert filters.mechanism_choices(plan.outline) == []


def test_every_mark_has_its_name_in_addresses():
    assert set(STATES.values()) == set(Mark)


def test_a_plain_mapping_is_read_like_a_query():
    assert Filters.read({"estado": "pendiente", "q": " feria "}) == Filters(
        states=frozenset({"pendiente"}), text="feria"
    )


def test_filters_that_ask_for_nothing_are_not_active():
    assert not Filters.read(QueryDict("pagina=2")).active
    assert Filters.read(QueryDict("q=feria")).active


def test_of_a_very_long_parameter_the_first_two_hundred_characters_count():
    filters = Filters.read(dict.fromkeys(("q", "organizacion", "nivel", "mecanismo"), "x" * 5000))
    asked = (filters.text, filters.organization, filters.level, filters.mechanism)
    assert [len(value) for value in asked] == [200, 200, 200, 200]


def test_the_first_eight_words_that_tell_something_count(plan):
    asked = "rendición de cuentas en la plaza " + "rendición cuentas plaza " * 2
    assert chosen(plan, f"q={asked}") == ["C2.H1"]
    assert chosen(plan, f"q={asked}nadie") == ["C2.H1"]
    assert chosen(plan, "q=rendición cuentas nadie") == []


def test_only_the_word_typed_last_may_be_unfinished(plan):
    assert chosen(plan, "q=rendición pla") == ["C2.H1"]
    assert chosen(plan, "q=pla rendición") == []
    assert chosen(plan, f"q={'rendición ' * 7}pla") == ["C2.H1"]
    assert chosen(plan, f"q={'rendición ' * 7}pla rendición") == []


@given(st.text(max_size=40), st.text(max_size=20), st.text(max_size=20))
def test_whatever_is_asked_for_never_adds_a_node(text, organization, level):
    outline = followed("Cumplido|Pendiente").outline
    parameters = {"q": text, "organizacion": organization, "nivel": level}
    assert set(Filters.read(parameters).choose(outline)) <= set(outline.nodes)
