"""Follow-up tables in every format: cut, misplaced and doubtful rows, and what is no follow-up table."""

from __future__ import annotations

import pytest

from minga.publishing.intake.limits import Limits
from minga.publishing.intake.readers import read as read_document
from minga.publishing.intake.recognisers.progress_table import recognise_progress_table
from tests.publishing.intake.making import docx_file, pdf, txt
from tests.publishing.intake.recognisers.reading import facts, figures, messages, roles
from tests.publishing.intake.recognisers.tables import (
    CITY,
    cells,
    money,
    read,
    read_sheet,
    titled,
    tree,
    workbook,
)

RULED = (
    ["Programa", "Proyecto", "Programado", "Ejecutado", "% avance", "Estado", "Responsable", "Observaciones"],
    [
        "Agua",
        "Captación",
        "10",
        "5",
        "50 %",
        "En proceso",
        "Jefatura de Agua",
        "Falta el permiso que emite el ministerio.",
    ],
    ["", "Tanques", "2", "2", "100 %", "Cumplido", "Jefatura de Agua", ""],
)
COVER = ("Plan de Acción 2024-2025", CITY, "Diciembre de 2024")


def test_ruled_tables_read_the_same_in_every_format():
    content = [*COVER, RULED]
    drafts = [
        facts(read(make(content), f"informe.{ending}"))
        for make, ending in ((txt, "txt"), (docx_file, "docx"), (pdf, "pdf"))
    ]
    assert drafts[0]["document"]["kind"] == "progress-table"
    assert drafts[0]["plans"][0]["period"] == [2024, 2025]
    assert drafts[1:] == [drafts[0], drafts[0]]


def test_a_row_cut_by_a_page_is_whole():
    first, rest = list(RULED[1]), [""] * 8
    first[7], rest[7] = "Falta el permiso que emite el", "ministerio."
    draft = read(txt([*COVER, [RULED[0], first], [RULED[0], rest, RULED[2]]]), "informe.txt")
    assert titled(draft, "Captación").status.note == "Falta el permiso que emite el ministerio."
    assert [title for _, _, title in tree(draft)] == ["Agua", "Captación", "Tanques"]


def test_a_misplaced_row_is_read_in_its_columns():
    draft = read_sheet(
        ("Eje", "Proyecto", "Programado", "Ejecutado", "Avance", "Codificado", "Devengado", "Estado"),
        ("Social", "Becas", 10, 5, "50%", 1000, 500, "En proceso"),
        ("Huertos", 8, 4, "50%", 300, 150, "En proceso"),
        ("", "Talleres", 4, 4, "100%", 100, 100, "Cumplido"),
    )
    assert [title for _, _, title in tree(draft)] == ["Social", "Becas", "Huertos", "Talleres"]
    huertos = titled(draft, "Huertos")
    assert money(huertos) == [("adjusted", "300", None), ("accrued", "150", None)]
    assert (huertos.place.cell, huertos.budget[0].place.cell) == ("A3", "E3")
    assert cells(draft, "broken-row") == [("Hoja1", "A3")]


def test_a_person_in_a_column_of_offices_stays_out():
    given, family = "María", "Ejemplo"
    draft = read_sheet(
        ("Proyecto", "Estado", "Responsable"),
        ("Vías", "Cumplido", f"Dirección de Obras - Ing. {given} {family}"),
        ("Agua", "Cumplido", f"{given} {family}"),
        ("Luz", "Cumplido", "EPMMOP"),
    )
    assert [roles(node) for node in draft.plans[0].nodes] == [
        [("lead", "Dirección de Obras")],
        [],
        [("lead", "EPMMOP")],
    ]
    assert messages(draft, "unknown-term") == [
        "La columna «Responsable» trae, en 1 celda, texto que no se reconoce como unidad ni cargo; no se muestra."
    ]
    assert family not in str(facts(draft))


def test_a_name_twice_in_a_row_is_one_node_and_elsewhere_two():
    draft = read_sheet(
        ("Programa", "Proyecto", "Estado"),
        ("Salud", "Brigadas", "Cumplido"),
        ("", "Brigadas", "Cumplido"),
        ("Educación", "Brigada", "Pendiente"),
    )
    assert [title for _, _, title in tree(draft)] == ["Salud", "Brigadas", "Educación", "Brigada"]
    assert cells(draft, "duplicate-name") == [("Hoja1", "B3"), ("Hoja1", "B4")]


def test_a_status_of_no_vocabulary_is_kept_and_said():
    draft = read_sheet(("Proyecto", "Estado", "Avance"), ("Vías", "En la nube", "10%"))
    assert titled(draft, "Vías").status.printed == "En la nube"
    assert titled(draft, "Vías").status.canonical == "unknown"
    assert messages(draft, "unknown-term") == [
        "«En la nube» no está en el vocabulario de estados; se conserva tal como está impreso."
    ]


def test_a_percentage_cut_or_rounded_at_its_decimals_fits():
    rows = [("Vías", 3, 2, "66%"), ("Agua", 3, 2, "66,7%"), ("Luz", 3, 2, "66,66%"), ("Riego", 3, 2, "60%")]
    draft = read_sheet(("Proyecto", "Programado", "Ejecutado", "% avance"), *rows)
    assert messages(draft, "percent-mismatch") == ["Consta 60 % de avance; 2 de 3 equivale a 66,67 %."]


def test_subtotals_and_a_total_of_rounded_amounts_fit():
    draft = read_sheet(
        ("Programa", "Proyecto", "Devengado"),
        ("A", "Uno", "10,33"),
        ("", "Dos", "10,33"),
        ("Subtotal", "", "20,67"),
        ("B", "Tres", "5,00"),
        ("Total", "", "25,67"),
    )
    assert draft.findings == []
    assert figures(draft) == {"total-accrued": "25.67"}


@pytest.mark.parametrize(
    "rows",
    [
        [("No.", "Nombres y apellidos", "Cédula", "Firma"), (1, "Alguien", "170", "x")],
        [("Nombre", "Cargo", "Estado", "Avance"), ("María Ejemplo", "Técnica", "Cumplido", "100%")],
        [("Eje", "Proyecto", "Estado")],
        [("Año", "Población"), (2020, 1000), (2021, 1100)],
        [("Rubro", "Cantidad", "Precio"), ("Cemento", 10, 8.5)],
        [("Solo un título",)],
    ],
)
def test_other_tables_give_no_plan(rows):
    document = read_document(workbook({"Hoja1": rows}), "otra.xlsx", Limits())
    assert recognise_progress_table(document) is None


def test_titles_that_open_with_a_level_are_no_header():
    draft = read_sheet(
        ("Programa", "Proyecto", "Estado"),
        ("Programa de salud", "Proyecto de brigadas", "Cumplido"),
        ("Programa de agua", "Proyecto de tanques", "Realizado"),
    )
    assert [title for _, _, title in tree(draft)] == [
        *("Programa de salud", "Proyecto de brigadas"),
        *("Programa de agua", "Proyecto de tanques"),
    ]


def test_column_numbers_and_signatures_are_no_rows():
    draft = read_sheet(
        ("Proyecto", "Programado", "Ejecutado", "Avance"),
        ("(1)", "(2)", "(3)", "(4=3/2)"),
        ("Vías", 10, 5, "50%"),
        (),
        ("Elaborado por:", "Revisado por:", "Aprobado por:"),
        ("María Ejemplo", "Juan Ejemplo", "Ana Ejemplo"),
    )
    assert [title for _, _, title in tree(draft)] == ["Vías"]
