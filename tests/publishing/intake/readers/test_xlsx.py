from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from minga.publishing.intake.document import Document, Paragraph, Place, Table
from minga.publishing.intake.readers.xlsx import printed, read_xlsx
from tests.publishing.intake.making import saved, with_part


def book_of(cells: dict[str, object], formats: dict[str, str] | None = None, merged: tuple[str, ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Metas"
    for reference, value in cells.items():
        sheet[reference] = value
    for reference, form in (formats or {}).items():
        sheet[reference].number_format = form
    for reference in merged:
        sheet.merge_cells(reference)
    return saved(book)


def texts(document: Document) -> list[list[tuple[str, ...]]]:
    return [[row.texts for row in table.rows] for table in document.tables()]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5.0, "5"),
        (4884.15, "4884.15"),
        (0.1 + 0.2, "0.3"),
        (0.888, "0.888"),
        (-12.50, "-12.5"),
        (1e21, "1000000000000000000000"),
        (1e-7, "0.0000001"),
        (1712345678, "1712345678"),
        (True, "Sí"),
        (False, "No"),
        (dt.date(2024, 3, 1), "2024-03-01"),
        (dt.datetime.fromisoformat("2024-03-01"), "2024-03-01"),
        (dt.datetime.fromisoformat("2024-03-01T10:30"), "2024-03-01T10:30:00"),
        (dt.time(10, 30), "10:30:00"),
        (dt.timedelta(hours=30, minutes=5), "30:05:00"),
        ("  Cumplido* \n", "Cumplido*"),
    ],
)
def test_values_are_printed_in_full(value: object, text: str):
    assert printed(value) == text


def test_percentages_are_printed_as_such():
    cells = {"A1": "Meta", "B1": "Avance", "A2": "Uno", "B2": 0.888, "A3": "Dos", "B3": 1, "A4": "Tres", "B4": 0.5}
    document = read_xlsx(book_of(cells, {"B2": "0.0%", "B3": "0%", "B4": '0.0" % de avance"'}), "a.xlsx")
    assert texts(document) == [[("Meta", "Avance"), ("Uno", "88.8%"), ("Dos", "100%"), ("Tres", "0.5")]]


def test_cells_are_placed_by_sheet_and_reference():
    (table,) = read_xlsx(book_of({"B4": "Meta", "C4": "Valor", "B5": "Uno", "C5": 21}), "a.xlsx").tables()
    assert table.title == "Metas"
    assert table.rows[1].cells[1].place == Place(sheet="Metas", cell="C5")
    assert table.rows[1].place == Place(sheet="Metas", cell="B5")


def test_titles_above_a_table_are_paragraphs_and_empty_rows_cut_tables():
    cells = {"A1": "Plan 2024", "A2": "Avance", "A3": "Meta", "B3": "Valor", "A4": "Uno", "B4": 1, "B6": "x", "A6": "y"}
    document = read_xlsx(book_of(cells, merged=("A1:B1",)), "a.xlsx")
    assert [type(block) for block in document.blocks] == [Paragraph, Paragraph, Table, Table]
    assert [(title.text, title.place.cell) for title in document.paragraphs()] == [
        ("Plan 2024", "A1"),
        ("Avance", "A2"),
    ]
    assert texts(document) == [[("Meta", "Valor"), ("Uno", "1")], [("y", "x")]]


def test_merged_cells_keep_their_text_in_the_first_one():
    cells = {"A1": "Objetivo", "B1": "Meta", "A2": "Seguridad", "B2": "Uno", "B3": "Dos"}
    assert texts(read_xlsx(book_of(cells, merged=("A2:A3",)), "a.xlsx")) == [
        [("Objetivo", "Meta"), ("Seguridad", "Uno"), ("", "Dos")]
    ]


def test_columns_stay_aligned_when_a_group_goes_on_after_an_empty_row():
    cells = {"A1": "Objetivo", "B1": "Meta", "A2": "Seguridad", "B2": "Uno", "B4": "Dos", "C4": "sí"}
    assert texts(read_xlsx(book_of(cells), "a.xlsx"))[1] == [("", "Dos", "sí")]


