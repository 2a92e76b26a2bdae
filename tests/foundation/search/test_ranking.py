"""Whole words come before beginnings, names before words, and what is real before what is invented."""

from __future__ import annotations

import pytest

from minga.foundation.search.actions import add_entries
from minga.foundation.search.queries import Entries, answer
from tests.factories.search import entry

pytestmark = pytest.mark.django_db


def keys(text: str, **options) -> list[str]:
    return [row.key.partition("/")[2] for row in answer(text, **options).entries]


@pytest.fixture
def metro():
    add_entries(
        [
            entry("plan", "Plan Metropolitano"),
            entry("zone", "Administración Metropolitana", kind="territory"),
            entry("metro", "Estaciones nuevas y largas del Metro", body="tren"),
        ]
    )


def test_a_word_that_is_held_whole_is_not_the_beginning_of_others(metro):
    told = answer("metro")
    assert keys("metro") == ["metro"]
    assert (told.total, told.more, told.begun) == (1, 2, False)


def test_beginnings_come_after_whole_words_when_they_are_asked_for(metro):
    told = answer("metro", begun=True)
    assert keys("metro", begun=True) == ["metro", "plan", "zone"]
    assert (told.total, told.more, told.begun) == (3, 0, True)


def test_a_word_that_nothing_holds_whole_is_a_beginning(metro):
    told = answer("metrop")
    assert keys("metrop") == ["plan", "zone"]
    assert (told.more, told.begun) == (0, True)


def test_what_only_something_invented_holds_whole_is_also_a_beginning():
    add_entries([entry("invented", "Metro", fictitious=True), entry("real", "Plan Metropolitano")])
    assert keys("metro") == ["real", "invented"]


def test_two_letters_begin_nothing(metro):
    assert keys("me") == []


def test_a_beginning_of_the_last_letter_of_the_alphabet():
    add_entries([entry("zoo", "Zzzoológico")])
    assert keys("zzz") == ["zoo"]


@pytest.mark.parametrize("text", ["EPSJ", "epsj", "Empresa de Agua de San Jacinto", "EP SJ", "AGUAS DE SAN JACINTO"])
def test_whoever_bears_the_name_comes_first(text):
    add_entries(
        [
            entry("short", "EPSJ agua", body="Empresa San Jacinto aguas"),
            entry(
                "org", "Empresa Pública de San Jacinto", body="EPSJ\nEmpresa de Agua de San Jacinto\nAguas San Jacinto"
            ),
            entry("other", "Agua de San Jacinto: empresa, EPSJ y EP SJ"),
        ]
    )
    assert keys(text)[0] == "org"


def test_a_title_that_is_the_whole_text_comes_first():
    add_entries(
        [entry("twice", "Feria", body="mercado norte"), entry("exact", "Mercado del Norte y su feria", body="x")]
    )
    assert keys("mercado del norte y su feria")[0] == "exact"


def test_what_is_invented_comes_last_even_with_the_exact_name():
    add_entries([entry("invented", "Mercado", fictitious=True), entry("real", "Plan", body="un mercado")])
    assert keys("mercado") == ["real", "invented"]


def test_where_nothing_holds_all_words_those_that_hold_most_are_shown():
    add_entries(
        [
            entry("two", "Parque y mercado"),
            entry("one", "Parque"),
            entry("none", "Agua"),
        ]
    )
    told = answer("parque mercado submarino")
    assert keys("parque mercado submarino") == ["two"]
    assert (told.is_part, told.held, told.asked, told.unknown) == (True, 2, 3, ("submarino",))


def test_a_rare_word_tells_more_than_a_common_one():
    add_entries([*(entry(f"plan{number}", "Plan") for number in range(5)), entry("rare", "Otra cosa", body="quebrada")])
    assert keys("plan quebrada")[0] == "rare"


def test_a_part_may_be_of_one_kind():
    add_entries([entry("a", "Parque"), entry("b", "Parque", kind="territory")])
    assert keys("parque submarino", kind="territory") == ["b"]
    assert answer("parque submarino", kind="territory").total == 2


def test_a_single_word_that_nothing_holds_finds_nothing():
    add_entries([entry("a", "Parque")])
    told = answer("submarino")
    assert (told.total, told.is_part, told.unknown) == (0, False, ("submarino",))


@pytest.mark.parametrize("text", ["la", "de la", "LA"])
def test_words_too_common_to_search_are_told(text):
    assert answer(text).common == tuple(text.lower().split())


@pytest.mark.parametrize("text", ["", "¿?", "mercado", "la feria"])
def test_no_other_text_is_too_common(text):
    assert answer(text).common == ()


def test_pages_never_repeat_nor_leave_out():
    add_entries([entry(str(number), f"Mercado {number}", fictitious=number % 2 == 0) for number in range(45)])
    told = answer("mercado").entries
    pages = [told[start : start + 20] for start in (0, 20, 40)]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert len({row.pk for page in pages for row in page}) == 45
    assert list(told) == [row for page in pages for row in page]
    assert told[0] == pages[0][0]


def test_nothing_found_is_read_without_a_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert list(Entries()) == Entries()[:20] == []
