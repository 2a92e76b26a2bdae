"""A document as the recognisers of reports walk through it: cleaned lines and tables, numbered in reading order.

Contents pages and signature blocks are set apart, so that nothing is read from them by mistake.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from minga.publishing.intake.cleaning import clean, fold, without_bullet
from minga.publishing.intake.dates import document_date
from minga.publishing.intake.document import Block, Document, Paragraph, Place, Row, Table
from minga.publishing.intake.recognisers.columns import find_header
from minga.publishing.intake.recognisers.names import opens_organization

_SECTION_WORDS = (
    r"(?:antecedentes|introducci[oó]n|presentaci[oó]n|base legal|marco|objetivos?|alcance|metodolog[ií]a|desarrollo|compromisos|hitos"
    r"|estado|cumplimiento|avances?|resultados?|conclusiones|recomendaciones|anexos)\b"
)
_NUMBERED = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,5})(?:\.-|[.)])?-?\s+"
    rf"(?P<title>(?:[A-ZÁÉÍÓÚÑ“\"«¿(]|(?={_SECTION_WORDS}.{{0,60}}$)).{{1,220}})"
)
_OF_COMMITMENT = re.compile(
    r"(?:estado|cuadro|tabla|matriz|avances?|cumplimiento|seguimiento|situacion|resultados?|detalle|ficha)\b[^.;:]{0,80}"
    r"\bcompromiso\s+(?:n[.º°ro]*\s*)?\w{1,8}\s*:?"
)
_LEADERS = re.compile(r"\.{4,}|…{2,}|(?:\. ){4,}")
_PAGE_AT_END = re.compile(r"(?:\t|\s{2,}|[.…])\s*\d{1,4}\s*$")
_CONTENTS = re.compile(r"(?:tabla de )?contenidos?|indice(?: de \w+| general)?|tabla de materias")
_ACT = r"(?:elaborad|preparad|realizad|revisad|aprobad|validad|autorizad|suscrit|proyectad|verificad)[oa]"
_ACT_AS_VERB = r"(?:elabor|prepar|revis|aprob|valid|autoriz|proyect|verific)ó|(?:elabor|revis|aprob)o"
_SIGNED = re.compile(
    rf"{_ACT}(?: y \w+)? por\s*:?|{_ACT}(?: y \w+)?\s*:|(?:{_ACT_AS_VERB})(?: y \w+)?(?: por)?\s*:?", re.IGNORECASE
)
_SIGNED_BY_NAME = re.compile(
    rf"{_ACT}(?: y \w+)?(?: por)?\s*:.*|(?:{_ACT_AS_VERB})(?: y \w+)?\s*:.*", re.IGNORECASE | re.DOTALL
)
_BARE_ACT = re.compile(_ACT, re.IGNORECASE)
_SIGNATURE_HEADER = re.compile(r"(?:nombres?(?: y apellidos?)?|firmas?(?: electronica)?|cargo)")
_SHORTEST_HEADING, _LONGEST_HEADING, _LONGEST_TITLE = 4, 120, 160
LABEL = re.compile(r"[^\W\d][^:.]{1,60}:")


@dataclass(frozen=True, slots=True)
class Line:
    """A line outside tables: cleaned and without its bullet signs (`text`), as the reader gave it (`raw`)."""

    text: str
    raw: str
    place: Place
    order: int
    level: int = 0
    bold: bool = False
    bullet: bool = False
    indent: int = 0

    @property
    def number(self) -> str | None:
        """The section number the line opens with («2.1»), where it reads as a numbered heading."""
        match = None if self.bullet else _NUMBERED.fullmatch(self.text)
        return match["number"] if match and _reads_as_title(match["title"]) else None

    @property
    def heads_commitment(self) -> bool:
        """Whether the line heads what is told of a commitment, however it is written: «estado del compromiso 1»."""
        return not self.bullet and len(self.text) < _LONGEST_HEADING and bool(_OF_COMMITMENT.fullmatch(fold(self.text)))

    @property
    def title(self) -> str:
        """The line without its section number."""
        match = _NUMBERED.fullmatch(self.text)
        return match["title"] if match and self.number else self.text

    @property
    def is_heading(self) -> bool:
        """Whether the line is a heading: marked by the format, numbered, or short and all in capitals or bold."""
        if self.level or self.number or self.heads_commitment:
            return True
        short = len(self.text) < _LONGEST_HEADING and not self.text.endswith((".", ";", ",")) and not self.bullet
        return short and len(self.text) >= _SHORTEST_HEADING and (self.text.isupper() or self.bold)


def _reads_as_title(title: str) -> bool:
    return len(title) < _LONGEST_TITLE and not title.endswith((";", ",")) and ". " not in title.rstrip(".")


@dataclass(slots=True)
class Grid:
    """A table with the order of its first row."""

    table: Table
    order: int


Item = Line | Grid


@dataclass
class Flow:
    """The prepared document. `items`: the body; `signatures`: the signature blocks; `everything`: every line, cut or not."""

    document: Document
    items: list[Item] = field(default_factory=list)
    signatures: list[Item] = field(default_factory=list)
    everything: list[Line] = field(default_factory=list)
    rows: dict[Place, int] = field(default_factory=dict)
    end: int = 0

    @classmethod
    def of(cls, document: Document) -> Flow:
        """The flow of a document."""
        flow = cls(document)
        items = list(flow._numbered(document.blocks))
        items = _without_contents(items)
        cut = _signature_start(items)
        flow.items = [item for item in items[:cut] if not _is_signature(item)]
        flow.signatures = [item for item in items[:cut] if _is_signature(item)] + items[cut:]
        return flow

    def _numbered(self, blocks: list[Block]) -> Iterator[Item]:
        order = 0
        for block in blocks:
            if isinstance(block, Table):
                yield Grid(block, order)
                for row in block.rows:
                    order = self._note_row(row, order)
                continue
            for line in _lines(block, order):
                self.everything.append(line)
                order += 1
                yield line
        self.end = order

    def _note_row(self, row: Row, order: int) -> int:
        self.rows.setdefault(row.place, order)
        for cell in row.cells:
            if cell.text:
                self.everything.append(Line(clean(cell.text), cell.text, cell.place, order))
        return order + 1

    @cached_property
    def lines(self) -> list[Line]:
        """The body's lines outside tables."""
        return [item for item in self.items if isinstance(item, Line)]

    @cached_property
    def tables(self) -> list[Grid]:
        """The body's tables."""
        return [item for item in self.items if isinstance(item, Grid)]

    @cached_property
    def vocabulary(self) -> Counter[str]:
        """Each word as printed and how often, over the whole document."""
        return Counter(word for line in self.everything for word in re.findall(r"[\w-]+", line.text))

    def order_of(self, row: Place) -> int:
        """The position of a table's row in reading order; the document's end for another place.

        Lines have their own `order`: several may share a place, such as those of a page.
        """
        return self.rows.get(row, self.end)

    def lines_after(self, order: int) -> Iterator[Item]:
        """The items from the given position on."""
        start = bisect_left(self._positions, order)
        return iter(self.items[start:])

    @cached_property
    def _positions(self) -> list[int]:
        return [item.order for item in self.items]


