"""The files that are made: the same by command and in the build of the wheel."""

from __future__ import annotations

from hatch_build import ROOT, CustomBuildHook
from minga.design import bundle
from minga.design.made import make


def test_the_style_sheet_and_every_catalogue_are_made():
    catalogues = sorted((ROOT / "src" / "minga").glob("**/locale/*/LC_MESSAGES/django.po"))
    sheets = [path for sheet in bundle.SHEETS for path in (sheet.path, sheet.compressed)]
    assert make() == [*sheets, *(path.with_suffix(".mo") for path in catalogues)]


def test_the_wheel_carries_what_was_made():
    data = {"artifacts": ["*.mo"]}
    CustomBuildHook(str(ROOT), {}, None, None, "", "wheel").initialize("standard", data)
    assert data["artifacts"] == ["*.mo", *(path.relative_to(ROOT).as_posix() for path in make())]
