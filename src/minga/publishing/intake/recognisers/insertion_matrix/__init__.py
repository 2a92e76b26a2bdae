"""Insertion matrices: a plan's objectives, the initiatives under them and the mechanisms to carry them out with others."""

from __future__ import annotations

import re

from minga.publishing.intake.cleaning import fold
from minga.publishing.intake.cover import cover_lines, read_cover
from minga.publishing.intake.document import Document
from minga.publishing.intake.draft import Draft, DraftPlan
from minga.publishing.intake.grids import Grid, join_tables
from minga.publishing.intake.recognisers.findings import unread
from minga.publishing.intake.recognisers.insertion_matrix.checks import mechanism_findings, read_all_mechanisms
from minga.publishing.intake.recognisers.insertion_matrix.columns import find_header, read_layout
from minga.publishing.intake.recognisers.insertion_matrix.narrative import (
    count_findings,
    enumerated_mechanisms,
    figures,
    read_narrative,
)
from minga.publishing.intake.recognisers.insertion_matrix.tree import Matrix, MatrixBuilder
from minga.publishing.intake.recognisers.order import in_reading_order
from minga.publishing.intake.recognisers.progress_table.unread import unknown_columns

KIND = "insertion-matrix"
_NUMBER = re.compile(r"n|no|nro|num|numero|item|#|ord|orden|(?:n|no|nro)[.º°]*")
_OTHER = "esta matriz tiene otras columnas que la más larga del documento; no se leyó"


def recognise_insertion_matrix(document: Document) -> Draft | None:
    """The draft of an insertion matrix; None when no table of the document has levels and a column of mechanisms.

    Each cell that names an objective, an initiative or an articulation objective gives a node; the mechanisms stand on
    the deepest one. A unit that the text says defined an objective's initiatives is a `lead` of that objective; one
    that an initiative's name says carries it out or promotes it is its `executor` or `promoter`.
    """
    grids = [grid for grid in join_tables(document.blocks, find_header) if grid.rows]
    if not grids:
        return None
    paragraphs = list(document.paragraphs())
    matrix = _read_matrix(grids)
    if not matrix.nodes:
        return None
    read_all_mechanisms(matrix)
    told = read_narrative(paragraphs, matrix)
    for node in matrix.nodes:
        held = {role.name for role in node.roles}
        node.roles += [role for role in told.leads.get(node.ref, []) if role.name not in held]
    cover = read_cover(cover_lines(paragraphs))
    found = matrix.findings + mechanism_findings(matrix, enumerated_mechanisms(paragraphs))
    return Draft(
        kind=KIND,
        title=cover.full_title,
        date=cover.date,
        organization=cover.organization,
        sha256=document.sha256,
        plans=[DraftPlan(cover.title, cover.period, list(matrix.layout.names), matrix.nodes, cover.place)],
        figures=figures(told),
        findings=in_reading_order(count_findings(told, matrix) + found, document),
    )


def _read_matrix(grids: list[Grid]) -> Matrix:
    """The matrix of the document: every grid with the header that most rows stand under."""
    main = max(grids, key=lambda grid: sum(len(other.rows) for other in grids if other.header.key == grid.header.key))
    same = [grid for grid in grids if grid.header.key == main.header.key]
    in_sheet = any(row.row.place.sheet for row in main.rows)
    on_pages = any(row.row.place.page for row in main.rows)
    shows_cuts = in_sheet or (not on_pages and any(grid.repeats_header for grid in same))
    layout = read_layout(main)
    builder = MatrixBuilder(layout, shows_cuts=shows_cuts, length=len(main.rows))
    for grid in same:
        for row in grid.rows:
            builder.take(row)
    known = {*layout.levels, layout.mechanism, *layout.descriptions, *(column for column, _ in layout.roles)}
    numbers = {index for index, label in enumerate(main.header.labels) if _NUMBER.fullmatch(fold(label))}
    builder.matrix.findings += unknown_columns(main, known | numbers)
    builder.matrix.findings += [
        unread(what=_OTHER, place=grid.header.place) for grid in grids if grid.header.key != main.header.key
    ]
    return builder.matrix
