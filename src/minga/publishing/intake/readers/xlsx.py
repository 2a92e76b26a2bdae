"""Workbooks: .xlsx and .xlsm, the older .xls, and .ods. Hidden sheets are listed as unread: their authors do not show them."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import PurePath

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from minga.kernel.errors import Refused
from minga.publishing.intake.document import Document, Place
from minga.publishing.intake.readers.ods_marks import ods_marks
from minga.publishing.intake.readers.ooxml import Package
from minga.publishing.intake.readers.sheet_marks import Marks, sheet_marks
from minga.publishing.intake.readers.tabular import cell_name, cell_position, check_rows, sheet_blocks

Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta

MEDIA_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    ".xls": "application/vnd.ms-excel",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}
MIDNIGHT = dt.time()
# Excel itself keeps 15 significant digits; beyond them is the noise of binary fractions.
SIGNIFICANT = ".15g"
MOST_CELLS = 2_000_000
TOO_WIDE = "En el archivo {name}, la hoja «{sheet}» llega hasta la celda {cell}; borra lo que esté lejos de la tabla."
ERROR = "la celda contiene un error"
UNSOLVED = "la fórmula se guardó sin su resultado"
IN_A_ROW = "{reason}; son {count} celdas seguidas, hasta {last}"
HIDDEN = "la hoja está oculta en el libro y no se leyó; muéstrala si es parte del documento"
COMMENTS = "la hoja trae comentarios en sus celdas; no se leyeron"


def read_xlsx(data: bytes, name: str) -> Document:
    """The document of a workbook: each sheet's rows as tables, placed by sheet and cell.

    Numbers come out in full as decimal text (`0.888`), dates as ISO text, percentages with their sign (`88.8%`).
    Cells with an error, formulas saved without a result, comments and hidden sheets are listed as unread.
    """
    extension = PurePath(name).suffix.lower()
    document = Document([], hashlib.sha256(data).hexdigest(), MEDIA_TYPES[extension], name)
    marks = _marks(data, name, extension)
    for sheet_name, found in marks.items():
        if found.rows * found.columns > MOST_CELLS:
            raise Refused(TOO_WIDE.format(name=name, sheet=sheet_name, cell=cell_name(found.rows, found.columns)))
    for sheet, is_hidden in _sheets(data, name):
        if is_hidden:
            if sheet.start is not None:
                document.unread.append((Place(sheet=sheet.name), HIDDEN))
        else:
            _add_sheet(document, sheet, marks.get(sheet.name, Marks()))
    return document


def _marks(data: bytes, name: str, extension: str) -> dict[str, Marks]:
    """What the file says of its cells, by sheet; the older .xls is not asked."""
    if extension == ".ods":
        return ods_marks(data, name)
    return {} if extension == ".xls" else sheet_marks(Package(data))


def _sheets(data: bytes, name: str) -> Iterator[tuple[CalamineSheet, bool]]:
    """The worksheets in order, and whether each is hidden."""
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError as error:
        raise Refused(f"El archivo {name} está protegido con contraseña; guárdalo sin contraseña.") from error
    for sheet in workbook.sheets_metadata:
        if sheet.typ is SheetTypeEnum.WorkSheet:
            yield workbook.get_sheet_by_name(sheet.name), sheet.visible is not SheetVisibleEnum.Visible


def _add_sheet(document: Document, sheet: CalamineSheet, marks: Marks) -> None:
    if sheet.start is not None:
        row, column = (position + 1 for position in sheet.start)
        texts = _texts(sheet.to_python(skip_empty_area=True), row, column, marks)
        check_rows(texts, document.name)
        document.blocks += sheet_blocks(texts, sheet.name, row=row, column=column)
    for reason, references in ((ERROR, marks.errors), (UNSOLVED, marks.unsolved)):
        document.unread += [(Place(sheet=sheet.name, cell=first), said) for first, said in _runs(references, reason)]
    if marks.has_comments:
        document.unread.append((Place(sheet=sheet.name), COMMENTS))


def _runs(references: list[str], reason: str) -> Iterator[tuple[str, str]]:
    """The first cell of each run down a column, with the reason and how far the run goes."""
    by_column: dict[int, list[tuple[int, str]]] = {}
    for reference in references:
        row, column = cell_position(reference)
        by_column.setdefault(column, []).append((row, reference))
    for cells in by_column.values():
        runs: list[list[tuple[int, str]]] = []
        for cell in sorted(cells):
            if runs and runs[-1][-1][0] + 1 == cell[0]:
                runs[-1].append(cell)
            else:
                runs.append([cell])
        for run in runs:
            said = reason if len(run) == 1 else IN_A_ROW.format(reason=reason, count=len(run), last=run[-1][1])
            yield run[0][1], said


def _texts(values: list[list[Value]], first_row: int, first_column: int, marks: Marks) -> list[list[str]]:
    texts = [[printed(value) for value in row] for row in values]
    for reference in (*marks.percentages, *marks.errors, *marks.decimals):
        row, column = (
            found - first for found, first in zip(cell_position(reference), (first_row, first_column), strict=True)
        )
        if 0 <= row < len(values) and 0 <= column < len(values[row]):
            texts[row][column] = _as_marked(values[row][column], reference, marks)
    return texts


def _as_marked(value: Value, reference: str, marks: Marks) -> str:
    """The text of a cell whose format says more than its value."""
    if reference in marks.percentages:
        return as_percentage(value)
    return _padded(printed(value), marks.decimals[reference]) if reference in marks.decimals else ""


def _padded(text: str, decimals: int) -> str:
    """A number with decimals, with the closing zeros that its format prints: a code 2.1 shown as 2.10 is that code."""
    whole, point, fraction = text.partition(".")
    return f"{whole}.{fraction:0<{decimals}}" if point and fraction.isdigit() else text


def printed(value: Value) -> str:
    """A cell's value as text."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "Sí" if value else "No"
    if isinstance(value, (int, float)):
        return _plain(value)
    if isinstance(value, dt.datetime) and value.time() == MIDNIGHT:
        return value.date().isoformat()
    return _duration(value) if isinstance(value, dt.timedelta) else value.isoformat()


def as_percentage(value: Value) -> str:
    """The value of a cell whose format prints a percentage."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{_plain(value, 100)}%"
    return printed(value)


def _plain(value: float, times: int = 1) -> str:
    number = Decimal(value) if isinstance(value, int) else Decimal(format(value, SIGNIFICANT))
    text = format(number * times, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _duration(value: dt.timedelta) -> str:
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"
