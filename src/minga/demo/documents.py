"""The documents of the demo.

Of the city's five, only the facts ship: names, codes, statuses, figures and table cells, not their paragraphs. Each
file of `data/` is one reading, as it was read and checked against its document. A test reads the documents again, where
they are at hand, and compares. The fictitious canton's report is ours and ships whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from minga.publishing.intake.actions import ReceivedFile
from minga.publishing.intake.draft import Draft
from minga.publishing.intake.reading import open_document
from minga.publishing.intake.recognisers import recognise
from minga.publishing.intake.records import draft_from_record

DATA = Path(__file__).parent / "data"
FICTITIOUS = Path(__file__).parent / "fictitious"
TEXT = "text/plain"


@dataclass(frozen=True)
class PackagedDocument:
    """A reading, and the file that it was read from."""

    file: ReceivedFile
    draft: Draft


def packaged_documents() -> Iterator[PackagedDocument]:
    """The readings of the city's documents, the oldest first; the files themselves stay where they are."""
    for path in sorted(DATA.glob("*.json")):
        record = json.loads(path.read_text("utf-8"))
        yield PackagedDocument(ReceivedFile(f"{path.stem}.txt", TEXT), draft_from_record(record))


def fictitious_documents() -> Iterator[PackagedDocument]:
    """The invented reports of the fictitious canton, read as any document is; being ours, they need no limits."""
    for path in sorted(FICTITIOUS.glob("*.txt")):
        yield PackagedDocument(ReceivedFile(path.name, TEXT, path.read_bytes()), recognise(open_document(path)))
