"""Bringing rows to what a document says, in sets: one read, one insert and one update for each model.

Every row made and every field changed is noted in the load's change set, and every fact gets its provenance. What an act
fixed stays as it is, and that the document says otherwise is noted too.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models

from minga.foundation.sources.models import Load, Provenance
from minga.government.plans.models import Change, ChangeSet, Plan
from minga.government.plans.queries.fixed import FixedBy, FixedFields, fixed_fields
from minga.publishing.intake.actions.kept import Kept, Unlinked
from minga.publishing.intake.document import Place

Row = TypeVar("Row", bound=models.Model)
BATCH = 400


@dataclass
class Source:
    """Where one field of a wanted row is printed; `corrected` when a person saw there another value than was read.

    `columns` are those of the row that hold what is printed there; without any, the place speaks of the row as a whole.
    """

    field: str
    place: Place
    printed: str
    corrected: bool = False
    columns: tuple[str, ...] = ()

    def tells(self, columns: set[str]) -> bool:
        """Whether what is printed here speaks of any of these columns."""
        return bool(columns.intersection(self.columns or columns))


@dataclass
class Wanted:
    """A row that the document asks for.

    `identity` tells whether it stands already; `values` are all its fields; `compare` names those that may differ from
    a row that stands, `fixed` those of them that an act fixed, which stay; `key` names it for people, and `about` which
    row of those with the same key it is, where that needs to be told.
    """

    identity: Hashable
    values: dict[str, Any]
    key: str
    compare: tuple[str, ...] = ()
    fixed: Mapping[str, FixedBy] = field(default_factory=dict)
    about: str = ""
    sources: list[Source] = field(default_factory=list)

    def place_of(self, name: str) -> Place | None:
        """Where a field is printed; where the row is, when nothing says it of the field itself."""
        own = (source.place for source in self.sources if name in source.columns)
        return next(own, self.sources[0].place if self.sources else None)


class Recorder:
    """Gathers what a load does, and saves it at the end."""

    def __init__(self, load: Load, change_set: ChangeSet) -> None:
        self.load = load
        self.change_set = change_set
        self.changes: list[Change] = []
        self.provenances: list[Provenance] = []
        self._kept: dict[Hashable, Kept] = {}
        self.unlinked: list[Unlinked] = []
        self.added_to: list[str] = []
        self.named: set[str] = set()
        self._fixed: dict[int, FixedFields] = {}

    def fixed_in(self, plan: Plan) -> FixedFields:
        """What acts fixed in a plan: read once, and the plan is held, so that no act is published meanwhile."""
        if plan.pk not in self._fixed:
            Plan.objects.select_for_update().get(pk=plan.pk)
            self._fixed[plan.pk] = fixed_fields(plan)
        return self._fixed[plan.pk]

    def has_made(self, row: models.Model) -> bool:
        """Whether the load itself made a row."""
        return any(
            change.operation == Change.Operation.CREATE
            and (change.subject_type, change.subject_id) == (_type(row), row.pk)
            for change in self.changes
        )

    def keep(self, kept: Kept) -> None:
        """Notes what an act fixed and the document says otherwise; further values of the same list are added to it."""
        said = self._kept.get(kept.slot)
        self._kept[kept.slot] = said.with_also(kept.printed) if said else kept

    @property
    def kept(self) -> list[Kept]:
        """All that was noted of what acts fixed, in the order of its elements."""
        return sorted(self._kept.values(), key=lambda kept: kept.order)

    @property
    def left(self) -> list[Kept | Unlinked]:
        """All that the load leaves as it is although its document says otherwise."""
        return [*self.kept, *self.unlinked]

    def created(self, row: models.Model, key: str) -> None:
        """Notes a row that was made, with its own fields."""
        self._change(row, key, Change.Operation.CREATE, after=own_values(row))

    def updated(self, row: models.Model, key: str, name: str, before: Any, after: Any) -> None:
        """Notes one field that was changed."""
        self._change(row, key, Change.Operation.UPDATE, field=name, before=as_json(before), after=as_json(after))

    def printed(self, row: models.Model, sources: Iterable[Source]) -> None:
        """Notes where a row's fields are printed."""
        self.provenances.extend(
            Provenance(
                subject_type=_type(row),
                subject_id=row.pk,
                field=source.field,
                document=self.load.document,
                load=self.load,
                place=source.place.as_json(),
                printed=source.printed,
                corrected=source.corrected,
            )
            for source in sources
        )

    def save(self) -> None:
        """Saves all that was noted."""
        Change.objects.bulk_create(self.changes, batch_size=BATCH)
        Provenance.objects.bulk_create(self.provenances, batch_size=BATCH)

    def _change(self, row: models.Model, key: str, operation: str, **values: Any) -> None:
        self.changes.append(
            Change(
                change_set=self.change_set,
                subject_type=_type(row),
                subject_id=row.pk,
                operation=operation,
                key=key[:200],
                **values,
            )
        )


def settle(
    recorder: Recorder,
    model: type[Row],
    wanted: list[Wanted],
    existing: Iterable[Row],
    identify: Callable[[Row], Hashable],
) -> list[Row]:
    """Makes or updates the wanted rows and returns them in the order of `wanted`.

    Equal identities give one row: what the first of them says. Another that says the same lends its place; one that
    says something else does not, so that no place stands under a value that it does not print.
    """
    standing = {identify(row): row for row in existing}
    fresh: dict[Hashable, tuple[Wanted, Row]] = {}
    changed: dict[int, Row] = {}
    for item in wanted:
        row = standing.get(item.identity)
        if row is None:
            fresh.setdefault(item.identity, (item, model(**item.values)))
        elif _bring(recorder, row, item):
            changed[row.pk] = row
    made = model._default_manager.bulk_create([row for _, row in fresh.values()], batch_size=BATCH)
    for (item, _), row in zip(fresh.values(), made, strict=True):
        recorder.created(row, item.key)
        standing[item.identity] = row
    if changed:
        names = sorted({name for item in wanted for name in item.compare})
        model._default_manager.bulk_update(changed.values(), names, batch_size=BATCH)
    for item in wanted:
        row = standing[item.identity]
        differing = {name for name in item.compare if getattr(row, name) != item.values[name]}
        if differing <= item.fixed.keys():
            recorder.printed(row, (source for source in item.sources if not source.tells(differing)))
    return [standing[item.identity] for item in wanted]


def _bring(recorder: Recorder, row: models.Model, item: Wanted) -> bool:
    """Sets the fields that differ and no act fixed; whether any did. A document that says nothing says nothing else."""
    differs = False
    for name in item.compare:
        before, after = getattr(row, name), item.values[name]
        if before == after:
            continue
        if (by := item.fixed.get(name)) is None:
            recorder.updated(row, item.key, name, before, after)
            setattr(row, name, after)
            differs = True
        elif after not in ("", None):
            model = str(row._meta.model_name)
            values = (as_json(before), as_json(after), by, item.place_of(name), row.pk, item.about)
            recorder.keep(Kept(model, item.key, name, *values))
    return differs


def own_values(row: models.Model) -> dict[str, Any]:
    """A row's own fields as plain JSON values, without keys to other rows."""
    return {
        column.name: as_json(getattr(row, column.name))
        for column in row._meta.concrete_fields
        if not column.is_relation and not column.primary_key and column.name != "public_id"
    }


def as_json(value: Any) -> Any:
    """A value as JSON holds it: decimals and dates as text."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value


def _type(row: models.Model) -> ContentType:
    return ContentType.objects.get_for_model(row)
