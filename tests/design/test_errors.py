"""Error pages: the same look, in the reader's words, and the grave ones without depending on anything."""

from __future__ import annotations

import pytest
from django.template.loader import get_template
from django.test import RequestFactory

from minga.design.views.site import denied
from minga.kernel.access import Denied
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


def test_an_act_that_is_refused_is_told_as_not_done_with_its_reason():
    refused = Denied("Para publicar hace falta otro rol.")
    answers = {name: denied(getattr(RequestFactory(), name)("/"), refused).content.decode() for name in ("get", "post")}
    assert "<h1>No tienes permiso para ver esto</h1>" in answers["get"]
    assert "<h1>No se hizo: no tienes permiso</h1>" in answers["post"]
    assert all("Para publicar hace falta otro rol." in html for html in answers.values())
