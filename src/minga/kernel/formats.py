"""How numbers, money, percentages and dates are written, in Spanish and in English. A pure module without Django.

The rules for Spanish: decimal comma; in counts, a point between thousands from 10.000 upwards; in money, always;
a no-break space before the per cent sign; `31 mar 2023`. Every function takes a language code such as `es` or `en-gb`;
a language that is not English is written as Spanish. What is shown is rounded half up to two places; what is stored
is never rounded here.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
FIRST_GROUPED_IN_SPANISH = 10_000
SPANISH_CURRENCIES = {"USD": "dólares", "EUR": "euros", "COP": "pesos", "PEN": "soles"}
MONTHS = {
    "es": [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}
WEEKDAYS = {
    "es": ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
PARTIAL_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")
OPENING_CONTEXT = re.compile(r"(?:^|(?<=[\s(\[{¿¡«“—–-]))\"")

Number = int | Decimal


def _is_english(language: str) -> bool:
    return language.split("-", maxsplit=1)[0].lower() == "en"


def _rounded(value: Number, places: int) -> Decimal:
    return Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _written(value: Number, language: str, places: int, *, grouped: bool) -> str:
    """`value` with exactly `places` decimals, its sign, and thousands apart when `grouped`."""
    rounded = _rounded(value, places)
    text = f"{abs(rounded):,f}" if grouped else f"{abs(rounded):f}"
    if not _is_english(language):
        text = text.translate(str.maketrans(",.", ".,"))
    return MINUS + text if rounded < 0 else text


def _places(value: Number) -> int:
    """Decimals worth showing: none for a whole number, else those that the value has, at most two."""
    if Decimal(value) == Decimal(value).to_integral_value():
        return 0
    return min(2, -int(Decimal(value).as_tuple().exponent))


def count(value: Number, language: str) -> str:
    """A quantity: `2776`, `50.663`, `4,5` in Spanish; `2,776`, `50,663`, `4.5` in English."""
    grouped = _is_english(language) or abs(_rounded(value, _places(value))) >= FIRST_GROUPED_IN_SPANISH
    return _written(value, language, _places(value), grouped=grouped)


def money(value: Number, language: str, currency: str = "USD") -> str:
    """An amount with two decimals: `4.884,15 dólares` in Spanish, `USD 4,884.15` in English.

    `currency` is an ISO 4217 code; one without a Spanish name here keeps its code.
    """
    amount = _written(value, language, 2, grouped=True)
    if _is_english(language):
        return f"{currency} {amount}"
    return f"{amount} {SPANISH_CURRENCIES.get(currency, currency)}"


def percent(value: Number, language: str) -> str:
    """A percentage, given as such (88.80 is 88,80 %), with a no-break space before the sign."""
    return f"{count(value, language)}{NO_BREAK_SPACE}%"


def partial_date(value: str | date, language: str, *, short: bool = False) -> str:
    """A date known to the year, the month or the day: `2023`, `mayo de 2023` (`may 2023` when short), `31 mar 2023`.

    `value` is an ISO date, whole or cut short. Raises ValueError for anything else, such as month 13.
    """
    found = PARTIAL_DATE.fullmatch(value.isoformat() if isinstance(value, date) else value)
    if found is None:
        raise ValueError(f"not a whole or partial ISO date: {value!r}")
    year, month, day = found["year"], int(found["month"] or 1), int(found["day"] or 1)
    name = month_name(date(int(year), month, day), language)
    if found["day"]:
        return f"{day} {name[:3]} {year}"
    if found["month"] and short:
        return f"{name[:3]} {year}"
    if found["month"]:
        return f"{name} {year}" if _is_english(language) else f"{name} de {year}"
    return year


def month_name(value: date, language: str) -> str:
    """The month's whole name."""
    return MONTHS["en" if _is_english(language) else "es"][value.month - 1]


def long_date(value: date, language: str) -> str:
    """A day in full: `viernes 20 de noviembre de 2026`, `Friday 20 November 2026`."""
    if _is_english(language):
        return f"{WEEKDAYS['en'][value.weekday()]} {value.day} {month_name(value, language)} {value.year}"
    return f"{WEEKDAYS['es'][value.weekday()]} {value.day} de {month_name(value, language)} de {value.year}"


def quoted(text: str) -> str:
    """A quotation between «…», with the quotation marks inside it set as “…”; nothing else of the text changes."""
    inner = OPENING_CONTEXT.sub("“", text).replace('"', "”")
    return f"«{inner.replace('«', '“').replace('»', '”')}»"


def megabytes(size: int) -> str:
    """A size in megabytes for a sentence, with the decimal comma: `25`, `0,5`."""
    return f"{size / 1024 / 1024:.1f}".removesuffix(".0").replace(".", ",")
