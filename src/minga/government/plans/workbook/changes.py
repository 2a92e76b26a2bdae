"""What an edited workbook changes: edits, and errors with their row, their column and what to do. A pure module."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from minga.government.plans.checks import is_partial_date
from minga.government.plans.edits import Edit, Record, overlaid
from minga.government.plans.fields import CREATE, Subject
from minga.government.plans.keys import provisional_key
from minga.government.plans.workbook.places import Placed, orders_of
from minga.government.plans.workbook.sheet import (
    COLUMNS,
    EDITED,
    HEADERS,
    KEY,
    LEAD,
    PLACE,
    Cells,
    Names,
    all_rows_of,
    as_cell,
)
from minga.kernel.words import plain

FIRST_ROW = 2
"""The row of the sheet in which the first node stands."""
LONGEST_PLACE = 5
"""Digits of a place."""
Row = dict[str, str]


@dataclass(frozen=True)
class RowError:
    """What cannot be read: in which row and column of the sheet, and what to do."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        place = _("Fila %(row)s, «%(column)s»") % {"row": self.row, "column": self.column}
        return f"{place}: {self.message}"


@dataclass
class Changes:
    """What a workbook asks for: each edit with its row in the sheet."""

    edits: list[tuple[int, Edit]] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)


def changes_in(
    rows: Sequence[Cells], original: Sequence[Cells], record: Record, names: Names, drafted: Sequence[Edit] = ()
) -> Changes:
    """The edits that lead from the workbook as it was taken away to what it says now.

    A cell that nobody touched asks for nothing, whatever the record says today. Without the sheet that keeps the
    workbook as it was, every cell is compared with the record.

    Args:
        rows: what the sheet of nodes says, blank rows included.
        original: what it said when it was taken away.
        record: the plan as it stands.
        names: what organizations are called, by slug.
        drafted: the edits that the person keeps already: a node that is among them is not proposed again.
    """
    return _Reader(original, record, names, drafted).read(rows)


