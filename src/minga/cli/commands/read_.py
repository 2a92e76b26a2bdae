"""`minga read FILE`: what an official document says, with the place of every fact. Needs no database."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from minga.publishing.intake.reading import read_file
from minga.publishing.intake.serialise import draft_json
from minga.publishing.intake.summary import summary_lines


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The document, and whether to print JSON."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--json", action="store_true", help="print the draft as JSON (read.schema.json)")


def run(options: argparse.Namespace) -> int:
    """Reads the document and prints it."""
    draft = read_file(options.file)
    if options.json:
        print(json.dumps(draft_json(draft), ensure_ascii=False, indent=1))
    else:
        print("\n".join(summary_lines(draft)))
    return 0
