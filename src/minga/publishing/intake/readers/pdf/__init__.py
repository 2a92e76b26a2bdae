"""PDF documents: ruled tables as full grids, and the text around them put back into paragraphs."""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Iterator
from itertools import islice

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1

from minga.kernel.errors import Refused
from minga.publishing.intake.document import Block, Cell, Document, Place, Row, Table
from minga.publishing.intake.limits import Limits
from minga.publishing.intake.readers.pdf.glyphs import UNKNOWN, Drawing, PageDrawer
from minga.publishing.intake.readers.pdf.layout import layout_of
from minga.publishing.intake.readers.pdf.pages import Page, drop_repeated, page_of
from minga.publishing.intake.readers.pdf.paragraphs import Run, gathered
from minga.publishing.intake.readers.pdf.words import vocabulary_of

MEDIA_TYPE = "application/pdf"
MOST_PAGES = Limits().pages
END_MARK = b"%%EOF"
END_ROOM = 4096
ILLEGIBLE = 0.3
PICTURE = "la página es una imagen sin texto"
UNDECIPHERED = "las letras de la página no se pueden descifrar"
OVERDRAWN = "la página tiene demasiadas líneas dibujadas para reconocer sus tablas"
BROKEN = "la página está dañada"
MISSING = "faltan páginas que el documento declara"


def read_pdf(data: bytes, name: str, most_pages: int = MOST_PAGES) -> Document:
    """The document of a PDF: paragraphs placed by page, rows by page, table and row.

    Page numbers, headers and footers that several pages repeat are left out. Pages that cannot be read, such as
    scanned ones, are listed as unread.
    """
    document = Document([], hashlib.sha256(data).hexdigest(), MEDIA_TYPE, name)
    pages = list(_pages(_open(data, name), name, most_pages, document))
    drop_repeated(pages)
    document.blocks = list(_blocks(pages))
    if not pages:
        raise Refused(f"El archivo {name} está dañado y ninguna página se puede leer; vuelve a exportarlo.")
    return document


def _open(data: bytes, name: str) -> PDFDocument:
    if END_MARK not in data.rstrip(b"\0\r\n\t ")[-END_ROOM:]:
        raise Refused(
            f"El archivo {name} está incompleto: le falta el final; vuelve a descargarlo o expórtalo de nuevo."
        )
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        return PDFDocument(PDFParser(io.BytesIO(data)))
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise Refused(f"El archivo {name} está protegido con contraseña; guárdalo sin contraseña.") from error


def _pages(pdf: PDFDocument, name: str, most_pages: int, document: Document) -> Iterator[Page]:
    declared = _declared_pages(pdf)
    found = list(islice(PDFPage.create_pages(pdf), most_pages + 1)) if declared <= most_pages else []
    if max(declared, len(found)) > most_pages:
        raise Refused(
            f"El archivo {name} tiene {max(declared, len(found))} páginas y el límite es de {most_pages}; divídelo."
        )
    drawer = PageDrawer()
    for number, content in enumerate(found, start=1):
        if page := _page(drawer, content, number, document):
            yield page
    if found and declared > len(found):
        document.unread.append((Place(page=len(found) + 1), MISSING))


def _declared_pages(pdf: PDFDocument) -> int:
    tree = resolve1(pdf.catalog.get("Pages"))
    count = resolve1(tree.get("Count")) if isinstance(tree, dict) else None
    return count if isinstance(count, int) else 0


def _page(drawer: PageDrawer, content: PDFPage, number: int, document: Document) -> Page | None:
    """The page, or None when it cannot be followed; what is wrong with it is noted in the document."""
    place = Place(page=number)
    try:
        drawing = drawer.draw(content)
        page = page_of(drawing, number)
    except (MemoryError, RecursionError):
        raise
    except Exception:  # noqa: BLE001  whatever a damaged page raises in the parser, the other pages are still worth reading
        document.unread.append((place, BROKEN))
        return None
    if problem := _problem(drawing, page):
        document.unread.append((place, problem))
    return page


def _problem(drawing: Drawing, page: Page) -> str | None:
    if drawing.has_images and not page.items:
        return PICTURE
    unknown = sum(glyph.text == UNKNOWN for glyph in drawing.glyphs)
    if unknown > ILLEGIBLE * len(drawing.glyphs) and unknown > 0:
        return UNDECIPHERED
    return OVERDRAWN if page.is_overdrawn else None


def _blocks(pages: list[Page]) -> Iterator[Block]:
    layout = layout_of(pages)
    vocabulary = vocabulary_of(text for page in pages for text in page.texts)
    tables = 0
    for page, item in gathered(pages, layout):
        if isinstance(item, Run):
            yield item.paragraph(layout)
        else:
            tables += 1
            yield _table(item.grid(vocabulary), page.number, tables)


def _table(texts: list[list[str]], page: int, number: int) -> Table:
    rows = tuple(_row(cells, Place(page=page, table=number, row=row)) for row, cells in enumerate(texts, start=1))
    return Table(rows=rows, place=Place(page=page, table=number))


def _row(texts: list[str], place: Place) -> Row:
    return Row(cells=tuple(Cell(text, place) for text in texts), place=place)
