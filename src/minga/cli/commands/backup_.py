"""`minga backup FILE`: the database and the files in one archive."""

from __future__ import annotations

import argparse
from pathlib import Path

from minga.cli.archive import write_archive
from minga.kernel.errors import Refused


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The archive to write."""
    parser.add_argument("file", type=Path)


def run(options: argparse.Namespace) -> int:
    """Writes the archive; the instance may be in use meanwhile."""
    from minga.config.environment import environment

    if environment.database_url:
        raise Refused("Esta instancia usa PostgreSQL: haz la copia con pg_dump (docs/production.md).")
    manifest = write_archive(environment.minga_home, options.file)
    print(f"{options.file}: {len(manifest)} archivos.")
    return 0
