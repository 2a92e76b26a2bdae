"""Where each fact of a node comes from: the cell that was read, or the edition that changed it since, and what stood before.

An edition decides what the record says: from then on it is the source of the field, and what was read before is told as
what stood before it. A document that is read later and prints the field is shown beside it; one whose reading changes
the field again is its source. It asks no database.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType

from minga.design.places import place_words
from minga.foundation.sources.models import Document, Provenance
from minga.government.plans.fields import NODE_FIELDS
from minga.government.plans.models import Change, Edition, Node
from minga.government.plans.told import Edited, Origin
from minga.kernel.words import plain

Row = tuple[int, int]
"""The kind of a row, and the row."""


@dataclass(frozen=True)
class Traced:
    """One line of the table of sources: what it is, what Minga says, and where that comes from.

    Either `provenance`, a cell that was read; or `change`, by which an edition wrote it, with what Minga said `before`
    and the cells that were read `earlier`.
    """

    origin: Origin
    provenance: Provenance | None = None
    change: Change | None = None
    before: str = ""
    earlier: tuple[Provenance, ...] = ()

    @property
    def edition(self) -> Edition | None:
        """The edition that wrote it."""
        return self.change.change_set.edition if self.change else None

    @property
    def document(self) -> Document | None:
        """The document that prints it: the one that was read, or the one that the edition names."""
        return self.provenance.document if self.provenance else self.change.document if self.change else None

    @property
    def place(self) -> str:
        """The place in that document, in words."""
        return place_words(self.provenance.place) if self.provenance else self.change.place if self.change else ""

    @property
    def printed(self) -> str:
        """What is printed there."""
        return self.provenance.printed if self.provenance else self.change.printed if self.change else ""

    @property
    def documents(self) -> list[Document]:
        """All the documents that the line names."""
        return [*filter(None, [self.document]), *(cell.document for cell in self.earlier)]


def trace(node: int, origins: Iterable[Origin], cells: Iterable[Provenance], changes: Sequence[Change]) -> list[Traced]:
    """The lines of a node's table of sources, in the order of the origins.

    Args:
        node: the node's row.
        origins: the rows and fields that are shown.
        cells: where they are printed, the oldest first, with their loads.
        changes: what loads and editions published of these rows, the latest first, with their loads and editions.
    """
    printed: dict[tuple[int, int, str], list[Provenance]] = {}
    for cell in cells:
        printed.setdefault((cell.subject_type_id, cell.subject_id, cell.field), []).append(cell)
    own = (ContentType.objects.get_for_model(Node).pk, node)
    found: list[Traced] = []
    for origin in origins:
        row = (ContentType.objects.get_for_model(origin.model).pk, origin.pk)
        read = printed.get((*row, origin.field), [])
        change = _edit_of(origin.edited, own, row, changes) if origin.edited else None
        if change and origin.edited:
            found.append(_edited(origin, origin.edited, change, read))
            read = [cell for cell in read if not _stood(cell, change)]
        found += [Traced(origin, provenance=cell) for cell in read]
    return found


def _edit_of(edited: Edited, node: Row, row: Row, changes: Iterable[Change]) -> Change | None:
    """The change by which an edition wrote what stands; none when a load wrote it, or wrote it since."""
    for change in changes:
        subject = (change.subject_type_id, change.subject_id)
        if change.change_set.edition is not None:
            if subject == node and _writes(edited, change):
                return change
        elif subject == row and change.field in edited.columns:
            return None
    return None


def _writes(edited: Edited, change: Change) -> bool:
    """Whether a change of the node gave the part that the origin tells another value."""
    if change.operation == Change.Operation.CREATE:
        values: Mapping[str, object] = change.after or {}
        return any(edited.part(name, values[name]) for name in edited.fields if name in values)
    if change.operation != Change.Operation.UPDATE or change.field not in edited.fields:
        return False
    return edited.part(change.field, change.before) != edited.part(change.field, change.after)


def _edited(origin: Origin, edited: Edited, change: Change, read: Iterable[Provenance]) -> Traced:
    earlier = tuple(cell for cell in read if _stood(cell, change))
    before = edited.part(change.field, change.before) if change.field else ""
    if plain(before) in {plain(cell.printed) for cell in earlier}:
        before = ""
    label = str(NODE_FIELDS[change.field].label) if change.field else ""
    if before and len(edited.fields) > 1 and label != origin.label:
        before = f"{label}: {before}"
    return Traced(origin, change=change, before=before, earlier=earlier)


def _stood(cell: Provenance, change: Change) -> bool:
    """Whether a cell was read before an edition changed what it prints."""
    edition = change.change_set.edition
    moment: datetime | None = edition.published_at if edition else None
    return moment is not None and cell.load.applied_at < moment
