"""From printed lines back to paragraphs: a line that ends where the next word would not fit goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from minga.publishing.intake.document import Paragraph, Place
from minga.publishing.intake.readers.bullets import without_bullet
from minga.publishing.intake.readers.pdf.layout import SLACK, Layout
from minga.publishing.intake.readers.pdf.lines import Line
from minga.publishing.intake.readers.pdf.pages import Page, RuledTable
from minga.publishing.intake.readers.pdf.words import Wrapped

LOOSEST = 1.2
SAME_SIZE = 0.6
INDENT = 72.0
CLOSED = tuple(".:;!?")
DASHES = "-–—"
NUMBERED = re.compile(r"\(?(?:\d+(?:\.\d+)*[.)]|\d+(?:\.\d+)+|[a-zA-Z][.)])\s")


@dataclass(slots=True)
class Run:
    """The lines of one paragraph so far, from the page where it begins to the `page` reached."""

    first_page: Page
    page: Page
    lines: list[Line] = field(default_factory=list)

    @property
    def is_bullet(self) -> bool:
        """Whether it opens with the sign of a list item."""
        return without_bullet(self.lines[0].text)[0]

    def paragraph(self, layout: Layout) -> Paragraph:
        """The paragraph, with its bullet taken off."""
        is_bullet, text = without_bullet(Wrapped(self.lines).joined())
        first = self.lines[0]
        return Paragraph(
            text=text,
            place=Place(page=self.first_page.number),
            level=0 if is_bullet else layout.level(first, text),
            bold=all(line.bold for line in self.lines),
            bullet=is_bullet,
            indent=layout.indent(first, self.first_page),
        )


def gathered(pages: list[Page], layout: Layout) -> Iterator[tuple[Page, Run | RuledTable]]:
    """The document's paragraphs and tables in reading order, each with its page; paragraphs go on over page ends."""
    run: Run | None = None
    for page in pages:
        for item in page.items:
            if isinstance(item, Line) and run and _goes_on(run, item, page, layout):
                run.lines.append(item)
                run.page = page
                continue
            if run:
                yield run.first_page, run
            run = Run(page, page, [item]) if isinstance(item, Line) else None
            if isinstance(item, RuledTable):
                yield page, item
    if run:
        yield run.first_page, run


def _goes_on(run: Run, line: Line, page: Page, layout: Layout) -> bool:
    last = run.lines[-1]
    if run.page is page and not 0 < line.base - last.base <= layout.leading(last.size) * LOOSEST + SLACK:
        return False
    if run.page is not page and last.text.endswith(CLOSED) and not line.text[:1].islower():
        return False
    if _looks_new(last, line) or layout.margins_of(run.page).fits(last, line):
        return False
    return _is_aligned(run, line)


def _looks_new(last: Line, line: Line) -> bool:
    """Whether another size, another weight, a bullet or a number shows that the author began anew."""
    if abs(line.size - last.size) > SAME_SIZE or _opens_item(line, last):
        return True
    if last.bold != line.bold and not line.text[:1].islower() and (last.bold or last.text.endswith(CLOSED)):
        return True
    return bool(NUMBERED.match(line.text)) and last.text.endswith(".")


def _opens_item(line: Line, last: Line) -> bool:
    """A bullet opens an item; a dash may also stand within a sentence."""
    is_dash = line.text[:1] in DASHES and not last.text.endswith(CLOSED)
    return without_bullet(line.text)[0] and not is_dash


def _is_aligned(run: Run, line: Line) -> bool:
    """Lines of a paragraph share their start; the first may be indented, or hang with its bullet or number."""
    first, last = run.lines[0], run.lines[-1]
    if abs((last.start + last.end) - (line.start + line.end)) < 4 * SLACK:
        return True
    if len(run.lines) > 1:
        return abs(line.start - last.start) < 2 * SLACK
    hangs = (run.is_bullet or NUMBERED.match(first.text)) and abs(line.start - first.text_start) < INDENT
    return bool(hangs) or -2 * SLACK < first.start - line.start < INDENT
