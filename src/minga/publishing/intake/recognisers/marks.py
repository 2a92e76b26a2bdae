"""Notes beneath a table, and which of its marked cells each of them explains."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from minga.publishing.intake.cleaning import clean, fold
from minga.publishing.intake.document import Place
from minga.publishing.intake.grids import is_tail
from minga.publishing.intake.recognisers.commitments import NUMBER, number_of
from minga.publishing.intake.recognisers.flow import Flow, Grid, Line

_NOTE = re.compile(
    r"\s*(?:(?P<mark>\\?\*{1,4}|[†‡§¹²³⁴⁵⁶⁷⁸⁹]|\(\*{1,4}\)|\(\d\)|\[\d\]|<sup[^<>]*>\d</sup>)|nota\s*(?P<number>\d)?\s*:)\s*(?P<text>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_MARK_AT_END = re.compile(r"(\*+|[†‡§¹²³⁴⁵⁶⁷⁸⁹]|\d)\W*$")
_ITEM = re.compile(rf"\bhitos?\s+{NUMBER}", re.IGNORECASE)
_LINES_BETWEEN = 3
_SUPERSCRIPTS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789")
_DATE_CHANGE = re.compile(
    r"(?:cambi|modific|prorrog|ampli|extensi|exten[ds]|reprogram|reagend|posterg|aplaz|actualiz|nuev)\w*\b[^.]{0,60}\b"
    r"(?:fechas?|plazos?|cronogramas?|calendarios?)\b|\bprorroga\b|\breprogramacion\b"
)
_INDICATOR = re.compile(
    r"(?:inclu|incorpor|agreg|anad|adicion|cre[ao]|nuev|solicit|modific|cambi)\w*\b[^.]{0,60}\bindicador(?:es)?\b"
)


@dataclass(slots=True)
class Note:
    """A note beneath a table: the mark it opens with, its text, and the milestone it names, if any."""

    mark: str
    text: str
    place: Place
    item: int | None


def notes_after(flow: Flow, order: int) -> list[Note]:
    """The notes printed beneath a table whose last row stands at `order`, up to the next heading or table."""
    notes: list[Note] = []
    for skipped, item in enumerate(flow.lines_after(order + 1)):
        if isinstance(item, Grid) or item.is_heading:
            break
        note = note_in(item)
        if note:
            notes.append(note)
        elif notes and is_tail(item.text, notes[-1].text) and not notes[-1].text.endswith("."):
            notes[-1].text += f" {item.text}"
        elif notes or skipped >= _LINES_BETWEEN:
            break
    return notes


def note_in(line: Line) -> Note | None:
    """The note that a line is: a mark and what it explains («* Se amplió el plazo»); None for any other line."""
    match = _NOTE.fullmatch(line.raw)
    if match is None or _is_emphasis(line.raw, match["mark"]):
        return None
    text = clean(match["text"])
    return Note(_plain(match["mark"] or match["number"] or "*"), text, line.place, _item_named(text))


def _is_emphasis(raw: str, mark: str | None) -> bool:
    """Whether asterisks open an emphasised passage rather than a note."""
    return bool(mark) and raw.count(mark or "") > 1 and not raw.strip()[len(mark or "") :][:1].isspace()


def _item_named(text: str) -> int | None:
    match = _ITEM.search(text)
    return number_of(match["number"]) if match else None


def _plain(mark: str) -> str:
    return re.sub(r"<[^<>]*>|[\\()\[\]]", "", mark).translate(_SUPERSCRIPTS)


def mark_of(printed: str) -> str:
    """The mark that a status ends in: «*», «**», «1»."""
    match = _MARK_AT_END.search(re.sub(r"</?sup[^<>]*>", "", printed.strip()))
    return match[1].translate(_SUPERSCRIPTS) if match else "*"


def explained(notes: Sequence[Note], marked: Sequence[tuple[int, str]]) -> dict[int, Note]:
    """Which note explains which marked item. `marked`: the items' numbers with their marks, in order.

    A note that names an item explains that one alone. As many notes as items under one mark go one by one; a single
    note explains every item under its mark.
    """
    found: dict[int, Note] = {}
    for mark in dict.fromkeys(mark for _, mark in marked):
        items = [number for number, other in marked if other == mark]
        under = [note for note in notes if note.mark == mark]
        named = {note.item: note for note in under if note.item in items}
        found.update({item: note for item, note in named.items() if item is not None})
        rest = [item for item in items if item not in found]
        free = [note for note in under if note.item is None]
        if len(free) == 1:
            found.update(dict.fromkeys(rest, free[0]))
        else:
            found.update(zip(rest, free, strict=False))
    return found


def mark_reason(note: str | None) -> str:
    """Why an item carries a mark, from its note: one of the contract's words."""
    if note is None:
        return "unexplained"
    folded = fold(note)
    if _DATE_CHANGE.search(folded):
        return "date_change_requested"
    return "indicator_requested" if _INDICATOR.search(folded) else "other"
