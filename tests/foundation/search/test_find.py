"""Searching finds what holds every word, best first; where nothing does, what holds most of them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minga.foundation.search.actions import add_entries, rebuild
from minga.foundation.search.models import IndexEntry, Posting
from minga.foundation.search.queries import KindCount, answer, kind_label
from minga.foundation.search.words import words
from minga.foundation.territory.models import Territory
from tests.factories.search import entry

pytestmark = pytest.mark.django_db
VOCABULARY = ["agua", "barrio", "mercado", "obra", "parque", "plan", "quebrada", "seguridad", "taller", "vía"]
TITLES = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=6).map(" ".join)


def found(text: str, **options) -> list[str]:
    """The keys of what holds every word."""
    told = answer(text, **options)
    return [] if told.is_part else [row.key.partition("/")[2] for row in told.entries]


@pytest.fixture
def market():
    add_entries(
        [
            entry("ferias", "Ferias y mercados del norte", summary="Calendario de ferias"),
            entry("agua", "Plan de agua", body="El agua llega a los mercados"),
            entry("calderon", "Calderón", kind="territory", url="/territorio/calderon/"),
            entry("bodega", "Bodega", kind="territory", body="Junto al mercado central", fictitious=True),
        ]
    )


@pytest.mark.parametrize(
    "text", ["mercado", "MERCADOS", "mercád", "merca", "mercados norte", "de los mercados del norte"]
)
def test_a_market_is_found_however_it_is_written(market, text):
    assert found(text)[0] == "ferias"


def test_the_title_counts_more_than_the_rest(market):
    assert found("mercado") == ["ferias", "agua", "bodega"]


def test_what_is_invented_comes_after_what_is_real():
    add_entries([entry("real", "Plan", body="mercado"), entry("invented", "Mercado", fictitious=True)])
    assert found("mercado") == ["real", "invented"]


def test_every_word_must_be_there(market):
    assert found("mercado agua") == ["agua"]
    assert found("mercado calderon") == []


def test_only_the_last_word_may_be_unfinished(market):
    assert found("norte calend") == ["ferias"]
    assert found("calend norte") == []


def test_a_word_typed_again_may_still_be_unfinished(market):
    assert found("calderon cald calderon") == []
    assert found("calderon calder") == ["calderon"]


@pytest.mark.parametrize("text", ["", "  ", "de la", "¿?", "…"])
def test_nothing_is_found_without_a_word(market, text):
    assert found(text) == []
    assert answer(text).counts == ()


def test_words_beyond_the_eighth_are_left_out(market):
    add_entries([entry("ocho", "uno1 dos2 tres3 cuatro4 cinco5 seis6 siete7 ocho8")])
    assert found("uno1 dos2 tres3 cuatro4 cinco5 seis6 siete7 ocho8 nueve9") == ["ocho"]


def test_one_kind_alone(market):
    assert found("mercado", kind="territory") == ["bodega"]


def test_results_are_counted_by_kind_in_the_order_of_the_registry(market):
    assert [(counted.kind, counted.count) for counted in answer("mercado").counts] == [
        ("document", 2),
        ("territory", 1),
    ]


def test_a_kind_has_its_word(market):
    assert str(kind_label("territory")) == "Territorio"
    assert str(kind_label("nothing")) == "otros"
    assert answer("calderón").counts == [KindCount("territory", kind_label("territory"), 1)]


def test_the_order_does_not_depend_on_how_entries_came():
    add_entries([entry("b", "Parque"), entry("a", "Parque"), entry("c", "Parque", kind="another")])
    assert found("parque") == ["c", "a", "b"]


def test_at_equal_weight_the_shorter_title_comes_first():
    add_entries([entry("a", "Tren de cercanías hasta Calderón"), entry("b", "Calderón"), entry("c", "Parque Calderón")])
    assert found("calderón") == ["b", "c", "a"]


def test_two_forms_of_a_word_count_as_one():
    add_entries([entry("a", "Mercado de mercados"), entry("b", "Mercado")])
    assert found("mercado") == ["b", "a"]


@given(st.lists(TITLES, min_size=1, max_size=8), TITLES)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_found_is_what_holds_every_word(django_db_blocker, titles, text):
    IndexEntry.objects.all().delete()
    add_entries([entry(str(number), title) for number, title in enumerate(titles)])
    expected = {str(number) for number, title in enumerate(titles) if set(words(text)) <= set(words(title))}
    assert set(found(text)) == expected or answer(text).begun
    assert len(found(text)) == len(set(found(text)))
    assert answer(text).total == len(answer(text).entries)


@given(st.sampled_from(VOCABULARY), st.integers(min_value=4))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_title_is_found_by_the_beginning_of_its_word(django_db_blocker, word, length):
    IndexEntry.objects.all().delete()
    add_entries([entry("it", f"{word}s")])
    assert found(word[:length]) == ["it"]


def test_rebuilding_forgets_what_is_no_longer_there():
    add_entries([entry("gone", "Mercado")])
    Territory.objects.create(kind="parish", slug="calderon", name="Calderón")
    rebuild()
    assert found("mercado") == []
    assert found("calderon") == ["territory/calderon"]


def test_rebuilding_twice_changes_nothing():
    Territory.objects.create(kind="parish", slug="calderon", name="Calderón", other_names=["Carapungo"])
    counts = [rebuild(), rebuild()]
    assert counts == [1, 1]
    assert found("carapungo") == ["territory/calderon"]


def test_a_word_of_the_title_weighs_four_wherever_else_it_stands():
    add_entries([entry("agua", "Agua", summary="Agua para todos", body="agua y más agua")])
    assert dict(Posting.objects.filter(weight__gt=0).values_list("word", "weight")) == {"agua": 4, "todos": 1}


def test_the_title_and_each_line_of_the_body_are_names():
    add_entries([entry("agua", "Agua de San Jacinto", body="E.P. Agua\nde la")])
    assert set(Posting.objects.filter(weight=0).values_list("word", flat=True)) == {"=aguasanjacinto", "=epagua"}


@pytest.mark.parametrize("size", [1, 3])
def test_searching_takes_two_queries_whatever_it_finds(django_assert_num_queries, size):
    add_entries([entry(str(number), f"Mercado {number}") for number in range(size)])
    with django_assert_num_queries(2):
        told = answer("mercado")
        assert len(told.entries[:20]) == told.total == size
