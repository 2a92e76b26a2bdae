"""Rows as CSV and as JSON, piece by piece. A pure module without Django.

CSV is RFC 4180 in UTF-8 without a mark at the start: lines end in CR LF, the first one names the columns, nothing is
empty text, and truth is `true` or `false`. A text that a spreadsheet would run as a formula, blanks before its sign or
not, gets an apostrophe before it; a number, negative or not, stays as it is. JSON is one array of objects. In both, decimals (money, percentages, coordinates) are written with all their digits
and never as floating point: in JSON they are strings, as in the reading contract, and whole counts are numbers.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

Row = Mapping[str, Any]

# Spreadsheets skip what is not seen before the sign, and some take its full-width form (＝＋－＠) for it.
FORMULA = re.compile(r"[\t\r\n]|[\s\x00-\x1f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠]")
NUMBER = re.compile(r"\s*[+-]?[0-9]+(?:[.,][0-9]+)*(?:[eE][+-]?[0-9]+)?\s?%?\s*")
ROWS_IN_A_PIECE = 100


def csv_pieces(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """The table as CSV text, a hundred rows at a time.

    Raises:
        KeyError: for a row without one of the columns.
    """
    yield _lines([columns])
    for piece in _pieces(rows):
        yield _lines([cell(row[name]) for name in columns] for row in piece)


def json_pieces(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """The table as the text of one JSON array, a hundred rows at a time.

    Raises:
        KeyError: for a row without one of the columns.
    """
    opening = "["
    for piece in _pieces(rows):
        objects = ",\n".join(_object({name: row[name] for name in columns}) for row in piece)
        yield f"{opening}\n{objects}"
        opening = ","
    yield "[]\n" if opening == "[" else "\n]\n"


def cell(value: Any) -> str:
    """One value as the text of a CSV cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, Decimal)):
        return _number(value)
    text = str(value)
    return f"'{text}" if FORMULA.match(text) and not NUMBER.fullmatch(text) else text


def _number(value: int | Decimal) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _object(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False, default=_text)


def _text(value: Any) -> str:
    """What JSON has no word for: decimals with all their digits, anything else as it reads."""
    return _number(value) if isinstance(value, Decimal) else str(value)


def _lines(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _pieces(rows: Iterable[Row]) -> Iterator[list[Row]]:
    remaining = iter(rows)
    while piece := list(islice(remaining, ROWS_IN_A_PIECE)):
        yield piece
