"""What identifies a plan by the title that is printed or written, however it is told. A pure module."""

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
SILENT = frozenset(
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
"""Words that tell no plan from another."""
SURE = 0.82
"""Names at least this alike are the same; below, a person is asked."""
LONGEST_IDENTITY = 200


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
    kept = [word for word in words if word not in SILENT and not _number(word)]
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


def identity_of(name: PlanName, *, scope: str = "", fictitious: bool) -> str:
    """What tells a plan from all others. `scope` is its publisher's address, where plans of one name belong to whoever publishes them."""
    return " ".join(filter(None, (scope, name.key, "ficticio" if fictitious else "")))[:LONGEST_IDENTITY]


def may_be(one: PlanName, other: PlanName) -> bool:
    """Whether two names may be of one plan.

    Those of the same words where one of the two does not say its edition, and those of the same edition whose words are
    nearly the same.
    """
    if one.words == other.words:
        return not one.edition or not other.edition
    alike_words = SequenceMatcher(None, one.words, other.words, autojunk=False).ratio() >= SURE
    return one.edition == other.edition and alike_words


def _number(word: str) -> int | None:
    """The number that an ordinal or a roman numeral of up to ten says."""
    for names in (_ORDINALS, _ROMAN):
        if word in names:
            return names.index(word) + 1
    return _ORDINALS.index(word[:-1]) + 1 if word[:-1] in _ORDINALS else None
