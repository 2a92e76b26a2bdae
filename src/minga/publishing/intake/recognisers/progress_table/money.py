"""The currency and the scale of the amounts of a table: «(S/)», «M$», «en miles de dólares»."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from minga.publishing.intake.cleaning import fold

_CURRENCIES = {
    "EUR": re.compile(r"€|\beur\b|\beuros?\b"),
    "PEN": re.compile(r"\bs/(?!\w)|\bpen\b|\bsoles\b"),
    "COP": re.compile(r"\bcop\b|\bpesos colombianos\b"),
    "MXN": re.compile(r"\bmxn\b|\bpesos mexicanos\b"),
    "CLP": re.compile(r"\bclp\b|\bpesos chilenos\b|(?<![\w$])mm?\$"),
    "USD": re.compile(r"\busd\b|\bus\$|\bdolares\b|\bus dollars?\b"),
}
_PESOS = re.compile(r"\bpesos\b")
_COUNTRIES = {
    "COP": re.compile(r"\bcolombian?[oa]?s?\b"),
    "MXN": re.compile(r"\bmexico\b|\bmexican[oa]s?\b"),
    "CLP": re.compile(r"\bchile\b|\bchilen[oa]s?\b"),
}
_THOUSANDS, _MILLIONS = Decimal(1000), Decimal(1_000_000)
_SCALES = (
    (_MILLIONS, re.compile(r"\bmillones\b|(?<![\w$])mm\$|\bmillions?\b")),
    (_THOUSANDS, re.compile(r"\bmiles\b|(?<![\w$])m\$|\bthousands?\b")),
)
_SAYS_MONEY = re.compile(
    r"\b(?:cifras|valores|montos|importes|cantidades|expresad[oa]s?|presupuesto|amounts|figures|values)\b.*"
)
_SIGNS = re.compile(
    r"\b(?:en |in )?(?:(?:miles|millones|thousands|millions)(?: (?:de|of))?\s*)?"
    r"(?:(?:usd|us|eur|cop|mxn|pen|clp|soles|dolares|dollars|euros|pesos)\b(?: (?:colombianos|mexicanos|chilenos))?|s/(?!\w))\.?"
    r"|\b(?:en |in )?(?:miles|millones|thousands|millions)\b|\bmm?\$|[$€]"
)


@dataclass(frozen=True, slots=True)
class Money:
    """What an amount is counted in: an ISO 4217 code, None where only «pesos» is printed, and how many units make one."""

    currency: str | None = "USD"
    scale: Decimal = Decimal(1)


DOLLARS = Money()


def money_over(lines: Iterable[str]) -> Money:
    """What the lines over a table say of all its amounts («Cifras en miles de dólares»); dollars where they say nothing."""
    said = [fold(line) for line in lines]
    telling = [line for line in said if _SAYS_MONEY.fullmatch(line)]
    money = DOLLARS
    for line in telling:
        money = _said(line, money)
    return _of_country(money, said) if money.currency is None else money


def money_of(text: str, over: Money) -> Money:
    """What a column's label or a cell says of its amounts; what stands over the table where they say nothing."""
    return _said(fold(text), over)


def names_money(folded: str) -> bool:
    """Whether a label, folded, names a currency or a scale of amounts."""
    return bool(_SIGNS.search(folded))


def without_money(folded: str) -> str:
    """A label, folded, without its currency and scale."""
    return _SIGNS.sub(" ", folded)


def _said(folded: str, otherwise: Money) -> Money:
    currency = next((code for code, form in _CURRENCIES.items() if form.search(folded)), otherwise.currency)
    if _PESOS.search(folded) and not any(form.search(folded) for form in _CURRENCIES.values()):
        currency = otherwise.currency if otherwise.currency in _COUNTRIES else None
    scale = next((scale for scale, form in _SCALES if form.search(folded)), otherwise.scale)
    return Money(currency, scale)


def _of_country(money: Money, lines: Iterable[str]) -> Money:
    named = {code for line in lines for code, form in _COUNTRIES.items() if form.search(line)}
    return Money(named.pop(), money.scale) if len(named) == 1 else money
