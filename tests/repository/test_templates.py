"""Every template keeps the strict content policy: no style and no script written into a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src"
TEMPLATES = sorted(path for path in SOURCE.glob("**/templates/**/*") if path.is_file())
FORBIDDEN = {
    "a style attribute": re.compile(r"""\sstyle\s*=""", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script without file": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "a foreign file": re.compile(r"""(?:src|<link[^>]*href)\s*=\s*["'](?:https?:)?//""", re.IGNORECASE),
}


def test_there_are_templates():
    assert TEMPLATES != []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_template_writes_no_style_and_no_script(path):
    text = path.read_text(encoding="utf-8")
    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(text)] == []


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ('<p style="color: red">', "a style attribute"),
        ("<style>a{}</style>", "a style element"),
        ("<script>alert(1)</script>", "a script without file"),
        ('<a onclick="x()">', "an event attribute"),
        ('<a href="javascript:x()">', "a javascript address"),
        ('<script src="//example.org/x.js">', "a foreign file"),
    ],
)
def test_what_is_forbidden_is_found(code, what):
    assert [name for name, pattern in FORBIDDEN.items() if pattern.search(code)] == [what]
