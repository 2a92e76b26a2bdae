"""From the rows of a sheet to paragraphs and tables, for workbooks and CSV files alike."""

from __future__ import annotations

from collections.abc import Iterator

from minga.kernel.errors import Refused
from minga.publishing.intake.document import Block, Cell, Paragraph, Place, Row, Table

DIGITS = "0123456789"
LETTERS = 26
MOST_ROWS = 40_000
"""Most rows with text in a sheet: many times the longest plan, and what can be read in the time allowed."""
TOO_LONG = "El archivo {name} tiene {count} filas con texto en una hoja y el límite es de {most}; divídelo."

SheetRow = tuple[int, list[str]]


def sheet_blocks(texts: list[list[str]], sheet: str, *, row: int = 1, column: int = 1) -> Iterator[Block]:
    """The blocks of a sheet whose first cell stands at `row` and `column` (1-based).

    An empty row ends a table. Rows with a single text above a table are paragraphs: the titles of the sheet.
    """
    left = _first_used_column(texts)
    numbered = [(row + offset, cells[left:]) for offset, cells in enumerate(texts)]
    for run in _runs(numbered):
        yield from _run_blocks(run, sheet, column + left)


def check_rows(texts: list[list[str]], name: str) -> None:
    """Raises `Refused` for a sheet with more rows than can be read in the time allowed."""
    count = sum(map(any, texts))
    if count > MOST_ROWS:
        raise Refused(TOO_LONG.format(name=name, count=_grouped(count), most=_grouped(MOST_ROWS)))


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def cell_name(row: int, column: int) -> str:
    """The reference of a cell: row 7 and column 2 are `B7`."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, LETTERS)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


def cell_position(reference: str) -> tuple[int, int]:
    """The row and column of a reference: `B7` is row 7 and column 2. Zeros for a text that is no reference."""
    letters = reference.rstrip(DIGITS)
    digits = reference[len(letters) :]
    if not digits or not letters.isalpha() or not letters.isascii():
        return 0, 0
    column = 0
    for letter in letters.upper():
        column = column * LETTERS + ord(letter) - ord("A") + 1
    return int(digits), column


def _first_used_column(texts: list[list[str]]) -> int:
    used = (next((column for column, text in enumerate(cells) if text), None) for cells in texts)
    return min((column for column in used if column is not None), default=0)


def _runs(rows: list[SheetRow]) -> Iterator[list[SheetRow]]:
    """The rows between empty rows."""
    run: list[SheetRow] = []
    for number, cells in rows:
        if any(cells):
            run.append((number, cells))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _run_blocks(run: list[SheetRow], sheet: str, column: int) -> Iterator[Block]:
    titles = 0
    while titles < len(run) and sum(map(bool, run[titles][1])) == 1:
        number, cells = run[titles]
        position = next(index for index, text in enumerate(cells) if text)
        yield Paragraph(cells[position], Place(sheet=sheet, cell=cell_name(number, column + position)))
        titles += 1
    if titles < len(run):
        yield _table(run[titles:], sheet, column)


def _table(run: list[SheetRow], sheet: str, column: int) -> Table:
    width = max(_used_width(cells) for _, cells in run)
    rows = tuple(_row(number, cells, width, sheet, column) for number, cells in run)
    return Table(rows=rows, place=rows[0].place, title=sheet)


def _used_width(cells: list[str]) -> int:
    return next((len(cells) - index for index, text in enumerate(reversed(cells)) if text), 0)


def _row(number: int, cells: list[str], width: int, sheet: str, column: int) -> Row:
    texts = [*cells, *[""] * width][:width]
    placed = tuple(
        Cell(text, Place(sheet=sheet, cell=cell_name(number, column + index))) for index, text in enumerate(texts)
    )
    return Row(cells=placed, place=placed[0].place)
