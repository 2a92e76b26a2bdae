"""When two printed titles name the same plan or the same node. Pure: no database."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from minga.kernel.words import fold

_YEARS = re.compile(r"\b(20\d\d|19\d\d)\s*[-–—/a]\s*(20\d\d|19\d\d)\b")
_YEAR = re.compile(r"\b(20\d\d|19\d\d)\b")
_ORDINALS = ("primer", "segundo", "tercer", "cuarto", "quinto", "sexto", "septimo", "octavo", "noveno", "decimo")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_ACRONYMS = {
    "pmdot": "plan metropolitano desarrollo ordenamiento territorial",
    "pdot": "plan desarrollo ordenamiento territorial",
    "paga": "plan gobierno abierto",
}
_FAMILIES = (
    ("plan metropolitano desarrollo ordenamiento territorial", "pmdot"),
    ("plan desarrollo ordenamiento territorial", "pdot"),
    ("plan gobierno abierto", "paga"),
)
_SILENT = frozenset(
    [
        "a",
        "al",
        "accion",
        "con",
        "de",
        "del",
        "distrito",
        "dmq",
        "e",
        "el",
        "en",
        "ciudad",
        "la",
        "las",
        "los",
        "para",
        "por",
        "quito",
        "y",
    ]
)
SURE = 0.82
"""Titles at least this alike are the same; below, a person is asked."""
POSSIBLE = 0.6
"""Titles that share at least this much of their words may be the same; below, nobody is asked."""


@dataclass(frozen=True)
class PlanName:
    """A plan's identity: its family or words, and its number or years."""

    words: str
    edition: str

    @property
    def key(self) -> str:
        """The identity as one text, equal for equal plans."""
        return f"{self.words} {self.edition}".strip()

    @property
    def slug(self) -> str:
        """An address for the plan."""
        return re.sub(r"[^a-z0-9]+", "-", self.key).strip("-")[:100]


def plan_name(title: str, period: tuple[int, int] | None = None) -> PlanName:
    """What identifies a plan: `PMDOT 2021 – 2033`, `II PAGA` and their long forms name one plan each.

    A number (segundo, II, 2) identifies an edition better than its years, which reports do not always print.
    """
    folded = fold(title)
    years = _YEARS.search(folded) or _YEAR.search(folded)
    words = re.findall(r"[a-z0-9]+", _YEARS.sub(" ", _YEAR.sub(" ", folded)))
    number = next((found for word in words if (found := _number(word))), None)
    kept = [word for word in words if word not in _SILENT and not _number(word)]
    text = " ".join(_ACRONYMS.get(word, word) for word in kept)
    for family, short in _FAMILIES:
        if text.startswith(family):
            text = short
            break
    if number:
        return PlanName(text, str(number))
    span = f"{period[0]} {period[1]}" if period else " ".join(years.groups()) if years else ""
    first, _, last = span.partition(" ")
    return PlanName(text, first if first == last else span)


def _number(word: str) -> int | None:
    """The number that an ordinal or a roman numeral of up to ten says."""
    for names in (_ORDINALS, _ROMAN):
        if word in names:
            return names.index(word) + 1
    return _ORDINALS.index(word[:-1]) + 1 if word[:-1] in _ORDINALS else None


def title_key(title: str) -> str:
    """A title as it is compared: letters and digits only, without accents or case."""
    return " ".join(re.findall(r"[a-z0-9]+", fold(title)))


def alike(one: str, other: str) -> bool:
    """Whether two titles are surely the same thing, told with other words or typing errors."""
    first, second = title_key(one), title_key(other)
    return first == second or SequenceMatcher(None, first, second, autojunk=False).ratio() >= SURE


def shared_words(one: str, other: str) -> float:
    """How much of their telling words two titles share, from 0 to 1 (Dice's coefficient)."""
    first, second = (set(title_key(title).split()) - _SILENT for title in (one, other))
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def address_key(code: str) -> str:
    """A node's code as part of an address: letters, digits, points and hyphens."""
    return re.sub(r"[^A-Za-z0-9.]+", "-", fold(code).upper() if code.islower() else code).strip("-.")[:60] or "N"
