"""Compliance reports whose tables, roles and signatures have other forms than the usual ones."""

from __future__ import annotations

import pytest

from minga.publishing.intake.limits import Limits
from minga.publishing.intake.readers import read as read_document
from minga.publishing.intake.recognisers import recognise
from tests.publishing.intake.making import docx_file
from tests.publishing.intake.recognisers.reading import alerts, codes, evidence, messages, nodes, read, roles
from tests.publishing.intake.recognisers.reports import FIRST_ROW, FRONT, report


def _titles(text: str) -> dict[str, str]:
    return {code: node.title for code, node in nodes(read(text)).items() if node.parent}


@pytest.mark.parametrize(
    "titles",
    [
        ("Acciones de difusión", "Productos del portal web", "Metas del año"),
        ("Digitalizar actas", "Hitos históricos del cantón", "Actividad lúdica"),
    ],
)
def test_a_row_with_a_status_is_a_milestone_whatever_its_title_opens_with(titles: tuple[str, str, str]) -> None:
    rows = [f"{title}\tCumplido\tAnexo 1.{number} Informe" for number, title in enumerate(titles, 1)]
    assert _titles(report(*rows)) == {f"C1.H{number}": title for number, title in enumerate(titles, 1)}


@pytest.mark.parametrize("label", ["Hito {}: ", "H{}. ", "{}. ", "{}) ", "Hito {} – ", "HITO N° {}.- "])
def test_the_label_before_a_title_gives_the_code_and_is_no_part_of_the_title(label: str) -> None:
    rows = [f"{label.format(number)}Publicar actas\tCumplido\tAnexo 1.{number} Informe" for number in (1, 2)]
    assert _titles(report(*rows)) == {"C1.H1": "Publicar actas", "C1.H2": "Publicar actas"}


def test_labels_with_the_commitments_number_are_printed_codes() -> None:
    rows = [f"Hito 1.{number} – Publicar actas\tCumplido\tAnexo 1.{number} Informe" for number in (1, 2)]
    assert _titles(report(*rows)) == {"1.1": "Publicar actas", "1.2": "Publicar actas"}


def test_a_label_alone_in_the_column_of_numbers_gives_the_code() -> None:
    rows = [f"Hito {number}\tPublicar actas\tCumplido\tAnexo 1.{number} Informe" for number in (2, 3)]
    text = report(*rows, header="N°\tHITO\tESTADO\tVERIFICABLES")
    assert _titles(text) == {"C1.H2": "Publicar actas", "C1.H3": "Publicar actas"}


def test_persons_hold_no_role_and_their_offices_do() -> None:
    text = FRONT.replace("Dirección de Archivo.", "Ing. Segundo Nombre Apellido, Director de Archivo.").replace(
        "Universidad del Valle.", "Asociación de Comerciantes, representada por Manuel Apellido"
    )
    assert roles(nodes(read(text + "HITO\tESTADO\tVERIFICABLES\nActas\tPendiente\t"))["C1"]) == [
        ("lead", "Director de Archivo"),
        ("counterpart", "Asociación de Comerciantes"),
    ]


def test_a_line_that_names_a_person_alone_gives_an_alert_without_the_name() -> None:
    draft = read(FRONT.replace("Dirección de Archivo.", "Blanca Nieves Apellido") + "HITO\tESTADO\nActas\tPendiente")
    assert roles(nodes(draft)["C1"]) == [("counterpart", "Universidad del Valle")]
    assert alerts(draft, "unread") == [(6, "c1")]


@pytest.mark.parametrize(
    ("printed", "read_as"),
    [
        ("Falta la firma de la alcaldesa Zoila Blanca Apellido.", "Falta la firma de la alcaldesa [persona]."),
        ("El señor Nombre Segundo Apellido, delegado, informó.", "El señor [persona], delegado, informó."),
        ("Espera lo firmado por Norma Apellido y la mesa.", "Espera lo firmado por [persona] y la mesa."),
        ("Lo presentado por Grupo Faro se revisa.", "Lo presentado por Grupo Faro se revisa."),
    ],
)
def test_notes_name_nobody(printed: str, read_as: str) -> None:
    status = nodes(read(report(f"Actas\tPendiente\t{printed}")))["C1.H1"].status
    assert status is not None
    assert status.note == read_as


