"""Compliance reports of other years and cities, and with inconsistencies put in."""

from __future__ import annotations

import pytest

from tests.publishing.intake.recognisers.reading import (
    COMPLIANCE,
    alerts,
    codes,
    evidence,
    figures,
    messages,
    nodes,
    read,
    read_shared,
    replacing,
    roles,
)

OTHER_CITY = """\
MUNICIPIO DE VALLE CLARO
DIRECCIÓN GENERAL DE PLANIFICACIÓN

INFORME DE AVANCE DEL PLAN DE ACCIÓN DE GOBIERNO ABIERTO DE VALLE CLARO 2024-2025

Valle Claro, 15 de diciembre de 2024

1. Antecedentes

El Plan de Acción de Gobierno Abierto de Valle Claro contiene dos compromisos y 6 hitos.

COMPROMISO N° 1. Publicar los datos de movilidad en formatos abiertos
Institución responsable: Empresa Pública Municipal de Movilidad
Organización contraparte: Universidad del Valle y Fundación Datos Vivos

COMPROMISO N° 2. Crear una plataforma de quejas
Responsables: Dirección de Tecnologías, Dirección de Participación
Contraparte: Colectivo Ciudad Abierta

2. Avance del Compromiso 1

HITOS	ESTADO DE CUMPLIMIENTO	MEDIOS DE VERIFICACIÓN
1.1 Inventario de datos	Cumplido	Anexo A1. Inventario; Anexo A2. Acta
1.2 Portal en línea	En proceso**	https://ejemplo.ec/portal
1.3 Taller con usuarios	No iniciado\t

** Se solicitó una prórroga del plazo por el proceso de contratación.

3. Avance del Compromiso 2

HITOS	ESTADO DE CUMPLIMIENTO	MEDIOS DE VERIFICACIÓN
2.1 Diseño de la plataforma	Cumplido parcialmente	Informe técnico de diseño
2.2 Puesta en marcha	Suspendida	El contrato se terminó por mutuo acuerdo. Anexo A3 Acta de terminación
2.3 Difusión	Reagendado\t

Anexos

- Anexo A1. Inventario de datos
- Anexo A2. Acta de entrega
- Anexo A3. Acta de terminación
"""


def test_another_city_with_other_labels_and_printed_codes():
    draft = read(OTHER_CITY)
    found = nodes(draft)
    assert (draft.kind, draft.date, draft.organization) == (
        "compliance-report",
        "2024-12-15",
        "DIRECCIÓN GENERAL DE PLANIFICACIÓN",
    )
    assert (draft.plans[0].title, draft.plans[0].period) == (
        "Plan de Acción de Gobierno Abierto de Valle Claro",
        (2024, 2025),
    )
    assert list(found) == ["C1", "1.1", "1.2", "1.3", "C2", "2.1", "2.2", "2.3"]
    assert [found["1.2"].parent, found["2.3"].parent] == ["c1", "c2"]
    assert roles(found["C1"]) == [
        ("lead", "Empresa Pública Municipal de Movilidad"),
        ("counterpart", "Universidad del Valle"),
        ("counterpart", "Fundación Datos Vivos"),
    ]
    assert roles(found["C2"])[:2] == [("lead", "Dirección de Tecnologías"), ("lead", "Dirección de Participación")]


def test_other_status_words_marks_and_verifiables():
    found = nodes(read(OTHER_CITY))
    assert [found[code].status.canonical for code in ("1.1", "1.2", "1.3", "2.1", "2.2", "2.3")] == [
        "completed",
        "in_progress",
        "not_started",
        "in_progress",
        "suspended",
        "unknown",
    ]
    assert (found["1.2"].status.printed, found["1.2"].status.mark_reason) == ("En proceso**", "date_change_requested")
    assert evidence(found["1.1"]) == [("Anexo A1", "Inventario"), ("Anexo A2", "Acta")]
    assert evidence(found["1.2"]) == [(None, "https://ejemplo.ec/portal")]
    assert evidence(found["2.1"]) == [(None, "Informe técnico de diseño")]
    assert found["2.2"].status.note == "El contrato se terminó por mutuo acuerdo."


def test_a_status_outside_the_vocabulary_is_the_only_alert():
    draft = read(OTHER_CITY)
    assert {code: alerts(draft, code) for code in codes(draft)} == {"unknown-term": [(34, "c2.h3")]}
    assert figures(draft) == {"commitments": "2", "milestones": "6"}


