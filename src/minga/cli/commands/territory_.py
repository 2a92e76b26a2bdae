"""`minga territory load FILE`: boundaries from a GeoJSON file."""

from __future__ import annotations

import argparse
from pathlib import Path

from minga.cli.django import start_with_record


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The one act so far is `load`."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    load = acts.add_parser("load", help="load boundaries from a GeoJSON file")
    load.add_argument("file", type=Path)


def run(options: argparse.Namespace) -> int:
    """Loads the file whole, or tells row by row why not."""
    start_with_record()
    from minga.foundation.territory.actions import load_file

    loaded = load_file(options.file)
    print("\n".join([loaded.sentence, *loaded.names, *loaded.warnings]))
    return 0
