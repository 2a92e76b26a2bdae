"""Message catalogues, compiled without system tools. A pure module without Django."""

from __future__ import annotations

from pathlib import Path

import polib

PACKAGE = Path(__file__).resolve().parents[1]


def compile_catalogues(package: Path = PACKAGE) -> list[Path]:
    """Compiles every `locale/*/LC_MESSAGES/django.po` below `package` and returns the `.mo` files, in order."""
    compiled = []
    for source in sorted(package.glob("**/locale/*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        polib.pofile(str(source)).save_as_mofile(str(target))
        compiled.append(target)
    return compiled
