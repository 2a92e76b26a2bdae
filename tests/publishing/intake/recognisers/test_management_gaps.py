"""What a management report prints and cannot be read, units copied from another target, and the zone that reports."""

from __future__ import annotations

import pytest

from tests.publishing.intake.recognisers.reading import alerts, messages, nodes, read, roles

REPORT = """\
INFORME DE GESTIÓN 2023
SECRETARÍA DE TERRITORIO
{heading}

1. RESULTADOS

1.1 PROGRAMA 1: BARRIOS VIVOS

1.1.1 PROYECTO 1: Barrios

Presupuesto codificado 2023:\tUSD 8.450,00
Presupuesto devengado 2023:\t{accrued}

Meta 1:\tEJECUTAR 32 OBRAS PRIORIZADAS
Unidad de medida de la meta:\tNúmero de obras ejecutadas
Indicador de la meta:\tNúmero de obras
Valor programado 2023:\t32
Valor ejecutado 2023:\t{executed}
Entidad(es) ejecutora(s):\t{executor}

Meta 2:\tREALIZAR 12 ASAMBLEAS
Unidad de medida de la meta:\t{unit}
Indicador de la meta:\t{indicator}
Valor programado 2023:\t12 asambleas
Valor ejecutado 2023:\t12 asambleas

{text}
"""
USUAL = {
    "heading": "",
    "accrued": "USD 4.225,00",
    "executed": "32",
    "executor": "UNIDAD DE OBRAS",
    "unit": "Número de asambleas",
    "indicator": "Número de asambleas",
    "text": "",
}


def _read(**cells: str):
    return read(REPORT.format(**{**USUAL, **cells}))


@pytest.mark.parametrize(
    ("cell", "line", "ref"),
    [({"accrued": "USD 9.225.00"}, 12, "p1.1"), ({"executed": "treinta y dos"}, 18, "p1.1.m1")],
)
def test_a_value_that_is_no_readable_number_is_told(cell: dict[str, str], line: int, ref: str) -> None:
    draft = _read(**cell)
    assert alerts(draft, "unread") == [(line, ref)]
    assert next(iter(cell.values())) in messages(draft, "unread")[0]


@pytest.mark.parametrize("cell", ["", "-", "No aplica", "N/A", "S/N", "0"])
def test_an_empty_value_is_not(cell: str) -> None:
    assert alerts(_read(accrued=cell, executed=cell), "unread") == []


def test_a_unit_copied_from_another_target_is_told_where_the_indicator_names_its_own() -> None:
    assert [ref for _, ref in alerts(_read(unit="Número de obras ejecutadas"), "unit-suspect")] == ["p1.1.m2"]


def test_a_broad_unit_that_the_indicator_does_not_contradict_fits() -> None:
    assert alerts(_read(unit="Número de obras ejecutadas", indicator="Obras ejecutadas"), "unit-suspect") == []


@pytest.mark.parametrize(
    ("cell", "zone"),
    [
        ({"heading": "ADMINISTRACIÓN ZONAL EL ROSAL"}, "ADMINISTRACIÓN ZONAL EL ROSAL"),
        ({"executor": "ADMINISTRACIÓN ZONAL EL ROSAL - UNIDAD DE OBRAS"}, "ADMINISTRACIÓN ZONAL EL ROSAL"),
        ({"text": "La Administración Zonal El Rosal trabajó."}, "Administración Zonal El Rosal"),
        (
            {"heading": "ADMINISTRACIÓN ZONAL EL ROSAL", "text": "La Administración Zonal El Rosal trabajó."},
            "Administración Zonal El Rosal",
        ),
        (
            {"heading": "ADMINISTRACIÓN ZONAL EL ROSAL", "text": "Vino la Administración Zonal Norte."},
            "ADMINISTRACIÓN ZONAL EL ROSAL",
        ),
    ],
)
def test_the_zone_that_the_report_names_leads_its_programmes(cell: dict[str, str], zone: str) -> None:
    assert roles(nodes(_read(**cell))["P1"]) == [("lead", zone)]


def test_two_zones_in_the_text_lead_nothing() -> None:
    text = "La Administración Zonal El Rosal y la Administración Zonal Norte trabajaron."
    assert roles(nodes(_read(text=text))["P1"]) == []


def test_keys_in_other_words_are_read() -> None:
    report = REPORT.replace("Entidad(es) ejecutora(s):", "Ejecutor:")
    draft = read(report.format(**{**USUAL, "text": "Resultados:\tSe hicieron 12 asambleas."}))
    assert ("executor", "UNIDAD DE OBRAS") in roles(nodes(draft)["P1.1.M1"])
    assert nodes(draft)["P1.1.M2"].results == ["Se hicieron 12 asambleas."]


def test_a_value_printed_again_in_another_way_is_told_and_the_first_is_kept() -> None:
    again = "Meta 2:\tREALIZAR 12 ASAMBLEAS\nValor programado 2023:\t15 asambleas"
    draft = _read(text=again)
    assert str(nodes(draft)["P1.1.M2"].targets[0].programmed) == "12"
    (message,) = messages(draft, "duplicate-name")
    assert message == (
        "La meta «REALIZAR 12 ASAMBLEAS» trae en esta fila como «Valor programado 2023» «15 asambleas»;"
        " se conservó «12 asambleas», que consta antes."
    )


def test_rows_whose_keys_are_not_read_are_told() -> None:
    assert messages(_read(text="Riesgos identificados:\tLluvias fuertes"), "unread") == [
        "La fila «Riesgos identificados» no se leyó: lo que trae no es de los datos que se recogen."
    ]
