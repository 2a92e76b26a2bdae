"""What an .ods says of its cells beyond their values: percentages and errors. The marks are those of an .xlsx."""

from __future__ import annotations

import io
import zipfile
from xml.parsers import expat

from minga.kernel.errors import Refused
from minga.publishing.intake.readers.sheet_marks import Marks
from minga.publishing.intake.readers.tabular import cell_name

CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
CELLS = ("table-cell", "covered-table-cell")
# A row or column repeated more often than this is the empty rest of the sheet.
MOST_REPEATED = 1_000


def ods_marks(data: bytes, name: str) -> dict[str, Marks]:
    """The marks of each sheet, by its name. Raises `Refused` for a file with a password."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if MANIFEST in archive.namelist() and b"encryption-data" in archive.read(MANIFEST):
            raise Refused(f"El archivo {name} está protegido con contraseña; guárdalo sin contraseña.")
        scan = _Scan()
        parser = expat.ParserCreate(namespace_separator="}")
        parser.StartElementHandler = scan.start
        parser.EndElementHandler = scan.end
        with archive.open(CONTENT) as stream:
            parser.ParseFile(stream)
    return scan.sheets


class _Scan:
    """One pass over the content, counting rows and columns as they repeat."""

    def __init__(self) -> None:
        self.sheets: dict[str, Marks] = {}
        self.marks = Marks()
        self.row = self.rows = self.column = 0

    def start(self, name: str, found: dict[str, str]) -> None:
        element = name.rsplit("}", 1)[-1]
        attributes = {key.rsplit("}", 1)[-1]: value for key, value in found.items()}
        if element == "table":
            self.marks = self.sheets.setdefault(attributes.get("name", ""), Marks())
            self.row = 0
        elif element == "table-row":
            self.column, self.rows = 0, _times(attributes.get("number-rows-repeated"))
        elif element in CELLS:
            self.cell(attributes.get("value-type"), _times(attributes.get("number-columns-repeated")))

    def end(self, name: str) -> None:
        if name.endswith("}table-row"):
            self.row += self.rows

    def cell(self, kind: str | None, columns: int) -> None:
        """Notes the cell, and its repetitions, when it is a percentage or an error."""
        references = [
            cell_name(self.row + row, self.column + column)
            for row in range(1, min(self.rows, MOST_REPEATED) + 1)
            for column in range(1, min(columns, MOST_REPEATED) + 1)
            if kind in ("percentage", "error")
        ]
        self.column += columns
        if kind == "percentage":
            self.marks.percentages.update(references)
        else:
            self.marks.errors += references


def _times(repeated: str | None) -> int:
    return int(repeated) if repeated and repeated.isdecimal() else 1
