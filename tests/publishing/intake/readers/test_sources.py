"""The municipality's five documents: every block and every row arrives, at its line."""

from __future__ import annotations

import pytest

from minga.publishing.intake.document import Document
from minga.publishing.intake.reading import open_document
from tests.shared import shared

MANAGEMENT = "2021_azms_informe-de-gestion-por-sector.txt"
COMMITMENT = "2021_paga-1_informe-final-compromiso-6.txt"
PORTFOLIO = "2022-04_resiliencia_informe-de-proyectos.txt"
COMPLIANCE = "2023-05_paga-2_informe-de-cumplimiento.txt"
MATRIX = "2024-03_pmdot_apendice-12_insercion-estrategica.txt"

# Of each table the line where it begins, its rows and its columns.
TABLES = {
    MANAGEMENT: [(17, 4, 2), (24, 8, 2), (35, 5, 2), (41, 9, 2), (53, 3, 2), (78, 4, 4)],
    COMMITMENT: [(9, 12, 2), (142, 7, 5), (150, 1, 5)],
    PORTFOLIO: [(191, 6, 2), (215, 3, 5)],
    COMPLIANCE: [
        *[(98, 4, 3), (138, 5, 5), (156, 3, 3), (160, 2, 3), (199, 6, 3), (218, 4, 3), (259, 5, 3), (265, 4, 3)],
        (343, 8, 2),
    ],
    MATRIX: [
        *[(58, 11, 5), (70, 11, 5), (82, 15, 5), (98, 6, 5), (105, 12, 5), (120, 13, 5), (134, 11, 5), (146, 7, 5)],
        *[(154, 17, 5), (172, 6, 5), (179, 7, 5), (187, 5, 5), (193, 7, 5), (203, 10, 5), (214, 4, 5)],
    ],
}


def opened(name: str) -> Document:
    return open_document(shared("sources") / name)


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_its_rows_and_columns(name: str):
    found = [
        (table.place.line, len(table.rows), {len(row.cells) for row in table.rows}) for table in opened(name).tables()
    ]
    assert found == [(line, rows, {columns}) for line, rows, columns in TABLES[name]]


@pytest.mark.parametrize(
    ("name", "paragraphs", "bullets"),
    [(MANAGEMENT, 20, 8), (COMMITMENT, 76, 10), (PORTFOLIO, 108, 52), (COMPLIANCE, 177, 69), (MATRIX, 27, 0)],
)
def test_every_line_outside_tables_is_a_paragraph(name: str, paragraphs: int, bullets: int):
    found = list(opened(name).paragraphs())
    assert (len(found), sum(paragraph.bullet for paragraph in found)) == (paragraphs, bullets)


def test_notes_beneath_tables_keep_their_asterisk():
    notes = [(note.place.line, note.bullet) for note in opened(COMPLIANCE).paragraphs() if note.text.startswith("* ")]
    assert notes == [(103, False), (163, False)]


@pytest.mark.parametrize("name", TABLES)
def test_nothing_printed_is_lost(name: str):
    document = opened(name)
    read = [paragraph.text for paragraph in document.paragraphs()]
    read += [cell.text for table in document.tables() for row in table.rows for cell in row.cells]
    marks = str.maketrans("", "", "#-* \t")
    printed = (shared("sources") / name).read_text(encoding="utf-8").translate(marks)
    assert sorted(printed.replace("\n", "")) == sorted("".join(read).translate(marks))
