"""The same content in every format gives the same texts."""

from __future__ import annotations

import pytest

from minga.publishing.intake.document import Document
from minga.publishing.intake.limits import Limits
from minga.publishing.intake.readers import read
from tests.publishing.intake.making import csv_file, docx_file, pdf, txt, xlsx

ROWS = [
    ["HITO", "ESTADO", "VERIFICABLES"],
    ["Generación de un mapeo de los actores integrados en este año 2022", "Cumplido", "Anexo 1.1 Informe"],
    ["Formación en participación ciudadana, en 8 administraciones zonales", "Cumplido*", ""],
    ["", "Pendiente", "Oficio GADDMQ-SGP-2022-1266-O"],
    ["Presupuesto devengado", "88,80%", "USD 5.500,00"],
]
PARAGRAPHS = [
    "INFORME DE CUMPLIMIENTO DE LOS COMPROMISOS DEL SEGUNDO PLAN DE GOBIERNO ABIERTO",
    (
        "En 2019 se publicó el Primer Plan de Acción de Gobierno Abierto. El Plan presentó 10 compromisos que surgieron de"
        " la ciudadanía, de las organizaciones de la sociedad civil y de la academia, y fueron priorizados en talleres."
    ),
    "2.1 Cumplimiento del Compromiso 1",
]
CONTENT = [*PARAGRAPHS, ROWS]
FILES = {
    "a.txt": txt(CONTENT),
    "a.docx": docx_file(CONTENT),
    "a.pdf": pdf(CONTENT),
    "a.xlsx": xlsx(CONTENT),
    "a.csv": csv_file(ROWS, ";"),
}


def opened(name: str) -> Document:
    return read(FILES[name], name, Limits())


@pytest.mark.parametrize("name", FILES)
def test_the_table_is_the_same(name: str):
    (table,) = opened(name).tables()
    assert [list(row.texts) for row in table.rows] == ROWS


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.pdf", "a.xlsx"])
def test_the_paragraphs_are_the_same(name: str):
    assert [paragraph.text for paragraph in opened(name).paragraphs()] == PARAGRAPHS


MERGED = [
    ["Objetivo", "Iniciativa", "", "Mecanismo"],
    ["1. Seguridad", "Mingas", "Barrios", "Acuerdos"],
    ["", "Alarmas", "Parques", "Convenios"],
]


def test_merged_cells_read_alike_in_documents_and_pdf():
    import docx

    from tests.publishing.intake.making import add_docx_table, saved_docx

    document = docx.Document()
    table = add_docx_table(document, MERGED)
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Iniciativa"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "1. Seguridad"
    spans = [("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 1), (0, 2))]
    for name, data in (
        ("a.docx", saved_docx(document)),
        ("a.pdf", pdf([MERGED], styles=spans)),
        ("a.txt", txt([MERGED])),
    ):
        (read_table,) = read(data, name, Limits()).tables()
        assert [list(row.texts) for row in read_table.rows] == MERGED
