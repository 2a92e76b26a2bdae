"""Results listed in one cell: told apart with or without bullets, counted, and added up."""

from __future__ import annotations

import re
from decimal import Decimal

from minga.publishing.intake.cleaning import clean, fold, list_items, words
from minga.publishing.intake.numbers import SPELLED, WORDS

_PRETERITE = r"[a-záéíóúñ]+(?:ó|aron|ieron|aban|ía|ían)"
_NEXT_SENTENCE = re.compile(
    rf"(?<=[.;])\s+(?=Se\s+{_PRETERITE}\s+(?:un\s+total\s+de\s+)?\d)|(?<=[.;])\s*\n\s*(?=[A-ZÁÉÍÓÚÑ])"
)
_UNSEPARATED = re.compile(r"(?<=[.;])\s+(?=[A-ZÁÉÍÓÚÑ])|(?<=[a-záéíóúñ\d)])\s+(?=[A-ZÁÉÍÓÚÑ])")
_ACTION = re.compile(
    rf"Se\s+(?:ha\s+|han\s+)?\w+|[A-ZÁÉÍÓÚÑ][a-záéíóúñ]{{3,}}(?:ción|sión|miento|ciones|siones|mientos|aje)\b"
    rf"|[A-ZÁÉÍÓÚÑ][a-záéíóúñ]{{3,}}(?:ar|er|ir)\b|[A-ZÁÉÍÓÚÑ]{_PRETERITE}\b"
)
_CONNECTING = frozenset(
    [
        "de",
        "del",
        "la",
        "las",
        "los",
        "el",
        "lo",
        "un",
        "una",
        "y",
        "e",
        "o",
        "u",
        "a",
        "al",
        "en",
        "con",
        "por",
        "para",
        "sin",
        "sobre",
        "entre",
        "su",
        "sus",
        "que",
        "como",
        "segun",
        "hasta",
        "desde",
    ]
)
_ABBREVIATION, _YEAR = 3, 4
_BULLETED = re.compile(r"[•▪●◦✓✔❖➢]|<li\b")
_COUNT = re.compile(r"(?<![\w.,/-])(?P<digits>\d{1,3}(?:\.\d{3})+|\d+)(?![\w/-]|[.,]\d|\s*%)\s*(?P<noun>\w*)")
_SPELLED = re.compile(rf"\b(?P<word>{SPELLED})\s+(?P<noun>\w+)")


def read_results(texts: list[str]) -> list[str]:
    """The results that the pieces of a cell list, in order, cleaned.

    Each piece begins a result of its own, unless it goes on in lower case.

    Bullets and HTML items part them. A piece without any is parted where a new sentence begins, with or without a
    period before it: at a capitalised verb or noun of action that follows a word in lower case.
    """
    results: list[str] = []
    for text in texts:
        items = [part for item in _marked(text) for part in _parts(item, bulleted=bool(_BULLETED.search(text)))]
        if results and items and items[0][:1].islower():
            results[-1] = f"{results[-1]} {items.pop(0)}"
        results += items
    return results


def _marked(text: str) -> list[str]:
    return list_items(text) if _BULLETED.search(text) or "<" in text else [text]


def _parts(item: str, *, bulleted: bool) -> list[str]:
    if bulleted:
        return [part for piece in _NEXT_SENTENCE.split(item) if (part := clean(piece))]
    text = clean(item)
    starts = [0, *(match.end() for match in _UNSEPARATED.finditer(text) if _begins_result(text, match))]
    return [
        text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True) if text[start:end]
    ]


def _begins_result(text: str, gap: re.Match[str]) -> bool:
    """Whether a new result begins after a gap: after a period anything, else an action after a whole word."""
    before = text[: gap.start()]
    last = re.search(r"(\w+)\W*$", before[-40:])
    if before.endswith((".", ";")):
        return not (last and len(last[1]) <= _ABBREVIATION and last[1][0].isupper()) and not re.search(
            r"\b(?:Av|Nro|No|Art|Sr|Dr)\.$", before[-6:]
        )
    if last and fold(last[1]) in _CONNECTING:
        return False
    action = _ACTION.match(text, gap.end())
    if action is None:
        return False
    return action[0].startswith("Se ") or bool(last and last[1][0].islower())


def count_results(results: list[str]) -> tuple[Decimal, bool, list[Decimal]] | None:
    """The sum of the first count in each result, whether they count different things, and the counts.

    None where fewer than two results have a count. Percentages, dates and years («2021») do not count.
    """
    counted = [found for result in results if (found := _first_count(result))]
    if len(counted) == 1 or not counted:
        return None
    values = [value for value, _ in counted]
    return sum(values, Decimal(0)), len({noun for _, noun in counted}) > 1, values


def _first_count(result: str) -> tuple[Decimal, str] | None:
    for match in _COUNT.finditer(result):
        digits = match["digits"].replace(".", "")
        if not (len(digits) == _YEAR and digits.startswith(("19", "20")) and "." not in match["digits"]):
            return Decimal(digits), _stem(match["noun"])
    spelled = _SPELLED.search(fold(result))
    return (Decimal(WORDS[spelled["word"]]), _stem(spelled["noun"])) if spelled else None


def _stem(noun: str) -> str:
    return (words(noun) or [""])[0].rstrip("s")
