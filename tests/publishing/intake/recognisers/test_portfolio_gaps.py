"""Projects told in few words, their money, and counts of projects that contradict each other."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.publishing.intake.recognisers.reading import alerts, messages, nodes, read, roles

REPORT = """\
DIRECCIÓN DE COOPERACIÓN

Informe de proyectos de cooperación

Marzo 2024

1. Estado de la cartera

En la matriz (41 proyectos) se presenta el siguiente estado:

- 20 en ejecución
- 21 finalizados

2. Proyectos relevantes

2.1. Corredores verdes

Objetivos:

- Mover gente

Socios:

- Unión de Ciudades

2.2. Ciudades lectoras

{labels}

3. Conclusiones

- {conclusion}
"""
FEW = "Socios:\n\n- Unión de Lectores\n\nPresupuesto: USD 45.000,00\n\nEstado: No iniciado"


def _read(labels: str = FEW, conclusion: str = "Nada más."):
    return read(REPORT.format(labels=labels, conclusion=conclusion))


def test_two_labels_are_enough_for_a_numbered_project_under_a_heading_of_projects() -> None:
    project = nodes(_read())["2.2"]
    assert roles(project) == [("partner", "Unión de Lectores")]
    assert project.status is not None
    assert project.status.canonical == "not_started"


def test_a_plain_budget_is_an_initial_amount_with_its_line() -> None:
    (money,) = nodes(_read())["2.2"].budget
    assert (money.phase, money.amount, money.currency, money.printed) == (
        "initial",
        Decimal("45000.00"),
        "USD",
        "USD 45.000,00",
    )
    assert money.place is not None
    assert money.place.line == 32


def test_a_budget_that_is_no_readable_number_is_told() -> None:
    draft = _read(FEW.replace("45.000,00", "45.000.0"))
    assert nodes(draft)["2.2"].budget == []
    assert alerts(draft, "unread") == [(32, "py1.2")]


@pytest.mark.parametrize("labels", ["Estado: No iniciado", "Plazo: 3 meses"])
def test_a_section_with_one_label_is_no_project(labels: str) -> None:
    assert "2.2" not in nodes(_read(labels))


@pytest.mark.parametrize(
    "sentence", ["La cartera consta de 39 proyectos con 6 socios.", "En total, la matriz contiene 50 proyectos."]
)
def test_another_number_of_projects_for_the_same_portfolio_is_told(sentence: str) -> None:
    draft = _read(conclusion=sentence)
    assert alerts(draft, "count-mismatch") == [(38, None)]
    assert "41" in messages(draft, "count-mismatch")[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "La cartera consta de 41 proyectos.",
        "El convenio comprende 3 proyectos.",
        "La cartera incluye más de 30 proyectos.",
        "De la cartera, 5 proyectos se cerraron.",
    ],
)
def test_the_same_number_and_a_number_of_some_are_not(sentence: str) -> None:
    assert alerts(_read(conclusion=sentence), "count-mismatch") == []


def test_a_note_to_a_marked_status_is_its_note_and_no_beneficiary() -> None:
    draft = _read("Estado: Suspendido*\n\nBeneficiarios: Escuelas\n\n* Por falta de fondos.")
    node = nodes(draft)["2.2"]
    assert (node.status.printed, node.status.note) == ("Suspendido*", "Por falta de fondos.")
    assert roles(node) == [("beneficiary", "Escuelas")]


def test_a_mark_that_no_note_explains_is_told() -> None:
    draft = _read("Estado: Suspendido*\n\nBeneficiarios: Escuelas")
    assert [ref for _, ref in alerts(draft, "missing-note")] == ["py1.2"]
