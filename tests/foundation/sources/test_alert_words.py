"""An alert is kept as the reading said it, in Spanish, and told in the reader's language."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from minga.foundation.sources import alert_words
from minga.foundation.sources.alert_words import PHRASES, SENTENCES, Piece, known, pieces, sentence

ENGLISH = {
    "El texto declara %(stated)s %(what)s; en el documento se leen %(found)s.": (
        "The document shows %(found)s %(what)s; its text states %(stated)s."
    ),
    "%(what)s del compromiso %(number)s": "%(what)s of commitment %(number)s",
    "hitos": "milestones",
    "Consta %(printed)s %% %(what)s; %(part)s de %(whole)s equivale a %(computed)s %%.": (
        "It prints %(printed)s%% %(what)s; %(part)s of %(whole)s is %(computed)s%%."
    ),
    "de avance": "of progress",
    "Se cita «%(quote)s» y no consta en la lista de anexos.": "“%(quote)s” is cited and is not in the list of annexes.",
}
FILLED = {
    "stated": "1250,5",
    "found": "4",
    "summed": "128",
    "distinct": "3",
    "before": "62",
    "printed": "88,80",
    "part": "20",
    "whole": "21",
    "computed": "95,24",
    "count": "12",
    "number": "3",
    "item": "4",
    "subject": "6",
    "year": "2024",
    "what": "hitos",
    "reason": "no es posible",
}


@pytest.fixture
def english(monkeypatch):
    """A reader of English, with the translations of a few sentences."""
    monkeypatch.setattr(alert_words, "gettext", lambda text: ENGLISH.get(text, text))
    with override("en"):
        yield


def filled(form):
    """A sentence of this form; every gap for the document's own words holds some."""
    gaps = {name: FILLED.get(name, "Ferias, y “otras”") for name in alert_words.gaps(form)}
    return form % gaps


def test_in_spanish_it_is_what_the_reading_said():
    with override("es"):
        assert pieces("Se cita «Anexo 9» y no consta en la lista de anexos.") == (
            Piece("Se cita «Anexo 9» y no consta en la lista de anexos."),
        )


def test_in_another_language_the_document_s_own_words_stay_spanish(english):
    assert pieces("Se cita «Anexo 9» y no consta en la lista de anexos.") == (
        Piece("“"),
        Piece("Anexo 9", is_spanish=True),
        Piece("” is cited and is not in the list of annexes."),
    )


def test_parts_of_a_sentence_are_told_too_in_the_order_of_the_language(english):
    told = sentence("El texto declara 5 hitos del compromiso 3; en el documento se leen 4.")
    assert told == "The document shows 4 milestones of commitment 3; its text states 5."


def test_numbers_keep_every_digit_and_are_written_as_the_language_does(english):
    told = sentence("Consta 95,238 % de avance; 20,5 de 21 equivale a 97,62 %.")
    assert told == "It prints 95.238% of progress; 20.5 of 21 is 97.62%."


@pytest.mark.parametrize(
    "message",
    [
        "Algo que una lectura de hace años decía de otro modo.",
        "Se cita «%(quote)s» y %s no consta",
        "x" * 5000,
        "",
    ],
)
def test_a_sentence_that_nobody_knows_stays_in_spanish(english, message):
    assert pieces(message) == (Piece(message, is_spanish=True),)


def test_a_word_that_nobody_knows_stays_in_spanish(english):
    message = "El texto declara 5 veedurías; en el documento se leen 4."
    assert Piece("veedurías", is_spanish=True) in pieces(message)
    assert sentence(message) == "The document shows 4 veedurías; its text states 5."


@pytest.mark.parametrize("form", SENTENCES)
def test_every_form_is_known_by_its_own_sentence(form):
    assert known(filled(form)) == form
    with override("en"):
        assert not pieces(filled(form))[0].is_spanish or form.startswith("%(")


def test_no_form_and_no_phrase_is_listed_twice():
    assert len(set(SENTENCES)) == len(SENTENCES)
    assert len(set(PHRASES)) == len(PHRASES)
