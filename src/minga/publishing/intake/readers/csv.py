"""CSV and other files of separated values, whatever the separator."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from itertools import islice
from pathlib import PurePath

from minga.publishing.intake.document import Document
from minga.publishing.intake.readers.encoding import decode
from minga.publishing.intake.readers.tabular import check_rows, sheet_blocks

# In this order when several fit as well: a comma is also the decimal mark.
DELIMITERS = "\t;|,"
SAMPLE = 300
ANNOUNCED = "sep="


def read_csv(data: bytes, name: str) -> Document:
    """The document of a file of separated values: one sheet, named as the file without its extension.

    Raises `Refused` for too many rows.
    """
    text = decode(data)
    csv.field_size_limit(max(len(text), 1))
    delimiter, skipped = _announced(text)
    rows = _rows(text[skipped:], delimiter or delimiter_of(text))
    check_rows(rows, name)
    blocks = sheet_blocks(rows, PurePath(name).stem, row=2 if skipped else 1)
    return Document(list(blocks), hashlib.sha256(data).hexdigest(), "text/csv", name)


def delimiter_of(text: str) -> str:
    """The separator under which the most rows have the same number of cells, two or more."""
    scores = {delimiter: _consistency(text, delimiter) for delimiter in DELIMITERS}
    return max(DELIMITERS, key=lambda delimiter: scores[delimiter])


def _announced(text: str) -> tuple[str | None, int]:
    """The separator that a first line such as `sep=;` announces, and the characters to skip."""
    first = text.split("\n", 1)[0]
    announced = first.strip("\r")
    if announced.lower().startswith(ANNOUNCED) and len(announced) == len(ANNOUNCED) + 1:
        return announced[-1], len(first) + 1
    return None, 0


def _rows(text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return [[cell.strip() for cell in row] for row in reader]


def _consistency(text: str, delimiter: str) -> int:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    widths = Counter(len(row) for row in islice(reader, SAMPLE) if len(row) > 1)
    return max(widths.values(), default=0)
