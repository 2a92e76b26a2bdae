"""A text document's content as Word and PDF files, tables ruled and without the cuts of the text's pages."""

from __future__ import annotations

from minga.publishing.intake.cleaning import clean
from minga.publishing.intake.document import Document, Paragraph
from minga.publishing.intake.draft import Draft
from minga.publishing.intake.limits import Limits
from minga.publishing.intake.readers import read as read_document
from minga.publishing.intake.recognisers import recognise
from tests.publishing.intake.making import docx_file, pdf


def content(document: Document) -> list[str | list[list[str]]]:
    """The paragraphs and tables of a document; the pieces of a table that pages cut are one table."""
    parts: list[str | list[list[str]]] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            parts.append(("• " if block.bullet else "") + clean(block.text))
            continue
        rows = [[clean(text) for text in row.texts] for row in block.rows]
        last = parts[-1] if parts else ""
        if isinstance(last, list) and rows[0][0] != last[0][0]:
            last += rows
        else:
            parts.append(rows)
    return [part if isinstance(part, str) else _even(part) for part in parts]


def _even(rows: list[list[str]]) -> list[list[str]]:
    width = max(len(row) for row in rows)
    return [row + [""] * (width - len(row)) for row in rows]


def read_as_docx(document: Document) -> Draft:
    """What the document gives as a Word file."""
    return recognise(read_document(docx_file(content(document)), "documento.docx", Limits()))


def read_as_pdf(document: Document) -> Draft:
    """What the document gives as a PDF with ruled tables."""
    return recognise(read_document(pdf(content(document)), "documento.pdf", Limits()))
