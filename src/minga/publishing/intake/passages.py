"""The document as a person reads it beside the draft: its paragraphs and rows in order, each with its place.

A pure module without Django. The child that parses a document also cuts it in passages, so that one reading gives both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from minga.publishing.intake.document import Document, Paragraph, Place, Table

TEXT, HEADING, ROW, FIRST_ROW = "text", "heading", "row", "first-row"
NUMBERS = ("line", "page", "table", "row", "paragraph")
LONGEST_HEADING = 200
_WHOLE_BOLD = re.compile(r"\*\*(?:(?!\*\*).)+\*\*", re.DOTALL)
_DIGITS = re.compile(r"\d+$")

Cut = list[Any]
"""A passage as it comes from the child: its kind, the key of its place and its texts. Short, for documents are long."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a passage is found again: by `key` (a row's, where the place is a cell), in a `part` (a sheet), by `number`.

    `number` is the line, page, paragraph or row of a sheet: what comes closest where no passage has the key.
    """

    key: str
    part: str = ""
    number: int | None = None


def cut(document: Document) -> list[Cut]:
    """Every paragraph and every row of the document, in order: `[kind, place key, [text, ...]]`."""
    return list(_cuts(document))


def _cuts(document: Document) -> Iterator[Cut]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield [_kind(block), place_key(block.place), [block.text]]
        else:
            yield from _rows(block)


def _rows(table: Table) -> Iterator[Cut]:
    for number, row in zip(count(), table.rows, strict=False):
        yield [ROW if number else FIRST_ROW, place_key(row.place), list(row.texts)]


def _kind(paragraph: Paragraph) -> str:
    bold = paragraph.bold or bool(_WHOLE_BOLD.fullmatch(paragraph.text))
    return HEADING if (paragraph.level or bold) and len(paragraph.text) <= LONGEST_HEADING else TEXT


def place_key(place: Place) -> str:
    """A place as one text, such as `line:202` or `page:3/table:2/row:4`; the sheet, which may hold anything, is last."""
    parts = [f"{name}:{value}" for name in NUMBERS if (value := getattr(place, name)) is not None]
    if place.cell is not None:
        parts.append(f"cell:{place.cell}")
    if place.sheet is not None:
        parts.append(f"sheet:{place.sheet}")
    return "/".join(parts)


def place_of(key: str) -> Place:
    """The place of a key. Raises `ValueError` for a text that no place gives."""
    values: dict[str, Any] = {}
    rest = key
    while rest:
        name, _, value = rest.partition(":")
        if name == "sheet":
            values[name], rest = value, ""
            continue
        value, _, rest = value.partition("/")
        if name not in (*NUMBERS, "cell"):
            raise ValueError(f"{key} is no place")
        values[name] = int(value) if name in NUMBERS else value
    return Place(**values)


def anchor(place: Place) -> Anchor:
    """Where the passage of a place is found: that of its whole row, when it is a cell."""
    part = place.sheet or ""
    if place.cell is None:
        number = next((value for value in (place.line, place.page, place.paragraph) if value is not None), None)
        return Anchor(place_key(place), part, number)
    digits = _DIGITS.search(place.cell)
    row = int(digits[0]) if digits else None
    return Anchor(f"row:{row or 0}/sheet:{part}", part, row)
