"""Totals with their parts: «63 proyectos» and beneath it, or in the same sentence, how many are in each state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from minga.publishing.intake.cleaning import clean, fold
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import DraftFigure, DraftFinding
from minga.publishing.intake.grids import is_total
from minga.publishing.intake.numbers import SPELLED, parse_decimal, spelled_or_printed
from minga.publishing.intake.recognisers import findings
from minga.publishing.intake.recognisers.counts import NOUNS
from minga.publishing.intake.recognisers.flow import Flow, Grid, Line
from minga.publishing.intake.statuses import canonical, is_status

_CAPTION = re.compile(r"(?:grafico|figura|tabla|cuadro|ilustracion|imagen|mapa|fuente)\b")
_NUMBER_FIRST = re.compile(r"(?P<number>\d{1,5})\s+(?P<label>[^\W\d].{2,60})")
_LABEL_FIRST = re.compile(r"(?P<label>[^\W\d][^:]{2,60}?)\s*[:–-]\s*(?P<number>\d{1,5})")
_TOTAL = re.compile(rf"(?P<number>\d{{1,5}}|\w+)\s+(?P<noun>{'|'.join(NOUNS)})\b", re.IGNORECASE)
_ANNOUNCED = re.compile(
    rf"\b(?P<number>\d{{1,3}}|{SPELLED})\s+(?P<noun>{'|'.join(NOUNS)}|pilares|l[ií]neas)\b"
    r"(?:\s+(?:de (?:acci[oó]n|trabajo)|(?:estrat[eé]gic|tem[aá]tic|transversal|prioritari|articulador|principal)\w*))*"
    r"(?:,?\s+(?:que (?:son|se (?:detallan|describen|presentan)(?: a continuaci[oó]n)?)|a saber|siguientes|como sigue))?\s*:$",
    re.IGNORECASE,
)
_ONLY_SOME = re.compile(
    r"\b(?:entre (?:ell[oa]s|otr[oa]s|l[oa]s cuales)|por ejemplo|destacan|como:|tales como|mas de|al menos|en)\b[^:]{0,60}:$"
)
_PORTFOLIO = re.compile(
    r"\b(?:cartera|portafolio|matriz|banco de proyectos)\b[^.;:]{0,60}?"
    r"\b(?:const|contien|comprend|tien|integr|suma|abarca|re[uú]ne|registra|compon|compuest)\w*(?:\s+(?:de|por|en|un|total|con|a))*"
    rf"\s+(?P<number>\d{{1,4}}|{SPELLED})\s+(?P<noun>proyectos|iniciativas|programas)(?=\s*(?:[.,;:)]|$|(?:con|en total|y)\b))",
    re.IGNORECASE,
)
_LONGEST_LINE = 20_000
_BETWEEN = re.compile(r"\s*(?:,|;|\by\b)\s*")
_LONGEST_ITEM = 90
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a total: how many, the label as printed, and where."""

    value: int
    label: str
    place: Place


@dataclass(frozen=True, slots=True)
class Parts:
    """A total and the parts given with it, in order."""

    noun: str
    total: int
    place: Place
    order: int
    parts: list[Part]

    def figures(self) -> Iterator[DraftFigure]:
        """A figure for the total and one per part, named by the part's canonical state or else by its label."""
        base = NOUNS[self.noun]
        yield DraftFigure(base, Decimal(self.total), self.place, label=self.noun)
        used: set[str] = set()
        for part in self.parts:
            state = canonical(part.label)
            name = f"{base}-{state.replace('_', '-')}"
            if state == "unknown" or name in used:
                name = f"{base}-{re.sub('[^a-z0-9]+', '-', fold(part.label)).strip('-')}"
            used.add(name)
            yield DraftFigure(name, Decimal(part.value), part.place, label=part.label)

    def check(self) -> Iterator[DraftFinding]:
        """An alert where the parts do not add up to the total."""
        summed = sum(part.value for part in self.parts)
        if summed != self.total:
            yield findings.parts_mismatch(what=self.noun, stated=self.total, summed=summed, place=self.place)


