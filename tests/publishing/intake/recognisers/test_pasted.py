"""The text of a report pasted into a sheet is read as the same text in a file of its own."""

from __future__ import annotations

import pytest

from minga.publishing.intake.limits import Limits
from minga.publishing.intake.readers import read as read_document
from minga.publishing.intake.recognisers import recognise
from tests.publishing.intake.making import Content, csv_of, is_table, txt, xlsx
from tests.publishing.intake.recognisers.reading import codes, facts, messages, nodes, roles
from tests.publishing.intake.recognisers.reports import TITLE
from tests.publishing.intake.recognisers.tables import tree

HEADER = ["HITO", "ESTADO", "VERIFICABLES"]
REPORT = [
    TITLE,
    "MARZO 2024",
    "1. Antecedentes",
    "El Plan de Gobierno Abierto de San Jacinto 2023-2024 consta de 2 compromisos, aprobados por el consejo consultivo.",
    "COMPROMISO 1: Abrir los archivos.",
    "Responsable: Dirección de Archivo.",
    "COMPROMISO 2: Presupuestos abiertos",
    "Responsable: Dirección Financiera.",
    "2. Estado de cumplimiento",
    "2.1 Cumplimiento del Compromiso 1",
    [HEADER, ["Publicar las actas", "Cumplido*", "Anexo 1.1 Actas"], ["Abrir el portal", "Pendiente", ""]],
    "* Se solicitó el cambio de fecha del Hito 1.",
    "2.2 Cumplimiento del Compromiso 2",
    [HEADER, ["Publicar el presupuesto", "En ejecución", "Anexo 2.1 Cédula"], ["Talleres", "Cumplido", "Anexo 2.2"]],
    "3. Conclusiones",
    "El cumplimiento avanza conforme a lo previsto.",
    "4. Anexos",
    "Anexo 1.1 Actas",
    "Anexo 2.1 Cédula",
    "Anexo 2.2 Memoria",
]


def tight(content: Content) -> Content:
    """The same rows with no empty row between them."""
    return [[row for part in content for row in (part if is_table(part) else [[part]])]]


def read(data: bytes, ending: str):
    return recognise(read_document(data, f"documento.{ending}", Limits()))


@pytest.mark.parametrize(
    ("data", "ending"),
    [(xlsx(REPORT), "xlsx"), (xlsx(tight(REPORT)), "xlsx"), (csv_of(REPORT), "csv"), (csv_of(tight(REPORT)), "csv")],
    ids=["sheet", "tight sheet", "csv", "tight csv"],
)
def test_a_report_in_one_sheet_reads_as_its_text(data, ending):
    assert facts(read(data, ending)) == facts(read(txt(REPORT), "txt"))


def test_a_milestone_without_status_beneath_a_table_stays_a_milestone():
    content = [*REPORT[:10], [*REPORT[10], ["Evaluar el servicio"]], *REPORT[11:]]
    draft = read(xlsx(tight(content)), "xlsx")
    assert [node.title for node in nodes(draft).values() if node.parent == "c1"][-1] == "Evaluar el servicio"


def test_a_table_beneath_each_commitment_is_a_report_without_more_words():
    content = ["COMPROMISO 1: Actas", [HEADER, ["Publicar", "Cumplido", "Anexo 1"]]]
    content += ["COMPROMISO 2: Portal", [HEADER, ["Diseñar", "Pendiente", ""]]]
    assert tree(read(xlsx(tight(content)), "xlsx")) == [
        ("Compromiso", "C1", "Actas"),
        ("Hito", "C1.H1", "Publicar"),
        ("Compromiso", "C2", "Portal"),
        ("Hito", "C2.H1", "Diseñar"),
    ]


def test_a_table_with_money_stays_a_follow_up_table_and_the_text_beside_it_is_told():
    header = ["HITO", "CODIFICADO", "ESTADO"]
    content = ["COMPROMISO 1: Actas", "Responsable: Dirección de Archivo", [header, ["Publicar", "1200", "Cumplido"]]]
    content += ["COMPROMISO 2: Portal", "Responsable: Dirección Financiera", [header, ["Diseñar", "300", "Pendiente"]]]
    draft = read(xlsx(tight(content)), "xlsx")
    assert (draft.kind, [title for _, _, title in tree(draft)]) == (
        "progress-table",
        ["Actas", "Publicar", "Portal", "Diseñar"],
    )
    assert messages(draft, "unread") == [
        "1 línea de texto suelta entre las filas o bajo ellas no se leyó como elemento."
    ]


def test_text_that_no_report_explains_gives_no_milestones_and_is_told():
    content = [
        [HEADER, ["Publicar", "Cumplido", "Anexo 1"]],
        "Responsable: Dirección de Obras",
        "En este periodo se publicaron las actas y se trabajó con los barrios.",
        [HEADER, ["Diseñar", "Pendiente", ""]],
        "3. Conclusiones",
    ]
    draft = read(xlsx(tight(content)), "xlsx")
    assert tree(draft) == [("Hito", "H1", "Publicar"), ("Hito", "H2", "Diseñar")]
    assert messages(draft, "unread") == [
        "3 líneas de texto sueltas entre las filas o bajo ellas no se leyeron como elementos."
    ]


def test_numbered_names_and_headings_over_rows_are_no_lines_of_text():
    header = ["Proyecto", "Estado", "Codificado"]
    rows = [["EJE 1: SOCIAL"], ["1. Brigadas", "Cumplido", "10"], ["2. Botiquines"], ["3. Farmacias", "Pendiente", "5"]]
    draft = read(xlsx([[header, *rows]]), "xlsx")
    assert [title for _, _, title in tree(draft)] == ["SOCIAL", "Brigadas", "Botiquines", "Farmacias"]
    assert codes(draft) == []


def test_sheets_of_one_commitment_each_keep_who_answers():
    content = ["COMPROMISO 1: Actas", "Responsable: Dirección de Archivo", [HEADER, ["Publicar", "Pendiente", ""]]]
    assert roles(nodes(read(xlsx(content), "xlsx"))["C1"]) == [("lead", "Dirección de Archivo")]
