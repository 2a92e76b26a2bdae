"""What surrounds every page: sections, languages, who publishes."""

from __future__ import annotations

import re

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from minga.design.context import Link, Site, in_language, links
from tests.design.rendering import render


@pytest.mark.parametrize(
    ("address", "code", "translated"),
    [
        ("/", "en", "/en/"),
        ("/en/", "es", "/"),
        ("/planes/?q=agua&pagina=2", "en", "/en/planes/?q=agua&pagina=2"),
        ("/en/planes/?q=agua", "es", "/planes/?q=agua"),
        ("/en/planes/", "en", "/en/planes/"),
        ("/planes/", "es", "/planes/"),
        ("/ensayo/", "en", "/en/ensayo/"),
        ("/en", "es", "/"),
    ],
)
def test_the_same_address_in_the_other_language(address, code, translated):
    assert in_language(address, code) == translated


def test_the_current_section_is_marked_and_links_that_lead_nowhere_are_left_out():
    named = [("Piezas", "design:gallery"), ("Nada", "nobody:nothing")]
    assert links(named, "/componentes/") == [Link("Piezas", "/componentes/", "page")]
    assert links(named, "/componentes/algo/") == [Link("Piezas", "/componentes/", "true")]
    assert links(named, "/planes/") == [Link("Piezas", "/componentes/")]


def test_sections_keep_the_language():
    with override("en"):
        assert links([("Piezas", "design:gallery")], "/en/") == [Link("Piezas", "/en/componentes/")]


def test_every_version_of_a_page_is_declared_with_its_full_address(settings):
    settings.MINGA_PUBLIC_URL = "https://minga.example"
    html = render('{% extends "design/base.html" %}', "/en/planes/?q=agua")
    assert re.findall(r'<link rel="alternate" hreflang="(.*?)" href="(.*?)">', html) == [
        ("es", "https://minga.example/planes/?q=agua"),
        ("en", "https://minga.example/en/planes/?q=agua"),
    ]


@pytest.mark.parametrize(("code", "home"), [("es", "/"), ("en", "/en/")])
def test_the_wordmark_leads_to_the_home_of_the_language(code, home):
    with override(code):
        assert Site(RequestFactory().get("/")).home == home


@pytest.mark.parametrize("code", ["es", "en"])
def test_the_page_says_its_language(code):
    with override(code):
        assert f'<html lang="{code}">' in render('{% extends "design/base.html" %}')


def test_a_fictitious_page_has_its_band_and_its_watermark():
    html = render('{% extends "design/base.html" %}', fictitious=True)
    assert html.count('<body class="fiction">') == 1
    assert html.count("<b>Municipio ficticio:</b> todo lo que sigue es de ejemplo</p></aside>") == 1


def test_a_real_page_has_neither():
    html = render('{% extends "design/base.html" %}')
    assert html.count("<body>") == 1
    assert html.count('class="band"') == 0


def test_crumbs_end_with_the_page_itself():
    html = render('{% extends "design/base.html" %}', crumbs=[("Inicio", "/"), ("Planes", None)])
    assert re.findall(r"<li>(<a.*?|<span.*?)</li>\n", html.split('class="crumbs"')[1].split("</nav>")[0]) == [
        '<a href="/">Inicio</a>',
        '<span aria-current="page">Planes</span>',
    ]


def test_the_foot_says_who_publishes(settings):
    settings.MINGA_INSTANCE_NAME = "Municipio de Ejemplo"
    assert "<p><b>Minga</b> · Municipio de Ejemplo</p>" in render('{% extends "design/base.html" %}')
