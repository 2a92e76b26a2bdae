"""Compliance reports whose tables, roles and signatures have other forms than the usual ones."""

from __future__ import annotations

import pytest

from tests.publishing.intake.recognisers.reading import alerts, codes, evidence, nodes, read, roles

FRONT = """\
INFORME DE CUMPLIMIENTO DE LOS COMPROMISOS DEL PLAN DE GOBIERNO ABIERTO DE VALLE CLARO 2023-2024

MARZO 2024

COMPROMISO 1: Abrir los archivos.
Responsable: Dirección de Archivo.
Contraparte: Universidad del Valle.

ESTADO DE CUMPLIMIENTO COMPROMISO 1

"""


def _table(*rows: str, header: str = "HITO\tESTADO\tVERIFICABLES") -> str:
    return FRONT + "\n".join([header, *rows]) + "\n"


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
    assert _titles(_table(*rows)) == {f"C1.H{number}": title for number, title in enumerate(titles, 1)}


@pytest.mark.parametrize("label", ["Hito {}: ", "H{}. ", "{}. ", "{}) ", "Hito {} – ", "HITO N° {}.- "])
def test_the_label_before_a_title_gives_the_code_and_is_no_part_of_the_title(label: str) -> None:
    rows = [f"{label.format(number)}Publicar actas\tCumplido\tAnexo 1.{number} Informe" for number in (1, 2)]
    assert _titles(_table(*rows)) == {"C1.H1": "Publicar actas", "C1.H2": "Publicar actas"}


def test_labels_with_the_commitments_number_are_printed_codes() -> None:
    rows = [f"Hito 1.{number} – Publicar actas\tCumplido\tAnexo 1.{number} Informe" for number in (1, 2)]
    assert _titles(_table(*rows)) == {"1.1": "Publicar actas", "1.2": "Publicar actas"}


def test_a_label_alone_in_the_column_of_numbers_gives_the_code() -> None:
    rows = [f"Hito {number}\tPublicar actas\tCumplido\tAnexo 1.{number} Informe" for number in (2, 3)]
    text = _table(*rows, header="N°\tHITO\tESTADO\tVERIFICABLES")
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
    status = nodes(read(_table(f"Actas\tPendiente\t{printed}")))["C1.H1"].status
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
    made = nodes(read(_table("Actas\tCumplido\tAnexo 1 Informe", "Libros\tPendiente\t", header=header)))
    assert [(node.title, node.level) for node in made.values() if node.parent] == [("Actas", level), ("Libros", level)]


def test_a_table_of_statuses_that_cannot_be_read_is_told() -> None:
    text = _table("Actas\tCumplido\tAnexo 1.1 Informe") + "\n2. Otros\n\nCOMPONENTE\tESTADO\nPrimero\tCumplido\n"
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
    [("Anexo A", "Anexo A"), ("Anexo B-1", "Anexo B-1"), ("Anexo Nro. 3", "Anexo 3"), ("ANEXO N° 2", "Anexo 2")],
)
def test_annexes_with_letters_and_number_signs(printed: str, reference: str) -> None:
    draft = read(_table(f"Actas\tCumplido\t{printed} Informe") + f"\n4. Anexos\n\n{printed} Informe de actas\n")
    assert evidence(nodes(draft)["C1.H1"]) == [(reference, "Informe")]
    assert evidence(nodes(draft)["C1"]) == [(reference, "Informe de actas")]
    assert codes(draft) == []
