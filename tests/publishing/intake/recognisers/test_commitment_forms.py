"""Reports on commitments whose roles and tables have other forms than the usual ones."""

from __future__ import annotations

from tests.publishing.intake.recognisers.reading import nodes, read, roles

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
