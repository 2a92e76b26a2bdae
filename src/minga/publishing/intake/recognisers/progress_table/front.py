"""What is printed before a follow-up table: the document's first lines, its cover sheet, and the plan that a title names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from minga.publishing.intake.cleaning import fold
from minga.publishing.intake.cover import Cover, Line, cover_lines, title_lines
from minga.publishing.intake.document import Block, Document, Place, Table

_COVER_SHEET = re.compile(
    r"(?:portada|caratula|inicio|presentacion|datos generales|informacion general|cover|title)\b.*"
)
_FOLLOW_UP = re.compile(
    r"(?:informe (?:de |del )?)?(?:avances?|seguimiento|monitoreo|evaluacion|estado|ejecucion|cumplimiento)\b.*\b(?:de|del|al)\b.*"
)
_SHORT_PLAN = re.compile(r"\b(?:de|del|al)\s+(?:la\s+)?(P[DM]{1,2}OT|POA|PEI|PAGA|PND|PAC|PAPP)\b")
_FEW = 40
_LONGEST = 200
_ENGLISH_PLAN = re.compile(r"(?:[a-z-]+ ){1,5}(?:plan|strategy)\b.*")
_SPANISH_PLAN = re.compile(
    r"\b(?:plan|agenda|estrategia)\s+(?:de|del|para|nacional|municipal|cantonal|anual)\b", re.IGNORECASE
)
_PROGRAMME = re.compile(r"(?:programa|cartera|portafolio|banco)\s+(?:de|del|anual)\b.*")
_ACRONYM = re.compile(r"P[A-Z]{1,6}\b.*\b(?:19|20)\d\d\s*[-–—/]\s*(?:19|20)\d\d")
_SAYS_ENGLISH = frozenset({"action", "strategic", "development", "climate", "city", "municipal", "community", "master"})


def front_lines(document: Document) -> list[Line]:
    """The lines before the first table outside any sheet, and those of the cover sheets: they serve all of the tables."""
    lines = cover_lines(paragraph for paragraph in document.paragraphs() if paragraph.place.sheet is None)
    named = cover_sheets(document)
    covers = [block for block in document.blocks if block.place.sheet in named]
    return [*lines, *list(title_lines(_rows(covers)))[:_FEW]]


def cover_sheets(document: Document) -> set[str]:
    """The names of the sheets that only introduce the workbook («Portada»)."""
    sheets = {block.place.sheet for block in document.blocks if block.place.sheet}
    return {sheet for sheet in sheets if _COVER_SHEET.fullmatch(fold(sheet))}


def _rows(blocks: Iterable[Block]) -> Iterator[tuple[list[str], Place]]:
    for block in blocks:
        if isinstance(block, Table):
            yield from ((list(row.texts), row.place) for row in block.rows)
        else:
            yield [block.text], block.place


def plan_title(cover: Cover, lines: Sequence[Line]) -> str | None:
    """The plan's title: the cover's, else what a line names («Seguimiento Plan de ...», «... Action Plan», «Programa de ...»)."""
    if cover.title:
        return cover.title
    for line in lines:
        if title := _named(line.text):
            return title
    return None


def follow_up_line(lines: Sequence[Line]) -> str | None:
    """The line that says that the document follows something up, dated or not: «Avance del PDOT a diciembre de 2024»."""
    return next(
        (line.text for line in lines if len(line.text) < _LONGEST and _FOLLOW_UP.fullmatch(fold(line.text))), None
    )


def _named(text: str) -> str | None:
    folded = fold(text)
    if len(text) > _LONGEST:
        return None
    spanish = _SPANISH_PLAN.search(text)
    if spanish:
        return text[spanish.start() :].strip(" .,")
    if _FOLLOW_UP.fullmatch(folded) and (short := _SHORT_PLAN.search(text)):
        return short[1]
    is_english = _ENGLISH_PLAN.fullmatch(folded) and _SAYS_ENGLISH.intersection(folded.split())
    return text if is_english or _PROGRAMME.fullmatch(folded) or _ACRONYM.fullmatch(text) else None
