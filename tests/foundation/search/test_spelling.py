"""A word that nothing holds is offered as the words of the index that are written nearly like it."""

from __future__ import annotations

import pytest

from minga.foundation.search.actions import add_entries
from minga.foundation.search.queries import answer
from minga.foundation.search.spelling import near_words
from tests.factories.search import entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    add_entries([entry("plan", "Plan de desarrollo", body="Seguridad y vendedores"), entry("agua", "Agua")])


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("plan de desarollo", ("plan de desarrollo",)),
        ("Plan de «Desarollo»", ("Plan de desarrollo",)),
        ("segurdad", ("seguridad",)),
        ("bendedores", ()),
        ("submarino", ()),
        ("agia", ("agua",)),
        ("agi", ()),
    ],
)
def test_near_spellings_of_unknown_words_are_offered(index, text, near):
    assert tuple(answer(text).near) == near


def test_two_unknown_words_are_written_at_once(index):
    assert answer("segurdad desarollo").near == ["seguridad desarrollo"]


def test_two_forms_of_a_near_word_are_offered_once(index):
    add_entries([entry("other", "Desarrollos y desarrollo")])
    assert answer("desarollo").near == ["desarrollo"]


def test_what_is_found_whole_offers_nothing(index):
    assert answer("plan").near == ()


def test_names_are_not_words(index):
    assert near_words("plandesarrolo") == []


def test_every_unknown_word_takes_one_query_and_at_most_three_do(index, django_assert_num_queries):
    with django_assert_num_queries(4):
        answer("xaaa xbbb xccc xddd xeee")
