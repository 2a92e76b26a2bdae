from __future__ import annotations

import pytest

from minga.kernel.errors import Refused
from minga.publishing.intake.document import Place
from minga.publishing.intake.limits import Limits
from minga.publishing.intake.readers import read
from tests.publishing.intake.making import ods, with_part


def cell(text: str, kind: str = "string", value: str = "", more: str = "") -> str:
    held = f' office:value="{value}"' if value else ""
    return f'<table:table-cell office:value-type="{kind}"{held} {more}><text:p>{text}</text:p></table:table-cell>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


EMPTY = "<table:table-cell/>"
ROWS = (
    row(EMPTY, cell("Meta"), cell("Avance"), cell("Fecha"))
    + row(
        EMPTY,
        cell("Uno"),
        cell("88,8%", "percentage", "0.888"),
        '<table:table-cell office:value-type="date" office:date-value="2024-03-01"><text:p>1/3/24</text:p>'
        "</table:table-cell>",
    )
    + row(EMPTY, cell("Dos"), cell("0,5", "float", "0.5"), more='table:number-rows-repeated="2"')
    + row(EMPTY, cell("Tres"), cell("#DIV/0!", more='calcext:value-type="error"'))
)


def test_an_open_document_workbook_reads_like_the_others():
    document = read(ods("Metas", ROWS), "a.ods", Limits())
    (table,) = document.tables()
    assert [found.texts for found in table.rows] == [
        ("Meta", "Avance", "Fecha"),
        ("Uno", "88.8%", "2024-03-01"),
        ("Dos", "0.5", ""),
        ("Dos", "0.5", ""),
        ("Tres", "", ""),
    ]
    assert table.rows[1].cells[1].place == Place(sheet="Metas", cell="C2")
    assert document.unread == [(Place(sheet="Metas", cell="C5"), "la celda contiene un error")]


def test_the_empty_rest_of_a_sheet_takes_no_time():
    rest = row('<table:table-cell table:number-columns-repeated="16384"/>', more='table:number-rows-repeated="1048570"')
    (table,) = read(ods("Metas", ROWS + rest), "a.ods", Limits()).tables()
    assert len(table.rows) == 5


def test_a_password_is_named():
    data = with_part(ods("Metas", ROWS), "META-INF/manifest.xml", "<m><encryption-data/></m>")
    with pytest.raises(Refused) as caught:
        read(data, "a.ods", Limits())
    assert caught.value.reason == "El archivo a.ods está protegido con contraseña; guárdalo sin contraseña."
