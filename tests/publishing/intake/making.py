"""Small documents in every format, made from the same content: a text is a paragraph, a list of rows is a table."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

import docx
import openpyxl
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import LongTable, PageBreak, SimpleDocTemplate, Spacer, TableStyle
from reportlab.platypus import Paragraph as Flowable

Rows = Sequence[Sequence[str]]
Content = Sequence[str | Rows]

GRID = ("GRID", (0, 0), (-1, -1), 0.5, "black")
TOP = ("VALIGN", (0, 0), (-1, -1), "TOP")
PAGE_BREAK = "\f"
ROOM = 480


def txt(content: Content) -> bytes:
    parts = ("\n".join("\t".join(row) for row in part) if is_table(part) else str(part) for part in content)
    return "\n\n".join(parts).encode()


def md(content: Content) -> bytes:
    return "\n\n".join(piped(part) if is_table(part) else str(part) for part in content).encode()


def piped(rows: Rows) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def csv_file(rows: Rows, delimiter: str = ",") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode()


def xlsx(content: Content) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Hoja"
    for part in content:
        for row in part if is_table(part) else [[part]]:
            sheet.append(list(row))
        sheet.append([])
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def docx_file(content: Content) -> bytes:
    document = docx.Document()
    for part in content:
        if is_table(part):
            add_docx_table(document, part)
        else:
            document.add_paragraph(part)
    return saved_docx(document)


def add_docx_table(document: docx.document.Document, rows: Rows) -> docx.table.Table:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return table


def saved_docx(document: docx.document.Document) -> bytes:
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def csv_of(content: Content) -> bytes:
    """The parts one beneath another, as a sheet saved as CSV holds them: a text alone in its first column."""
    return csv_file([row for part in content for row in [*(part if is_table(part) else [[part]]), []]])


def nothing(canvas: Canvas, template: object) -> None:
    """Draws no header."""


def pdf(
    content: Content,
    *,
    styles: Sequence[tuple] = (),
    widths: Sequence[float] | None = None,
    on_page: Callable[[Canvas, object], None] = nothing,
    **table_options: object,
) -> bytes:
    """A PDF with ruled tables whose cells wrap; tables go on over the page with their first row repeated."""
    look = getSampleStyleSheet()
    story: list[object] = []
    for part in content:
        if is_table(part):
            cells = [[Flowable(escape(text), look["BodyText"]) for text in row] for row in part]
            columns = widths or [ROOM / len(part[0])] * len(part[0])
            table = LongTable(cells, colWidths=columns, repeatRows=1, **table_options)
            table.setStyle(TableStyle([GRID, TOP, *styles]))
            story += [table, Spacer(1, 12)]
        elif part == PAGE_BREAK:
            story.append(PageBreak())
        elif part.startswith("# "):
            story.append(Flowable(escape(part[2:]), look["Heading1"]))
        else:
            story.append(Flowable(part if part.startswith("<") else escape(part), look["BodyText"]))
    data = io.BytesIO()
    template = SimpleDocTemplate(data, pagesize=A4)
    template.build(story, onFirstPage=on_page, onLaterPages=on_page)
    return data.getvalue()


FORMATS: dict[str, Callable[[Content], bytes]] = {
    "txt": txt,
    "md": md,
    "docx": docx_file,
    "pdf": pdf,
    "xlsx": xlsx,
    "csv": csv_of,
}
"""How each format is made from the same content, by its extension."""


def is_table(part: str | Rows) -> bool:
    return not isinstance(part, str)


def zipped(parts: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return data.getvalue()


def with_part(data: bytes, name: str, body: bytes | str) -> bytes:
    """The same archive with one part replaced or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, bytes | str] = {entry: archive.read(entry) for entry in archive.namelist()}
    return zipped(parts | {name: body})


def ods(name: str, rows: str) -> bytes:
    """An OpenDocument workbook of one sheet, from the markup of its rows."""
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
        for prefix, space in (("office", "office"), ("table", "table"), ("text", "text"), ("calcext", "calcext"))
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="{name}">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": mimetype, "content.xml": content, "META-INF/manifest.xml": manifest})
