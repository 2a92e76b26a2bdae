"""The text of a Word paragraph as printed: fields by their result, insertions in, deletions and hidden text out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from minga.publishing.intake.readers.ooxml import attribute, child, tag

LEFT_OUT = {
    "del",
    "moveFrom",
    "instrText",
    "delText",
    "rPr",
    "pPr",
    "sdtPr",
    "sdtEndPr",
    "fldData",
    "rt",
    "txbxContent",
}
SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
SYMBOLS = {"f0fc": "✓", "f0fe": "☑", "f0a8": "☐", "f0b7": "•", "f0a7": "▪", "f0d8": "➢", "f076": "❖"}
# Marks the beginning of raised text; no markup can contain it.
RAISED = "\0"
UNIT = re.compile(r"(?<![^\W\d_])([^\W\d_]{1,2})\0(?=\d)")
RAISED_NUMBER = re.compile(r"(?<=\S)\0\d+")
OFF = {"0", "false", "off"}


def paragraph_text(paragraph: Element) -> str:
    """The paragraph's text, with tabs, and a line feed for each soft line break.

    A raised number after a word or a number calls a note and is no part of it; after «m» or «km» it is a power.
    """
    text = UNIT.sub(r"\1", "".join(_pieces(paragraph)))
    return RAISED_NUMBER.sub("", text).replace(RAISED, "")


def is_on(toggle: Element | None) -> bool:
    """Whether a toggle such as `<w:b/>` stands and is not switched off."""
    return toggle is not None and (attribute(toggle, "val") or "").lower() not in OFF


def runs(paragraph: Element) -> Iterator[Element]:
    """The runs of a paragraph, also those inside links, content controls and insertions."""
    for element in paragraph:
        if tag(element) == "r":
            yield element
        elif tag(element) not in LEFT_OUT:
            yield from runs(element)


def note_calls(paragraph: Element) -> list[str]:
    """The identifiers of the footnotes that the paragraph calls, in order."""
    calls = (attribute(element, "id") for element in paragraph.iter() if tag(element) == "footnoteReference")
    return [call for call in calls if call]


def boxed_paragraphs(paragraph: Element) -> Iterator[Element]:
    """The paragraphs of the text boxes anchored in the paragraph. Old Word gets a second copy, which is skipped."""
    for element in paragraph:
        if tag(element) == "txbxContent":
            yield from (inner for inner in element if tag(inner) == "p")
        elif tag(element) != "Fallback":
            yield from boxed_paragraphs(element)


def _pieces(element: Element) -> Iterator[str]:
    for inner in element:
        name = tag(inner)
        if name == "t":
            yield inner.text or ""
        elif name in SIGNS:
            yield SIGNS[name]
        elif name == "br":
            yield "\n" if attribute(inner, "type") in (None, "textWrapping") else ""
        elif name == "sym":
            yield _symbol(attribute(inner, "char") or "")
        elif name not in LEFT_OUT and not (name == "r" and _is_hidden(inner)):
            yield RAISED if name == "r" and _is_raised(inner) else ""
            yield from _pieces(inner)


def _is_hidden(run: Element) -> bool:
    return is_on(child(run, "rPr", "vanish"))


def _is_raised(run: Element) -> bool:
    position = child(run, "rPr", "vertAlign")
    return position is not None and attribute(position, "val") == "superscript"


def _symbol(code: str) -> str:
    try:
        return SYMBOLS.get(code.lower()) or chr(int(code, 16))
    except ValueError:
        return ""
