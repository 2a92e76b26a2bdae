"""The gallery: every part is there, alive, beside its code."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from django.test import RequestFactory

from minga.design import gallery
from minga.design.bundle import SHEETS
from minga.design.templatetags.minga import register

SPECIMENS = Path(gallery.__file__).parent / "templates" / "design" / "gallery"


@pytest.fixture(scope="module")
def sections():
    return gallery.sections(RequestFactory().get("/componentes/"))


def test_every_specimen_is_shown_once(sections):
    shown = [specimen.slug for section in sections for specimen in section.specimens]
    assert sorted(shown) == sorted(f"pieza-{path.stem}" for path in SPECIMENS.glob("*.html"))


def test_every_tag_is_shown(sections):
    code = " ".join(specimen.code for section in sections for specimen in section.specimens)
    assert set(register.tags) - set(re.findall(r"{% (\w+)", code)) == set()
    assert set(register.filters) - set(re.findall(r"\|(\w+)", code)) == set()


def test_the_page_shows_each_part_and_its_code(client, sections):
    html = client.get("/componentes/").content.decode()
    for section in sections:
        for specimen in section.specimens:
            assert html.count(f'id="{specimen.slug}"') == 1
            assert specimen.code in unescape(html)


def test_no_id_is_used_twice(client):
    ids = re.findall(r' id="(.*?)"', client.get("/componentes/").content.decode())
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("path", ["/componentes/", "/en/componentes/"])
def test_the_page_asks_for_one_style_sheet_and_no_script(client, path):
    html = client.get(path).content.decode()
    assert re.findall(r'<link rel="stylesheet" href="(.*?)">', html) == [
        f"/static/design/{sheet.name}.css?v={sheet.version()}" for sheet in SHEETS
    ]
    assert html.count("<script") == 0
