"""How words are compared whatever their accents, case and punctuation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.kernel.words import fold, plain


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Iñaquito", "inaquito"), ("GUAMANÍ", "guamani"), ("𝕬™", "atm"), ("", "")],
)
def test_accents_and_case_do_not_count(text, folded):
    assert fold(text) == folded


def test_only_words_and_numbers_are_left():
    assert plain("  San Antonio, «de» Pichincha (65)_") == "san antonio de pichincha 65"


@given(st.text())
def test_doing_it_twice_changes_nothing(text):
    assert (fold(fold(text)), plain(plain(text))) == (fold(text), plain(text))
