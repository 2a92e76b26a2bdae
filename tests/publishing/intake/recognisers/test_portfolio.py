"""Portfolio reports."""

from __future__ import annotations

import pytest

from minga.publishing.intake.draft import Draft
from tests.publishing.intake.recognisers.reading import (
    PORTFOLIO,
    alerts,
    codes,
    figures,
    messages,
    nodes,
    read,
    read_shared,
    replacing,
    roles,
)


@pytest.fixture(scope="module")
def draft() -> Draft:
    return read_shared(PORTFOLIO)


def test_what_the_front_prints(draft):
    assert (draft.kind, draft.date, draft.organization) == (
        "portfolio-report",
        "2022-04",
        "DIRECCIÓN METROPOLITANA DE RESILIENCIA",
    )
    assert draft.title == (
        "Informe de proyectos y de cooperación que mantiene la Dirección de Resiliencia de la Secretaría General de"
        " Planificación"
    )


def test_the_strategy_and_its_axes(draft):
    strategy = draft.plans[0]
    assert (strategy.title, strategy.levels) == ("Estrategia de Resiliencia", ["Eje"])
    assert [(node.code, node.code_printed, node.title) for node in strategy.nodes] == [
        ("E1", False, "Ciudadanía empoderada e inclusiva"),
        ("E2", False, "Ambiente sostenible y robusto"),
        ("E3", False, "Ciudad compacta e integrada"),
        ("E4", False, "Economía sólida y recursiva"),
        ("E5", False, "Territorio seguro y reflexivo"),
    ]


def test_the_project_with_a_section_of_its_own(draft):
    plan = draft.plans[1]
    (project,) = plan.nodes
    assert (plan.title, plan.levels) == ("Proyectos relevantes", ["Proyecto"])
    assert (project.code, project.code_printed, project.title, project.status) == (
        "5.1",
        True,
        "Ciudades Resilientes Formando un Mundo Digital (RCN-Visa)",
        None,
    )
    assert roles(project) == [
        ("partner", "Visa"),
        ("partner", "R-Cities"),
        ("partner", "ConQuito"),
        ("partner", "Paymovil"),
        ("partner", "Dátil"),
        ("beneficiary", "Proyecto AGRUPAR – Agricultores Urbanos"),
    ]


def test_its_expected_results_are_the_rows_of_a_table_without_header(draft):
    project = draft.plans[1].nodes[0]
    results = project.expected_results
    assert (len(results), project.results) == (6, [])
    assert results[1] == (
        "ASEGURA LA SALUD PÚBLICA: Abastecimiento de productos frescos y orgánicos para una población más saludable"
    )


def test_the_projects_that_are_only_counted_are_figures_and_no_nodes(draft):
    assert sum(len(plan.nodes) for plan in draft.plans) == 6
    assert figures(draft) == {
        "dimensions": "4",
        "components": "12",
        "problems": "5",
        "milestones": "16",
        "actions": "64",
        "projects": "63",
        "projects-suspended": "35",
        "projects-not-started": "13",
        "projects-completed": "8",
        "projects-in-progress": "7",
    }
    labels = {figure.name: figure.label for figure in draft.figures}
    assert (labels["projects-in-progress"], labels["projects-not-started"]) == ("en Marcha", "no iniciados")


def test_a_caption_used_twice_and_pictures_are_the_only_alerts(draft):
    assert {code: alerts(draft, code) for code in codes(draft)} == {
        "duplicate-name": [(147, None)],
        "unread": [(43, None)],
    }
    assert messages(draft, "unread") == [
        "4 rótulos nombran imágenes, la primera «Gráfico 2»; lo que muestran no se lee."
    ]


def test_parts_that_do_not_add_up():
    altered = read_shared(PORTFOLIO, replacing("- 35 suspendidos", "- 36 suspendidos"))
    assert messages(altered, "count-mismatch") == ["Las partes enumeradas suman 64; el texto declara 63 proyectos."]


