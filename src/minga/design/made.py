"""The files that are made and not kept in the repository. `python -m minga.design.made` makes them all."""

from __future__ import annotations

from pathlib import Path

from minga.design.bundle import COMPRESSED, write_stylesheet
from minga.design.catalogues import compile_catalogues


def make() -> list[Path]:
    """Makes the style sheet and the compiled catalogues, and returns their paths."""
    return [write_stylesheet(), COMPRESSED, *compile_catalogues()]


if __name__ == "__main__":
    make()
