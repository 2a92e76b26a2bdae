"""Numbers as officials print them: points or commas for thousands and decimals, units and currency around them."""

from __future__ import annotations

import re
from decimal import Decimal

from minga.publishing.intake.cleaning import clean, fold

_NUMBER = re.compile(r"(?<![\w.,/])(?P<sign>[-−])?(?P<digits>[0-9]+(?:[.,'’][0-9]+)*)(?P<rest>[0-9.,/]*)(?![0-9])")
_SPACED_THOUSANDS = re.compile(r"(?<![0-9.,])([0-9]{1,3})((?: [0-9]{3})+)(?=(?:[.,][0-9]{1,2})?(?![0-9.,]))")
_LEADING = re.compile(r"^(?:(?:n[.º°]|no\.|nro\.|[#.:\-−])\s*)*(?=[0-9])", re.IGNORECASE)
_CURRENCY = re.compile(r"\b(?:USD|US|EUR|COP|MXN|PEN|CLP)(?=[\s$.:0-9-])\.?|[$€£]", re.IGNORECASE)
_PERCENT_AFTER = re.compile(r"^\s*(?:%|por ciento\b)")
_GROUP, _LONGEST = 3, 12
_CODES = {
    "usd": "USD",
    "us$": "USD",
    "eur": "EUR",
    "€": "EUR",
    "cop": "COP",
    "mxn": "MXN",
    "pen": "PEN",
    "clp": "CLP",
}

WORDS = {
    "un": 1,
    "una": 1,
    "uno": 1,
    "dos": 2,
    "tres": 3,
    "cuatro": 4,
    "cinco": 5,
    "seis": 6,
    "siete": 7,
    "ocho": 8,
    "nueve": 9,
    "diez": 10,
    "once": 11,
    "doce": 12,
    "trece": 13,
    "catorce": 14,
    "quince": 15,
    "dieciseis": 16,
    "diecisiete": 17,
    "dieciocho": 18,
    "diecinueve": 19,
    "veinte": 20,
    "veintiun": 21,
    "veintiuno": 21,
    "veintidos": 22,
    "veintitres": 23,
    "veinticuatro": 24,
    "veinticinco": 25,
    "veintiseis": 26,
    "veintisiete": 27,
    "veintiocho": 28,
    "veintinueve": 29,
    "treinta": 30,
    "cuarenta": 40,
    "cincuenta": 50,
    "sesenta": 60,
    "setenta": 70,
    "ochenta": 80,
    "noventa": 90,
    "cien": 100,
}
"""Cardinals that running text spells out, folded."""

_ACCENTED = {"seis": "s[eé]is", "dos": "d[oó]s", "tres": "tr[eé]s", "veintiun": "veinti[uú]n"}
SPELLED = "|".join(
    re.sub("seis$|dos$|tres$|^veintiun$", lambda ending: _ACCENTED[ending[0]], word)
    for word in sorted(WORDS, key=len, reverse=True)
    if word not in ("un", "una", "uno")
)
"""A pattern for the spelled numbers from two on, with or without their accents."""


def parse_decimal(text: str) -> Decimal | None:
    """The number a cell or a short phrase prints, with its printed decimals; None where there is none or it is unsure.

    «5.500,00», «5,500.00», «USD 4884,15», «21 acciones», «88,80%», «08». The number must open the text (after
    currency signs) or be its only one. Rule for a lone separator before exactly three digits, as in «1.234»:
    thousands, unless the whole part is 0 or has more than three digits, or a percent sign follows (then decimals).
    Dates, fractions and section numbers («01/02/2021», «1.1.2») are not numbers.
    """
    text = _joined_thousands(_CURRENCY.sub(" ", clean(text)))
    found = list(_NUMBER.finditer(text))
    if not found:
        return None
    first = found[0]
    if len(found) > 1 and not _LEADING.match(text[: first.end()]):
        return None
    if first["rest"].strip(".,") or re.match(r"\s*[-–/]\s*[0-9]", text[first.end() :]):
        return None
    percent = bool(_PERCENT_AFTER.match(fold(text[first.end() : first.end() + 12])))
    value = _value(first["digits"], percent=percent)
    return -value if value is not None and first["sign"] else value


def currency_of(text: str) -> str:
    """The ISO 4217 code of the currency that an amount prints; dollars where it prints none."""
    folded = fold(text)
    return next((code for sign, code in _CODES.items() if sign in folded), "USD")


def spelled_or_printed(word: str) -> int | None:
    """A whole number printed with figures or spelled out («08», «cinco»); None for anything else."""
    folded = fold(word)
    if folded.isascii() and folded.isdigit() and len(folded) <= _LONGEST:
        return int(folded)
    return WORDS.get(folded)


def as_text(value: Decimal) -> str:
    """The number as a plain decimal string, with the decimals it was printed with."""
    return format(value, "f")


def as_spanish(value: Decimal | int) -> str:
    """The number as a Spanish sentence prints it: decimal comma, no thousands mark."""
    return format(value, "f" if isinstance(value, Decimal) else "d").replace(".", ",")


def _joined_thousands(text: str) -> str:
    return _SPACED_THOUSANDS.sub(lambda match: match[1] + match[2].replace(" ", ""), text)


def _value(digits: str, *, percent: bool) -> Decimal | None:
    digits = re.sub(r"['’]", "", digits)
    marks = re.findall(r"[.,]", digits)
    groups = re.split(r"[.,]", digits)
    if not marks:
        return Decimal(digits)
    if len(set(marks)) > 1:
        return _mixed(groups, marks)
    if len(marks) > 1:
        return Decimal("".join(groups)) if _are_thousands(groups) else None
    if not percent and _are_thousands(groups):
        return Decimal("".join(groups))
    return Decimal(f"{groups[0]}.{groups[1]}")


def _mixed(groups: list[str], marks: list[str]) -> Decimal | None:
    if marks.count(marks[-1]) > 1 or not _are_thousands(groups[:-1]):
        return None
    return Decimal("".join(groups[:-1]) + "." + groups[-1])


def _are_thousands(groups: list[str]) -> bool:
    head, *tail = groups
    return 1 <= len(head) <= _GROUP and not head.startswith("0") and all(len(group) == _GROUP for group in tail)
