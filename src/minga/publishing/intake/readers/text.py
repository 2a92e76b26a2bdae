"""Plain text and Markdown: a line is a paragraph, lines with tabs or between pipes are the rows of a table."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from minga.publishing.intake.document import Block, Cell, Document, Paragraph, Place, Row, Table
from minga.publishing.intake.readers.encoding import decode

MEDIA_TYPES = {".md": "text/markdown", ".markdown": "text/markdown"}
LINE_END = re.compile(r"\r\n|\r|\n")
HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
BULLET = re.compile(r"[-•▪●◦]\s+(?=\S)")
STAR = re.compile(r"\*\s+(?=\S)")
TABBED_BULLET = re.compile(r"\s*[•▪●◦]\t[^\t]*")
RULE = re.compile(r"-{3,}|\*{3,}|_{3,}")
DASHES = re.compile(r":?-+:?")
BOLD = re.compile(r"\*\*(?:(?!\*\*).)+\*\*")
PIPE = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line and its 1-based number. A form feed cuts one line of the file into two of these."""

    number: int
    printed: str

    @property
    def text(self) -> str:
        """The line without the blanks around it."""
        return self.printed.strip()

    @property
    def indent(self) -> int:
        """How many spaces open the line."""
        return len(self.printed) - len(self.printed.lstrip(" "))


def read_text(data: bytes, name: str) -> Document:
    """The document of a .txt or .md file; each paragraph, row and cell is placed by its line.

    A blank line ends a table: a table cut by a page break comes out as several. Marks of emphasis (`**`) and
    check marks (`✓`) are kept as printed.
    """
    return Document(
        blocks=list(_blocks(_lines(decode(data)))),
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=MEDIA_TYPES.get(PurePath(name).suffix.lower(), "text/plain"),
        name=name,
    )


def _lines(text: str) -> list[Line]:
    return [
        Line(number, part)
        for number, line in enumerate(LINE_END.split(text), start=1)
        for part in _between_form_feeds(line)
    ]


def _between_form_feeds(line: str) -> list[str]:
    """A form feed stands for a page break: an empty line of its own."""
    return line.replace("\f", "\f\f").split("\f")


def _blocks(lines: list[Line]) -> Iterator[Block]:
    stars = _starred_items(lines)
    position = 0
    while position < len(lines):
        rows = _table_rows(lines, position)
        if rows:
            position += len(rows)
            yield from _table(rows)
            continue
        line = lines[position]
        if line.text and not RULE.fullmatch(line.text):
            yield _paragraph(line, starred=position in stars)
        position += 1


def _table_rows(lines: list[Line], start: int) -> list[Line]:
    """The run of lines from `start` on that are rows of one table; empty when none begins there."""
    is_row = _is_tabbed if _is_tabbed(lines[start]) else _is_piped
    if is_row is _is_piped and not _opens_piped(lines, start):
        return []
    end = start
    while end < len(lines) and is_row(lines[end]):
        end += 1
    return lines[start:end]


def _is_tabbed(line: Line) -> bool:
    """A line of nothing but tabs is a blank one."""
    return "\t" in line.printed and bool(line.text) and not TABBED_BULLET.fullmatch(line.printed)


def _is_piped(line: Line) -> bool:
    return bool(PIPE.search(line.printed))


def _opens_piped(lines: list[Line], start: int) -> bool:
    """A piped table has an outer pipe, or a row of dashes beneath its header."""
    first = lines[start].text
    if first.startswith("|") and len(PIPE.findall(first)) > 1:
        return True
    return _is_piped(lines[start]) and start + 1 < len(lines) and _is_dashes(_cells_between_pipes(lines[start + 1]))


def _table(lines: list[Line]) -> Iterator[Table]:
    texts = _cells_between_tabs if _is_tabbed(lines[0]) else _cells_between_pipes
    rows = [_row(line, cells) for line in lines if not _is_dashes(cells := texts(line))]
    if rows:
        yield Table(rows=tuple(rows), place=rows[0].place)


def _row(line: Line, texts: list[str]) -> Row:
    place = Place(line=line.number)
    return Row(cells=tuple(Cell(text, place) for text in texts), place=place)


def _cells_between_tabs(line: Line) -> list[str]:
    return [text.strip() for text in line.printed.split("\t")]


def _cells_between_pipes(line: Line) -> list[str]:
    inner = line.text.removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [text.strip().replace("\\|", "|") for text in PIPE.split(inner)]


def _is_dashes(texts: list[str]) -> bool:
    """The line that draws a table's rule: two cells or more, dashes only."""
    return len(texts) > 1 and all(DASHES.fullmatch(text) for text in texts)


def _paragraph(line: Line, *, starred: bool) -> Paragraph:
    place = Place(line=line.number)
    heading = HEADING.fullmatch(line.text)
    if heading and heading[2]:
        return Paragraph(heading[2], place, level=len(heading[1]), bold=_is_bold(heading[2]))
    mark = (STAR if starred else BULLET).match(line.text)
    text = line.text[mark.end() :] if mark else line.text
    return Paragraph(text, place, bold=_is_bold(text), bullet=bool(mark), indent=line.indent)


def _is_bold(text: str) -> bool:
    return bool(BOLD.fullmatch(text))


def _starred_items(lines: list[Line]) -> set[int]:
    """Positions of lines whose `*` opens a list item: several in a row, not right after a table.

    An asterisk alone, or beneath a table, is a note to a marked cell, and stays in the text.
    """
    items: set[int] = set()
    run: list[int] = []
    after_table = False
    for position, line in enumerate([*lines, Line(0, "")]):
        if STAR.match(line.text) and "\t" not in line.printed:
            run.append(position)
            continue
        if len(run) > 1 and not after_table:
            items.update(run)
        if run or line.text:
            after_table = _is_tabbed(line) or (after_table and not line.text)
        run = []
    return items
