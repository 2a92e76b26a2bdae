"""The search page finds everything by its words, kind by kind."""

from __future__ import annotations

import pytest

from minga.foundation.search.actions import add_entries
from minga.web.templatetags.search_words import compact
from minga.web.views.site import RESULTS_IN_A_PAGE
from tests.factories.search import entry
from tests.pages import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def market():
    add_entries(
        [
            entry("feria", "Feria del mercado", summary="Acta · 2023"),
            entry("norte", "Mercado Norte", kind="territory", url="/territorio/norte/", fictitious=True),
        ]
    )


def titles(response) -> list[str]:
    return [found.title for found in response.context["page"]]


@pytest.mark.parametrize("text", ["mercado", "MERCADOS", "mercád", "merc"])
def test_results_show_kind_title_and_summary(client, market, text):
    response = client.get("/buscar/", {"q": text})
    assert titles(response) == ["Feria del mercado", "Mercado Norte"]
    page = said(response)
    assert f"2 resultados para «{text}»" in page
    assert "Feria del mercado Acta · 2023" in page
    assert "Mercado Norte ficticio Territorio" in page


def test_kinds_are_links_with_counts(client, market):
    response = client.get("/buscar/?q=mercado")
    assert 'href="?q=mercado&amp;tipo=territory">Territorio (1)</a>' in response.content.decode()
    assert titles(client.get("/buscar/?q=mercado&tipo=territory")) == ["Mercado Norte"]


def test_a_kind_that_has_no_result_filters_nothing(client, market):
    assert len(titles(client.get("/buscar/?q=mercado&tipo=%00"))) == 2


def test_links_stay_in_the_language_of_the_page(client, market):
    assert 'href="/fuentes/feria/"' in client.get("/buscar/?q=mercado").content.decode()
    assert 'href="/en/fuentes/feria/"' in client.get("/en/buscar/?q=mercado").content.decode()


def test_an_empty_search_gives_examples(client):
    page = said(client.get("/buscar/"))
    assert "Por ejemplo: mercados" in page
    assert "Escribe lo que buscas" in page


def test_a_search_without_result_says_what_to_do(client, market):
    assert "Nada dice eso en lo que Minga ha leído" in said(client.get("/buscar/?q=submarino"))


def test_a_search_without_result_leads_to_the_parishes(client, market):
    response = client.get("/buscar/?q=floresta")
    assert "elige su parroquia" in said(response)
    assert 'href="/territorio/">Elegir una parroquia</a>' in response.content.decode()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_same_results_are_files(client, market, prefix):
    page = client.get(f"{prefix}/buscar/?q=mercado&tipo=territory&pagina=1").content.decode()
    for extension in ("csv", "json"):
        assert f'href="{prefix}/buscar.{extension}?q=mercado&amp;tipo=territory"' in page
        assert client.get(f"{prefix}/buscar.{extension}?q=mercado&tipo=territory").status_code == 200


@pytest.mark.parametrize(
    ("summary", "shown"),
    [
        ("C1.H2 · Hito · Plan", "C1.H2 · Hito · Plan"),
        (f"I8 · {'palabra ' * 9}", f"I8 · {'palabra ' * 6}palabra…"),
        ("x" * 61, f"{'x' * 60}…"),
    ],
)
def test_long_parts_of_a_summary_are_cut_after_a_word(summary, shown):
    assert compact(summary) == shown


def test_what_was_typed_is_shown_and_never_run(client, market):
    page = client.get("/buscar/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>" not in page


def test_long_lists_come_in_pages_that_keep_the_words(client):
    add_entries([entry(str(number), f"Mercado {number}") for number in range(RESULTS_IN_A_PAGE + 1)])
    response = client.get("/buscar/?q=mercado&pagina=2")
    assert len(titles(response)) == 1
    assert "?q=mercado&amp;pagina=1" in response.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_a_search_takes_two_queries(client, django_assert_num_queries, number):
    add_entries([entry(str(place), f"Mercado {place}") for place in range(number)])
    with django_assert_num_queries(2):
        client.get("/buscar/?q=mercado")


def test_words_that_only_begin_so_are_counted_apart_and_one_tap_away(client):
    add_entries([entry("metro", "Metro"), entry("a", "Plan metropolitano"), entry("b", "Zona metropolitana")])
    response = client.get("/buscar/?q=metro")
    assert titles(response) == ["Metro"]
    assert "1 resultado para «metro»" in said(response)
    assert '<a href="?q=metro&amp;comienzo=1">2 más con palabras que empiezan así</a>' in response.content.decode()
    more = client.get("/buscar/?q=metro&comienzo=1")
    assert titles(more) == ["Metro", "Plan metropolitano", "Zona metropolitana"]
    assert "La última palabra se tomó también como comienzo de otras." in said(more)
    assert 'href="/buscar.csv?q=metro&amp;comienzo=1"' in more.content.decode()
    assert 'href="?q=metro&amp;comienzo=1&amp;tipo=document"' in more.content.decode()


def test_what_holds_a_part_of_the_words_says_so(client, market):
    page = said(client.get("/buscar/?q=feria+mercado+submarino"))
    assert "Nada dice todo eso; esto dice una parte" in page
    assert "1 resultado tiene 2 de las 3 palabras." in page
    assert "Ningún resultado dice «submarino»." in page
    assert "Nada dice eso en lo que" not in page


@pytest.mark.parametrize("text", ["mercdo", "feria mercdo"])
def test_near_spellings_are_links(client, market, text):
    response = client.get("/buscar/", {"q": text})
    assert "Quizás buscas: " in said(response)
    assert f'<a href="?q={text.replace("mercdo", "mercado").replace(" ", "%20")}">' in response.content.decode()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("la", "«la» es una palabra demasiado común para buscarla sola"),
        ("de la", "«de», «la» son palabras demasiado comunes para buscarlas solas"),
    ],
)
def test_words_too_common_to_search_are_told(client, market, text, title):
    page = said(client.get("/buscar/", {"q": text}))
    assert title in page
    assert "Nada dice eso" not in page


def test_signs_without_words_are_an_empty_search(client, market):
    assert "Escribe lo que buscas" in said(client.get("/buscar/?q=%3F"))


def test_an_empty_search_takes_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/buscar/")
