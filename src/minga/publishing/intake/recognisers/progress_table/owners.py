"""Which level a column speaks of: the one whose cells are merged as the column's are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from minga.publishing.intake.grids import GridRow

_FEWEST = 2


def merged_alike(column: int, levels: Sequence[int], rows: Iterable[GridRow]) -> int | None:
    """The depth of the level, above the deepest, whose cells open and go on in the same rows as the column's.

    None where the column has a text beside each thing of the deepest level, or its gaps are those of no level. A merged
    cell comes as its text and then empty cells, which is all that a table's text tells of it.
    """
    told = [row for row in rows if len(set(row.cells)) > _FEWEST and row.cells[levels[-1]]]
    filled = [bool(row.cells[column]) for row in told]
    if all(filled) or not any(filled):
        return None
    alike = [depth for depth, level in enumerate(levels[:-1]) if [bool(row.cells[level]) for row in told] == filled]
    return alike[-1] if alike else None
