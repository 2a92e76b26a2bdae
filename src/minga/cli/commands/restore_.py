"""`minga restore FILE`: an archive into an empty home."""

from __future__ import annotations

import argparse
from pathlib import Path

from minga.cli.archive import read_archive


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The archive to restore."""
    parser.add_argument("file", type=Path)


def run(options: argparse.Namespace) -> int:
    """Restores the archive whole, or tells why not."""
    from minga.config.environment import environment

    manifest = read_archive(options.file, environment.minga_home)
    print(f"{environment.minga_home}: {len(manifest)} archivos restaurados y comprobados.")
    return 0
