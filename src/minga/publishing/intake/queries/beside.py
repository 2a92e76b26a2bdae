"""The document's own text around a place, as it stands beside the draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import Any

from minga.publishing.intake.cleaning import clean
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import DraftFinding, DraftNode
from minga.publishing.intake.models import Passage, Reading
from minga.publishing.intake.passages import anchor

BEFORE, AFTER = 5, 4
"""Passages shown around the one that is meant, where they are short."""
NEAR = 600
"""Letters shown on each side of it; a passage that is longer is shown all the same when it comes next."""
OPENING = 15
"""Passages with which a document opens: its title, its date and who issues it are among them."""
FOLDED = 20
"""Passages that are folded on each side of those."""
PAGE = 60
"""Passages on a page of the whole text."""
SHORTEST = 3
_QUOTES = re.compile(r"«([^«»]+)»")
_EMPHASIS = re.compile(r"\*\*((?:(?!\*\*).)+)\*\*", re.DOTALL)
_SHORT = {"line": "{}", "paragraph": "¶{}", "cell": "{}", "page": "p. {}"}


@dataclass(frozen=True)
class Piece:
    """A run of text; `is_meant` when it is what the alert or the draft quotes."""

    text: str
    is_meant: bool = False


@dataclass(frozen=True)
class Shown:
    """A passage as it is shown: its short label («202», «B7»), its cells cut in pieces, and whether it is the one meant."""

    passage: Passage
    label: str
    cells: Sequence[Sequence[Piece]]
    is_meant: bool

    @property
    def parts(self) -> list[tuple[Sequence[Piece], int]]:
        """Its cells in order; empty ones that follow each other are one part, with how many they are."""
        runs = ((empty, list(cells)) for empty, cells in groupby(self.cells, key=lambda cell: not cell))
        return [
            part for empty, cells in runs for part in ([((), len(cells))] if empty else [(one, 0) for one in cells])
        ]

    @property
    def letters(self) -> int:
        """How long it is."""
        return sum(len(piece.text) for cell in self.cells for piece in cell)

    @property
    def is_strong(self) -> bool:
        """Whether it heads what follows."""
        return self.passage.kind in (Passage.Kind.HEADING, Passage.Kind.FIRST_ROW)


@dataclass(frozen=True)
class Window:
    """Consecutive passages: those shown at once, those around them that are folded, and how many come before and after."""

    shown: Sequence[Shown]
    before: int
    after: int
    earlier: Sequence[Shown] = ()
    later: Sequence[Shown] = ()

    @property
    def first(self) -> dict[str, Any]:
        """The place of the first passage shown."""
        return dict(self.shown[0].passage.place) if self.shown else {}

    @property
    def last(self) -> dict[str, Any]:
        """The place of the last passage shown."""
        return dict(self.shown[-1].passage.place) if self.shown else {}

    @property
    def meant(self) -> int | None:
        """The position of the passage that is meant."""
        return next((one.passage.position for one in self.shown if one.is_meant), None)


def beside(reading: Reading, place: Place, meant: Iterable[str] = ()) -> Window:
    """The text around a place, with what is meant marked in its passage: two queries.

    Where no passage has the place, the closest one before it stands in for it. What is read at a glance is shown; more of
    it is folded, so that nobody has to leave the page and what was typed in it.
    """
    here = _position(reading, place)
    if here is None:
        return opening(reading)
    found = _passages(reading, max(0, here - BEFORE - FOLDED), here + AFTER + FOLDED + 1, here, meant)
    at = next(number for number, one in enumerate(found) if one.is_meant)
    first = at - _near(found[at - 1 :: -1][:BEFORE] if at else ())
    last = at + 1 + _near(found[at + 1 :][:AFTER])
    return _window(reading, found, first, last)


def opening(reading: Reading) -> Window:
    """How the document begins: one query."""
    found = _passages(reading, 0, OPENING + FOLDED)
    return _window(reading, found, 0, _near(found[:OPENING], 2 * NEAR))


def page_of_text(reading: Reading, begin: int) -> Window:
    """A page of the whole text, from the passage at a position on: one query."""
    found = _passages(reading, max(0, begin), max(0, begin) + PAGE)
    return _window(reading, found, 0, len(found))


def _near(rows: Sequence[Shown], most: int = NEAR) -> int:
    """How many passages have no more letters than that together; one at least, where there is any."""
    letters = accumulate(row.letters for row in rows)
    return max((number for number, so_far in enumerate(letters, 1) if so_far <= most or number == 1), default=0)


def _passages(
    reading: Reading, begin: int, end: int, here: int | None = None, meant: Iterable[str] = ()
) -> list[Shown]:
    rows = reading.passages.filter(position__gte=begin, position__lt=end).order_by("position")
    wanted = list(meant)
    return [_shown(row, wanted, is_meant=row.position == here) for row in rows]


def _window(reading: Reading, found: Sequence[Shown], first: int, last: int) -> Window:
    """The passages from one place to another of those found, with the rest of them folded."""
    shown = found[first:last]
    before = shown[0].passage.position if shown else 0
    after = shown[-1].passage.position + 1 if shown else 0
    return Window(shown, before, max(0, reading.passages_total - after), found[:first], found[last:])


def _position(reading: Reading, place: Place) -> int | None:
    """Where the passage of a place stands: the one with its anchor, else the last one not after its number."""
    found = anchor(place)
    rows = reading.passages.order_by("position").values_list("position", flat=True)
    exact = rows.filter(anchor=found.key).first()
    if exact is not None:
        return exact
    within = rows.filter(part=found.part)
    if found.number is None:
        inside = within.filter(anchor__startswith=f"{found.key}/").first() if found.key else None
        return inside if inside is not None else within.first()
    same = within.filter(number=found.number).first()
    return same if same is not None else within.filter(number__lt=found.number).last()


def _shown(passage: Passage, meant: Sequence[str], *, is_meant: bool) -> Shown:
    texts = [_EMPHASIS.sub(r"\1", clean(text)) for text in passage.texts]
    cells = [pieces(text, meant if is_meant else ()) for text in texts]
    return Shown(passage, label(passage.place), cells, is_meant)


def label(place: dict[str, Any]) -> str:
    """A place as a margin holds it: a line's number, a cell's reference, `t2 f4` for the row of a table."""
    if "row" in place:
        return f"t{place.get('table', '')} f{place['row']}"
    return next((form.format(place[name]) for name, form in _SHORT.items() if name in place), "")


def pieces(text: str, meant: Iterable[str]) -> list[Piece]:
    """A text cut at every quotation that is meant; nothing for an empty cell."""
    if not text:
        return []
    wanted = sorted({one for one in meant if len(one) >= SHORTEST}, key=len, reverse=True)
    if not wanted:
        return [Piece(text)]
    cut = re.split("(" + "|".join(map(re.escape, wanted)) + ")", text)
    return [Piece(part, is_meant=bool(place % 2)) for place, part in enumerate(cut) if part]


def meant_by(finding: DraftFinding, node: DraftNode | None) -> list[str]:
    """What an alert speaks of in its passage: the words that it quotes, and the status where it is about one."""
    quoted = [quote.rstrip("…").strip() for quote in _QUOTES.findall(finding.message)]
    status = node.status.printed if node is not None and node.status else ""
    title = clean(node.title) if node is not None else ""
    return [text for text in (*quoted, status) if text and text != title]


def meant_of(node: DraftNode) -> list[str]:
    """What stands for an element in its passage: its status and its codes."""
    return [text for text in (node.status.printed if node.status else "", node.code or "") if text]
