"""Management reports."""

from __future__ import annotations

from decimal import Decimal

import pytest

from minga.publishing.intake.draft import Draft
from tests.publishing.intake.recognisers.reading import (
    MANAGEMENT,
    alerts,
    codes,
    messages,
    nodes,
    read,
    read_shared,
    replacing,
    roles,
)


@pytest.fixture(scope="module")
def draft() -> Draft:
    return read_shared(MANAGEMENT)


def test_the_report_is_the_plan_of_its_year(draft):
    (plan,) = draft.plans
    assert (draft.kind, draft.date) == ("management-report", "2021")
    assert draft.organization == "SECRETARÍA GENERAL DE COORDINACIÓN TERRITORIAL Y PARTICIPACIÓN CIUDADANA"
    assert (plan.title, plan.period) == ("INFORME DE GESTIÓN 2021 – POR SECTOR", (2021, 2021))
    assert plan.levels == ["Programa", "Proyecto", "Meta"]


def test_programme_project_and_targets(draft):
    found = nodes(draft)
    assert [(code, node.level, node.parent) for code, node in found.items()] == [
        ("P1", "Programa", None),
        ("P1.1", "Proyecto", "p1"),
        ("P1.1.M1", "Meta", "p1.1"),
        ("P1.1.M2", "Meta", "p1.1"),
    ]
    assert (found["P1"].title, found["P1.1"].title) == (
        "QUITO SIN MIEDO",
        "PREVENCIÓN SITUACIONAL Y CONVIVENCIA PACÍFICA",
    )


def test_the_money_in_both_number_formats(draft):
    project = nodes(draft)["P1.1"]
    assert [(money.phase, money.amount, money.year, money.currency) for money in project.budget] == [
        ("adjusted", Decimal("5500.00"), 2021, "USD"),
        ("accrued", Decimal("4884.15"), 2021, "USD"),
    ]
    assert project.execution_printed == Decimal("88.80")


def test_targets_with_what_was_programmed_and_done(draft):
    targets = [target for node in nodes(draft).values() for target in node.targets]
    assert [
        (target.indicator, target.year, target.programmed, target.executed, target.attainment) for target in targets
    ] == [
        ("Número de actividades", 2021, 21, 21, 100),
        ("Número de acciones", 2021, 44, 44, 100),
    ]
    unit = "Número de acciones destinadas a mejorar la organización de barrios para la seguridad y convivencia"
    assert [target.unit for target in targets] == [unit, unit]


def test_who_carries_out_and_who_reports(draft):
    found = nodes(draft)
    unit = [("executor", "UNIDAD DE SEGURIDAD CIUDADANA")]
    assert [roles(found["P1.1.M1"]), roles(found["P1.1.M2"])] == [unit, unit]
    assert roles(found["P1"]) == [("lead", "Administración Zonal Manuela Sáenz")]


def test_results_with_bullets_over_a_page_break_and_without_any_separator(draft):
    found = nodes(draft)
    assert [result.split()[:3] for result in found["P1.1.M1"].results] == [
        ["Se", "realizaron", "4"],
        ["Se", "ejecutaron", "6"],
        ["Se", "mantuvieron", "81"],
        ["Se", "realizaron", "31"],
        ["Se", "elaboró", "6"],
    ]
    assert found["P1.1.M2"].results[1:] == [
        "Se realizó 4 entregas de espacios con iluminación",
        "Socialización, mantenimiento y activación de 18 Sistemas de Alarmas Comunitarias",
        "Se realizaron un total de 291 operativos interinstitucionales",
    ]


def test_what_each_target_contributes_to(draft):
    for code in ("P1.1.M1", "P1.1.M2"):
        objective, target = nodes(draft)[code].contributes_to
        assert (objective.plan, objective.level, objective.title[:13]) == (
            "PMDOT 2021 – 2033",
            "Objetivo",
            "OE6. Asegurar",
        )
        assert (target.plan, target.level, target.title[:20]) == ("PMDOT 2021 – 2033", "Meta", "Lograr que 96 barrio")
        assert objective.statement == target.statement
        assert objective.statement


def test_every_alert_with_its_place(draft):
    assert {code: alerts(draft, code) for code in codes(draft)} == {
        "broken-row": [(35, None)],
        "same-reviewer": [(81, None)],
        "sum-mismatch": [(31, "p1.1.m1"), (48, "p1.1.m2")],
        "unit-suspect": [(42, "p1.1.m2")],
    }
    assert messages(draft, "sum-mismatch") == [
        "Los resultados enumerados suman 128, de naturaleza distinta; la meta declara 21.",
        "Los resultados enumerados suman 363, de naturaleza distinta; la meta declara 44.",
    ]


def test_results_that_add_up_give_no_alert():
    altered = read_shared(MANAGEMENT, replacing("Valor ejecutado 2021:\t21 acciones", "Valor ejecutado 2021:\t128"))
    assert alerts(altered, "sum-mismatch") == [(48, "p1.1.m2")]
    assert messages(altered, "percent-mismatch") == ["Consta 100 % de avance; 128 de 21 equivale a 609,52 %."]


@pytest.mark.parametrize(
    ("printed", "alerted"), [("88,80%", 0), ("88.8%", 0), ("89%", 0), ("88%", 0), ("88,81%", 1), ("90%", 1)]
)
def test_a_percentage_may_be_rounded_or_cut_off(printed, alerted):
    assert len(alerts(read_shared(MANAGEMENT, replacing("88,80%", printed)), "percent-mismatch")) == alerted