def test_one_table_for_the_whole_plan_goes_on_with_its_commitment_where_the_cell_is_empty() -> None:
    rows = ["Compromiso 1\tInventario\tCumplido\tAnexo 1 Base", "\tAudiencias\tEn proceso\t"]
    rows += ["Compromiso 2\tPortal\tCumplido\tAnexo 2 Portal", "\tDifusión\tPendiente\t"]
    text = FRONT.replace("ESTADO DE CUMPLIMIENTO COMPROMISO 1", "COMPROMISO 2: Abrir el portal.\n\nTabla de avance")
    text += "\n".join(["COMPROMISO\tHITO\tESTADO\tVERIFICABLE", *rows])
    assert _titles(text) == {"C1.H1": "Inventario", "C1.H2": "Audiencias", "C2.H1": "Portal", "C2.H2": "Difusión"}


@pytest.mark.parametrize(
    ("header", "level"),
    [
        ("ACTIVIDAD/HITO\tESTADO DE CUMPLIMIENTO\tMEDIOS DE VERIFICACIÓN", "Hito"),
        ("HITOS Y ACTIVIDADES\tESTADO DE CUMPLIMIENTO\tMEDIO DE VERIFICACIÓN", "Hito"),
        ("HITOS DEL COMPROMISO\tNIVEL DE CUMPLIMIENTO\tEVIDENCIAS", "Hito"),
        ("META\tSITUACIÓN\tRESPALDO", "Meta"),
    ],
)
def test_other_headers_are_understood(header: str, level: str) -> None:
    made = nodes(read(report("Actas\tCumplido\tAnexo 1 Informe", "Libros\tPendiente\t", header=header)))
    assert [(node.title, node.level) for node in made.values() if node.parent] == [("Actas", level), ("Libros", level)]


def test_a_table_of_statuses_that_cannot_be_read_is_told() -> None:
    text = report("Actas\tCumplido\tAnexo 1.1 Informe") + "\n2. Otros\n\nCOMPONENTE\tESTADO\nPrimero\tCumplido\n"
    assert alerts(read(text), "unread") == [(16, None)]


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Contraparte de sociedad civil", "counterpart"),
        ("Contraparte (academia)", "counterpart"),
        ("Institución responsable", "lead"),
        ("Organizaciones aliadas", "partner"),
        ("Aliados", "partner"),
    ],
)
def test_labels_of_roles(label: str, role: str) -> None:
    text = FRONT.replace("Contraparte:", f"{label}:").replace("Responsable: Dirección de Archivo.\n", "")
    assert roles(nodes(read(text + "HITO\tESTADO\nActas\tPendiente"))["C1"]) == [(role, "Universidad del Valle")]


@pytest.mark.parametrize(
    ("printed", "reference"),
    [
        ("Anexo A", "Anexo A"),
        ("Anexo E", "Anexo E"),
        ("Anexo B-1", "Anexo B-1"),
        ("Anexo 1-A", "Anexo 1-A"),
        ("Anexo II", "Anexo II"),
        ("Anexo Nro. 3", "Anexo 3"),
        ("Anexo #3", "Anexo 3"),
        ("ANEXO N° 2", "Anexo 2"),
    ],
)
def test_annexes_with_letters_and_number_signs(printed: str, reference: str) -> None:
    draft = read(report(f"Actas\tCumplido\t{printed} Informe") + f"\n4. Anexos\n\n{printed} Informe de actas\n")
    assert evidence(nodes(draft)["C1.H1"]) == [(reference, "Informe")]
    assert evidence(nodes(draft)["C1"]) == [(reference, "Informe de actas")]
    assert codes(draft) == []


