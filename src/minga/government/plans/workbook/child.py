"""The child's side of reading a workbook: it limits itself, reads the sheets, answers in JSON and ends.

It knows neither Django nor the record. What is in the file reaches it through standard input alone.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date, datetime
from io import BytesIO
from typing import Any

try:
    import resource
except ImportError:  # not POSIX: the time limit remains, which the parent keeps
    resource = None  # type: ignore[assignment]


def serve(seconds: int, memory: int, sheets: tuple[str, ...], rows: int, columns: int) -> None:
    """Answers with the named sheets of the workbook on standard input; without the first of them, with its first sheet."""
    answers = os.dup(1)
    os.dup2(2, 1)
    if resource is not None:
        limits = ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, 0))
        for kind, most in limits:
            resource.setrlimit(kind, (most, most))
    found = _read(sys.stdin.buffer.read(), sheets, rows, columns)
    with os.fdopen(answers, "wb") as output:
        output.write(json.dumps(found).encode())


def _read(content: bytes, sheets: tuple[str, ...], rows: int, columns: int) -> dict[str, list[list[str]]]:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415  within the limits

    book = CalamineWorkbook.from_filelike(BytesIO(content))
    names = book.sheet_names
    chosen = {name: name for name in sheets if name in names}
    if sheets[0] not in chosen and names:
        chosen[sheets[0]] = names[0]
    return {
        wanted: [
            [_text(cell) for cell in row[:columns]]
            for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=rows)
        ]
        for wanted, name in chosen.items()
    }


def _text(cell: Any) -> str:
    """A cell as text: numbers without a decimal part as they are written, dates as ISO."""
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)
