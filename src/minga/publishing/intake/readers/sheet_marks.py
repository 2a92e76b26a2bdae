"""What an .xlsx says of its cells beyond their values: percentages, errors, formulas saved without a result."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from minga.publishing.intake.readers.ooxml import Package, Part, attribute, child, children
from minga.publishing.intake.readers.tabular import cell_position

BUILT_IN = {"2": "0.00", "9": "0%", "10": "0.00%"}
FIXED = re.compile(r"0\.(0{1,2})")
COMMENTS = ("comments", "threadedComment")
QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


@dataclass(slots=True)
class Marks:
    """The references (`B7`) of a sheet's cells that need more than their value, and how far its values reach.

    `decimals`: how many decimals the plain formats such as `0.00` print: a code typed as 2.10 is kept as 2.1.
    """

    rows: int = 0
    columns: int = 0
    percentages: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)
    unsolved: list[str] = field(default_factory=list)
    decimals: dict[str, int] = field(default_factory=dict)
    has_comments: bool = False


def sheet_marks(package: Package) -> dict[str, Marks]:
    """The marks of each sheet, by its name. Sheets that cannot be followed are left out."""
    workbook = package.main_part("xl/workbook.xml")
    styles = _Styles.of(workbook.related("styles"))
    marks = {}
    for sheet in children(child(workbook.root, "sheets"), "sheet"):
        kind, path = workbook.relations.get(attribute(sheet, "id") or "", ("", ""))
        if kind == "worksheet" and package.holds(path):
            part = Part(package, path)
            found = marks[sheet.get("name", "")] = _Scan(styles).run(part)
            found.has_comments = any(kind in COMMENTS for kind, _ in part.relations.values())
    return marks


@dataclass(slots=True)
class _Styles:
    """The positions, as text, of the cell formats that print a percentage, and of those that print so many decimals."""

    percent: set[str] = field(default_factory=set)
    decimals: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, part: Part | None) -> _Styles:
        """The styles of a workbook; none without its part."""
        found = cls()
        if part is None:
            return found
        formats = dict(BUILT_IN)
        for entry in children(child(part.root, "numFmts"), "numFmt"):
            formats[entry.get("numFmtId", "")] = entry.get("formatCode", "")
        for position, entry in enumerate(children(child(part.root, "cellXfs"), "xf")):
            code = QUOTED.sub("", formats.get(entry.get("numFmtId", ""), ""))
            plain = FIXED.fullmatch(code)
            if "%" in code:
                found.percent.add(str(position))
            elif plain:
                found.decimals[str(position)] = len(plain[1])
        return found


class _Scan:
    """One pass over a sheet's markup, in constant memory."""

    def __init__(self, styles: _Styles) -> None:
        self.styles = styles
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
            else:
                self.format(attributes.get("s", ""))
        elif self.inside == "f":
            self.has_formula = True

    def format(self, style: str) -> None:
        if style in self.styles.percent:
            self.marks.percentages.add(self.reference)
        elif style in self.styles.decimals:
            self.marks.decimals[self.reference] = self.styles.decimals[style]

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
