"""The same document reads to the same facts in every format, apart from places and hash."""

from __future__ import annotations

import io
import re
from xml.sax.saxutils import escape

import docx
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import LongTable, SimpleDocTemplate, TableStyle
from reportlab.platypus import Paragraph as Flowable

from minga.publishing.intake.document import Document, Table
from minga.publishing.intake.reading import open_document
from minga.publishing.intake.recognisers import recognise
from minga.publishing.intake.serialise import draft_json
from tests.publishing.intake.making import is_table, xlsx
from tests.shared import shared

DOCUMENTS = (
    "2021_azms_informe-de-gestion-por-sector",
    "2021_paga-1_informe-final-compromiso-6",
    "2022-04_resiliencia_informe-de-proyectos",
    "2023-05_paga-2_informe-de-cumplimiento",
    "2024-03_pmdot_apendice-12_insercion-estrategica",
)
RULED = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")])
PAGE = (A4[0] * 2, A4[1] * 2)
WIDTH = PAGE[0] - 100
PLACES = {"source", "sha256"}


def as_docx(document: Document) -> bytes:
    """The document as Word would hold it: headings, list items and real tables."""
    made = docx.Document()
    for block in document.blocks:
        if isinstance(block, Table):
            rows = squared(block)
            table = made.add_table(len(rows), len(rows[0]), style="Table Grid")
            for cells, texts in zip((row.cells for row in table.rows), rows, strict=True):
                for cell, text in zip(cells, texts, strict=True):
                    cell.text = text
            made.add_paragraph()
        else:
            style = f"Heading {block.level}" if block.level else "List Bullet" if block.bullet else None
            made.add_paragraph(block.text, style=style)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def as_pdf(document: Document) -> bytes:
    """The document as a printed page holds it: words at positions, tables as ruled lines, cut where pages end."""
    styles = getSampleStyleSheet()
    flow = [flowable(block, styles) for block in document.blocks]
    data = io.BytesIO()
    SimpleDocTemplate(data, pagesize=PAGE, leftMargin=40, rightMargin=40).build(flow)
    return data.getvalue()


def as_sheet(document: Document) -> bytes:
    """The document as pasted into one sheet: a line in each row of the first column, tables in columns."""
    return xlsx(pasted(document))


def as_tight_sheet(document: Document) -> bytes:
    """The same without any empty row between the lines and the tables."""
    rows = [row for part in pasted(document) for row in (part if is_table(part) else [[part]])]
    return xlsx([rows])


def pasted(document: Document) -> list[str | list[list[str]]]:
    return [
        squared(block) if isinstance(block, Table) else ("• " if block.bullet else "") + block.text
        for block in document.blocks
    ]


def flowable(block, styles):
    if isinstance(block, Table):
        rows = squared(block)
        cells = [[Flowable(escape(text), styles["BodyText"]) for text in row] for row in rows]
        return LongTable(cells, colWidths=[WIDTH / len(rows[0])] * len(rows[0]), style=RULED)
    if block.level:
        return Flowable(escape(block.text), styles[f"Heading{min(block.level, 4)}"])
    return Flowable(("• " if block.bullet else "") + escape(block.text), styles["BodyText"])


def squared(table: Table) -> list[list[str]]:
    width = max(len(row.cells) for row in table.rows)
    return [[*map(without_crumbs, row.texts), *[""] * (width - len(row.cells))] for row in table.rows]


def without_crumbs(text: str) -> str:
    """No word processor holds the HTML tags that the text export left behind."""
    return re.sub(r"</?\w+[^<>]*>", " ", text).strip()


def facts(path):
    """What was read, without where it stands; the alerts of broken rows are the text format's own."""
    draft = draft_json(recognise(open_document(path)))
    findings = [item for item in draft.pop("findings") if item["code"] not in ("broken-row", "unread")]
    return without_places(draft), sorted((item["code"], item["message"]) for item in findings)


def without_places(value):
    if isinstance(value, dict):
        return {name: without_places(item) for name, item in value.items() if name not in PLACES}
    if isinstance(value, list):
        return [without_places(item) for item in value]
    return value


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize(
    ("make", "ending"),
    [(as_docx, "docx"), (as_pdf, "pdf"), (as_sheet, "xlsx"), (as_tight_sheet, "xlsx")],
    ids=["docx", "pdf", "sheet", "tight-sheet"],
)
def test_a_document_says_the_same_in_every_format(tmp_path, name, make, ending):
    printed = shared(f"sources/{name}.txt")
    other = tmp_path / f"{name}.{ending}"
    other.write_bytes(make(open_document(printed)))
    assert facts(other) == facts(printed)
