"""`minga docs`: the documents under `docs/` that are generated from the code."""

from __future__ import annotations

import argparse
from pathlib import Path

from minga.cli.django import start


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The folder to write into."""
    parser.add_argument("--folder", type=Path, default=Path("docs"))


def run(options: argparse.Namespace) -> int:
    """Writes the generated documents."""
    start()
    from minga.config.documents import generated_documents

    for name, text in generated_documents().items():
        (options.folder / name).write_text(text, encoding="utf-8")
    return 0
