"""What an .xlsx says of its cells beyond their values: percentages, errors, formulas saved without a result."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from minga.publishing.intake.readers.ooxml import Package, Part, attribute, child, children
from minga.publishing.intake.readers.tabular import cell_position

PERCENT_FORMATS = {"9", "10"}
QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


@dataclass(slots=True)
class Marks:
    """The references (`B7`) of a sheet's cells that need more than their value, and how far its values reach."""

    rows: int = 0
    columns: int = 0
    percentages: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)
    unsolved: list[str] = field(default_factory=list)


def sheet_marks(package: Package) -> dict[str, Marks]:
    """The marks of each sheet, by its name. Sheets that cannot be followed are left out."""
    workbook = package.main_part("xl/workbook.xml")
    percent_styles = _percent_styles(workbook.related("styles"))
    marks = {}
    for sheet in children(child(workbook.root, "sheets"), "sheet"):
        kind, path = workbook.relations.get(attribute(sheet, "id") or "", ("", ""))
        if kind == "worksheet" and package.holds(path):
            marks[sheet.get("name", "")] = _Scan(percent_styles).run(Part(package, path))
    return marks


def _percent_styles(styles: Part | None) -> set[str]:
    """The positions, as text, of the cell formats that print a percentage."""
    if styles is None:
        return set()
    formats = {
        entry.get("numFmtId", "")
        for entry in children(child(styles.root, "numFmts"), "numFmt")
        if "%" in QUOTED.sub("", entry.get("formatCode", ""))
    }
    percent = formats | PERCENT_FORMATS
    cells = children(child(styles.root, "cellXfs"), "xf")
    return {str(position) for position, entry in enumerate(cells) if entry.get("numFmtId") in percent}


class _Scan:
    """One pass over a sheet's markup, in constant memory."""

    def __init__(self, percent_styles: set[str]) -> None:
        self.percent_styles = percent_styles
        self.marks = Marks()
        self.reference = ""
        self.inside = ""
        self.has_formula = False
        self.has_value = False

    def run(self, part: Part) -> Marks:
        parser = expat.ParserCreate(namespace_separator="}")
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        with part.open() as stream:
            parser.ParseFile(stream)
        return self.marks

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.inside = name.rsplit("}", 1)[-1]
        if self.inside == "c":
            self.reference = attributes.get("r", "")
            self.has_formula = False
            self.has_value = attributes.get("t") == "str"
            if attributes.get("t") == "e":
                self.marks.errors.append(self.reference)
            elif attributes.get("s") in self.percent_styles:
                self.marks.percentages.add(self.reference)
        elif self.inside == "f":
            self.has_formula = True

    def text(self, text: str) -> None:
        self.has_value = self.has_value or (self.inside in ("v", "t") and bool(text))

    def end(self, name: str) -> None:
        self.inside = ""
        if not name.endswith("}c"):
            return
        if self.has_value:
            self.reach()
        elif self.has_formula:
            self.marks.unsolved.append(self.reference)

    def reach(self) -> None:
        row, column = cell_position(self.reference)
        self.marks.rows = max(self.marks.rows, row)
        self.marks.columns = max(self.marks.columns, column)
