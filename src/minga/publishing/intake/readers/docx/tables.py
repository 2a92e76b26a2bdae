"""Word tables as full grids: a merged cell's text stands in its first cell, the cells it covers are empty."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from minga.publishing.intake.document import Cell, Place, Row, Table
from minga.publishing.intake.readers.docx.numbering import Numbering
from minga.publishing.intake.readers.docx.runs import boxed_paragraphs, paragraph_text
from minga.publishing.intake.readers.ooxml import attribute, child, tag

WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo"}
WIDEST = 200


class TableReader:
    """Reads tables in document order and numbers them."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._tables = 0

    def read(self, element: Element) -> Table | None:
        """The table, or None when it has no row."""
        grid = [list(self._row_texts(row)) for row in _inside(element, "tr") if not _is_deleted(row)]
        if not any(grid):
            return None
        self._tables += 1
        width = max(map(len, grid))
        rows = tuple(self._row(number, texts, width) for number, texts in enumerate(grid, start=1))
        return Table(rows=rows, place=Place(table=self._tables))

    def _row(self, number: int, texts: list[str], width: int) -> Row:
        place = Place(table=self._tables, row=number)
        padded = texts + [""] * (width - len(texts))
        return Row(cells=tuple(Cell(text, place) for text in padded), place=place)

    def _row_texts(self, row: Element) -> Iterator[str]:
        yield from [""] * _count(row, "trPr", "gridBefore")
        for cell in _inside(row, "tc"):
            yield "" if _continues(cell) else self._cell_text(cell)
            yield from [""] * (_count(cell, "tcPr", "gridSpan") - 1)
        yield from [""] * _count(row, "trPr", "gridAfter")

    def _cell_text(self, cell: Element) -> str:
        return "\n".join(filter(None, self._cell_lines(cell))).strip()

    def _cell_lines(self, container: Element) -> Iterator[str]:
        for element in container:
            name = tag(element)
            if name == "p":
                label = self._numbering.label(element).text
                text = paragraph_text(element).strip()
                yield f"{label} {text}" if label and text else text
                yield from (paragraph_text(boxed).strip() for boxed in boxed_paragraphs(element))
            elif name == "tbl":
                yield from self._nested_lines(element)
            elif name in WRAPPERS:
                yield from self._cell_lines(element)

    def _nested_lines(self, table: Element) -> Iterator[str]:
        for row in _inside(table, "tr"):
            yield " ".join(filter(None, (self._cell_text(cell) for cell in _inside(row, "tc"))))


def _inside(container: Element, name: str) -> Iterator[Element]:
    for element in container:
        if tag(element) == name:
            yield element
        elif tag(element) in WRAPPERS:
            yield from _inside(element, name)


def _is_deleted(row: Element) -> bool:
    return child(row, "trPr", "del") is not None


def _continues(cell: Element) -> bool:
    """Whether the cell is covered by the one above (`vMerge`) or the one before (`hMerge`, of old Word)."""
    merges = (child(cell, "tcPr", "vMerge"), child(cell, "tcPr", "hMerge"))
    return any(merge is not None and attribute(merge, "val") != "restart" for merge in merges)


def _count(element: Element, *path: str) -> int:
    found = child(element, *path)
    value = "" if found is None else attribute(found, "val") or ""
    return min(int(value), WIDEST) if value.isdecimal() else 0
