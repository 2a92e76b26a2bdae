"""Word documents: paragraphs and tables of the body in order, as the printed page would show them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from minga.kernel.errors import Refused
from minga.publishing.intake.document import Block, Document, Paragraph, Place
from minga.publishing.intake.readers.bullets import without_bullet
from minga.publishing.intake.readers.docx.numbering import Numbering
from minga.publishing.intake.readers.docx.runs import boxed_paragraphs, note_calls, paragraph_text
from minga.publishing.intake.readers.docx.styles import Styles
from minga.publishing.intake.readers.docx.tables import TableReader
from minga.publishing.intake.readers.ooxml import Package, Part, attribute, child, children, tag

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}


def read_docx(data: bytes, name: str) -> Document:
    """The document of a .docx: paragraphs placed by their number in the body, rows by table and row.

    Numbers that Word gives to headings and lists are part of the text; bullets are not. Insertions under revision
    are read, deletions are not; headers and footers are not; footnotes follow the body.
    """
    body = child((part := Package(data).main_part("word/document.xml")).root, "body")
    if body is None:
        raise Refused(f"El archivo {name} no contiene el texto de un documento; expórtalo de nuevo.")
    blocks = list(_Reader(part).blocks(body))
    return Document(blocks, hashlib.sha256(data).hexdigest(), MEDIA_TYPE, name)


class _Reader:
    """Walks the body once, counting paragraphs and tables."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.styles = Styles(part.related("styles"))
        self.numbering = Numbering(part.related("numbering"), self.styles)
        self.tables = TableReader(self.numbering)
        self.paragraphs = 0
        self.calls: list[tuple[str, Place]] = []

    def blocks(self, body: Element) -> Iterator[Block]:
        for element in body_elements(body):
            if tag(element) == "tbl":
                table = self.tables.read(element)
                if table:
                    yield table
            else:
                yield from self.paragraph(element)
        yield from self.footnotes()

    def paragraph(self, element: Element) -> Iterator[Paragraph]:
        self.paragraphs += 1
        place = Place(paragraph=self.paragraphs)
        self.calls += [(call, place) for call in note_calls(element)]
        label = self.numbering.label(element)
        typed, text = without_bullet(paragraph_text(element).strip())
        if text:
            yield Paragraph(
                text=f"{label.text} {text}" if label.text else text,
                place=place,
                level=self.styles.level(element),
                bold=self.styles.is_bold(element),
                bullet=typed or label.is_bullet,
                indent=label.depth,
            )
        for boxed in boxed_paragraphs(element):
            if boxed_text := paragraph_text(boxed).strip():
                yield Paragraph(boxed_text, place, bold=self.styles.is_bold(boxed))

    def footnotes(self) -> Iterator[Paragraph]:
        """The notes that the text calls, in that order, placed where they are called."""
        part = self.part.related("footnotes")
        notes = {attribute(note, "id"): note for note in children(part.root if part else None, "footnote")}
        for call, place in self.calls:
            texts = (paragraph_text(inner).strip() for inner in children(notes.get(call), "p"))
            if text := "\n".join(filter(None, texts)):
                yield Paragraph(text, place)


def body_elements(container: Element) -> Iterator[Element]:
    """The paragraphs and tables of a body or cell, also those inside content controls and tracked insertions."""
    for element in container:
        if tag(element) in ("p", "tbl"):
            yield element
        elif tag(element) in WRAPPERS:
            yield from body_elements(element)
