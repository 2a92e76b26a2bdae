"""Reports on commitments whose roles and tables have other forms than the usual ones."""

from __future__ import annotations

from tests.publishing.intake.recognisers.reading import alerts, codes, nodes, read, roles

HEADER = "HITOS\tACTIVIDADES\tRESPONSABLES\tVERIFICABLE\tARCHIVO\n"


def test_roles_stand_beneath_the_label_of_the_commitment() -> None:
    text = (
        "INFORME FINAL DEL COMPROMISO No. 4 DEL PLAN DE GOBIERNO ABIERTO 2021-2022\n\n"
        "Compromiso: Huertos con datos\nResponsable: Dirección de Desarrollo Social\n"
        f"Contraparte: Universidad del Valle\n\n1. Cuadro\n\n{HEADER}"
        "Hito 1. Mapear\tVisitas\tDirección de Catastros\tBase\tM1 - base.xlsx\n"
    )
    made = nodes(read(text))
    assert made["C4"].title == "Huertos con datos"
    assert roles(made["C4"]) == [("lead", "Dirección de Desarrollo Social"), ("counterpart", "Universidad del Valle")]


def test_each_table_goes_to_the_commitment_that_its_heading_names() -> None:
    text = (
        "# INFORME FINAL DE LOS COMPROMISOS 3 Y 5 DEL PRIMER PLAN DE GOBIERNO ABIERTO\n\n"
        "### COMPROMISO 3\n\nRed de guías\n\n### COMPROMISO 5\n\nCuentas claras\n\n"
        f"## 2. Cuadro del compromiso 3\n\n{HEADER}Hito 1: Convocar\tInscripción\tDirección de Cultura\tActa\tA1 - Acta\n\n"
        f"## 3. Cuadro del compromiso 5\n\n{HEADER}Hito 1: Publicar\tFormato\tDirección Financiera\tActa\tB1 - Acta\n"
    )
    assert {code: node.title for code, node in nodes(read(text)).items() if node.level == "Hito"} == {
        "C3.H1": "Convocar",
        "C5.H1": "Publicar",
    }


def test_a_report_on_several_commitments_by_their_words_is_one_of_commitments() -> None:
    text = (
        "INFORME FINAL DE CUMPLIMIENTO DE LOS COMPROMISOS 2 Y 4 DEL PRIMER PLAN DE GOBIERNO ABIERTO DE SAN JACINTO\n\n"
        "COMPROMISO DOS: Escuelas abiertas\nContraparte de sociedad civil: Fundación Aula\n\n"
        "COMPROMISO CUATRO: Agua abierta\nEntidad responsable: Empresa de Agua\n\n"
        "El presente informe describe el avance del compromiso 4 y el compromiso 2.\n\n"
        f"1. Cuadro del compromiso 2\n\n{HEADER}Hito 1. Elegir\tVisitas\tDirección de Educación\tActa\tA1 - Acta\n\n"
        f"2. Cuadro del cuarto compromiso\n\n{HEADER}Hito 1. Medir\tMesa\tEmpresa de Agua\tActa\tB1 - Acta de mesa\n"
    )
    draft = read(text)
    assert draft.kind == "commitment-report"
    assert {code: node.title for code, node in nodes(draft).items() if "A" not in code} == {
        "C2": "Escuelas abiertas",
        "C2.H1": "Elegir",
        "C4": "Agua abierta",
        "C4.H1": "Medir",
    }
    assert codes(draft) == []


def test_roles_before_the_first_table_are_those_of_the_only_commitment() -> None:
    text = (
        "INFORME FINAL DEL COMPROMISO TRES DEL PLAN DE GOBIERNO ABIERTO DE LOMA ALTA\n\nFecha: 12 de marzo de 2024\n\n"
        "Responsable: Blanca Fulana Mengana\nContraparte de sociedad civil: Fundación Mapa\n\n"
        f"1. Cuadro\n\n{HEADER}Hito 1. Medir\tMesa\tUnidad de Catastro\tActa\tA1 - Acta\n"
    )
    draft = read(text)
    assert draft.date == "2024-03-12"
    assert roles(nodes(draft)["C3"]) == [("counterpart", "Fundación Mapa")]
    assert alerts(draft, "unread") == [(5, "c3")]


def test_a_table_of_labels_introduces_the_commitment() -> None:
    text = (
        "INFORME FINAL DEL COMPROMISO 2 DEL PLAN DE GOBIERNO ABIERTO DE LOMA ALTA\n\n"
        "Compromiso:\tMapa abierto\nResponsable:\tDirección de Riesgos\nContraparte:\tFundación Mapa\n\n"
        f"1. Cuadro\n\n{HEADER}Hito 1. Medir\tMesa\tUnidad de Catastro\tActa\tA1 - Acta\n"
    )
    made = nodes(read(text))["C2"]
    assert made.title == "Mapa abierto"
    assert roles(made) == [("lead", "Dirección de Riesgos"), ("counterpart", "Fundación Mapa")]


def test_a_stated_number_of_milestones_that_the_table_does_not_hold_is_told() -> None:
    text = (
        "INFORME FINAL DEL COMPROMISO 2 DEL PLAN DE GOBIERNO ABIERTO DE LOMA ALTA\n\nEl compromiso 2 tiene {} hitos.\n\n"
        f"1. Cuadro\n\n{HEADER}Hito 1. Medir\tMesa\tUnidad de Catastro\tActa\tA1 - Acta\n"
        "Hito 2. Publicar\tSitio\tUnidad de Catastro\tActa\tA2 - Sitio\n"
    )
    assert alerts(read(text.replace("{}", "3")), "count-mismatch") == [(3, "c2")]
    assert alerts(read(text.replace("{}", "dos")), "count-mismatch") == []