class _Reader:
    def __init__(self, original: Sequence[Cells], record: Record, names: Names, drafted: Sequence[Edit]) -> None:
        self.record = record
        self.nodes = {node["key"]: node for node in record["nodes"]}
        self.levels = {level["name"] for level in record["levels"]}
        self.names = names
        self.slugs = _slugs(names)
        self.live = {key: _row(cells) for key, cells in all_rows_of(record, names).items()}
        self.base = {cells[0]: _row(cells) for cells in original} or self.live
        self.drafted = [edit for edit in drafted if edit.subject == Subject.NODE and edit.operation == CREATE]
        self.new: dict[str, str] = {}
        self.places: list[Placed] = []
        self.found = Changes()

    def read(self, rows: Sequence[Cells]) -> Changes:
        listed = [(number, row) for number, row in enumerate(map(_row, rows), start=FIRST_ROW) if any(row.values())]
        self._name_new(row for _number, row in listed)
        times = Counter(row[KEY] for _number, row in listed if row[KEY])
        for number, row in listed:
            if times[row[KEY]] > 1:
                self._wrong(number, KEY, _("está en más de una fila: deja una."))
            elif row[KEY] and row[KEY] not in self.nodes:
                self._wrong(number, KEY, _("el plan no tiene esa clave; déjala vacía si es un elemento nuevo."))
            elif row[KEY]:
                self._standing(number, row)
            else:
                self._fresh(number, row)
        if not self.found.errors:
            seen = {key: (row["parent"], row[PLACE]) for key, row in self.base.items()}
            edits = [edit for _number, edit in self.found.edits]
            self.found.edits += orders_of(self.places, overlaid(self.record, edits)["nodes"], seen)
        return self.found

    def _name_new(self, rows: Any) -> None:
        """The provisional keys of new rows, by their printed code: a further new row may stand within them."""
        given: list[str] = []
        for row in rows:
            if not row[KEY]:
                taken = [*given, *self.nodes, *(edit.key for edit in self.drafted)]
                same = (edit.key for edit in self.drafted if _is_told_by(edit, row) and edit.key not in given)
                given.append(next(same, None) or provisional_key(taken))
                if row["printed_code"]:
                    self.new.setdefault(row["printed_code"], given[-1])
        self.waiting = iter(given)

    def _standing(self, number: int, row: Row) -> None:
        node, base = self.nodes[row[KEY]], self.base.get(row[KEY], self.live[row[KEY]])
        live = self.live[row[KEY]]
        if not row["title"]:
            self._wrong(number, "title", _("escribe el nombre."))
        for name in EDITED:
            if row[name] != base[name] and (value := self._value(number, name, row[name])) is not None:
                before = node[name] if base[name] == live[name] else base[name]
                self.found.edits.append((number, Edit(Subject.NODE, row[KEY], name, value, before=before)))
        if row[PLACE] and row[PLACE] != base[PLACE]:
            self._place(number, row[KEY], row[PLACE])
        if row[LEAD] != base[LEAD] and (roles := self._roles(number, row[LEAD], node["roles"])) is not None:
            before = node["roles"] if base[LEAD] == live[LEAD] else []
            self.found.edits.append((number, Edit(Subject.NODE, row[KEY], "roles", roles, before=before)))

    def _fresh(self, number: int, row: Row) -> None:
        key = next(self.waiting)
        values: dict[str, Any] = {}
        for name in EDITED:
            if row[name] and (value := self._value(number, name, row[name])):
                values[name] = value
        roles = self._roles(number, row[LEAD], []) if row[LEAD] else []
        if not row["title"]:
            self._wrong(number, "title", _("escribe el nombre del elemento nuevo."))
        if not row["level"]:
            self._wrong(
                number, "level", _("escribe su nivel: %(levels)s.") % {"levels": ", ".join(sorted(self.levels))}
            )
        if roles:
            values["roles"] = roles
        if row[PLACE]:
            self._place(number, key, row[PLACE])
        self.found.edits.append((number, Edit(Subject.NODE, key, "", values, CREATE)))

    def _place(self, number: int, key: str, text: str) -> None:
        """Notes where a node should stand among those beside it."""
        if text.isdecimal() and 0 < len(text) <= LONGEST_PLACE and int(text):
            self.places.append(Placed(number, key, int(text)))
        else:
            self._wrong(number, PLACE, _("escribe un número: 1 es el primero."))

    def _value(self, number: int, name: str, text: str) -> str | None:
        """What a cell says for a field; None when it cannot be."""
        if name == "title" and not text:
            return None
        if name in ("start", "end") and text and not is_partial_date(text):
            self._wrong(number, name, _("escribe la fecha como 2026, 2026-05 o 2026-05-31."))
            return None
        if name == "level" and text not in self.levels:
            reason = _("el plan no tiene ese nivel; elige entre %(levels)s.")
            self._wrong(number, name, reason % {"levels": ", ".join(sorted(self.levels))})
            return None
        if name == "parent" and text:
            parent = text if text in self.nodes else self.new.get(text)
            if parent is None:
                self._wrong(number, name, _("el plan no tiene un elemento con esa clave."))
            return parent
        return text

    def _roles(self, number: int, text: str, standing: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]] | None:
        """The node's roles with these leads and no others; None when one of them is not known."""
        wanted = []
        for name in filter(None, (part.strip() for part in text.split(";"))):
            slug = self.slugs.get(plain(name))
            if slug is None:
                reason = _("no consta «%(name)s»: escribe el nombre como está en Organizaciones.")
                self._wrong(number, LEAD, reason % {"name": name})
                return None
            wanted.append((slug, name))
        old = {role["organization"]: dict(role) for role in standing if role["role"] == LEAD}
        leads = [
            old.get(slug) or {"organization": slug, "role": LEAD, "printed": name}
            for slug, name in dict(wanted).items()
        ]
        place = next((place for place, role in enumerate(standing) if role["role"] == LEAD), 0)
        rest = [dict(role) for role in standing if role["role"] != LEAD]
        return [*rest[:place], *leads, *rest[place:]]

    def _wrong(self, number: int, column: str, message: str) -> None:
        self.found.errors.append(RowError(number, HEADERS[column], message))


def _is_told_by(edit: Edit, row: Row) -> bool:
    """Whether a row tells of a node that is proposed already: the same level, code and name."""
    told = (edit.after.get(name, "") for name in ("level", "printed_code", "title"))
    return [as_cell(text) for text in told] == [row[name] for name in ("level", "printed_code", "title")]


def _row(cells: Cells) -> Row:
    return {name: as_cell(text) for name, text in zip(COLUMNS, cells, strict=True)}


def _slugs(names: Names) -> dict[str, str]:
    """Which organization a name means; a name that two share means none."""
    times = Counter(plain(name) for name in names.values())
    found = {plain(name): slug for slug, name in names.items() if times[plain(name)] == 1}
    return found | {plain(slug): slug for slug in names}
