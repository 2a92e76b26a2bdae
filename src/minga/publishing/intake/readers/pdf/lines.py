"""From characters to printed lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from minga.publishing.intake.readers.bullets import SIGNS
from minga.publishing.intake.readers.pdf.glyphs import Glyph

SAME_LINE = 0.4
WORD_GAP = 0.17
TWICE_PRINTED = 0.15
LONGEST_SIGN = 3
LONGEST_UNIT = 2
SMALL = 0.85


@dataclass(slots=True)
class Line:
    """A printed line: its text, its reach along the line of writing, its baseline and the look of most of it.

    `first_word` and `first_letter` are widths; `text_start` is where the text begins after a bullet or number.
    """

    text: str
    start: float
    end: float
    base: float
    size: float
    bold: bool
    first_word: float
    text_start: float
    first_letter: float


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines in reading order; turned text (as in narrow headers) by itself, after the rest."""
    by_turn: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        by_turn.setdefault(glyph.turn, []).append(glyph)
    found = (_line(row) for turn in (0, 1, -1) for row in _rows(by_turn.get(turn, [])))
    return [line for line in found if line is not None]


def _rows(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """Characters with about the same baseline, from top to bottom."""
    row: list[Glyph] = []
    reference = glyphs[0] if glyphs else None
    for glyph in sorted(glyphs, key=lambda glyph: glyph.base):
        if row and reference and glyph.base - reference.base > SAME_LINE * max(glyph.size, reference.size):
            yield row
            row = []
        if not row or (reference and glyph.size > reference.size):
            reference = glyph
        row.append(glyph)
    if row:
        yield row


def _line(row: list[Glyph]) -> Line | None:
    base = _most([glyph.base for glyph in row])
    size = _most([round(glyph.size * 2) / 2 for glyph in row])
    middle = _most([glyph.y for glyph in row])
    words = [_without_note_call(word, middle, size) for word in _words(sorted(row, key=lambda glyph: glyph.start))]
    if all(glyph.text in SIGNS for word in words for glyph in word):
        return None
    glyphs = [glyph for word in words for glyph in word]
    texts = ["".join(glyph.text for glyph in word) for word in words]
    opens_with_sign = len(words) > 1 and len(texts[0]) <= LONGEST_SIGN
    return Line(
        text=" ".join(texts),
        start=words[0][0].start,
        end=max(glyph.end for glyph in words[-1]),
        base=base,
        size=size,
        bold=all(glyph.bold for glyph in glyphs if glyph.text not in SIGNS),
        first_word=words[0][-1].end - words[0][0].start,
        text_start=words[1 if opens_with_sign else 0][0].start,
        first_letter=words[0][0].end - words[0][0].start,
    )


def _most(values: list[float]) -> float:
    return Counter(values).most_common(1)[0][0]


def _without_note_call(word: list[Glyph], middle: float, size: float) -> list[Glyph]:
    """The word without the small raised number that calls a note; after «m» or «km» such a number is a power."""
    end = len(word)
    while end and word[end - 1].text.isdigit() and _is_raised(word[end - 1], middle, size):
        end -= 1
    is_unit = 0 < end <= LONGEST_UNIT and all(glyph.text.isalpha() for glyph in word[:end])
    return word[:end] if end and not is_unit else word


def _is_raised(glyph: Glyph, middle: float, size: float) -> bool:
    return glyph.turn == 0 and glyph.size < SMALL * size and glyph.y < middle


def _words(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    word: list[Glyph] = []
    for glyph in glyphs:
        if glyph.text.isspace() or not glyph.text:
            if word:
                yield word
            word = []
            continue
        if word and _is_printed_twice(word[-1], glyph):
            continue
        if word and glyph.start - word[-1].end > WORD_GAP * glyph.size:
            yield word
            word = []
        word.append(glyph)
    if word:
        yield word


def _is_printed_twice(one: Glyph, other: Glyph) -> bool:
    """Some writers make bold by printing a character twice."""
    return one.text == other.text and abs(one.start - other.start) < TWICE_PRINTED * one.size
