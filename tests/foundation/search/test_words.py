"""Words are compared whatever their accents, case, number and ending."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from minga.foundation.search.words import LONGEST, forms, normalise, stem, words

SYLLABLES = st.sampled_from(["ba", "ce", "di", "fo", "lu", "ma", "ne", "pri", "ro", "ta", "tre", "vi", "gua", "cha"])
BEGINNINGS = st.lists(SYLLABLES, min_size=1, max_size=4).map("".join)
VOWEL_ENDINGS = st.sampled_from(["o", "a", "e", "io", "ia", "ble", "ista", "mento", "ura"])
CONSONANT_ENDINGS = st.sampled_from(["d", "dad", "tad", "n", "cion", "sion", "men", "l", "al", "r", "tor", "or"])


@given(st.text("abcdefghijklmnñopqrstuvwxyzáéíóúüÁÉÍÓÚÑ0123456789 .,;:«»¿?¡!–-"))
def test_accents_and_case_never_matter(text):
    bare = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    assert words(text.upper()) == words(text) == words(bare)


@given(BEGINNINGS, VOWEL_ENDINGS)
def test_a_plural_in_s_is_its_singular(beginning, ending):
    assume(words(f"{beginning}{ending}"))
    assert words(f"{beginning}{ending}s") == words(f"{beginning}{ending}")


@given(BEGINNINGS, CONSONANT_ENDINGS)
def test_a_plural_in_es_is_its_singular(beginning, ending):
    assume(words(f"{beginning}{ending}"))
    assert words(f"{beginning}{ending}es") == words(f"{beginning}{ending}")


@given(BEGINNINGS, st.sampled_from(["a", "e", "i", "o", "u"]))
def test_a_plural_in_ces_is_its_singular(beginning, vowel):
    assume(words(f"{beginning}{vowel}z"))
    assert words(f"{beginning}{vowel}ces") == words(f"{beginning}{vowel}z")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("obra", "obras"),
        ("taller", "Talleres"),
        ("jóvenes", "joven"),
        ("interés", "intereses"),
        ("luz", "LUCES"),
        ("país", "paises"),
        ("participación", "participaciones"),
        ("Iñaquito", "inaquito"),
        ("autobús", "autobuses"),
    ],
)
def test_the_same_word_written_in_two_ways(one, other):
    assert words(one) == words(other)


@pytest.mark.parametrize("noun", ["merced", "Mercedes", "La Merced"])
def test_a_noun_in_ed_is_not_another_word(noun):
    assert set(words(noun)).isdisjoint(words("mercado mercados mercadeo mercancía"))


def test_a_noun_in_ed_has_its_plural():
    assert words("merced pared red huésped") == words("mercedes paredes redes huéspedes")


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=80))
def test_a_stem_is_its_own_stem(word):
    assert stem(stem(word)) == stem(word)


@given(st.text())
def test_words_fit_the_index(text):
    assert all(0 < len(word) <= LONGEST for word in forms(text) + words(text))


def test_words_that_tell_nothing_are_left_out():
    assert forms("El plan de la ciudad y los barrios") == ["plan", "ciudad", "barrios"]


def test_codes_and_numbers_are_words():
    assert forms("C3.H2 de 2022–2023") == ["c3", "h2", "2022", "2023"]


@given(st.lists(st.sampled_from(["mercado", "Barrios", "de", "obra"]), max_size=5))
def test_a_normal_form_holds_each_stem_between_spaces(typed):
    text = " ".join(typed)
    assert normalise(text).split() == words(text)