TABLES_ONLY = """\
INFORME DE CUMPLIMIENTO DEL TERCER PLAN DE GOBIERNO ABIERTO

Junio 2025

N°	COMPROMISO	RESPONSABLE	CONTRAPARTE
1	Abrir los contratos	Secretaría de Hábitat, Territorio y Vivienda	Fundación Uno
2	Presupuesto participativo digital	Dirección Financiera	Universidad Dos

COMPROMISO	HITO	ESTADO	VERIFICABLE
Abrir los contratos	Levantar el catálogo	Cumplido	Anexo 1 Catálogo
	Publicar el catálogo	Pendiente\t
Presupuesto participativo digital	Votación	Cumplido	Anexo 2 Acta
"""


def test_commitments_and_milestones_that_only_tables_give():
    draft = read(TABLES_ONLY)
    found = nodes(draft)
    assert list(found) == ["C1", "C1.H1", "C1.H2", "C2", "C2.H1"]
    assert roles(found["C1"]) == [
        ("lead", "Secretaría de Hábitat, Territorio y Vivienda"),
        ("counterpart", "Fundación Uno"),
    ]
    assert [found[code].status.printed for code in ("C1.H1", "C1.H2", "C2.H1")] == ["Cumplido", "Pendiente", "Cumplido"]
    assert (draft.date, draft.plans[0].title) == ("2025-06", "Tercer Plan de Gobierno Abierto")


def test_the_status_of_a_commitment_itself():
    found = nodes(
        read(
            "INFORME DE SEGUIMIENTO DEL PLAN DE GOBIERNO ABIERTO\n\nN°\tCOMPROMISO\tESTADO\n1\tUno\tCumplido\n2\tDos\tNo iniciado\n"
        )
    )
    assert [(node.title, node.status.canonical) for node in found.values()] == [
        ("Uno", "completed"),
        ("Dos", "not_started"),
    ]


def test_fewer_commitments_than_stated():
    def without_the_fifth(text: str) -> str:
        lines = text.split("\n")
        start = next(index for index, line in enumerate(lines) if line.startswith("2.5 "))
        end = next(index for index, line in enumerate(lines) if line.startswith("3. Conclusiones"))
        return "\n".join(line for line in lines[:start] + lines[end:] if "COMPROMISO 5:" not in line)

    draft = read_shared(COMPLIANCE, without_the_fifth)
    assert len([node for node in draft.plans[0].nodes if node.level == "Compromiso"]) == 4
    assert messages(draft, "count-mismatch") == ["El texto declara 5 compromisos; en el documento se leen 4."]


def test_a_stated_number_of_milestones_is_compared_with_the_rows():
    draft = read_shared(
        COMPLIANCE, replacing("los 5 compromisos contemplados", "los 23 hitos de los 5 compromisos contemplados")
    )
    assert messages(draft, "count-mismatch") == ["El texto declara 23 hitos; en el documento se leen 22."]
    assert figures(draft)["milestones"] == "23"


def test_counts_by_status_are_compared_with_the_rows():
    draft = read_shared(
        COMPLIANCE,
        replacing("3. Conclusiones\n", "3. Conclusiones\n\nSe registran 20 hitos cumplidos y 3 hitos pendientes.\n"),
    )
    assert messages(draft, "count-mismatch") == [
        "El texto declara 20 hitos con estado «cumplidos»; en el documento se leen 19."
    ]
    assert (figures(draft)["milestones-completed"], figures(draft)["milestones-pending"]) == ("20", "3")


def test_a_claimed_percentage_is_compared_with_the_rows():
    draft = read_shared(
        COMPLIANCE, replacing("de acciones priorizadas.\tCumplido", "de acciones priorizadas.\tEn proceso")
    )
    assert messages(draft, "percent-mismatch") == [
        "Consta 100 % de cumplimiento del compromiso 4; 2 de 3 equivale a 66,67 %."
    ]