def _lines(paragraph: Paragraph, order: int) -> Iterator[Line]:
    for offset, raw in enumerate(_printed_lines(paragraph.text)):
        text = without_bullet(raw).lstrip("#").strip()
        if text:
            look = paragraph.level, paragraph.bold, paragraph.bullet, paragraph.indent
            yield Line(text, raw, paragraph.place, order + offset, *look)


def _printed_lines(text: str) -> list[str]:
    """The lines of a paragraph that holds several things (labels, a date, an office); wrapped prose stays in one."""
    parts = [part for part in text.split("\n") if part.strip()]
    lines: list[str] = parts[:1]
    for part in parts[1:]:
        if _opens_something(clean(part)):
            lines.append(part)
        else:
            lines[-1] += "\n" + part
    return lines


def _opens_something(text: str) -> bool:
    return bool(LABEL.match(text) or document_date(text) or _NUMBERED.fullmatch(text) or opens_organization(text))


def _without_contents(items: list[Item]) -> list[Item]:
    """The items without the contents page: its heading, and each entry with dot leaders or a page number at its end."""
    kept: list[Item] = []
    inside = False
    for item in items:
        if isinstance(item, Line) and _CONTENTS.fullmatch(fold(item.text).rstrip(":")):
            inside = True
            continue
        entry = _is_contents_entry(item, inside)
        inside = inside and entry
        if not entry:
            kept.append(item)
    return kept


def _is_contents_entry(item: Item, inside: bool) -> bool:
    texts = [item.raw] if isinstance(item, Line) else [" ".join(row.texts) for row in item.table.rows]
    marked = sum(bool(_LEADERS.search(text)) for text in texts)
    if marked * 2 > len(texts):
        return True
    numbered = sum(bool(_PAGE_AT_END.search(text.rstrip()) or "Marcador no definido" in text) for text in texts)
    return inside and (marked + numbered) * 2 > len(texts)


def _signature_start(items: list[Item]) -> int:
    """The position where the closing signatures begin: the first signature mark after the last heading."""
    start = len(items)
    for position in range(len(items) - 1, -1, -1):
        item = items[position]
        if isinstance(item, Line) and (item.level or item.number):
            break
        if _is_signature(item):
            start = position
    return start


def _is_signature(item: Item) -> bool:
    return is_signature_line(item.text) if isinstance(item, Line) else is_signature_table(item.table)


def is_signature_line(text: str) -> bool:
    """Whether a line opens a signature («Elaborado por: ...»)."""
    return bool(_SIGNED.fullmatch(text[:200]) or _SIGNED_BY_NAME.fullmatch(text[:200]))


def is_signature_table(table: Table) -> bool:
    """Whether a table holds signatures: who elaborated, reviewed and approved, or names with posts.

    A plan's table, where «Aprobado» is a status, holds none.
    """
    if any(find_header(table.rows, position) for position in range(len(table.rows[:3]))):
        return False
    texts = [[clean(text.split("\n")[0]) for text in row.texts] for row in table.rows]
    signed = any(_SIGNED.fullmatch(text) or _SIGNED_BY_NAME.fullmatch(text) for row in texts for text in row)
    bare = {fold(text) for row in texts for text in row if _BARE_ACT.fullmatch(text)}
    heads = sum(bool(_SIGNATURE_HEADER.fullmatch(fold(text).rstrip(":"))) for text in (texts or [[]])[0])
    return signed or heads > 1 or (len(bare) > 1 and any(word.startswith(("revisad", "elaborad")) for word in bare))
