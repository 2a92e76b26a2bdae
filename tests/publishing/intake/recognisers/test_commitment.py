"""Reports on one commitment."""

from __future__ import annotations

import pytest

from minga.publishing.intake.draft import Draft
from tests.publishing.intake.recognisers.reading import (
    COMMITMENT,
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

FILE = "modelo_de_gestion_de_laboratorios_de_innovacion_ciudadana_VF"


@pytest.fixture(scope="module")
def draft() -> Draft:
    return read_shared(COMMITMENT)


def test_the_plan_and_its_levels(draft):
    (plan,) = draft.plans
    assert (draft.kind, draft.date) == ("commitment-report", None)
    assert draft.organization == "Secretaría General de Coordinación Territorial y Participación Ciudadana"
    assert (plan.title, plan.period) == ("Primer Plan de Acción de Gobierno Abierto", None)
    assert plan.levels == ["Compromiso", "Hito", "Actividad"]


def test_the_commitment_its_milestones_and_activities_and_its_neighbours(draft):
    assert list(nodes(draft)) == [
        "C6",
        *("C6.H1", "C6.H1.A1", "C6.H1.A2", "C6.H1.A3"),
        *("C6.H2", "C6.H2.A1", "C6.H2.A2", "C6.H2.A3"),
        "C7",
        "C9",
    ]
    found = nodes(draft)
    assert found["C6.H2"].title == 'Implementar el laboratorio en una instalación de "Casas Somos"'
    assert found["C7"].title.startswith("Reforzar líneas de diálogo")
    assert [found[code].status for code in found] == [None] * len(found)


def test_the_office_that_holds_the_commitments_is_their_lead(draft):
    lead = [("lead", "Secretaría General de Coordinación Territorial y Participación Ciudadana")]
    assert [roles(nodes(draft)[code]) for code in ("C6", "C7", "C9")] == [lead, lead, lead]


def test_each_of_the_responsible_carries_an_activity_out(draft):
    found = nodes(draft)
    three = [("lead", "Ouishare"), ("lead", "Casa Somos"), ("lead", "SGCTYPC")]
    assert [roles(found[f"C6.H1.A{number}"]) for number in (1, 2, 3)] == [three] * 3
    assert [roles(found[f"C6.H2.A{number}"]) for number in (1, 2, 3)] == [three[1:]] * 3


def test_files_are_told_apart_by_their_codes(draft):
    found = nodes(draft)
    cited = [evidence(node) for node in found.values() if node.level == "Actividad"]
    assert [[reference for reference, _ in one] for one in cited] == [
        ["A1", "A2"],
        ["B1"],
        ["C1"],
        ["D1", "D2", "D3"],
        ["D7"],
        ["E1"],
    ]
    assert cited[3][2] == ("D3", "Lista para capacitaciones - Casa Somos 2021")


def test_a_row_cut_in_every_cell_is_one_and_a_file_name_has_no_gap(draft):
    node = nodes(draft)["C6.H2.A3"]
    assert node.title == (
        "Implementar el laboratorio (Taller Piloto de Territorios Colaborativos), en la una instalación de Casa Somos"
    )
    assert evidence(node) == [("E1", FILE)]
    assert node.expected_means == [
        (
            "Co-Creación de una solución Innovadora y Colaborativa de la Problemática Abordada, Actores para la"
            " Co-Ejecución y Hoja de Ruta."
        )
    ]


def test_the_expected_verifiable_is_clean(draft):
    assert nodes(draft)["C6.H2.A1"].expected_means == [
        (
            "Convocatoria y registro de asistencia a 25 Funcionarios Capacitados La capacitación al personal se"
            " realizarán el 22,23, 25,26 de febrero y 2,3 de marzo."
        )
    ]


def test_figures_and_alerts(draft):
    assert figures(draft) == {"commitments": "10"}
    assert {code: alerts(draft, code) for code in codes(draft)} == {
        "broken-row": [(150, None)],
        "count-mismatch": [(115, "c6")],
        "duplicate-name": [(148, "c6.h2.a3")],
        "unread": [(13, None), (17, None), (18, None)],
    }
    assert messages(draft, "count-mismatch") == [
        "El informe lleva por título el compromiso 6; este pasaje dice que informa del compromiso 7."
    ]


def test_the_commitment_without_its_label_takes_its_heading():
    altered = read_shared(COMMITMENT, replacing("**COMPROMISO:** Implementación", "Implementación"))
    assert nodes(altered)["C6"].title.startswith("Implementación de laboratorios ciudadanos")
    assert len(nodes(altered)) == 11


def test_other_separators_of_the_responsible():
    altered = read_shared(COMMITMENT, replacing("Ouishare, Casa Somos, SGCTY PC", "Ouishare; Casa Somos y SGCTY PC"))
    assert [name for _, name in roles(nodes(altered)["C6.H1.A1"])] == ["Ouishare", "Casa Somos", "SGCTYPC"]


ANOTHER = """\
# INFORME DE AVANCE DEL COMPROMISO 3 DEL SEGUNDO PLAN DE ACCIÓN DE GOBIERNO ABIERTO DE VALLE CLARO

**Junio de 2024**

## 1. Antecedentes

El presente informe da cuenta de la gestión por parte de la Dirección de Gestión Social respecto al compromiso 3.

El compromiso consta de dos hitos y 4 actividades.

## COMPROMISO 3

Crear presupuestos participativos en barrios rurales

## 2. Cuadro de actividades

HITO	ACTIVIDAD	RESPONSABLE	VERIFICABLE	ARCHIVO
Hito 1: Diseñar el proceso	Taller inicial	DGS, Colectivo Raíz	Acta del taller	A1 - acta_taller
Hito 1: Diseñar el proceso	Redactar bases	DGS	Bases aprobadas por el concejo	A2 – bases_presu
			y publicadas	puestos_2024.pdf
Hito 2: Votar	Jornada de votación	Dirección de Gestión Social	Padrón y urnas\t
	Publicar resultados	DGS	Resultados	B1 - resultados B2 - acta_taller
"""


def test_another_city_and_another_commitment():
    draft = read(ANOTHER)
    found = nodes(draft)
    assert (draft.kind, draft.date, draft.organization) == (
        "commitment-report",
        "2024-06",
        "Dirección de Gestión Social",
    )
    assert list(found) == ["C3", "C3.H1", "C3.H1.A1", "C3.H1.A2", "C3.H2", "C3.H2.A1", "C3.H2.A2"]
    assert evidence(found["C3.H1.A2"]) == [("A2", "bases_presupuestos_2024.pdf")]
    assert found["C3.H1.A2"].expected_means == ["Bases aprobadas por el concejo y publicadas"]
    assert figures(draft) == {"milestones": "2", "activities": "4"}
    assert codes(draft) == ["broken-row", "duplicate-name"]
