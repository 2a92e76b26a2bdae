"""Message catalogues are compiled without system tools."""

from __future__ import annotations

import gettext

from minga.design.catalogues import compile_catalogues

PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "línea"
msgstr "line"
"""


def test_every_catalogue_below_the_package_is_compiled(tmp_path):
    folders = [tmp_path / "locale" / "en" / "LC_MESSAGES", tmp_path / "app" / "locale" / "en" / "LC_MESSAGES"]
    for folder in folders:
        folder.mkdir(parents=True)
        (folder / "django.po").write_text(PO, encoding="utf-8")
    assert sorted(compile_catalogues(tmp_path)) == sorted(folder / "django.mo" for folder in folders)
    with (folders[0] / "django.mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("línea") == "line"


def test_a_package_without_catalogues_has_nothing_to_compile(tmp_path):
    assert compile_catalogues(tmp_path) == []
