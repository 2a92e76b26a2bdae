"""The files that are made and not kept in the repository. `python -m minga.design.made` makes them all."""

from __future__ import annotations

from pathlib import Path

from minga.design.bundle import SHEETS
from minga.design.catalogues import compile_catalogues


def make() -> list[Path]:
    """Makes the style sheets and the compiled catalogues, and returns their paths."""
    return [*(path for sheet in SHEETS for path in sheet.write()), *compile_catalogues()]


if __name__ == "__main__":
    make()
