"""The interface is complete in English: every message of code and templates has its translation, and no other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import polib
from django.utils.translation.template import templatize

from tests.shared import ROOT

SOURCE = ROOT / "src/minga"
CATALOGUE = SOURCE / "locale/en/LC_MESSAGES/django.po"
FUNCTIONS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
TEXT = r"""(?:u?'(?:\\.|[^'\\])*'|u?"(?:\\.|[^"\\])*")"""
CALL = re.compile(rf"""\b(?:(?:gettext|ngettext|_)\(\s*|n?pgettext\(\s*{TEXT},\s*)({TEXT})""", re.DOTALL)
PLACEHOLDER = re.compile(r"%\((\w+)\)")


def messages_of_code() -> Iterator[str]:
    for path in SOURCE.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and call.args and getattr(call.func, "id", "") in FUNCTIONS:
                first = call.args[1 if call.func.id.startswith("pgettext") else 0]
                if isinstance(first, ast.Constant):
                    yield str(first.value)


def messages_of_templates() -> Iterator[str]:
    for path in SOURCE.rglob("templates/**/*.html"):
        for text in CALL.findall(templatize(path.read_text("utf-8"), origin=str(path))):
            yield ast.literal_eval(text.lstrip("u"))


def used() -> set[str]:
    return {message.replace("%%", "%") for message in (*messages_of_code(), *messages_of_templates())}


def test_every_message_is_translated():
    catalogue = polib.pofile(str(CATALOGUE))
    done = {entry.msgid.replace("%%", "%") for entry in catalogue.translated_entries()}
    assert sorted(used() - done) == []


def test_the_catalogue_holds_no_message_that_nobody_says():
    catalogue = polib.pofile(str(CATALOGUE))
    assert sorted({entry.msgid.replace("%%", "%") for entry in catalogue} - used()) == []


def test_translations_keep_their_placeholders():
    wrong = [
        entry.msgid
        for entry in polib.pofile(str(CATALOGUE))
        for text in (entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr])
        if not set(PLACEHOLDER.findall(text)) <= set(PLACEHOLDER.findall(entry.msgid + (entry.msgid_plural or "")))
    ]
    assert wrong == []