@pytest.mark.parametrize("printed", ["Ver Anexo 1", "(ver el Anexo 1)", "Véase Anexo 1"])
def test_the_word_that_leads_to_an_annex_is_no_note(printed: str) -> None:
    made = nodes(read(report(f"Actas\tEn proceso\t{printed}")))["C1.H1"]
    assert evidence(made) == [("Anexo 1", None)]
    assert made.status is not None
    assert made.status.note is None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("COMPROMISO UNO: Abrir actas", "COMPROMISO DOS: Abrir el portal"),
        ("Primer compromiso: Abrir actas", "Segundo compromiso: Abrir el portal"),
        ("Compromiso N° 1. Abrir actas", "Compromiso N° 2. Abrir el portal"),
        ("C1. Abrir actas", "C2: Abrir el portal"),
    ],
)
def test_commitments_are_introduced_by_number_word_or_ordinal(first: str, second: str) -> None:
    text = "INFORME DE CUMPLIMIENTO DEL PLAN DE GOBIERNO ABIERTO DE SAN JACINTO\n\n1. Compromisos\n\n"
    for position, line in enumerate((first, second), 1):
        text += f"{line}\nEntidad responsable: Dirección de Archivo\nContraparte: Colegio {position}\n\n"
    text += "2. Estado del segundo compromiso\n\nHITO\tESTADO\nPublicar\tPendiente\n"
    made = nodes(read(text))
    assert [made[code].title for code in ("C1", "C2", "C2.H1")] == ["Abrir actas", "Abrir el portal", "Publicar"]
    assert roles(made["C2"]) == [("lead", "Dirección de Archivo"), ("counterpart", "Colegio 2")]


@pytest.mark.parametrize("again", ["Compromiso 1", "", "1. Abrir los archivos", "Compromiso 1: Abrir los archivos"])
def test_one_table_repeats_its_commitment_or_prints_it_once(again: str) -> None:
    rows = ["Compromiso 1\tInventario\tCumplido\tAnexo 1 Base", f"{again}\tAudiencias\tEn proceso\t"]
    made = nodes(read(report(*rows, header="COMPROMISO\tHITO\tESTADO\tVERIFICABLE")))
    assert {code: node.title for code, node in made.items()} == {
        "C1": "Abrir los archivos.",
        "C1.H1": "Inventario",
        "C1.H2": "Audiencias",
    }


def test_commitments_that_only_a_table_names_have_its_titles() -> None:
    text = (
        "INFORME DE CUMPLIMIENTO DEL PLAN DE GOBIERNO ABIERTO DE VALLE NUEVO\n\n1. Compromisos\n\n"
        "COMPROMISO\tTÍTULO\tRESPONSABLE\nCompromiso 1\tAgua abierta\tEmpresa de Agua\n\n"
        "2. Estado del compromiso 1\n\n"
        "HITO\tDESCRIPCIÓN DEL HITO\tESTADO\nHito 1\tMedir\tCumplido\nHito 2\tPublicar\tPendiente\n"
    )
    made = nodes(read(text))
    assert [(code, node.title) for code, node in made.items()] == [
        ("C1", "Agua abierta"),
        ("C1.H1", "Medir"),
        ("C1.H2", "Publicar"),
    ]
    assert roles(made["C1"]) == [("lead", "Empresa de Agua")]


def test_a_title_on_two_lines_is_one_row_and_the_break_is_told() -> None:
    rows = [
        "Levantar el inventario de las",
        "actas\tCumplido\tAnexo 1 Base",
        "Abrir\t\t",
        "el portal\tCumplido\tAnexo 2",
    ]
    draft = read(report("Publicar\tCumplido\tAnexo 3", *rows))
    assert [node.title for node in nodes(draft).values() if node.parent] == [
        "Publicar",
        "Levantar el inventario de las actas",
        "Abrir el portal",
    ]
    assert alerts(draft, "broken-row") == [(14, None), (16, None)]


def test_a_name_given_to_two_milestones_of_a_commitment_is_told() -> None:
    draft = read(report("Actas\tPendiente\t", "Libros\tPendiente\t", "Actas\tPendiente\t"))
    assert alerts(draft, "duplicate-name") == [(14, "c1.h3")]


@pytest.mark.parametrize("status", ["Realizado", "Aprobado", "Validado"])
def test_a_status_that_is_also_an_act_of_signing_leaves_the_table_in_its_place(status: str) -> None:
    assert nodes(read(report(f"Actas\t{status}\tAnexo 1")))["C1.H1"].title == "Actas"


def test_rows_that_name_a_commitment_part_a_table_of_milestones() -> None:
    rows = ["Compromiso 1: Abrir los archivos\t\t", "Inventario\tCumplido\tAnexo 1"]
    rows += ["Compromiso 2: Abrir el portal\tEn proceso\t", "Portal\tPendiente\t"]
    made = nodes(read(report(*rows, header="COMPROMISO/HITO\tESTADO\tVERIFICABLE")))
    assert {code: node.title for code, node in made.items() if code != "C1"} == {
        "C1.H1": "Inventario",
        "C2": "Abrir el portal",
        "C2.H1": "Portal",
    }
    status = made["C2"].status
    assert status is not None
    assert status.canonical == "in_progress"


