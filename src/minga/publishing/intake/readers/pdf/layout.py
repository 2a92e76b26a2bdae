"""What the lines of a whole document have in common: margins, the size of the running text, distances, headings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from minga.publishing.intake.readers.pdf.lines import Line
from minga.publishing.intake.readers.pdf.pages import Page

SLACK = 1.5
SPACE = 0.25
STEP = 18.0
WIDEST_LEADING = 2.0
USUAL_LEADING = 1.65
LARGER = 1.08
LONGEST_HEADING = 250
DEEPEST_HEADING = 6
FULL_LINES = 3
RAGGED = 0.05


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the text of pages of one width begins and ends."""

    left: float
    right: float

    def fits(self, line: Line, following: Line) -> bool:
        """Whether the next line's first word had room on this line: then the author began anew."""
        room = self.right - line.end
        indent = line.start - self.left
        if indent > STEP and abs(indent - room) < 2 * SLACK:
            room += indent
        return following.first_word + SPACE * line.size <= room - SLACK


@dataclass(frozen=True, slots=True)
class Layout:
    """The look of a document. `leadings` are, for each size of letter, the usual distance between lines."""

    size: float
    margins: dict[int, Margins]
    leadings: dict[float, float]
    headings: list[float]

    def margins_of(self, page: Page) -> Margins:
        """The margins of the page's text."""
        return self.margins[round(page.width)]

    def leading(self, size: float) -> float:
        """The usual distance between lines of letters of a size."""
        return self.leadings.get(size, USUAL_LEADING * size)

    def level(self, line: Line, text: str) -> int:
        """1 to 6 for short text larger than the running text, by rank of its size; else 0."""
        if line.size not in self.headings or len(text) > LONGEST_HEADING:
            return 0
        return min(self.headings.index(line.size) + 1, DEEPEST_HEADING)

    def indent(self, line: Line, page: Page) -> int:
        """How many steps the line begins from the margin."""
        return max(0, round((line.start - self.margins_of(page).left) / STEP))


def layout_of(pages: list[Page]) -> Layout:
    """The common layout of a document's pages."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[line.size] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    margins = _margins(pages, size)
    headings = sorted((found for found in sizes if found > size * LARGER), reverse=True)
    return Layout(size, margins, _leadings(pages, margins), headings)


def _margins(pages: list[Page], size: float) -> dict[int, Margins]:
    """For each width of page, the reach of the running text."""
    lines: dict[int, list[Line]] = defaultdict(list)
    for page in pages:
        lines[round(page.width)] += page.lines
    return {
        width: _reach(found, [line for line in found if line.size == size], width) for width, found in lines.items()
    }


def _reach(lines: list[Line], running: list[Line], width: int) -> Margins:
    """The reach of the running text; where hardly a line is full, the right margin is taken to be as the left one."""
    measured = running or lines
    left = min((line.start for line in measured), default=0.0)
    right = max((line.end for line in measured), default=0.0)
    full = sum(line.end > right - RAGGED * width for line in measured)
    is_measured = full >= FULL_LINES and right > width / 2
    return Margins(left, right if is_measured else max(right, width - left))


def _leadings(pages: Iterable[Page], margins: dict[int, Margins]) -> dict[float, float]:
    distances: dict[float, Counter[float]] = defaultdict(Counter)
    for page in pages:
        reach = margins[round(page.width)]
        for line, following in pairwise(page.lines):
            distance = following.base - line.base
            is_near = line.size == following.size and 0 < distance < WIDEST_LEADING * line.size
            if is_near and not reach.fits(line, following):
                distances[line.size][round(distance * 2) / 2] += 1
    return {size: counts.most_common(1)[0][0] for size, counts in distances.items()}
