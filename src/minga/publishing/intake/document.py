"""The neutral document: what every reader gives and every recogniser takes, whatever the file's format.

A document is a sequence of blocks in reading order. Each block, row and cell knows its place in the file, so
that every fact taken from it can be traced. Text is kept as printed: readers undo what the format adds
(encodings, hyphenation marks, HTML crumbs are left for `cleaning.py`), never what the author wrote.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is printed. Which fields are set depends on the format.

    Text files: `line`. PDF: `page`, and `table` and `row` (1-based, numbered over the document). DOCX: `table`
    and `row`, or `paragraph`. Workbooks and CSV: `sheet` and `cell` (a reference such as `B7`).
    """

    line: int | None = None
    page: int | None = None
    table: int | None = None
    row: int | None = None
    paragraph: int | None = None
    sheet: str | None = None
    cell: str | None = None

    def as_json(self) -> dict[str, int | str]:
        """The place as the contract's `source` object: only the fields that are set."""
        names = ("line", "page", "table", "row", "paragraph", "sheet", "cell")
        return {name: value for name in names if (value := getattr(self, name)) is not None}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text: a paragraph, a list item or a line. `level` is 1 to 6 for a heading the format marks, else 0."""

    text: str
    place: Place
    level: int = 0
    bold: bool = False
    bullet: bool = False
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, with line breaks kept, and its place."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    cells: tuple[Cell, ...]
    place: Place

    @property
    def texts(self) -> tuple[str, ...]:
        """The cells' texts, in order."""
        return tuple(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands on the page; one cut by a page break is several tables until a recogniser joins them."""

    rows: tuple[Row, ...]
    place: Place
    title: str | None = None


Block = Paragraph | Table


@dataclass(slots=True)
class Document:
    """A file as read: blocks in reading order, and the places that could not be read."""

    blocks: list[Block]
    sha256: str
    media_type: str
    name: str = ""
    unread: list[tuple[Place, str]] = field(default_factory=list)

    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs outside tables, in order."""
        return (block for block in self.blocks if isinstance(block, Paragraph))

    def tables(self) -> Iterator[Table]:
        """The tables, in order."""
        return (block for block in self.blocks if isinstance(block, Table))
