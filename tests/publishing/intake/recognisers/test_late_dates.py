"""Dates after a plan and its report, and items that end before they begin."""

from __future__ import annotations

import pytest

from tests.publishing.intake.recognisers.reading import alerts, read

REPORT = """\
INFORME DE CUMPLIMIENTO DE LOS COMPROMISOS DEL PLAN DE GOBIERNO ABIERTO DE SAN JACINTO

NOVIEMBRE 2025

1. Antecedentes

El Plan de Gobierno Abierto de San Jacinto 2024-2025 tiene un compromiso.

{}

COMPROMISO 1: Abrir los archivos.
Responsable: Dirección de Archivo.

ESTADO DE CUMPLIMIENTO COMPROMISO 1

HITO\tINICIO\tFIN\tESTADO
Publicar las actas\t{}\t{}\tPendiente
"""


def _read(
    sentence: str = "", start: str = "01/03/2024", end: str = "30/11/2024"
) -> list[tuple[int | None, str | None]]:
    return alerts(read(REPORT.format(sentence, start, end)), "date-suspect")


@pytest.mark.parametrize("year", [2029, 2034, 2042, 2044])
def test_a_launch_told_years_after_the_plan_and_the_report_is_suspect(year: int) -> None:
    assert _read(f"El 20 de mayo de {year} se realiza el lanzamiento del Plan de Gobierno Abierto.") == [(9, None)]


def test_an_act_told_as_done_years_later_is_suspect_too() -> None:
    assert _read("El 20 de mayo de 2042 los vecinos aprobaron el reglamento.") == [(9, None)]


@pytest.mark.parametrize(
    "sentence",
    [
        "El 20 de mayo de 2024 se realiza el lanzamiento del Plan de Gobierno Abierto.",
        "La visión del plan tiene como horizonte el 31 de diciembre de 2042, como se aprobó.",
        "El convenio que se firmó queda vigente hasta el 20 de mayo de 2042.",
        "El compromiso aporta a la meta del Plan Maestro 2042 que se presentó.",
        "El 20 de mayo de 2026 se presentará el cierre del Plan de Gobierno Abierto.",
    ],
)
def test_a_horizon_and_a_date_within_reach_are_not(sentence: str) -> None:
    assert _read(sentence) == []


def test_an_item_that_ends_before_it_begins_is_suspect() -> None:
    assert _read(start="01/03/2024", end="30/11/2023") == [(17, "c1.h1")]
    assert _read(start="marzo de 2024", end="01/03/2024") == []
