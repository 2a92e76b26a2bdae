"""What acts fixed in a plan: of each field of each row, the value that the last published edit gave it.

A reading never overrules it (`intake`). What takes a load back fixes nothing: what it took back may be read again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from minga.government.plans.fields import CLOSE, CREATE, REOPEN, Subject
from minga.government.plans.models import ActKind, Change, ChangeSet, Edition, Plan

Slot = tuple[str, int, str]
"""The kind of row, the row, and the field."""
NAMED_APART = frozenset({"parent", "level"})
"""Fields that a new node names by what was only proposed: what it got is in its row."""
_EDITION = {name: F(f"change_set__edition__{name}") for name in ("number", "basis", "act_kind", "act_number")}


@dataclass(frozen=True)
class FixedBy:
    """The edition that fixed something, with what allowed it."""

    number: int
    basis: str
    act_kind: str
    act_number: str

    @property
    def words(self) -> str:
        """The act in words, or that it was a correction of a misreading: «Acta de sesión 004-2026», «Fe de erratas»."""
        if self.act_kind in ActKind.values:
            return f"{ActKind(self.act_kind).label.capitalize()} {self.act_number}"
        return str(Edition.Basis(self.basis).label).capitalize()


@dataclass(frozen=True)
class Fixed:
    """A value that an edition fixed."""

    value: Any
    by: FixedBy


@dataclass
class FixedFields:
    """All that acts fixed in one plan."""

    values: dict[Slot, Fixed] = field(default_factory=dict)
    former: dict[Slot, list[Any]] = field(default_factory=lambda: defaultdict(list))
    closings: dict[int, Fixed] = field(default_factory=dict)

    def of(self, subject: Subject, row: int, name: str) -> Fixed | None:
        """What an act fixed of a field; None when none did."""
        return self.values.get((subject, row, name))

    def replaced(self, subject: Subject, row: int, name: str) -> list[Any]:
        """The values that acts took out of a field, the oldest first."""
        return self.former.get((subject, row, name), [])

    def closing(self, row: int) -> FixedBy | None:
        """Which edition closed a node, when no later one opened it again."""
        found = self.closings.get(row)
        return found.by if found is not None and found.value else None


def fixed_fields(plan: Plan) -> FixedFields:
    """What the published edits of a plan fixed: one query, however many there were."""
    edited = Change.objects.filter(
        change_set__plan=plan,
        change_set__load__isnull=True,
        change_set__state=ChangeSet.State.PUBLISHED,
        change_set__edition__isnull=False,
        change_set__undoes__isnull=True,
        subject_id__isnull=False,
    )
    columns = ("subject_type__model", "subject_id", "operation", "field", "before", "after")
    found = FixedFields()
    for row in edited.order_by("change_set__edition__number", "pk").values(*columns, **_EDITION):
        _take(found, row, FixedBy(*(row[name] for name in _EDITION)))
    return found


def _take(found: FixedFields, row: Mapping[str, Any], by: FixedBy) -> None:
    if row["operation"] in (CLOSE, REOPEN):
        found.closings[row["subject_id"]] = Fixed(row["operation"] == CLOSE, by)
        return
    for name, value in _said(row):
        found.values[row["subject_type__model"], row["subject_id"], name] = Fixed(value, by)
    if row["operation"] != CREATE:
        found.former[row["subject_type__model"], row["subject_id"], row["field"]].append(row["before"])


def _said(row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The fields that a change fixes. A new row fixes what it says, and not what it leaves empty."""
    if row["operation"] != CREATE:
        yield row["field"], row["after"]
        return
    for name, value in row["after"].items():
        if value and name not in NAMED_APART:
            yield name, value
