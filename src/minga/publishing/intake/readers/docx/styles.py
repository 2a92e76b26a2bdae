"""What a Word paragraph's style gives it: a heading level, bold, a place in a numbered list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from minga.publishing.intake.readers.docx.runs import is_on, runs
from minga.publishing.intake.readers.ooxml import Part, attribute, child, children, tag

HEADING = re.compile(r"(?:heading|título|titulo|encabezado) ?([1-6])", re.IGNORECASE)
TITLES = {"title", "título", "titulo", "puesto"}
DEEPEST = 6


class Styles:
    """The styles of a document by identifier, each with those it is based on."""

    def __init__(self, part: Part | None) -> None:
        found = children(part.root if part else None, "style")
        self._styles = {attribute(style, "styleId") or "": style for style in found}
        self._levels: dict[str, int] = {}

    def level(self, paragraph: Element) -> int:
        """1 to 6 for a heading, by its outline level or its style's name; else 0."""
        outline = child(paragraph, "pPr", "outlineLvl")
        if outline is not None:
            return _outline(outline)
        style = style_of(paragraph)
        if style not in self._levels:
            self._levels[style] = self._style_level(style)
        return self._levels[style]

    def is_bold(self, paragraph: Element) -> bool:
        """Whether every run with text is bold, by itself or by the paragraph's style."""
        inherited = any(is_on(child(style, "rPr", "b")) for style in self.lineage(style_of(paragraph)))
        printed = [
            run for run in runs(paragraph) if any(tag(part) == "t" and (part.text or "").strip() for part in run)
        ]
        return bool(printed) and all(_run_is_bold(run, inherited) for run in printed)

    def list_place(self, paragraph: Element) -> Element | None:
        """The `numPr` that puts the paragraph in a list, its own or its style's."""
        own = child(paragraph, "pPr", "numPr")
        if own is not None:
            return own
        places = (child(style, "pPr", "numPr") for style in self.lineage(style_of(paragraph)))
        return next((place for place in places if place is not None), None)

    def lineage(self, identifier: str) -> Iterator[Element]:
        """The style and the ones it is based on, nearest first."""
        seen: set[str] = set()
        while identifier in self._styles and identifier not in seen:
            seen.add(identifier)
            style = self._styles[identifier]
            yield style
            based_on = child(style, "basedOn")
            identifier = (attribute(based_on, "val") or "") if based_on is not None else ""

    def _style_level(self, identifier: str) -> int:
        for style in self.lineage(identifier):
            name_element = child(style, "name")
            name = (attribute(name_element, "val") or "" if name_element is not None else "").lower()
            if heading := HEADING.fullmatch(name):
                return int(heading[1])
            if name in TITLES:
                return 1
            outline = child(style, "pPr", "outlineLvl")
            if outline is not None:
                return _outline(outline)
        return 0


def style_of(paragraph: Element) -> str:
    """The identifier of the paragraph's style; empty for the default one."""
    style = child(paragraph, "pPr", "pStyle")
    return "" if style is None else attribute(style, "val") or ""


def _outline(element: Element) -> int:
    """Word counts outline levels from 0; 9 is body text."""
    value = attribute(element, "val") or ""
    return int(value) + 1 if value.isdecimal() and int(value) < DEEPEST else 0


def _run_is_bold(run: Element, inherited: bool) -> bool:
    own = child(run, "rPr", "b")
    return inherited if own is None else is_on(own)