def test_different_reviewers_give_no_alert_whatever_their_titles():
    def other(text: str) -> str:
        return "\n".join(
            line if not line.startswith("Aprobado") else "Aprobado por\tIng. Fulana Mengana\tADMINISTRADORA"
            for line in text.split("\n")
        )

    assert alerts(read_shared(MANAGEMENT, other), "same-reviewer") == []


ANOTHER = """\
INFORME DE GESTIÓN 2023
DIRECCIÓN METROPOLITANA DE DEPORTE

1. RESULTADOS

1.1 PROGRAMA 1: CIUDAD ACTIVA

1.1.1 PROYECTO 1: Recreación en barrios

Presupuesto codificado 2023:	USD 1,234,567.80
Presupuesto devengado 2023:	USD 1.000.000,00
% Ejecución presupuestaria 2023:	81%

Meta 1:	Realizar 1.200 clases en 30 barrios
Unidad de medida de la meta:	Número de clases
Indicador de la meta:	Clases realizadas
Valor programado 2023:	1.200
Valor ejecutado 2023:	1.080,5
% de avance:	90,04%
Entidad(es) ejecutora(s):	UNIDAD DE DEPORTE; LIGA BARRIAL
Descripción de los resultados por meta:	Se realizaron 1.000 clases de baile. Se realizaron 80 clases de gimnasia
Objetivo del PDOT 2023-2027 al que contribuye	OE2. Vida sana

1.1.2 Proyecto 2: Infraestructura

Presupuesto codificado:	5.000
Meta 1:	Construir 3 canchas
Valor programado 2023:	3
Valor ejecutado 2023:	2
% de avance:	66%

1.2 PROGRAMA 2: CULTURA VIVA

PROYECTO 1: Festivales\t
Presupuesto codificado 2023:	USD 0,00
Presupuesto devengado 2023:	USD 0,00
% Ejecución presupuestaria 2023:	0%
Meta 1:	Hacer 5 festivales
Valor ejecutado 2023:	5

La Administración Zonal Norte y la Administración Zonal Sur trabajaron.
"""


def test_several_programmes_projects_and_missing_cells():
    draft = read(ANOTHER)
    found = nodes(draft)
    assert list(found) == ["P1", "P1.1", "P1.1.M1", "P1.2", "P1.2.M1", "P2", "P2.1", "P2.1.M1"]
    assert [money.amount for money in found["P1.1"].budget] == [Decimal("1234567.80"), Decimal("1000000.00")]
    assert [(money.amount, money.year) for money in found["P1.2"].budget] == [(Decimal(5000), 2023)]
    target = found["P1.1.M1"].targets[0]
    assert (target.programmed, target.executed, target.attainment) == (
        Decimal(1200),
        Decimal("1080.5"),
        Decimal("90.04"),
    )
    assert roles(found["P1.1.M1"]) == [("executor", "UNIDAD DE DEPORTE"), ("executor", "LIGA BARRIAL")]
    assert found["P1.1.M1"].contributes_to[0].plan == "PDOT 2023-2027"
    assert (found["P2.1.M1"].targets[0].programmed, found["P2.1.M1"].targets[0].executed) == (None, Decimal(5))
    assert [roles(found["P1"]), roles(found["P2"])] == [[], []]
    assert messages(draft, "sum-mismatch") == ["Los resultados enumerados suman 1080; la meta declara 1080,5."]
    assert codes(draft) == ["sum-mismatch"]


def _targets(second: str, unit: str, indicator: str = "Número de reductores") -> str:
    keys = (
        "Unidad de medida: {}\nIndicador: {}\nValor programado 2023: 20\nValor ejecutado 2023: 20\n% de avance: 100%\n"
    )
    return (
        "INFORME DE GESTIÓN 2023\n\n1. PROYECTO 1: CALLES TRANQUILAS\n\nPROYECTO 1: CALLES TRANQUILAS\n"
        "Meta 1: REHABILITAR 20 KILÓMETROS DE VÍAS\n" + keys.format("Kilómetros", "Kilómetros rehabilitados") + "\n"
        f"Meta 2: {second}\n" + keys.format(unit, indicator)
    )


def test_a_unit_that_another_target_counts_is_told():
    draft = read(_targets("CONSTRUIR 20 REDUCTORES DE VELOCIDAD", "Kilómetros"))
    assert [ref for _, ref in alerts(draft, "unit-suspect")] == ["pr1.m2"]


@pytest.mark.parametrize(
    ("second", "unit", "indicator"),
    [
        ("CONSTRUIR 20 REDUCTORES", "Reductores", "Número de reductores"),
        ("ASFALTAR 20 KILÓMETROS DE CALLES", "Kilómetros", "Kilómetros asfaltados"),
        ("ASFALTAR 20 CALLES", "Kilómetros", "Kilómetros de calles asfaltadas"),
        ("MEJORAR LA VIALIDAD", "Kilómetros", "Vialidad mejorada"),
    ],
)
def test_a_unit_that_fits_is_not(second: str, unit: str, indicator: str):
    assert alerts(read(_targets(second, unit, indicator)), "unit-suspect") == []


def test_a_person_who_executes_is_left_out_and_told():
    text = _targets("CONSTRUIR 20 REDUCTORES", "Reductores") + "Entidad ejecutora: Ing Segunda Mengana\n"
    draft = read(text)
    assert roles(nodes(draft)["PR1.M2"]) == []
    assert [ref for _, ref in alerts(draft, "unread")] == ["pr1.m2"]
