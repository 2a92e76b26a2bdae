"""The editions of a plan, what changed between two of them, and the history of a node."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from minga.foundation.sources.models import Document
from minga.government.plans.differences import differences
from minga.government.plans.edits import Edit
from minga.government.plans.fields import CREATE, ORDER, Subject
from minga.government.plans.models import Change, ChangeSet, Edition, Node, Plan
from minga.government.plans.order import placed_anew
from minga.government.plans.queries.changes import FACTS, as_edit
from minga.government.plans.queries.choices import names_in
from minga.government.plans.queries.desk import ChangeRow, change_rows
from minga.government.plans.queries.node import FIELD_WORDS
from minga.government.plans.telling import FACT_WORDS, closed_words, in_words, pair_in_words

Slot = tuple[str, str, str]
PUBLISHED = ChangeSet.State.PUBLISHED
RELATED = ("subject_type", "change_set__plan", "change_set__edition", "change_set__load__document", "document")
SAYING = (
    *("title", "printed", "text", "name", "indicator_name", "reference", "programmed", "actual", "amount"),
    *("statement", "share"),
)
"""The fields in which a row says what it is, the first that it has."""


def editions_of(plan: Plan) -> QuerySet[Edition]:
    """The plan's editions, the newest first, without their content; each with the `title` of the changes that made it."""
    return _titled(Edition.objects.filter(plan=plan)).defer("content").order_by("-number")


def _titled(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    changes = ChangeSet.objects.filter(edition=OuterRef("pk"))
    return editions.select_related("plan", "act_document").annotate(title=Subquery(changes.values("title")[:1]))


@dataclass
class EditionPage:
    """An edition with what changed since another: the one before it, or the one that is chosen."""

    edition: Edition
    other: Edition | None
    numbers: Sequence[int]
    rows: Sequence[ChangeRow]
    proofs: Mapping[Slot, Change]

    @property
    def lines(self) -> list[tuple[ChangeRow, Change | None]]:
        """Each row, with the published change that says where its new value is printed."""
        return [(row, self.proofs.get(row.edit.slot)) for row in self.rows]

    @property
    def documents(self) -> list[Document]:
        """The documents in which new values are printed."""
        return [change.document for change in self.proofs.values() if change.document]

    @property
    def added(self) -> list[ChangeRow]:
        """What is new."""
        return [row for row in self.rows if row.edit.operation == CREATE]

    @property
    def changed(self) -> list[ChangeRow]:
        """The fields that changed, and what was closed or opened again."""
        return [row for row in self.rows if row.edit.operation != CREATE]


def edition_page(plan: Plan, number: int, other: int | None = None) -> EditionPage:
    """The page of an edition: at most eight queries however large the plan is.

    Where new values are printed is told beside what changed since the edition right before.

    Raises:
        Edition.DoesNotExist: when there is no edition with one of the numbers.
    """
    edition = _titled(Edition.objects.filter(plan=plan)).get(number=number)
    numbers = list(Edition.objects.filter(plan=plan).order_by("-number").values_list("number", flat=True))
    before = other if other is not None else next((one for one in numbers if one < number), None)
    earlier = Edition.objects.get(plan=plan, number=before) if before is not None else None
    edits = compared(earlier, edition)
    proofs = _proofs(edition) if earlier is not None and earlier.number == edition.number - 1 else {}
    return EditionPage(edition, earlier, numbers, change_rows(edits, edition.record), proofs)


def _proofs(edition: Edition) -> dict[Slot, Change]:
    """The changes that made an edition and say where their value is printed: one query."""
    changes = Change.objects.filter(change_set__edition=edition, document__isnull=False)
    found = changes.select_related("subject_type", "change_set__plan", "document")
    return {as_edit(change).slot: change for change in found}


def compared(one: Edition | None, other: Edition) -> list[Edit]:
    """What changed from one edition to the other, the earlier first; all of it is new without an earlier one."""
    if one is not None and one.number > other.number:
        one, other = other, one
    return differences(one.record if one else None, other.record)


@dataclass(frozen=True)
class Past:
    """One line of a node's history: when, by which act or load, in which role, which field, from what to what."""

    moment: Any
    change: Change
    label: str
    before: str
    after: str

    @property
    def change_set(self) -> ChangeSet:
        """What it was published with."""
        return self.change.change_set

    @property
    def document(self) -> Document | None:
        """The document that prints the new value, where the person said so."""
        return self.change.document

    @property
    def documents(self) -> list[Document]:
        """The documents that it names: the one that was read, and the one that prints the new value."""
        load = self.change_set.load
        read = load.document if load else None
        return [document for document in (read, self.document) if document]

    @property
    def place(self) -> str:
        """Where in the document."""
        return self.change.place

    @property
    def printed(self) -> str:
        """What is printed there."""
        return self.change.printed


def history_of(node: Node) -> list[Past]:
    """All that was published of a node, and of its place among its siblings, the latest first: at most five queries."""
    moment = Coalesce("change_set__edition__published_at", "change_set__load__applied_at")
    own_key, slug = f"{node.plan.slug}/{node.key}", node.plan.slug
    above = f"{slug}/{node.parent.key}" if node.parent else slug
    changes = (
        Change.objects.filter(Q(key=own_key) | Q(key=above, field=ORDER.name), change_set__state=PUBLISHED)
        .select_related(*RELATED)
        .defer("change_set__edition__content")
        .annotate(moment=moment)
        .order_by("-moment", "-change_set__pk", "pk")
    )
    found = [
        change
        for change in changes
        if change.key == own_key or node.key in placed_anew(change.before or [], change.after or [])
    ]
    own = [as_edit(change) for change in found if change.subject_type.model in set(Subject)]
    names = names_in(own)
    return [_past(change, names) for change in found]


def _past(change: Change, names: dict[str, str]) -> Past:
    label, before, after = _told(change, names)
    return Past(getattr(change, "moment", None), change, label, before, after)


def _told(change: Change, names: dict[str, str]) -> tuple[str, str, str]:
    """The field, and both values in words. A whole row is told by what it says."""
    model = change.subject_type.model
    field = change.field or FACTS.get(model, "")
    label = str(ORDER.label if field == ORDER.name else FIELD_WORDS.get(field) or FACT_WORDS.get(model, ""))
    if change.operation in (Change.Operation.CLOSE, Change.Operation.REOPEN):
        return str(change.get_operation_display()).capitalize(), closed_words(change.before), closed_words(change.after)
    if change.operation == Change.Operation.CREATE:
        return label if model != Subject.NODE else str(FIELD_WORDS["title"]), in_words("", None), _said(change.after)
    return label, *pair_in_words(field, change.before, change.after, names)


def _said(values: Any) -> str:
    """What a row said when it was made, in its first words."""
    told = values if isinstance(values, dict) else {}
    words = (told.get(name) for name in SAYING)
    return next((str(word) for word in words if word), in_words("", None))
