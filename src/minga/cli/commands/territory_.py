"""`minga territory load FILE`: boundaries from a GeoJSON file."""

from __future__ import annotations

import argparse
from pathlib import Path

from minga.cli.django import start


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The one act so far is `load`."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    load = acts.add_parser("load", help="load boundaries from a GeoJSON file")
    load.add_argument("file", type=Path)


def run(options: argparse.Namespace) -> int:
    """Loads the file whole, or tells row by row why not."""
    start()
    from minga.foundation.territory.actions import load_file

    print(load_file(options.file))
    return 0
