"""Pagination: neighbours, gaps, and the rest of the query kept."""

from __future__ import annotations

import re

from django.core.paginator import Paginator

from tests.design.rendering import render


def links(number, pages=10, path="/planes/"):
    page = Paginator(range(pages * 20), 20).page(number)
    html = render("{% pages page %}", path, page=page)
    return [match.groups() for match in re.finditer(r'<li>(?:<a href="(.*?)"(.*?)>|<span>)(.*?)</', html)]


def test_the_first_page_has_no_previous():
    assert links(1, pages=3) == [
        ("?pagina=1", ' aria-current="page" aria-label="Página 1"', "1"),
        ("?pagina=2", ' aria-label="Página 2"', "2"),
        ("?pagina=3", ' aria-label="Página 3"', "3"),
        ("?pagina=2", "", "Siguiente"),
    ]


def test_far_pages_are_a_gap():
    assert [text for _query, _rest, text in links(5)] == [
        "Anterior", "1", "…", "4", "5", "6", "…", "10", "Siguiente",
    ]  # fmt: skip


def test_the_other_parameters_of_the_query_are_kept():
    queries = {query for query, _rest, _text in links(1, 2, "/planes/?q=agua+limpia&estado=done&estado=going&pagina=9")}
    assert queries == {
        "?q=agua+limpia&amp;estado=done&amp;estado=going&amp;pagina=1",
        "?q=agua+limpia&amp;estado=done&amp;estado=going&amp;pagina=2",
    }


def test_a_single_page_needs_no_links():
    assert render("{% pages page %}", page=Paginator(range(3), 20).page(1)).strip() == ""
