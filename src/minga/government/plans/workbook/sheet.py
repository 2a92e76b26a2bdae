"""The columns of the workbook, and a node as one of its rows. A pure module."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from minga.government.plans.edits import Record
from minga.government.plans.fields import NODE_FIELDS

KEY, PLACE, LEAD = "key", "place", "lead"
COLUMNS = (KEY, "level", "parent", PLACE, "printed_code", "title", "description", "start", "end", LEAD)
"""What each row tells of a node. The place is its number among the open ones that the same node contains; the lead, the organization that answers for it, by the name that stands today."""
HEADERS = {
    KEY: "Clave",
    "level": "Nivel",
    "parent": "Clave del que lo contiene",
    PLACE: "Orden",
    "printed_code": "Código impreso",
    "title": "Nombre",
    "description": "Descripción",
    "start": "Inicio",
    "end": "Fin",
    LEAD: "Responsable",
}
"""The words of the first row: the workbook is Spanish in every language, so that it may be sent back from any page."""
SHEET, ORIGINAL, HELP = "Elementos", "Original", "Cómo usarlo"
LONGEST_CELL = 32_000
MOST_ROWS = 5000
BETWEEN = "; "
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

Cells = tuple[str, ...]
Names = Mapping[str, str]
"""What each organization is called, by its slug."""


def as_cell(text: str) -> str:
    """A text as a cell can hold it: without signs that no sheet keeps, nor space at its ends.

    `_x0041_` in a sheet's file stands for a sign; in a text it is broken up, so that it stays as it is written.
    """
    plain = _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _ESCAPED.sub(r"_x\1 _", plain).strip()[:LONGEST_CELL].strip()


def rows_of(record: Record, names: Names) -> list[Cells]:
    """The open nodes of a record, one row each, in document order."""
    rows = all_rows_of(record, names)
    return [rows[node["key"]] for node in record["nodes"] if not node["closed"]]


def all_rows_of(record: Record, names: Names) -> dict[str, Cells]:
    """The rows of the open nodes of a record, in document order, and of the closed ones, which have no place, by key."""
    places: Counter[str] = Counter()
    found = {}
    for node in record["nodes"]:
        places[node["parent"]] += not node["closed"]
        place = "" if node["closed"] else str(places[node["parent"]])
        values = {**node, PLACE: place, LEAD: lead_words(node["roles"], names)}
        found[node["key"]] = tuple(as_cell(str(values[name])) for name in COLUMNS)
    return found


def lead_words(roles: Sequence[Mapping[str, Any]], names: Names) -> str:
    """Who answers for a node, in one cell."""
    return BETWEEN.join(names.get(role["organization"], role["organization"]) for role in roles if role["role"] == LEAD)


def label_of_column(name: str) -> str:
    """The words of a column."""
    return HEADERS[name]


EDITED = tuple(name for name in COLUMNS if name in NODE_FIELDS)
"""The columns that are fields of the node as they are; the lead is one of its roles."""
