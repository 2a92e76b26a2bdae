"""What a PDF page draws: its characters and its ruling lines, in points from the page's top left corner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage, LTItem, LTLine, LTPage, LTRect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

THIN = 3.0
INKS = 4
STRAIGHT = 0.8
DOT = (1.5, 7.0)
ROUND = 0.6
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\u00a0": " "})
UNKNOWN = "\ufffd"
# What the standard fonts hold where a bullet is printed.
BULLET = "•"
BULLETS = {"(cid:127)", "(cid:149)"}
# What fonts of pictures print for the letter that the file holds (Wingdings and ZapfDingbats).
PICTURE_FONTS = ("wingdings", "dingbats", "webdings")
PICTURES = str.maketrans({"v": "❖", "ü": "✓", "3": "✓", "4": "✔", "§": "▪", "Ø": "➢", "n": "■", "l": "●", "q": "❑"})
BOLD = ("bold", "black", "heavy", "semibold", "demi")


@dataclass(slots=True)
class Glyph:
    """A character. `start`, `end` and `base` run along its own line of writing; `x` and `y` are its centre on the page.

    `turn` is 0 for text from left to right, 1 for text going up, -1 for text going down.
    """

    text: str
    start: float
    end: float
    base: float
    size: float
    bold: bool
    turn: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line, horizontal or vertical, at `at` from `start` to `end`; `breaks` are where two strokes meet."""

    horizontal: bool
    at: float
    start: float
    end: float
    breaks: tuple[float, ...] = ()


@dataclass(slots=True)
class Drawing:
    """A page's contents. `fills` are the edges of coloured areas: rulings where the page has no lines."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)
    fills: list[Ruling] = field(default_factory=list)
    has_images: bool = False


class PageDrawer:
    """Turns pages into drawings; the fonts of the document are kept between pages."""

    def __init__(self) -> None:
        resources = PDFResourceManager()
        self._device = _Collector(resources)
        self._interpreter = PDFPageInterpreter(resources, self._device)

    def draw(self, page: PDFPage) -> Drawing:
        """What the page draws. A damaged one may raise anything."""
        self._interpreter.process_page(page)
        layout = self._device.layout
        drawing = Drawing(layout.width, layout.height)
        for item in _leaves(layout):
            _add(drawing, item)
        return drawing


class _Collector(PDFLayoutAnalyzer):
    layout: LTPage

    def receive_layout(self, ltpage: LTPage) -> None:
        self.layout = ltpage


def _leaves(container: Iterable[LTItem]) -> Iterator[LTItem]:
    for item in container:
        if isinstance(item, LTContainer):
            yield from _leaves(item)
        else:
            yield item


def _add(drawing: Drawing, item: LTItem) -> None:
    if isinstance(item, LTChar):
        glyph = _glyph(item, drawing.height)
        if 0 <= glyph.x <= drawing.width and 0 <= glyph.y <= drawing.height:
            drawing.glyphs.append(glyph)
    elif isinstance(item, LTImage):
        drawing.has_images = True
    elif isinstance(item, LTCurve) and _is_dot(item):
        drawing.glyphs.append(_drawn_bullet(item, drawing.height))
    elif isinstance(item, LTRect):
        _add_rectangle(drawing, item)
    elif isinstance(item, LTLine):
        if not _is_white(item.stroking_color):
            drawing.rulings += _segment((item.x0, item.y0), (item.x1, item.y1), drawing.height)
    elif isinstance(item, LTCurve) and item.stroke:
        drawing.rulings += _polyline(item, drawing.height)


def _is_dot(item: LTCurve) -> bool:
    """Whether it is a small filled dot or square: some writers draw bullets and do not type them."""
    if not item.fill or _is_white(item.non_stroking_color):
        return False
    return DOT[0] <= item.width <= DOT[1] and abs(item.width - item.height) < ROUND


def _drawn_bullet(item: LTCurve, height: float) -> Glyph:
    """The bullet as a character on a baseline a little below it."""
    x, y = (item.x0 + item.x1) / 2, height - (item.y0 + item.y1) / 2
    return Glyph(BULLET, item.x0, item.x1, y + item.height, item.height, bold=False, turn=0, x=x, y=y)


def _glyph(char: LTChar, height: float) -> Glyph:
    across, along, _, _, left, baseline = char.matrix
    text = _printed(char.get_text(), char.fontname.lower())
    x, y = (char.x0 + char.x1) / 2, height - (char.y0 + char.y1) / 2
    bold = any(word in char.fontname.lower() for word in BOLD)
    if abs(along) <= abs(across):
        return Glyph(text, char.x0, char.x1, height - baseline, char.size, bold, 0, x, y)
    if along > 0:
        return Glyph(text, char.y0, char.y1, left, char.width, bold, 1, x, y)
    return Glyph(text, -char.y1, -char.y0, -left, char.width, bold, -1, x, y)


def _printed(text: str, font: str) -> str:
    if text.startswith("(cid:"):
        return BULLET if text in BULLETS else UNKNOWN
    if any(name in font for name in PICTURE_FONTS):
        return text.translate(PICTURES)
    return text.translate(LIGATURES)


def _add_rectangle(drawing: Drawing, rectangle: LTRect) -> None:
    """A thin rectangle is a line; a wide one has four edges."""
    left, right = rectangle.x0, rectangle.x1
    top, bottom = drawing.height - rectangle.y1, drawing.height - rectangle.y0
    if min(right - left, bottom - top) <= THIN:
        if not _is_white(rectangle.non_stroking_color if rectangle.fill else rectangle.stroking_color):
            drawing.rulings += _thin(left, top, right, bottom)
        return
    edges = [
        Ruling(True, top, left, right),
        Ruling(True, bottom, left, right),
        Ruling(False, left, top, bottom),
        Ruling(False, right, top, bottom),
    ]
    if rectangle.stroke and not _is_white(rectangle.stroking_color):
        drawing.rulings += edges
    elif rectangle.fill and not _is_white(rectangle.non_stroking_color):
        drawing.fills += edges


def _thin(left: float, top: float, right: float, bottom: float) -> list[Ruling]:
    if right - left >= bottom - top:
        return [Ruling(True, (top + bottom) / 2, left, right)]
    return [Ruling(False, (left + right) / 2, top, bottom)]


def _polyline(curve: LTCurve, height: float) -> Iterator[Ruling]:
    if _is_white(curve.stroking_color) or any(step[0] not in "mlh" for step in curve.original_path or ()):
        return
    for first, second in zip(curve.pts, curve.pts[1:], strict=False):
        yield from _segment(first, second, height)


def _segment(first: tuple[float, float], second: tuple[float, float], height: float) -> list[Ruling]:
    (x0, y0), (x1, y1) = first, second
    if abs(y0 - y1) <= STRAIGHT and abs(x0 - x1) > STRAIGHT:
        return [Ruling(True, height - (y0 + y1) / 2, min(x0, x1), max(x0, x1))]
    if abs(x0 - x1) <= STRAIGHT and abs(y0 - y1) > STRAIGHT:
        return [Ruling(False, (x0 + x1) / 2, height - max(y0, y1), height - min(y0, y1))]
    return []


def _is_white(color: object) -> bool:
    """Whether a colour, as pdfminer gives it, leaves no mark on paper. An unknown one does."""
    parts = tuple(color) if isinstance(color, (tuple, list)) else (color,)
    if not all(isinstance(part, (int, float)) for part in parts):
        return False
    unprinted = 0 if len(parts) == INKS else 1
    return all(part == unprinted for part in parts)
