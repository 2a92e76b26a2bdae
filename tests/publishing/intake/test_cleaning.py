"""Cleaning undoes what converters leave and keeps what the author wrote."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.publishing.intake.cleaning import clean, fold, list_items, printable, without_bullet, words

UNSEEN = [*map(chr, (*range(32), 0x7F, *range(0x80, 0xA0), 0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F)))]
UNSEEN += [*map(chr, range(0x2066, 0x206A)), "\ud800", "\udbff", "\udc00", "\udfff"]
DIRTY = st.lists(st.text(max_size=5) | st.sampled_from([*UNSEEN, "&#0;", "&#x202e;", "&#xD800;", "\r\n"])).map("".join)


@pytest.mark.parametrize(
    ("printed", "cleaned"),
    [
        ("<p>Cumplido</p>", "Cumplido"),
        ("uno</p><p>dos", "uno dos"),
        ("Ley<sup>1</sup> vigente", "Ley vigente"),
        ('Taller <ul style="list-style-type: none"> <li>lista</li></ul>', "Taller lista"),
        ("agua &amp; suelo&nbsp;sano", "agua & suelo sano"),
        ("**Transparencia:** *“texto”*", "Transparencia: “texto”"),
        ("“**estrategia del portal “Obras”**”", "“estrategia del portal “Obras””"),
        ("**DIRECCIÓN", "DIRECCIÓN"),
        ("[Código Municipal](#) / [Zonales](https://ejemplo.ec)", "Código Municipal / Zonales"),
        ("Cumplido*", "Cumplido*"),
        ("* El 31 de enero", "* El 31 de enero"),
        ("modelo_de_gestion_VF", "modelo_de_gestion_VF"),
        ("menor a < 5 y mayor > 3", "menor a < 5 y mayor > 3"),
        ("  dos \n  líneas\t", "dos líneas"),
        ("in\u00advisible\u200b", "invisible"),
        ("Cum\x00plido\x07", "Cumplido"),
        ("\u202eodilpmuC\u202c \u2067x\u2069\u200f", "odilpmuC x"),
        ("uno\x0bdos\x85tres\x1fcuatro", "uno dos tres cuatro"),
        ("mitad \ud83d sola", "mitad \ufffd sola"),
        ("e\u200b\u0301", "é"),
    ],
)
def test_what_converters_leave_goes_and_the_text_stays(printed, cleaned):
    assert clean(printed) == cleaned


@pytest.mark.parametrize(
    ("printed", "items"),
    [
        ("• uno.• dos• tres", ["uno.", "dos", "tres"]),
        ("<p>uno</p> <p>dos</p>", ["uno", "dos"]),
        ("intro <ul><li>a</li><li>b", ["intro", "a", "b"]),
        ("- a\n- b", ["a", "b"]),
        ("una línea\npartida en dos", ["una línea partida en dos"]),
        ("  ", []),
    ],
)
def test_a_list_in_a_cell_is_split_at_its_marks(printed, items):
    assert list_items(printed) == items


def test_bullets_before_a_text_are_no_part_of_it():
    assert [without_bullet(text) for text in ("- ✓ uno", "❖ **dos**", "• tres", "cuatro - cinco")] == [
        "uno",
        "dos",
        "tres",
        "cuatro - cinco",
    ]


def test_folded_texts_compare_without_case_and_accents():
    assert fold("  ÍNDICE de Niñez ") == "indice de ninez"
    assert words("Co-diseño, del PORTAL.") == ["co", "diseno", "del", "portal"]


@given(st.text(max_size=400))
def test_cleaning_never_fails_and_leaves_no_doubled_space(text):
    assert "  " not in clean(text)
    assert clean(text) == clean(text).strip()


@given(DIRTY)
def test_a_clean_text_fits_in_any_page_and_database(text):
    for cleaned in (clean(text), *list_items(text), fold(text), printable(text)):
        assert not set(cleaned) & (set(UNSEEN) - {"\t", "\n"})
        assert json.loads(json.dumps(cleaned, ensure_ascii=False).encode()) == cleaned


@given(DIRTY)
def test_what_is_printable_stays_as_it_is(text):
    assert printable(printable(text)) == printable(text)


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs"]) | st.sampled_from("\t\n"), max_size=40))
def test_nothing_else_is_taken_from_a_text(text):
    assert printable(text) is text


def test_line_breaks_of_every_kind_stay_line_breaks():
    assert printable("a\r\nb\rc\x0bd\x0ce\x85f\n\ng\th") == "a\nb\nc\nd\ne\nf\n\ng\th"
