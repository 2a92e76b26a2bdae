"""Numbers are read in both formats; what is unsure is not a number."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.publishing.intake.numbers import as_spanish, as_text, parse_decimal, spelled_or_printed


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("5.500,00", "5500.00"),
        ("5,500.00", "5500.00"),
        ("4884,15", "4884.15"),
        ("4884.15", "4884.15"),
        ("USD 5.500,00", "5500.00"),
        ("US$ 1.200,50", "1200.50"),
        ("5.500,00 USD", "5500.00"),
        ("$1.200", "1200"),
        ("08", "8"),
        ("21 acciones", "21"),
        ("3 de 5", "3"),
        ("88,80%", "88.80"),
        ("100%", "100"),
        ("1.234.567", "1234567"),
        ("1 234 567,8", "1234567.8"),
        ("1'234,50", "1234.50"),
        ("-5,3", "-5.3"),
        ("(21)", "21"),
        ("<p>44</p>", "44"),
    ],
)
def test_both_formats_with_units_and_currency(printed, value):
    assert as_text(parse_decimal(printed)) == value


@pytest.mark.parametrize(
    ("printed", "value"),
    [("1.234", "1234"), ("1,234", "1234"), ("0.123", "0.123"), ("12345.678", "12345.678"), ("33,333%", "33.333")],
)
def test_a_lone_mark_before_three_digits_is_of_thousands_unless_it_cannot_be(printed, value):
    assert as_text(parse_decimal(printed)) == value


@pytest.mark.parametrize(
    "printed", ["", "NO APLICA", "01/02/2021", "1.1.2", "2021-2022", "Meta 1: 21", "3/4", "1.23.456"]
)
def test_what_is_no_number_or_unsure_is_none(printed):
    assert parse_decimal(printed) is None


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_an_amount_reads_back_from_either_format(amount):
    english = f"{amount:,.2f}"
    spanish = english.translate(str.maketrans(",.", ".,"))
    assert parse_decimal(english) == parse_decimal(spanish) == amount


@given(st.text(max_size=60))
def test_no_text_makes_it_fail(text):
    assert parse_decimal(text) is None or isinstance(parse_decimal(text), Decimal)


def test_spelled_numbers():
    assert [spelled_or_printed(word) for word in ("cinco", "Dieciséis", "08", "varios", "9" * 5000)] == [
        5,
        16,
        8,
        None,
        None,
    ]


def test_numbers_in_spanish_sentences():
    assert (as_spanish(Decimal("88.80")), as_spanish(21)) == ("88,80", "21")
