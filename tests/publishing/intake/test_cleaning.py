"""Cleaning undoes what converters leave and keeps what the author wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.publishing.intake.cleaning import clean, fold, list_items, without_bullet, words


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
