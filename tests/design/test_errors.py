"""Error pages: the same look, in the reader's words, and the grave ones without depending on anything."""

from __future__ import annotations

import pytest
from django.template.loader import get_template

from tests.design.rendering import render


@pytest.mark.parametrize(
    ("name", "heading"),
    [("404.html", "No encontramos esta página"), ("403.html", "No tienes permiso para ver esto")],
)
def test_a_missing_or_forbidden_page_keeps_the_sections(name, heading):
    html = render(f'{{% include "{name}" %}}')
    assert html.count(f"<h1>{heading}</h1>") == 1
    assert html.count('<nav class="nav"') == 1


@pytest.mark.parametrize(
    ("name", "heading"),
    [("500.html", "Algo falló de nuestro lado"), ("400.html", "No entendimos lo que pediste")],
)
def test_a_failure_needs_no_request_and_no_context(name, heading):
    html = get_template(name).render()
    assert html.count(f"<h1>{heading}</h1>") == 1
    assert html.count('<a class="wordmark wordmark-s" href="/">Minga</a>') == 1
    assert html.count("<title>") == 1
