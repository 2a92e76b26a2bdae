"""The style sheets: deterministic, small, complete, with addresses that hold."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.design import bundle, checks

BUDGET = 30_000


PARTS = [name for sheet in bundle.SHEETS for name in sheet.parts]


@pytest.mark.parametrize("sheet", bundle.SHEETS, ids=lambda sheet: sheet.name)
def test_a_style_sheet_is_always_the_same(sheet):
    assert sheet.css() == sheet.css()


def test_every_part_is_in_one_style_sheet_once():
    assert sorted(PARTS) == sorted(path.stem for path in bundle.PARTS_FOLDER.glob("*.css"))


def test_the_style_sheet_of_every_page_keeps_its_budget():
    assert len(bundle.SITE.css().encode()) < BUDGET


def test_the_parts_can_be_read():
    lines = {
        path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in bundle.PARTS_FOLDER.glob("*.css")
    }
    assert {name: count for name, count in lines.items() if count > 400} == {}


def test_every_font_of_the_style_sheet_is_there_with_its_licence():
    addresses = re.findall(r"url\((.*?)\)", "".join(sheet.css() for sheet in bundle.SHEETS))
    assert addresses == ["fonts/minga-serif.woff2", "fonts/minga-serif-italic.woff2", "fonts/minga-sans.woff2"]
    fonts = bundle.SERVED_FOLDER / "fonts"
    assert [address for address in addresses if not (bundle.SERVED_FOLDER / address).exists()] == []
    assert sorted(path.name for path in fonts.glob("OFL-*.txt")) == ["OFL-Newsreader.txt", "OFL-SourceSans3.txt"]


def test_raw_colours_stand_in_the_tokens_only():
    raw = re.compile(r"#[0-9a-f]{3,8}\b")
    parts = {name: (bundle.PARTS_FOLDER / f"{name}.css").read_text(encoding="utf-8") for name in PARTS}
    assert {name: raw.findall(css) for name, css in parts.items() if name != "tokens" and raw.search(css)} == {}


def test_every_property_that_is_used_is_defined():
    css = "".join(sheet.css() for sheet in bundle.SHEETS)
    defined = set(re.findall(r"(--[\w-]+):", css))
    assert set(re.findall(r"var\((--[\w-]+)\)", css)) - defined == set()


@pytest.mark.parametrize(
    ("css", "squeezed"),
    [
        ("a > b,\nc {\n  color: red;\n}\n", "a>b,c{color:red}"),
        ("/* a; b */ a { }", "a{}"),
        ('q { quotes: "«"  "»" ; }', 'q{quotes:"«" "»"}'),
        ("a { width: calc(1px + 2px - 3px); }", "a{width:calc(1px + 2px - 3px)}"),
        ('a::before { content: "a  ; /  b"; }', 'a::before{content:"a  ; /  b"}'),
        (
            "@media (min-width: 44rem) and (x) { a :is(b, c) { d: e } }",
            "@media (min-width:44rem) and (x){a :is(b,c){d:e}}",
        ),
    ],
)
def test_only_what_means_nothing_is_squeezed_out(css, squeezed):
    assert bundle.squeeze(css) == squeezed


@given(st.text(alphabet='a b{}:;,>\n"', max_size=60))
def test_squeezing_twice_changes_nothing_more(css):
    once = bundle.squeeze(css)
    assert bundle.squeeze(once) == once


@pytest.mark.parametrize("sheet", bundle.SHEETS, ids=lambda sheet: sheet.name)
def test_braces_are_balanced(sheet):
    css = sheet.css()
    assert css.count("{") == css.count("}")


@pytest.fixture
def served(tmp_path, monkeypatch):
    monkeypatch.setattr(bundle, "SERVED_FOLDER", tmp_path)
    return tmp_path


def test_missing_style_sheets_are_noticed_and_made(served):
    assert [warning.id for warning in checks.stylesheets_are_fresh()] == ["design.W001", "design.W001"]
    made = [path.name for sheet in bundle.SHEETS for path in sheet.write()]
    assert made == ["site.css", "site.css.gz", "desk.css", "desk.css.gz"]
    assert checks.stylesheets_are_fresh() == []


def test_an_old_style_sheet_is_noticed_with_its_remedy(served):
    bundle.DESK.write()
    (served / "site.css").write_text("a{}", encoding="utf-8")
    (warning,) = checks.stylesheets_are_fresh()
    assert (warning.msg, warning.hint) == ("The style sheet design/site.css is not what its parts say.", checks.REMEDY)


def test_a_fresh_style_sheet_is_left_alone(served):
    bundle.SITE.write()
    made = bundle.SITE.path.stat().st_mtime_ns
    bundle.SITE.write()
    assert bundle.SITE.path.stat().st_mtime_ns == made


def test_a_link_that_leads_nowhere_is_noticed(settings):
    settings.MINGA_NAVIGATION = [("Piezas", "design:gallery"), ("Nada", "nobody:nothing")]
    settings.MINGA_FOOTER_LINKS = [("Nada", "nobody:nothing")]
    assert [warning.msg for warning in checks.links_lead_somewhere()] == ["No address has the name 'nobody:nothing'."]