def test_a_commitment_without_its_table_keeps_the_milestones_of_the_text():
    def without_table(text: str) -> str:
        return "\n".join(
            line
            for line in text.split("\n")
            if "\tCumplido\tAnexo 1." not in line and "\tCumplido*\tAnexo 1." not in line
        )

    draft = read_shared(
        COMPLIANCE, lambda text: without_table(text).replace("HITO\tESTADO\tVERIFICABLES\n\n*", "\n\n*", 1)
    )
    found = nodes(draft)
    assert [found[code].status for code in ("C1.H1", "C1.H2", "C1.H3")] == [None, None, None]
    assert found["C1.H1"].title.startswith("Generación de un mapeo de los actores")
    assert messages(draft, "count-mismatch") == [
        "El compromiso 1 consta en el documento sin una tabla de estado de cumplimiento."
    ]


def test_a_milestone_that_only_the_text_names_and_the_reverse():
    only_in_text = read_shared(COMPLIANCE, replacing("Rendición de cuentas del compromiso.\tPendiente", "\t"))
    assert messages(only_in_text, "count-mismatch") == [
        "El texto describe el hito 4 del compromiso 2; en la tabla de estado no consta."
    ]
    only_in_table = read_shared(
        COMPLIANCE, replacing("En relación al **Hito 3: “Generación", "En relación a la “Generación")
    )
    assert messages(only_in_table, "count-mismatch") == [
        "La tabla de estado trae el hito 3 del compromiso 2; el texto, que nombra otros, no lo describe."
    ]


def test_annexes_cited_and_not_listed_and_the_reverse():
    draft = read_shared(COMPLIANCE, replacing("- **Anexo 5.4** Informe", "- **Anexo 5.7** Informe"))
    assert messages(draft, "unlisted-annex") == [
        "Se cita «Anexo 5.4» y no consta en la lista de anexos.",
        "«Anexo 5.7» consta en la lista de anexos y el documento no lo cita.",
    ]


def test_a_note_that_disappears_leaves_its_mark_unexplained():
    def without_note(text: str) -> str:
        return "\n".join(line for line in text.split("\n") if not line.startswith("* El 31 de enero"))

    draft = read_shared(COMPLIANCE, without_note)
    assert nodes(draft)["C1.H2"].status.mark_reason == "unexplained"
    assert alerts(draft, "missing-note")[0] == (100, "c1.h2")


def test_one_note_explains_all_items_under_its_mark_unless_it_names_one():
    general = read_shared(
        COMPLIANCE, replacing("2.4 Cumplimiento", "* Se solicitó el cambio de fechas.\n\n2.4 Cumplimiento")
    )
    assert [nodes(general)[code].status.mark_reason for code in ("C3.H3", "C3.H4")] == ["date_change_requested"] * 2
    one = read_shared(
        COMPLIANCE, replacing("2.4 Cumplimiento", "* Se pidió otra cosa para el Hito 4.\n\n2.4 Cumplimiento")
    )
    assert [nodes(one)[code].status.mark_reason for code in ("C3.H3", "C3.H4")] == ["unexplained", "other"]


def test_removing_the_annex_of_a_fulfilled_milestone_is_noticed():
    draft = read_shared(
        COMPLIANCE, replacing("\tCumplido\tAnexo 1.1 Informe de cumplimiento del Hito 1", "\tCumplido\t")
    )
    assert alerts(draft, "missing-evidence")[0] == (99, "c1.h1")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("El 15 de septiembre de 2002", "El 31 de septiembre de 2022", 40),
        ("el 15 de septiembre de 2022 se presentó", "el 16 de octubre de 2022 se presentó", 40),
        ("* El 31 de enero de 2023 se solicitó", "* El 31 de enero de 2024 se solicitó", 103),
        (
            "Resolución GADDMQ-SGP-2023-0006-R, de 18 de abril de 2023",
            "Resolución GADDMQ-SGP-2023-0006-R, de 18 de abril de 1723",
            189,
        ),
    ],
)
def test_dates_that_do_not_fit(old, new, line):
    assert line in [place for place, _ in alerts(read_shared(COMPLIANCE, replacing(old, new)), "date-suspect")]


def test_a_corrected_date_and_the_history_of_the_laws_give_no_alert():
    draft = read_shared(COMPLIANCE, replacing("15 de septiembre de 2002", "15 de septiembre de 2022"))
    assert alerts(draft, "date-suspect") == [(325, None)]