def test_hidden_sheets_are_not_read_and_are_said():
    book = openpyxl.Workbook()
    book.active.title = "Visible"
    book.active.append(["a", "b"])
    for name, state in (("Oculta", "hidden"), ("Muy oculta", "veryHidden"), ("Vacía", "hidden")):
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        if name != "Vacía":
            sheet.append([name, "dato"])
    book.create_chartsheet("Gráfico")
    document = read_xlsx(saved(book), "a.xlsx")
    assert [table.title for table in document.tables()] == ["Visible"]
    reason = "la hoja está oculta en el libro y no se leyó; muéstrala si es parte del documento"
    assert document.unread == [(Place(sheet="Oculta"), reason), (Place(sheet="Muy oculta"), reason)]


def test_unsolved_formulas_down_a_column_are_said_once():
    cells = {"A1": "Meta", "B1": "Avance"}
    cells |= {f"A{row}": "x" for row in range(2, 8)} | {f"B{row}": "=1+1" for row in (2, 3, 4, 7)}
    assert read_xlsx(book_of(cells), "a.xlsx").unread == [
        (Place(sheet="Metas", cell="B2"), "la fórmula se guardó sin su resultado; son 3 celdas seguidas, hasta B4"),
        (Place(sheet="Metas", cell="B7"), "la fórmula se guardó sin su resultado"),
    ]


def test_comments_in_cells_are_said():
    book = openpyxl.Workbook()
    book.active.title = "Metas"
    book.active.append(["Meta", "Valor"])
    book.active["B1"].comment = Comment("Revisar", "Unidad de Seguimiento")
    document = read_xlsx(saved(book), "a.xlsx")
    assert document.unread == [(Place(sheet="Metas"), "la hoja trae comentarios en sus celdas; no se leyeron")]


def test_a_code_keeps_the_closing_zero_that_its_format_prints():
    formats = {"A1": "0.00", "A2": "0.00", "A3": "#,##0.00", "A4": "0.000"}
    document = read_xlsx(
        book_of({"A1": 2.1, "A2": 3, "A3": 4.5, "A4": 1.5} | {f"B{n}": "x" for n in range(1, 5)}, formats), "a.xlsx"
    )
    assert [row[0] for row in texts(document)[0]] == ["2.10", "3", "4.5", "1.5"]


def test_errors_and_unsolved_formulas_are_listed_as_unread():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Metas"
    sheet.append(["Meta", "Valor", "Total"])
    sheet.append(["Uno", "#DIV/0!", "=SUM(B2:B3)"])
    sheet["B2"].data_type = "e"
    document = read_xlsx(saved(book), "a.xlsx")
    assert texts(document) == [[("Meta", "Valor", "Total"), ("Uno", "", "")]]
    assert document.unread == [
        (Place(sheet="Metas", cell="B2"), "la celda contiene un error"),
        (Place(sheet="Metas", cell="C2"), "la fórmula se guardó sin su resultado"),
    ]


def test_a_formula_whose_result_is_an_empty_text_is_solved():
    data = book_of({"A1": "Meta", "B1": 2})
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        '<c r="A1"><v>1</v></c><c r="B1" t="str"><f>IF(A1=1,"","x")</f><v></v></c><c r="C1"><v>3</v></c></row>'
        "</sheetData></worksheet>"
    )
    document = read_xlsx(with_part(data, "xl/worksheets/sheet1.xml", sheet), "a.xlsx")
    assert (texts(document), document.unread) == ([[("1", "", "3")]], [])


def test_solved_formulas_give_their_result():
    data = book_of({"A1": "Meta", "B1": 2})
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        '<c r="A1"><v>1</v></c><c r="B1"><f>1+1</f><v>2</v></c></row></sheetData></worksheet>'
    )
    document = read_xlsx(with_part(data, "xl/worksheets/sheet1.xml", sheet), "a.xlsx")
    assert (texts(document), document.unread) == ([[("1", "2")]], [])


def test_the_macro_variant_is_the_same_workbook():
    data = book_of({"A1": "Meta", "B1": "Valor"})
    document = read_xlsx(data, "a.xlsm")
    assert texts(document) == [[("Meta", "Valor")]]
    assert document.media_type == "application/vnd.ms-excel.sheet.macroEnabled.12"


def test_a_workbook_saved_twice_reads_the_same(tmp_path: Path):
    data = book_of({"A1": "Meta", "B1": "Avance", "A2": "Uno", "B2": 0.25}, {"B2": "0%"})
    again = saved(openpyxl.load_workbook(io.BytesIO(data)))
    assert (
        texts(read_xlsx(again, "a.xlsx")) == texts(read_xlsx(data, "a.xlsx")) == [[("Meta", "Avance"), ("Uno", "25%")]]
    )
