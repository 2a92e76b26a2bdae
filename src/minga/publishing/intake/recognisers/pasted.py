"""The text of a report pasted into a sheet: its lines as paragraphs again, its tables as tables.

A reader of sheets cannot tell a line of text from a row with a single cell. Here the line is told by what it says and by
where it stands: beneath a table's last row, or over the header of the next one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeGuard

from minga.publishing.intake.cleaning import clean
from minga.publishing.intake.document import Block, Cell, Document, Paragraph, Place, Row, Table
from minga.publishing.intake.grids import column_of
from minga.publishing.intake.readers.bullets import without_bullet
from minga.publishing.intake.recognisers.columns import find_header
from minga.publishing.intake.recognisers.commitments import opens_commitment, read_commitments
from minga.publishing.intake.recognisers.report import Report
from minga.publishing.intake.recognisers.text_lines import Names, opens_section, reads_as_line

_PROSE_WORDS, _SEVERAL = 12, 2


def with_lines(document: Document) -> Document:
    """The document of a workbook or CSV file with the lines of text that stand among its tables as paragraphs.

    A text beneath a table and to the right of its first column is the rest of a row that an empty one cut.
    """
    blocks: list[Block] = []
    for block in document.blocks:
        above = blocks[-1] if blocks else None
        blocks += [_as_row(block, above)] if _is_rest_of_row(block, above) else _blocks(block)
    return replace(document, blocks=blocks)


def _is_rest_of_row(block: Block, above: Block | None) -> TypeGuard[Paragraph]:
    if not isinstance(block, Paragraph) or not isinstance(above, Table) or block.place.sheet != above.place.sheet:
        return False
    return column_of(block.place) > column_of(above.place)


def _as_row(paragraph: Paragraph, above: Block | None) -> Table:
    before = column_of(paragraph.place) - (column_of(above.place) if above else 1)
    cells = [*[Cell("", paragraph.place)] * before, Cell(paragraph.text, paragraph.place)]
    return Table((Row(tuple(cells), paragraph.place),), paragraph.place, paragraph.place.sheet)


def may_be_report(document: Document) -> bool:
    """Whether lines of text, as `with_lines` gives them, introduce a commitment or open several numbered sections."""
    lines = [clean(paragraph.text) for paragraph in document.paragraphs()]
    return any(map(opens_commitment, lines)) or sum(map(opens_section, lines)) >= _SEVERAL


def is_surely_report(report: Report) -> bool:
    """Whether a sheet surely holds a report's text.

    Its lines say who answers for a commitment, or open sections of prose, or head a table for each commitment. Not where a table has columns that no report has: it is a follow-up table with a text beside it.
    """
    lines = report.flow.lines
    told = any(one.roles or one.persons for one in read_commitments(report.flow).values())
    prose = sum(len(line.text.split()) >= _PROSE_WORDS and line.text.endswith(".") for line in lines)
    sections = sum(bool(line.number) for line in lines)
    owners = {report.owner_at(table.first) for table in report.tables if not table.has("commitment")}
    owned = len(owners - {None, 0}) >= _SEVERAL
    sure = told or owned or min(prose, sections) >= _SEVERAL
    return sure and not any(table.left_out for table in report.tables)


def _blocks(block: Block) -> Iterator[Block]:
    if isinstance(block, Paragraph):
        yield _paragraph(block.text, block.place) if block.place.sheet else block
        return
    rows: list[Row] = []
    for row, is_line in zip(block.rows, _lines(block), strict=True):
        if not is_line:
            rows.append(row)
            continue
        yield from _table(rows, block)
        rows = []
        yield _paragraph(row.cells[0].text, row.cells[0].place)
    yield from _table(rows, block)


def _table(rows: Sequence[Row], block: Table) -> Iterator[Table]:
    if rows:
        yield Table(tuple(rows), rows[0].place, block.title)


def _paragraph(text: str, place: Place) -> Paragraph:
    bullet, rest = without_bullet(text)
    return Paragraph(rest if bullet else text, place, bullet=bullet)


def _lines(block: Table) -> list[bool]:
    """For each row, whether it is a line of text: by what it says, beneath such a line, or over a header."""
    if not block.place.sheet:
        return [False] * len(block.rows)
    alone = [_is_alone(row) for row in block.rows]
    names = Names(
        [clean(row.texts[0]) for row, lone in zip(block.rows, alone, strict=True) if not lone and row.texts[0]]
    )
    found: list[bool] = []
    for position, row in enumerate(block.rows):
        beneath_line = position == 0 or found[-1]
        told = alone[position] and (
            beneath_line or reads_as_line(row.texts[0], names) or _is_over_header(block, position)
        )
        found.append(told)
    return found


def _is_over_header(block: Table, position: int) -> bool:
    return position + 1 < len(block.rows) and find_header(block.rows, position + 1) is not None


def _is_alone(row: Row) -> bool:
    """Whether a row holds something in its first cell and nowhere else."""
    return bool(row.texts and row.texts[0].strip()) and not any(text.strip() for text in row.texts[1:])
