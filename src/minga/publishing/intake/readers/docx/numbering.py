"""The numbers and bullets that Word draws before paragraphs: they are printed, and stand in no text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from minga.publishing.intake.readers.docx.styles import Styles
from minga.publishing.intake.readers.ooxml import Part, attribute, child, children

PLACEHOLDER = re.compile(r"%([1-9])")
ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl"}
ROMAN |= {10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"}
LEVELS = 9
HIGHEST = 9_999


@dataclass(frozen=True, slots=True)
class Label:
    """What is drawn before a paragraph: the number's text, or a bullet, at a depth of nesting from 0."""

    text: str = ""
    is_bullet: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    form: str
    pattern: str
    start: int


class Numbering:
    """Counts the lists of a document. Paragraphs must be asked for in document order, each once."""

    def __init__(self, part: Part | None, styles: Styles) -> None:
        root = part.root if part else None
        self._styles = styles
        self._definitions = _definitions(root)
        self._lists = {attribute(item, "numId"): item for item in children(root, "num")}
        self._counters: dict[str | None, dict[int, int]] = defaultdict(dict)
        self._started: set[tuple[str | None, int]] = set()

    def label(self, paragraph: Element) -> Label:
        """The paragraph's number or bullet; an empty label when it is in no list."""
        place = self._styles.list_place(paragraph)
        item = self._lists.get(_value(child(place, "numId")))
        depth = min(_number(child(place, "ilvl"), 0), LEVELS - 1)
        definition = _value(child(item, "abstractNumId"))
        levels = self._definitions.get(definition, {})
        if item is None or depth not in levels:
            return Label()
        if levels[depth].form == "bullet":
            return Label(is_bullet=True, depth=depth)
        counters = self._counters[definition]
        self._count(counters, item, depth, levels[depth])
        return Label(_text(counters, depth, levels), depth=depth)

    def _count(self, counters: dict[int, int], item: Element, depth: int, level: Level) -> None:
        start = _restart(item, depth)
        occasion = (attribute(item, "numId"), depth)
        if start is None or occasion in self._started:
            start = counters.get(depth, level.start - 1) + 1
        self._started.add(occasion)
        counters[depth] = start
        for deeper in [other for other in counters if other > depth]:
            del counters[deeper]


def _text(counters: dict[int, int], depth: int, levels: dict[int, Level]) -> str:
    def number(found: re.Match[str]) -> str:
        level = int(found[1]) - 1
        return _drawn(counters.get(level, levels[level].start), levels[level].form) if level in levels else ""

    return PLACEHOLDER.sub(number, levels[depth].pattern).strip()


def _definitions(root: Element | None) -> dict[str | None, dict[int, Level]]:
    """The levels of each abstract list; one that only names a list style takes the levels kept under that name."""
    items = children(root, "abstractNum")
    styled = {_value(child(item, "styleLink")): item for item in items}
    linked = ((item, styled.get(_value(child(item, "numStyleLink")) or "", item)) for item in items)
    return {attribute(item, "abstractNumId"): _levels(source) for item, source in linked}


def _levels(definition: Element) -> dict[int, Level]:
    return {
        int(attribute(level, "ilvl") or 0): Level(
            form=_value(child(level, "numFmt")) or "decimal",
            pattern=_value(child(level, "lvlText")) or "",
            start=_number(child(level, "start"), 1),
        )
        for level in children(definition, "lvl")
    }


def _restart(item: Element, depth: int) -> int | None:
    """The number at which this list, unlike others of its kind, begins a level."""
    for override in children(item, "lvlOverride"):
        if attribute(override, "ilvl") == str(depth):
            start = child(override, "startOverride")
            return None if start is None else _number(start, 1)
    return None


def _value(element: Element | None) -> str | None:
    return None if element is None else attribute(element, "val")


def _number(element: Element | None, otherwise: int) -> int:
    value = _value(element) or ""
    return int(value) if value.isdecimal() else otherwise


def _drawn(number: int, form: str) -> str:
    """The number as Word draws it; the forms that Spanish documents use."""
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{number:02}"
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 9)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        return _roman(number) if form == "lowerRoman" else _roman(number).upper()
    return str(number)


def _roman(number: int) -> str:
    text = ""
    for value, letters in ROMAN.items():
        times, number = divmod(min(number, HIGHEST), value)
        text += letters * times
    return text
