"""Dates and years as Spanish documents print them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass

from minga.publishing.intake.cleaning import fold

MONTHS = {
    "enero": 1,
    "febrero": 2,
    "marzo": 3,
    "abril": 4,
    "mayo": 5,
    "junio": 6,
    "julio": 7,
    "agosto": 8,
    "septiembre": 9,
    "setiembre": 9,
    "octubre": 10,
    "noviembre": 11,
    "diciembre": 12,
}
_MONTH = "|".join(MONTHS)
_WRITTEN = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:ro|[º°.])?\s+(?:de\s+)?(?P<month>{_MONTH})\s*,?\s+(?:(?:de|del)\s+)?(?:año\s+)?(?P<year>\d{{3,4}})\b",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(?<![\w/.-])(?P<day>\d{1,2})([/.-])(?P<month>\d{1,2})\2(?P<year>\d{4})(?![\w/-])")
_ISO = re.compile(r"(?<![\w/.-])(?P<year>\d{4})([/-])(?P<month>\d{2})\2(?P<day>\d{2})(?![\w/-])")
_MONTH_YEAR = re.compile(rf"\b(?P<month>{_MONTH})\s*,?\s*(?:(?:de|del)\s+)?(?P<year>(?:19|20)\d{{2}})\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\w.,/-])(?:19|20)\d{2}(?![\w/-]|[.,]\d)")
_RANGE = re.compile(r"(?<![\w.,/-])(?P<start>(?:19|20)\d{2})\s*(?:[-–—/]|al?|hasta)\s*(?P<end>(?:19|20)\d{2})(?![\w/])")
_CUT_MONTH_YEAR = re.compile(
    r"(?P<month>[a-z]{3})[a-z]*\.?(?:\s*[-/.]\s*(?P<short>[0-9]{2})|[-/. ]\s*(?P<year>20[0-9]{2}))"
)
_DAY_CUT_MONTH = re.compile(
    r"(?P<day>[0-9]{1,2})\s*[-/. ]\s*(?P<month>[a-z]{3})[a-z]*\.?\s*[-/. ]\s*(?P<year>(?:20)?[0-9]{2})"
)
_CUT_MONTHS = {name[:3]: number for name, number in MONTHS.items()} | {"jan": 1, "apr": 4, "aug": 8, "dec": 12}
_CENTURY = 2000
_WEEKDAY = r"(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)"
_ALONE_BEFORE = re.compile(
    r"(?:fecha(?: de \w+)?\s*:?|corte (?:a|al)\s*:?|[\w .]{2,40}\s*,(?:[\w .]{2,40},){0,2}|)"
    rf"\s*(?:a\s+)?(?:{_WEEKDAY}\s*,?\s*)?"
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A full date found in a text: its parts, what was printed and where in the text it begins."""

    year: int
    month: int
    day: int
    printed: str
    start: int

    @property
    def exists(self) -> bool:
        """Whether the calendar has that day in any year that documents of our time can speak of."""
        if self.month not in MONTHS.values() or self.year < 1:
            return False
        return 1 <= self.day <= calendar.monthrange(self.year, self.month)[1]

    @property
    def iso(self) -> str:
        """The date as `2023-05-15`."""
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"


def full_dates(text: str) -> list[PrintedDate]:
    """The dates of `text` that print day, month and year, in order; impossible ones included."""
    return sorted(_found(text), key=lambda date: date.start)


def _found(text: str) -> Iterator[PrintedDate]:
    for match in _WRITTEN.finditer(text):
        month = MONTHS[match["month"].lower()]
        yield PrintedDate(int(match["year"]), month, int(match["day"]), match[0], match.start())
    for pattern in (_NUMERIC, _ISO):
        for match in pattern.finditer(text):
            yield PrintedDate(int(match["year"]), int(match["month"]), int(match["day"]), match[0], match.start())


def document_date(text: str) -> str | None:
    """The date of a line that prints nothing else: «MAYO 2023», «Quito, 15 de mayo de 2023», «Fecha: 15/05/2023», «2023».

    As far as printed: `2023-05-15`, `2023-05` or `2023`. None for any other line.
    """
    text = text.strip().rstrip(".")
    for date in full_dates(text):
        if _stands_alone(text, date.start, date.start + len(date.printed)) and date.exists:
            return date.iso
    match = _MONTH_YEAR.search(text)
    if match and _stands_alone(text, *match.span()):
        return f"{match['year']}-{MONTHS[match['month'].lower()]:02d}"
    return text if _YEAR.fullmatch(text) else None


def _stands_alone(text: str, start: int, end: int) -> bool:
    return end == len(text) and bool(_ALONE_BEFORE.fullmatch(fold(text[:start])))


def partial_date(text: str) -> str | None:
    """A cell's date as far as printed: `2023-05-15`, `2023-05` or `2023`; None where there is none or several."""
    dates = full_dates(text)
    if dates:
        return dates[0].iso if len(dates) == 1 and dates[0].exists else None
    months = list(_MONTH_YEAR.finditer(text))
    if months:
        return f"{months[0]['year']}-{MONTHS[months[0]['month'].lower()]:02d}" if len(months) == 1 else None
    found = years(text)
    return str(found[0]) if len(found) == 1 else None


def date_of(text: str) -> str | None:
    """A cell's date as far as printed; with its month cut short too, as workbooks show it («jul-23», «01-ene-2023»)."""
    folded = fold(text)
    day = _DAY_CUT_MONTH.fullmatch(folded)
    if day and day["month"] in _CUT_MONTHS:
        date = full_dates(f"{day['day']}/{_CUT_MONTHS[day['month']]}/{_century(day['year'])}")
        return date[0].iso if date and date[0].exists else None
    found = _CUT_MONTH_YEAR.fullmatch(folded)
    if found and found["month"] in _CUT_MONTHS:
        return f"{_century(found['year'] or found['short'])}-{_CUT_MONTHS[found['month']]:02d}"
    return partial_date(text)


def _century(year: str) -> int:
    return int(year) % 100 + _CENTURY


def years(text: str) -> list[int]:
    """The years 1900 to 2099 printed in `text` on their own, in order; those of a range («2022-2023») are left out."""
    return [int(match[0]) for match in _YEAR.finditer(_RANGE.sub(" ", text))]


def year_range(text: str) -> tuple[int, int] | None:
    """The first range of years of `text` («2022-2023», «2021 – 2033», «2021 al 2025»), where it does not run backwards."""
    for match in _RANGE.finditer(text):
        start, end = int(match["start"]), int(match["end"])
        if start <= end:
            return start, end
    return None