def counted_parts(flow: Flow) -> Iterator[Parts]:
    """The totals of the document with their parts: in a list or a table beneath, or after a colon in the sentence."""
    for line in flow.lines:
        total = _total(line.text) if ":" in line.text else None
        if total is None:
            continue
        number, noun = total
        parts = list(_parts_beneath(flow, line, noun) if line.text.endswith(":") else _parts_inline(line))
        if len(parts) >= _LEAST:
            yield Parts(noun, number, line.place, line.order, parts)


def portfolio_totals(flow: Flow) -> Iterator[tuple[Line, str, int]]:
    """How many projects the text says that the whole portfolio holds: the line, the noun and the number, in order."""
    for line in flow.lines:
        for match in _PORTFOLIO.finditer(line.text) if len(line.text) < _LONGEST_LINE else ():
            number = spelled_or_printed(match["number"])
            if number is not None:
                yield line, match["noun"].lower(), number


def counted_lists(flow: Flow) -> Iterator[tuple[Line, str, int, int]]:
    """Lines that announce so many things and list them beneath: the line, the noun, the number and how many stand there.

    «... consta de 4 ejes:» and three bullets; a sentence that names only some («entre ellos») announces nothing.
    """
    for line in flow.lines:
        match = _ANNOUNCED.search(line.text) if line.text.endswith(":") else None
        number = spelled_or_printed(match["number"]) if match else None
        if match is None or number is None or _ONLY_SOME.search(fold(line.text)):
            continue
        items = list(listed(flow, line))
        outer = [item for item in items if item.bullet and item.indent <= items[0].indent]
        if len(outer) >= _LEAST and not any(_part(item.text, "", item.place) for item in outer):
            yield line, match["noun"].lower(), number, len(outer)


def _total(text: str) -> tuple[int, str] | None:
    """The last count of things before the sentence's colon."""
    found = [
        (number, match["noun"].lower())
        for match in _TOTAL.finditer(text.rsplit(":", 1)[0])
        if (number := spelled_or_printed(match["number"])) is not None
    ]
    return found[-1] if found else None


def _parts_inline(line: Line) -> Iterator[Part]:
    """The parts after a colon, where every one of them is a number and a known state."""
    pieces = [piece for piece in _BETWEEN.split(line.text.rsplit(":", 1)[1].strip(" .")) if piece]
    matches = [match for piece in pieces if (match := _NUMBER_FIRST.fullmatch(piece)) and is_status(match["label"])]
    if len(matches) == len(pieces):
        yield from (Part(int(match["number"]), match["label"], line.place) for match in matches)


def _parts_beneath(flow: Flow, line: Line, noun: str) -> Iterator[Part]:
    following = next(flow.lines_after(line.order + 1), None)
    if isinstance(following, Grid):
        yield from _parts_of_table(following)
        return
    items = list(listed(flow, line))
    parts = [part for item in items if (part := _part(item.text, noun, item.place))]
    if len(parts) == len(items):
        yield from parts


def _part(text: str, noun: str, place: Place) -> Part | None:
    text = text.rstrip(" .;,")
    match = _NUMBER_FIRST.fullmatch(text) or _LABEL_FIRST.fullmatch(text)
    if match is None:
        return None
    label = re.sub(rf"^{noun}\s+", "", match["label"], flags=re.IGNORECASE)
    return Part(int(match["number"]), label, place)


def _parts_of_table(grid: Grid) -> Iterator[Part]:
    """The rows of a table that hold a known state and a count."""
    for row in grid.table.rows:
        texts = [text for text in map(clean, row.texts) if text]
        label = next((text for text in texts if is_status(text)), None)
        numbers = [number for text in texts if (number := parse_decimal(text)) is not None and "%" not in text]
        if label and numbers and not is_total(texts):
            yield Part(int(numbers[0]), label, row.place)


def listed(flow: Flow, line: Line) -> Iterator[Line]:
    """The list beneath a line: its bullets, or short lines that are no sentences, headings or captions."""
    bulleted: bool | None = None
    for item in flow.lines_after(line.order + 1):
        if isinstance(item, Grid) or item.is_heading or _CAPTION.match(fold(item.text)):
            return
        bulleted = item.bullet if bulleted is None else bulleted
        is_prose = not bulleted and (len(item.text) > _LONGEST_ITEM or item.text.endswith((".", ":")))
        if item.bullet != bulleted or is_prose:
            return
        yield item
