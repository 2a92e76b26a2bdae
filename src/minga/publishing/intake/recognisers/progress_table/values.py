"""Numbers in the columns of a table: read by the habit of their whole column, and percentages as percentages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from minga.publishing.intake.cleaning import clean
from minga.publishing.intake.numbers import parse_decimal

NumberReader = Callable[[str], Decimal | None]

_DOT_UNSURE = re.compile(r"-?[0-9]{1,3}\.[0-9]{2}[1-9]")
_COMMA_UNSURE = re.compile(r"-?[0-9]{1,3},[0-9]{3}")
_DOT_DECIMALS = re.compile(r"(?<![.,0-9])[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,})(?![0-9.,])")
_COMMA_DECIMALS = re.compile(r"(?<![.,0-9])[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})(?![0-9.,])")
_DOT_THOUSANDS = re.compile(r"[0-9]\.[0-9]{3}(?:[.,])")
_COMMA_THOUSANDS = re.compile(r"[0-9],[0-9]{3}(?:[.,])")
_NUMBER = re.compile(
    r"\s*(?:USD|US|EUR|[$€£<>≥≤~−-]|\s)*[0-9]+(?:[.,'’ ][0-9]+)*\s*(?:%|[^\W\d_$€][^\d/]*|[$€])?\s*", re.IGNORECASE
)
_LONGEST = 40
_ONE = Decimal(1)


def number_reader(texts: Sequence[str], *, from_workbook: bool) -> NumberReader:
    """How to read the numbers of a column from all its texts.

    «1.234» alone may be a thousand or a decimal: decimals where the column's other numbers have a decimal point, or
    where a workbook gives it so (its numbers come in full, without thousands marks or closing zeros); likewise «1,234».
    """
    said = [clean(text) for text in texts]
    dot = _is_decimal(said, _DOT_DECIMALS, _DOT_THOUSANDS, _COMMA_DECIMALS, unsure=from_workbook)
    comma = _is_decimal(said, _COMMA_DECIMALS, _COMMA_THOUSANDS, _DOT_DECIMALS, unsure=False)

    def read(text: str) -> Decimal | None:
        text = clean(text)
        if dot and _DOT_UNSURE.fullmatch(text):
            return Decimal(text)
        if comma and _COMMA_UNSURE.fullmatch(text):
            return Decimal(text.replace(",", "."))
        return parse_decimal(text)

    return read


def _is_decimal(
    texts: Sequence[str],
    decimals: re.Pattern[str],
    thousands: re.Pattern[str],
    others: re.Pattern[str],
    *,
    unsure: bool,
) -> bool:
    """Whether a sign stands for decimals in a column; `unsure` where the column does not show it."""
    if any(thousands.search(text) or others.search(text) for text in texts):
        return False
    return unsure or any(decimals.search(text) for text in texts)


def percent_reader(texts: Sequence[str], *, from_workbook: bool) -> NumberReader:
    """How to read a column of percentages: «88,8%», «88.8», and fractions of one (0.888) where the whole column is so."""
    read = number_reader(texts, from_workbook=from_workbook)
    numbers = [number for text in texts if (number := read(text)) is not None]
    signed = any("%" in text for text in texts)
    fractions = (
        not signed and all(0 <= number <= _ONE for number in numbers) and any(0 < number < 1 for number in numbers)
    )

    def as_percentage(text: str) -> Decimal | None:
        number = read(text)
        return plain(number * 100) if fractions and number is not None else number

    return as_percentage


def plain(number: Decimal) -> Decimal:
    """The number without the zeros that a multiplication leaves behind the decimal point."""
    plain = number.normalize()
    return plain.quantize(_ONE) if plain == plain.to_integral_value() else plain


def is_number(text: str) -> bool:
    """Whether a cell opens with a number, a currency sign before it and a unit after it at most."""
    return len(text) < _LONGEST and bool(_NUMBER.fullmatch(text))


def decimals_of(number: Decimal) -> int:
    """How many decimals a number prints."""
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
