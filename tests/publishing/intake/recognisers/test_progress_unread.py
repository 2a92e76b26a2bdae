"""Follow-up workbooks: what is not read is told, and what is printed beside a number is kept."""

from __future__ import annotations

import pytest

from tests.publishing.intake.recognisers.reading import messages
from tests.publishing.intake.recognisers.tables import cells, read, read_sheet, targets, titled, tree, workbook

HEADER = ("Proyecto", "Estado", "Evidencia")
ROW = ("Riego", "Cumplido", "Anexo 1")


def test_sheets_that_hold_no_follow_up_are_named_in_one_alert():
    book = {
        "Portada": [("Plan de Desarrollo 2023-2027",), ("Entidad:", "Municipio de Valle Nuevo")],
        "Matriz": [HEADER, ROW],
        "Anexos": [("N°", "Documento"), (1, "Acta")],
        "Contactos": [("Oficina", "Teléfono"), ("Obras", "555")],
    }
    draft = read(workbook(book))
    assert messages(draft, "unread") == [
        "Las hojas «Anexos» y «Contactos» no se leyeron: no traen una tabla de seguimiento."
    ]
    assert cells(draft, "unread") == [("Anexos", "A1")]


def test_a_sheet_whose_numbers_are_figures_is_read():
    book = {"Matriz": [HEADER, ROW], "Resumen": [("Estado", "Proyectos"), ("Cumplido", 1), ("Pendiente", 0)]}
    assert messages(read(workbook(book)), "unread") == []


@pytest.mark.parametrize(
    ("goal", "value", "unit"),
    [("10 km", "10", "km"), ("20", "20", None), ("80%", "80", "%"), ("1.500 m2", "1500", "m2")],
)
def test_the_unit_beside_a_goal_is_its_unit(goal, value, unit):
    draft = read_sheet(("Proyecto", "Meta 2024", "Estado"), ("Vías", goal, "Cumplido"))
    assert targets(titled(draft, "Vías")) == [(None, None, unit, 2024, value, None, None)]


@pytest.mark.parametrize("label", ["Avance cuatrimestre", "Avance del trimestre", "Avance cuatrimestral"])
def test_progress_of_a_part_of_the_year_is_progress(label):
    draft = read_sheet(("Proyecto", "Meta anual", label, "% avance"), ("Vías", "10", "4", "40%"))
    assert [str(target.executed) for target in titled(draft, "Vías").targets] == ["4"]


def test_a_heading_over_the_table_is_the_first_of_those_among_its_rows():
    rows = [("EJE 1: Social",), HEADER, ROW, ("EJE 2: Vial",), ("Puente", "Pendiente", "")]
    assert tree(read_sheet(*rows)) == [
        ("Eje", "1", "Social"),
        ("Proyecto", "1.P1", "Riego"),
        ("Eje", "2", "Vial"),
        ("Proyecto", "2.P1", "Puente"),
    ]


def test_a_row_of_statuses_and_a_heading_are_no_header():
    """Right over a header, a row with «Cumplido» and a heading look like the upper rows of a tall one."""
    rows = [HEADER, ROW, ("EJE 2: Vial",), HEADER, ("Puente", "Pendiente", "")]
    assert [title for _, _, title in tree(read_sheet(*rows))] == ["Riego", "Vial", "Puente"]
