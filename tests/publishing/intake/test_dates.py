"""Dates are read as far as they are printed."""

import pytest

from minga.publishing.intake.dates import document_date, full_dates, partial_date, year_range, years


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("MAYO 2023", "2023-05"),
        ("Abril de 2022", "2022-04"),
        ("Quito, 15 de mayo de 2023", "2023-05-15"),
        ("Quito D.M., 1 de septiembre del 2022.", "2022-09-01"),
        ("Fecha: 15/05/2023", "2023-05-15"),
        ("2023-05-15", "2023-05-15"),
        ("2021", "2021"),
        ("Informe de mayo de 2023", None),
        ("El 15 de mayo de 2023 se realizó el lanzamiento del plan", None),
        ("31 de febrero de 2023", None),
        ("INFORME DE GESTIÓN 2021 – POR SECTOR", None),
    ],
)
def test_a_line_that_is_a_date_and_nothing_else(line, date):
    assert document_date(line) == date


def test_full_dates_in_running_text_come_in_order_impossible_ones_included():
    text = "el 12 de diciembre de 2014, el 31 de febrero de 2020 y el 05/06/2021"
    assert [(date.iso, date.exists) for date in full_dates(text)] == [
        ("2014-12-12", True),
        ("2020-02-31", False),
        ("2021-06-05", True),
    ]


def test_a_cell_with_several_dates_is_unsure():
    assert [
        partial_date(text) for text in ("15/05/2023", "mayo 2023", "2023", "enero 2023 a marzo 2023", "pronto")
    ] == [
        "2023-05-15",
        "2023-05",
        "2023",
        None,
        None,
    ]


def test_years_and_ranges():
    assert years("Valor programado 2021, PMDOT 2021-2033, Oficio 2022-1266-O") == [2021]
    assert [
        year_range(text) for text in ("PAGA 2022-2023", "2021 – 2033", "2021 al 2025", "2025-2021", "sin años")
    ] == [
        (2022, 2023),
        (2021, 2033),
        (2021, 2025),
        None,
        None,
    ]