def test_a_row_shifted_by_a_column_is_read_where_it_belongs():
    row = "Generación o aprovechamiento de una herramienta para promover el programa cocreado.\tCumplido*\t"
    draft = read_shared(COMPLIANCE, replacing(row, "\t" + row))
    node = nodes(draft)["C2.H3"]
    assert (node.title.split()[0], node.status.printed, len(node.evidence)) == ("Generación", "Cumplido*", 2)
    assert (160, None) in alerts(draft, "broken-row")


def test_a_row_cut_in_every_cell_is_one():
    whole = "Priorización colaborativa de acciones a implementar con base en el diagnóstico.\tCumplido\tAnexo 4.2 Documento de Priorización"
    cut = "Priorización colaborativa de acciones a\tCumplido\tAnexo 4.2 Documento de\n\nimplementar con base en el diagnóstico.\t\tPriorización"
    draft = read_shared(COMPLIANCE, replacing(whole, cut))
    node = nodes(draft)["C4.H2"]
    assert node.title == "Priorización colaborativa de acciones a implementar con base en el diagnóstico."
    assert evidence(node)[0] == ("Anexo 4.2", "Documento de Priorización")


def test_a_person_in_a_role_is_left_out():
    draft = read_shared(
        COMPLIANCE, replacing("Contraparte: Universidad Central del Ecuador.", "Contraparte: Ing. Fulana Mengana.")
    )
    assert roles(nodes(draft)["C3"]) == [("lead", "Secretaría General de Planificación")]


def test_running_titles_between_the_pieces_of_a_table_are_left_out():
    cut = "ya existentes.\tCumplido\tAnexo 2.2 Informe de cumplimiento Hito 2\n"
    draft = read_shared(COMPLIANCE, replacing(cut, cut + "\nInforme de cumplimiento del plan\n\nPágina 9 de 20\n"))
    assert [code for code in nodes(draft) if code.startswith("C2.")] == ["C2.H1", "C2.H2", "C2.H3", "C2.H4"]


def test_a_table_without_header_under_its_own_heading_has_the_columns_of_the_one_before():
    text = "ESTADO DE CUMPLIMIENTO COMPROMISO 3\n\nHITO\tESTADO\tVERIFICABLES\n"
    draft = read_shared(COMPLIANCE, replacing(text, "ESTADO DE CUMPLIMIENTO COMPROMISO 3\n\n"))
    assert [code for code in nodes(draft) if code.startswith("C3.")] == [f"C3.H{number}" for number in range(1, 6)]


KEYED = """\
INFORME DE CUMPLIMIENTO DEL CUARTO PLAN DE GOBIERNO ABIERTO

COMPROMISO 1	Abrir los contratos
Responsable	Secretaría de Planificación y Gobierno Abierto
Contraparte:	Fundación Uno
COMPROMISO II	Cerrar brechas
Responsable	Dirección de Planificación, Gobierno y Coordinación

El plan contiene dos compromisos y tres hitos.

Tabla 1

Hito	Estado	Verificables
Uno	CUMPLIDO (*)	Anexos 1.1 y 1.2
Dos	Cumplido	Anexos 1.3 a 1.5, Anexo 1.6: Lista

(*) Se amplió el plazo.

Tabla 2

Hito	Estado	Verificables
Tres	Cumplido al 50%	Acta de sesión
"""


def test_commitments_in_a_table_of_keys_and_tables_told_by_their_order():
    draft = read(KEYED)
    found = nodes(draft)
    assert list(found) == ["C1", "C1.H1", "C1.H2", "C2", "C2.H1"]
    assert roles(found["C1"]) == [
        ("lead", "Secretaría de Planificación y Gobierno Abierto"),
        ("counterpart", "Fundación Uno"),
    ]
    assert roles(found["C2"]) == [("lead", "Dirección de Planificación, Gobierno y Coordinación")]
    assert [reference for reference, _ in evidence(found["C1.H2"])] == [f"Anexo 1.{number}" for number in (3, 4, 5, 6)]
    assert (found["C1.H1"].status.printed, found["C1.H1"].status.mark_reason) == (
        "CUMPLIDO (*)",
        "date_change_requested",
    )
    assert found["C2.H1"].status.canonical == "in_progress"
    assert messages(draft, "unlisted-annex") == ["El documento cita 6 anexos y no trae una lista de anexos."]
    assert codes(draft) == ["unlisted-annex"]
