"""Writing a plan's nodes as a workbook."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, Protection
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from minga.government.plans.workbook.sheet import COLUMNS, HEADERS, HELP, KEY, ORIGINAL, SHEET, Cells

BLANK_ROWS = 200
WIDTHS = {"title": 60, "description": 60, "lead": 40, "parent": 24, "level": 24}
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a sheet could take for a formula when a cell starts with it: such a cell is marked as text."""
INSTRUCTIONS = (
    "Cambia lo que quieras en la hoja «Elementos» y súbela en la misma página de la que la bajaste.",
    "La clave no se cambia: dice qué elemento es. Una fila sin clave es un elemento nuevo.",
    "Para un elemento nuevo dentro de otro nuevo, escribe en «Clave del que lo contiene» el código impreso del otro.",
    "«Orden» es el lugar entre los que tienen el mismo contenedor: escribe 1 para el primero; los demás le hacen sitio.",
    "Borrar una fila no cierra nada: los elementos se cierran en su página.",
    "Las fechas se escriben como 2026, 2026-05 o 2026-05-31. Varios responsables se separan con punto y coma.",
    "Antes de guardar verás qué cambia, fila por fila. Nada es público hasta que se publique.",
)


def workbook_of(rows: Iterable[Cells]) -> bytes:
    """The workbook: the nodes, the same again as they were (hidden, to know what was changed), and how to use it.

    Every cell is text. Keys are locked; the other columns and the blank rows below are open.
    """
    book = Workbook(write_only=True)
    listed = list(rows)
    _sheet(book, SHEET, listed, blank=BLANK_ROWS)
    original = _sheet(book, ORIGINAL, listed, blank=0)
    original.sheet_state = "hidden"
    help_sheet = book.create_sheet(HELP)
    help_sheet.column_dimensions["A"].width = 110
    for line in INSTRUCTIONS:
        help_sheet.append([_text(help_sheet, line, locked=True)])
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _sheet(book: Workbook, title: str, rows: list[Cells], *, blank: int) -> WriteOnlyWorksheet:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "B2"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    for place, name in enumerate(COLUMNS):
        sheet.column_dimensions[chr(ord("A") + place)].width = WIDTHS.get(name, 16)
    header = [_text(sheet, HEADERS[name], locked=True) for name in COLUMNS]
    for cell in header:
        cell.font = Font(bold=True)
    sheet.append(header)
    for row in rows:
        sheet.append([_text(sheet, text, locked=name == KEY) for name, text in zip(COLUMNS, row, strict=True)])
    for _number in range(blank):
        sheet.append([_text(sheet, "", locked=name == KEY) for name in COLUMNS])
    return sheet


def _text(sheet: WriteOnlyWorksheet, text: str, *, locked: bool) -> Cell:
    cell = WriteOnlyCell(sheet, value=text or None)
    if text:
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(FORMULA)
    cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.protection = Protection(locked=locked)
    return cell
