"""What every kind of page promises: readable by all, light, quiet and safe, on a phone and on a desk."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = {
    "home": "/",
    "plans": "/planes/",
    "plan with statuses": "/planes/paga-2/",
    "plan of initiatives": "/planes/pmdot-2024-2033/",
    "strategy": "/planes/estrategia-resiliencia/",
    "commitment": "/planes/paga-2/C3/",
    "milestone": "/planes/paga-2/C3.H3/",
    "initiative": "/planes/pmdot-2024-2033/1.1.I1/",
    "compare": "/comparar/",
    "organizations": "/organizaciones/",
    "organization": "/organizaciones/secretaria-general-de-planificacion/",
    "territory": "/territorio/",
    "parish": "/territorio/calderon/",
    "budget": "/presupuesto/",
    "sources": "/fuentes/",
    "data": "/datos/",
    "search": "/buscar/?q=mercados",
    "electoral mode": "/modo-electoral/",
    "manuals": "/manuales/",
    "marks": "/manuales/marcas/",
    "limits": "/manuales/limites/",
    "gallery": "/componentes/",
    "english home": "/en/",
    "english plan": "/en/planes/paga-2/",
}
WIDTHS = (390, 1280)
FIRST_VISIT = 80_000
"""Bytes of a first visit, compressed, fonts included (design, 5)."""


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_is_accessible_and_fits(city, page, path):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        answer = page.goto(city + path)
        assert answer.status == 200
        assert _violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints == []


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_first_visit_is_light_and_leaves_no_trace(city, page, path):
    sizes = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    answer = page.goto(city + path)
    page.wait_for_load_state("networkidle")
    assert sum(sizes) <= FIRST_VISIT
    assert page.context.cookies() == []
    assert answer.headers["content-security-policy"].count("unsafe") == 0
    assert answer.headers["cache-control"] == "public, max-age=60"
    assert "etag" in answer.headers


def test_dark_colours_are_as_readable(city, browser):
    context = browser.new_context(color_scheme="dark", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{city}/planes/paga-2/")
    assert _violations(page) == []
    context.close()


def _violations(page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{item['id']}: {node['html'][:160]}" for item in found for node in item["nodes"]]