def test_a_cell_that_says_there_is_nobody_names_nobody() -> None:
    draft = read(FRONT.replace("Universidad del Valle.", "No aplica") + "HITO\tESTADO\nActas\tPendiente")
    assert roles(nodes(draft)["C1"]) == [("lead", "Dirección de Archivo")]
    assert codes(draft) == []


@pytest.mark.parametrize(
    "heading", ["estado de cumplimiento del compromiso 1", "Avance del Compromiso N° 1:", "Cuadro del compromiso uno"]
)
def test_a_heading_of_a_table_is_one_however_it_is_written(heading: str) -> None:
    second = "COMPROMISO 2: Abrir el portal.\nResponsable: Dirección de TIC\nContraparte: Colectivo Voz\n"
    text = report("Actas\tCumplido\tAnexo 1").replace("ESTADO DE CUMPLIMIENTO COMPROMISO 1", f"{second}{heading}")
    made = nodes(read(text))
    assert list(made) == ["C1", "C1.H1", "C2"]
    assert roles(made["C2"]) == [("lead", "Dirección de TIC"), ("counterpart", "Colectivo Voz")]


def test_a_heading_in_lower_case_ends_a_note() -> None:
    text = report("Actas\tCumplido*\tAnexo 1", after="\n* se solicitó ampliación de plazo\n2. conclusiones\n")
    status = nodes(read(text))["C1.H1"].status
    assert status is not None
    assert status.note == "se solicitó ampliación de plazo"


def test_items_one_beneath_another_are_evidence_each() -> None:
    rows = [["HITO", "ESTADO", "VERIFICABLES"], ["Actas", "Cumplido", "- Lista de asistencia\n- Fotos"]]
    rows += [["Libros", "Cumplido", "Informe final\nRegistro fotográfico"]]
    data = docx_file([*FRONT.strip().split("\n\n"), rows])
    made = nodes(recognise(read_document(data, "documento.docx", Limits())))
    assert evidence(made["C1.H1"]) == [(None, "Lista de asistencia"), (None, "Fotos")]
    assert evidence(made["C1.H2"]) == [(None, "Informe final"), (None, "Registro fotográfico")]


def test_a_column_that_is_not_read_is_told() -> None:
    draft = read(report("Actas\tCumplido\t1200\tAnexo 1", header="HITO\tESTADO\tPRESUPUESTO\tVERIFICABLES"))
    assert messages(draft, "unread") == [
        "La columna «PRESUPUESTO» no se leyó: lo que trae no es de los datos que se recogen."
    ]


def test_a_row_of_totals_is_no_milestone() -> None:
    draft = read(report("Actas\tCumplido\tAnexo 1", "TOTAL\t1\t", "Total de libros digitalizados\tPendiente\t"))
    assert list(nodes(draft)) == ["C1", "C1.H1", "C1.H2"]
    assert alerts(draft, "unread") == [(FIRST_ROW + 1, None)]


def test_dates_with_short_months_are_read_and_what_is_no_date_is_told() -> None:
    header = "HITO\tINICIO\tFIN\t% DE AVANCE\tESTADO"
    draft = read(
        report("Actas\tene-23\tdic 2023\talto\tCumplido", "Libros\t\tcuando se pueda\t\tPendiente", header=header)
    )
    assert (nodes(draft)["C1.H1"].start, nodes(draft)["C1.H1"].end) == ("2023-01", "2023-12")
    assert messages(draft, "unread") == [
        "El valor «alto» no se pudo leer como número.",
        "El valor «cuando se pueda» no se pudo leer como fecha.",
    ]


def test_a_table_of_milestones_without_facts_is_told() -> None:
    draft = read(report("Actas\tCumplido\tAnexo 1", after="\n2. Riesgos\n\nHITO\tRIESGO\nActas\tLluvia\n"))
    assert messages(draft, "unread") == [
        "Una tabla encabeza hitos o actividades y ninguna de sus columnas trae estado, verificables ni responsables; no se leyó."
    ]


def test_the_level_is_named_after_the_noun_of_its_column() -> None:
    made = nodes(read(report("Actas\tCumplido\tAnexo 1", header="NOMBRE DE LA META\tESTADO\tVERIFICABLES")))
    assert made["C1.M1"].level == "Meta"
