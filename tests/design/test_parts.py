"""The other parts of a page: sources, downloads, facts, empty states, filters."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from tests.design.rendering import render


def test_a_source_is_closed_until_asked():
    assert render("{% source %}<p>Línea 202</p>{% endsource %}") == (
        '<details class="source"><summary>¿De dónde sale?</summary><div><p>Línea 202</p></div></details>'
    )


def test_a_source_may_have_another_title_and_be_open():
    assert render('{% source "¿Por qué esta cifra?" is_open=True %}La regla.{% endsource %}') == (
        '<details class="source" open><summary>¿Por qué esta cifra?</summary><div>La regla.</div></details>'
    )


def test_what_a_source_quotes_is_escaped():
    assert render("{% source %}<q>{{ cell }}</q>{% endsource %}", cell="<br>") == (
        '<details class="source"><summary>¿De dónde sale?</summary><div><q>&lt;br&gt;</q></div></details>'
    )


def test_downloads_say_what_they_hold():
    html = render("{% downloads links %}", links=[("Hitos, CSV", "/x.csv", "22 filas")])
    assert html == '<ul class="files">\n<li><a href="/x.csv">Hitos, CSV</a><span>22 filas</span></li>\n</ul>\n'


def test_facts_are_terms_and_texts_some_of_them_links():
    html = render("{% facts pairs %}", pairs=[("Tipo", "Acta"), ("Documento", "Informe", "/fuentes/informe/")])
    assert html == (
        '<dl class="facts">\n<div><dt>Tipo</dt><dd>Acta</dd></div>\n'
        '<div><dt>Documento</dt><dd><a href="/fuentes/informe/">Informe</a></dd></div>\n</dl>\n'
    )


def test_an_empty_state_says_what_can_be_done_when_something_can():
    assert render('{% empty_state "Nada aún" "Aparecerá aquí." %}') == (
        '<div class="empty"><h3>Nada aún</h3><p>Aparecerá aquí.</p></div>\n'
    )
    assert render('{% empty_state "Nada aún" "Aparecerá aquí." url="/x/" link="Avísame" level=2 %}') == (
        '<div class="empty"><h2>Nada aún</h2><p>Aparecerá aquí.</p>'
        '<p><a class="more" href="/x/">Avísame</a></p></div>\n'
    )


@pytest.mark.parametrize(
    ("code", "value", "spanish", "english"),
    [
        ("{{ value|count }}", 250_877, "250.877", "250,877"),
        ('{{ value|money:"USD" }}', Decimal("4884.15"), "4.884,15 dólares", "USD 4,884.15"),
        ("{{ value|percent }}", Decimal("88.80"), "88,80\u00a0%", "88.80\u00a0%"),
        ("{{ value|partial_date }}", "2023-05", "mayo de 2023", "May 2023"),
        ('{{ value|partial_date:"short" }}', "2023-05", "may 2023", "May 2023"),
        ("{{ value|partial_date }}", date(2023, 3, 31), "31 mar 2023", "31 Mar 2023"),
        ("{{ value|partial_date }}", "primer semestre", "primer semestre", "primer semestre"),
        ("{{ value|quoted }}", 'El "acta"', "«El “acta”»", "«El “acta”»"),
    ],
)
def test_filters_write_in_the_language_of_the_page(code, value, spanish, english):
    assert render(code, value=value) == spanish
    with override("en"):
        assert render(code, value=value) == english


@pytest.mark.parametrize("filter_name", ["count", "money", "percent", "partial_date"])
def test_nothing_is_written_for_what_is_not_known(filter_name):
    assert render(f"{{{{ value|{filter_name} }}}}", value=None) == ""


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ({"line": 202}, "línea 202"),
        ({"row": 4, "page": 3, "table": 2}, "página 3, tabla 2, fila 4"),
        ({"sheet": "Hoja1", "cell": "B7"}, "hoja Hoja1, celda B7"),
        ({"paragraph": 12}, "párrafo 12"),
        ({"table": 2, "row": 1}, "tabla 2, fila 1"),
        ({}, ""),
        (None, ""),
    ],
)
def test_a_place_in_a_document_is_said_in_words(place, words):
    assert render("{{ place|place }}", place=place) == words
