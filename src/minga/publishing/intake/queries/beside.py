"""The document's own text around a place, as it stands beside the draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from minga.publishing.intake.cleaning import clean
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import DraftFinding, DraftNode
from minga.publishing.intake.models import Passage, Reading
from minga.publishing.intake.passages import anchor

BEFORE, AFTER = 5, 4
"""Passages shown around the one that is meant."""
MORE = 20
MOST = 120
"""Passages shown at once, however many are asked for."""
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
    def is_strong(self) -> bool:
        """Whether it heads what follows."""
        return self.passage.kind in (Passage.Kind.HEADING, Passage.Kind.FIRST_ROW)


@dataclass(frozen=True)
class Window:
    """Consecutive passages: those shown, how many come before and after them, and how many were asked for on each side."""

    shown: Sequence[Shown]
    before: int
    after: int
    asked: tuple[int, int] = (BEFORE, AFTER)

    @property
    def more_before(self) -> str:
        """The query that shows more of what comes before."""
        return f"antes={self.asked[0] + MORE}&despues={self.asked[1]}"

    @property
    def more_after(self) -> str:
        """The query that shows more of what comes after."""
        return f"antes={self.asked[0]}&despues={self.asked[1] + MORE}"

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


def beside(
    reading: Reading, place: Place, meant: Iterable[str] = (), *, before: int = BEFORE, after: int = AFTER
) -> Window:
    """The text around a place, with what is meant marked in its passage: two queries.

    Where no passage has the place, the closest one before it stands in for it.
    """
    here = _position(reading, place)
    if here is None:
        return _window(reading, 0, before + after, None, ())
    before, after = min(before, MOST), min(after, MOST)
    found = _window(reading, max(0, here - before), here + after + 1, here, meant)
    return replace(found, asked=(before, after))


def page_of_text(reading: Reading, begin: int) -> Window:
    """A page of the whole text, from the passage at a position on."""
    return _window(reading, max(0, begin), max(0, begin) + PAGE, None, ())


def _window(reading: Reading, begin: int, end: int, here: int | None, meant: Iterable[str]) -> Window:
    rows = reading.passages.filter(position__gte=begin, position__lt=end).order_by("position")
    wanted = list(meant)
    shown = [_shown(row, wanted, is_meant=row.position == here) for row in rows]
    before = shown[0].passage.position if shown else 0
    last = shown[-1].passage.position + 1 if shown else 0
    return Window(shown, before, max(0, reading.passages_total - last))


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
