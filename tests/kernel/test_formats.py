"""How numbers, money, percentages, dates and quotations are written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.kernel.formats import count, long_date, money, partial_date, percent, quoted

amounts = st.decimals(min_value=-(10**12), max_value=10**12, places=2)


@pytest.mark.parametrize(
    ("value", "spanish", "english"),
    [
        (0, "0", "0"),
        (2776, "2776", "2,776"),
        (9999, "9999", "9,999"),
        (10_000, "10.000", "10,000"),
        (2_679_722, "2.679.722", "2,679,722"),
        (-12_345, "−12.345", "−12,345"),
        (Decimal("4.5"), "4,5", "4.5"),
        (Decimal("128.0000"), "128", "128"),
        (Decimal("4884.15"), "4884,15", "4,884.15"),
        (Decimal("0.005"), "0,01", "0.01"),
        (Decimal("9999.999"), "10.000,00", "10,000.00"),
    ],
)
def test_counts_have_a_point_from_ten_thousand_in_spanish_and_a_comma_from_a_thousand_in_english(
    value, spanish, english
):
    assert (count(value, "es"), count(value, "en")) == (spanish, english)


@pytest.mark.parametrize(
    ("value", "spanish", "english"),
    [
        (Decimal("4884.15"), "4.884,15 dólares", "USD 4,884.15"),
        (Decimal(5500), "5.500,00 dólares", "USD 5,500.00"),
        (Decimal("0.125"), "0,13 dólares", "USD 0.13"),
        (Decimal(-1000), "−1.000,00 dólares", "USD −1,000.00"),
        (Decimal("-0.001"), "0,00 dólares", "USD 0.00"),
    ],
)
def test_money_always_has_its_points_and_two_decimals_rounded_half_up(value, spanish, english):
    assert (money(value, "es"), money(value, "en")) == (spanish, english)


def test_a_currency_without_a_spanish_name_keeps_its_code():
    assert money(Decimal(10), "es", "CHF") == "10,00 CHF"


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_a_count_reads_back_as_the_same_number_in_both_languages(value):
    assert int(count(value, "es").replace(".", "").replace("−", "-")) == value
    assert int(count(value, "en").replace(",", "").replace("−", "-")) == value


@given(amounts)
def test_an_amount_reads_back_as_the_same_number_in_both_languages(value):
    spanish = money(value, "es").removesuffix(" dólares").replace(".", "").replace(",", ".").replace("−", "-")
    english = money(value, "en").removeprefix("USD ").replace(",", "").replace("−", "-")
    assert (Decimal(spanish), Decimal(english)) == (value, value)


@given(amounts, amounts)
def test_the_larger_of_two_amounts_never_looks_shorter(one, other):
    lengths = [len(money(abs(value), "es")) for value in sorted((one, other), key=abs)]
    assert lengths == sorted(lengths)


@pytest.mark.parametrize(
    ("value", "spanish", "english"),
    [
        (Decimal("88.80"), "88,80\u00a0%", "88.80\u00a0%"),
        (Decimal("100.00"), "100\u00a0%", "100\u00a0%"),
        (Decimal("33.3333"), "33,33\u00a0%", "33.33\u00a0%"),
    ],
)
def test_a_percentage_never_parts_from_its_sign(value, spanish, english):
    assert (percent(value, "es"), percent(value, "en")) == (spanish, english)


@pytest.mark.parametrize(
    ("value", "spanish", "english"),
    [
        ("2023", "2023", "2023"),
        ("2023-05", "mayo de 2023", "May 2023"),
        ("2023-03-31", "31 mar 2023", "31 Mar 2023"),
        (date(2026, 9, 1), "1 sep 2026", "1 Sep 2026"),
    ],
)
def test_a_date_says_no_more_than_is_known(value, spanish, english):
    assert (partial_date(value, "es"), partial_date(value, "en")) == (spanish, english)


def test_a_month_can_be_short():
    assert (partial_date("2023-05", "es", short=True), partial_date("2023-04", "en", short=True)) == (
        "may 2023",
        "Apr 2023",
    )


@pytest.mark.parametrize("value", ["", "23", "2023-13", "2023-02-30", "2023-5", "mayo de 2023", "2023-05-01T00:00"])
def test_what_is_no_date_is_refused(value):
    with pytest.raises(ValueError, match=r"date|month|day"):
        partial_date(value, "es")


def test_a_day_in_full():
    day = date(2026, 11, 20)
    assert (long_date(day, "es"), long_date(day, "en")) == (
        "viernes 20 de noviembre de 2026",
        "Friday 20 November 2026",
    )


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("Cumplido*", "«Cumplido*»"),
        ('Falta el "acta" firmada', "«Falta el “acta” firmada»"),
        ('"Acta"', "«“Acta”»"),
        ("Proyecto «Quito cuida»", "«Proyecto “Quito cuida”»"),
        ('(ver "Anexo 3.1")', "«(ver “Anexo 3.1”)»"),
        ("", "«»"),
    ],
)
def test_a_quotation_has_spanish_marks_outside_and_inside(cell, written):
    assert quoted(cell) == written


@given(st.text(alphabet=st.characters(exclude_characters='"«»“”')))
def test_a_quotation_changes_nothing_but_quotation_marks(text):
    assert quoted(text) == f"«{text}»"
