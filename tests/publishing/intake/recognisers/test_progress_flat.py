"""A flat follow-up table: every row whole, every fact with its cell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.publishing.intake.recognisers.reading import figures, messages, roles
from tests.publishing.intake.recognisers.tables import (
    CITY,
    PLAN,
    money,
    read_sheet,
    targets,
    titled,
    tree,
)

FLAT = (
    (CITY,),
    (PLAN,),
    ("Seguimiento al 31 de diciembre de 2024",),
    (),
    (
        *("No.", "Eje", "Programa", "Proyecto", "Indicador", "Unidad de medida", "Programado 2024", "Ejecutado 2024"),
        *(
            "% Avance",
            "Estado",
            "Unidad responsable",
            "Codificado",
            "Devengado",
            "% Ejecución",
            "Fecha inicio",
            "Fecha fin",
        ),
        *("Medio de verificación", "Evidencia", "Observaciones"),
    ),
    (
        *(1, "Social", "Salud para todos", "Brigadas médicas", "Brigadas realizadas", "brigadas", 44, 21, 0.477),
        *("En ejecución", "Dirección de Desarrollo Social", 5500, 4884.15, 0.888, "2024-01-15", "2024-12-20"),
        *("Actas de brigada", "Anexo 1 Actas", "Retraso por lluvias"),
    ),
    (
        *(2, "Social", "Salud para todos", "Botiquines", "Botiquines entregados", "botiquines", 100, 100, 1),
        *("Cumplido", "Unidad de Salud", 1200.5, 1200.5, 1, "2024-02-01", "2024-06-30", "Registro de entrega"),
    ),
    (
        *(3, "Ambiente", "Ríos limpios", "Limpieza de quebradas", "Quebradas", "km", 10, 4, 0.5),
        *("Cumplido*", "EPMAPS", 20000, 10000, 0.6, "2024-03-01", "2028-01-10", "Informe", "Informe de limpieza"),
        "Se solicitó el cambio de fecha",
    ),
    ("TOTAL", *[None] * 10, 26700.5, 16084.15),
    ("Fuente: Dirección de Planificación",),
    ("Elaborado por: Coordinación de Seguimiento", None, None, "Revisado por: Dirección"),
)


@pytest.fixture(scope="module")
def flat():
    return read_sheet(*FLAT, percentages=("I6", "I7", "I8", "N6", "N7", "N8"))


def test_a_flat_table_says_what_it_is(flat):
    (plan,) = flat.plans
    assert (flat.kind, flat.title, flat.date, flat.organization) == ("progress-table", PLAN, "2024-12-31", CITY)
    assert (plan.title, plan.period, plan.levels) == (PLAN, (2023, 2027), ["Eje", "Programa", "Proyecto"])


def test_a_flat_table_becomes_a_tree(flat):
    assert tree(flat) == [
        ("Eje", "E1", "Social"),
        ("Programa", "E1.P1", "Salud para todos"),
        ("Proyecto", "1", "Brigadas médicas"),
        ("Proyecto", "2", "Botiquines"),
        ("Eje", "E2", "Ambiente"),
        ("Programa", "E2.P1", "Ríos limpios"),
        ("Proyecto", "3", "Limpieza de quebradas"),
    ]


def test_each_row_is_whole(flat):
    node = titled(flat, "Brigadas médicas")
    assert targets(node) == [(None, "Brigadas realizadas", "brigadas", 2024, "44", "21", "47.7")]
    assert money(node) == [("adjusted", "5500", 2024), ("accrued", "4884.15", 2024)]
    assert (node.execution_printed, node.start, node.end) == (Decimal("88.8"), "2024-01-15", "2024-12-20")
    assert (node.status.printed, node.status.canonical) == ("En ejecución", "in_progress")
    assert node.status.note == "Retraso por lluvias"
    assert roles(node) == [("lead", "Dirección de Desarrollo Social")]
    assert node.expected_means == ["Actas de brigada"]
    assert [(cited.reference, cited.title) for cited in node.evidence] == [("Anexo 1", "Actas")]


def test_every_fact_has_its_cell(flat):
    node = titled(flat, "Brigadas médicas")
    assert node.place.as_json() == {"sheet": "Hoja1", "cell": "D6"}
    assert node.targets[0].place.cell == "G6"
    assert [each.place.cell for each in node.budget] == ["L6", "M6"]
    assert (node.status.place.cell, node.roles[0].place.cell, node.evidence[0].place.cell) == ("J6", "K6", "R6")
    assert {name: place.cell for name, place in node.places.items()} == {
        "start": "O6",
        "end": "P6",
        "execution_printed": "N6",
        "expected_means": "Q6",
    }


def test_a_marked_status_has_its_reason(flat):
    status = titled(flat, "Limpieza de quebradas").status
    assert (status.canonical, status.marked, status.mark_reason) == ("completed", True, "date_change_requested")


def test_what_does_not_fit_in_a_flat_table(flat):
    assert [(finding.code, finding.place.cell) for finding in flat.findings] == [
        ("missing-evidence", "J7"),
        ("percent-mismatch", "G8"),
        ("percent-mismatch", "N8"),
        ("date-suspect", "P8"),
        ("sum-mismatch", "M9"),
    ]
    assert messages(flat, "sum-mismatch") == [
        "Las filas suman 16084,65 en «Devengado»; la fila de totales declara 16084,15."
    ]


def test_totals_are_figures_and_no_nodes(flat):
    assert figures(flat) == {"total-adjusted": "26700.5", "total-accrued": "16084.15"}