ANOTHER = """\
DIRECCIÓN DE COOPERACIÓN INTERNACIONAL

Informe de proyectos de cooperación

Marzo 2024

1. Estrategia

Los tres ejes del Plan de Acción Climática de Valle Claro son los siguientes:

- Agua
- Bosques
- Movilidad limpia
- Energía

Se tienen 25 proyectos: 10 en ejecución, 5 suspendidos, 8 finalizados y 3 no iniciados.

2. Proyectos en marcha

2.1 Corredores verdes

Responsable: Dirección de Ambiente
Socios: Unión de Ciudades, GIZ y Fundación Bosques
Beneficiarios: Barrios del norte
Estado: En ejecución
Resultados esperados:

- 10 km de corredores
- 500 árboles

2.2 Bicicleta pública

Objetivos:

- Mover gente

Socios:

- Banco de Ciudades

Estado: Suspendido

3. Conclusiones

Nada más.
"""


def test_another_city_with_several_projects_and_counts_in_a_sentence():
    draft = read(ANOTHER)
    found = nodes(draft)
    assert [(plan.title, plan.levels, len(plan.nodes)) for plan in draft.plans] == [
        ("Plan de Acción Climática de Valle Claro", ["Eje"], 4),
        ("Proyectos en marcha", ["Proyecto"], 2),
    ]
    assert roles(found["2.1"]) == [
        ("lead", "Dirección de Ambiente"),
        ("partner", "Unión de Ciudades"),
        ("partner", "GIZ"),
        ("partner", "Fundación Bosques"),
        ("beneficiary", "Barrios del norte"),
    ]
    assert found["2.1"].expected_results == ["10 km de corredores", "500 árboles"]
    assert [found[code].status.canonical for code in ("2.1", "2.2")] == ["in_progress", "suspended"]
    assert messages(draft, "count-mismatch") == [
        "El texto declara 3 ejes; en el documento se leen 4.",
        "Las partes enumeradas suman 26; el texto declara 25 proyectos.",
    ]


def test_counts_in_a_table():
    table = "Estado\tProyectos\nSuspendidos\t35\nNo iniciados\t13\nFinalizados\t8\nEn marcha\t7\nTotal\t63"

    def tabled(text: str) -> str:
        start, end = text.index("- 35 suspendidos"), text.index("- 07 en Marcha")
        return text[:start] + table + text[end + len("- 07 en Marcha") :]

    altered = read_shared(PORTFOLIO, tabled)
    assert {name: value for name, value in figures(altered).items() if name.startswith("projects-")} == {
        "projects-suspended": "35",
        "projects-not-started": "13",
        "projects-completed": "8",
        "projects-in-progress": "7",
    }


def _portfolio(axes: str) -> str:
    return (
        f"INFORME DE PROYECTOS DE COOPERACIÓN DE SAN JACINTO\n\nJunio 2024\n\n1. Antecedentes\n\n{axes}\n\n"
        "5. Proyectos\n\n5.1 Techos verdes\n\nSocios: Universidad de San Jacinto\nBeneficiarios: Escuelas\n\n"
        "5.2 Humedales\n\nResponsable: Blanca Fulana Mengana\nSocios: Red de Ciudades\nBeneficiarios: Barrios del sur\n"
    )


@pytest.mark.parametrize(("number", "found"), [("4", True), ("3", False), ("tres", False)])
def test_axes_that_a_strategy_is_said_to_have_are_counted(number: str, found: bool):
    axes = f"La Estrategia de Agua consta de {number} ejes:\n\n- Ríos cuidados\n- Agua cercana\n- Agua segura"
    draft = read(_portfolio(axes))
    assert [node.title for node in draft.plans[0].nodes] == ["Ríos cuidados", "Agua cercana", "Agua segura"]
    assert alerts(draft, "count-mismatch") == ([(7, None)] if found else [])


@pytest.mark.parametrize(
    "text",
    [
        "Se atienden 4 problemáticas, entre ellas:\n\n- Sequía\n- Incendios",
        "Hay 4 proyectos en dos zonas:\n\n- Norte\n- Sur",
    ],
)
def test_a_list_of_some_of_them_announces_nothing(text: str):
    assert alerts(read(_portfolio(text)), "count-mismatch") == []


def test_each_numbered_section_is_a_project_and_a_person_holds_no_role():
    draft = read(_portfolio("Sin más."))
    made = nodes(draft)
    assert [(code, node.title) for code, node in made.items()] == [("5.1", "Techos verdes"), ("5.2", "Humedales")]
    assert roles(made["5.2"]) == [("partner", "Red de Ciudades"), ("beneficiary", "Barrios del sur")]
    assert [ref for _, ref in alerts(draft, "unread")] == ["py1.2"]
