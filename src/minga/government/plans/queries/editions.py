"""The editions of a plan, what changed between two of them, and the history of a node."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from minga.foundation.sources.models import Document
from minga.government.plans.differences import differences
from minga.government.plans.edits import Edit
from minga.government.plans.fields import CREATE, Subject
from minga.government.plans.models import Change, ChangeSet, Edition, Node, Plan
from minga.government.plans.queries.changes import FACTS, as_edit
from minga.government.plans.queries.choices import names_in
from minga.government.plans.queries.desk import ChangeRow, change_rows
from minga.government.plans.queries.node import FIELD_WORDS
from minga.government.plans.telling import FACT_WORDS, closed_words, in_words

RELATED = ("subject_type", "change_set__plan", "change_set__edition", "change_set__load__document", "document")
SAYING = (
    *("title", "printed", "text", "name", "indicator_name", "reference", "programmed", "actual", "amount"),
    *("statement", "share"),
)
"""The fields in which a row says what it is, the first that it has."""


def editions_of(plan: Plan) -> QuerySet[Edition]:
    """The plan's editions, the newest first, without their content."""
    return Edition.objects.filter(plan=plan).defer("content").select_related("plan", "act_document").order_by("-number")


@dataclass
class EditionPage:
    """An edition with what changed since another: the one before it, or the one that is chosen."""

    edition: Edition
    other: Edition | None
    numbers: Sequence[int]
    rows: Sequence[ChangeRow]

    @property
    def added(self) -> list[ChangeRow]:
        """What is new."""
        return [row for row in self.rows if row.edit.operation == CREATE]

    @property
    def changed(self) -> list[ChangeRow]:
        """The fields that changed, and what was closed or opened again."""
        return [row for row in self.rows if row.edit.operation != CREATE]


def edition_page(plan: Plan, number: int, other: int | None = None) -> EditionPage:
    """The page of an edition: at most seven queries however large the plan is.

    Raises:
        Edition.DoesNotExist: when there is no edition with one of the numbers.
    """
    edition = Edition.objects.select_related("plan", "act_document").get(plan=plan, number=number)
    numbers = list(Edition.objects.filter(plan=plan).order_by("-number").values_list("number", flat=True))
    before = other if other is not None else next((one for one in numbers if one < number), None)
    earlier = Edition.objects.get(plan=plan, number=before) if before is not None else None
    edits = compared(earlier, edition)
    return EditionPage(edition, earlier, numbers, change_rows(edits, edition.record))


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
    def place(self) -> str:
        """Where in the document."""
        return self.change.place

    @property
    def printed(self) -> str:
        """What is printed there."""
        return self.change.printed


def history_of(node: Node) -> list[Past]:
    """All that was published of a node, the latest first: at most five queries."""
    moment = Coalesce("change_set__edition__published_at", "change_set__load__applied_at")
    changes = (
        Change.objects.filter(key=f"{node.plan.slug}/{node.key}", change_set__state=ChangeSet.State.PUBLISHED)
        .select_related(*RELATED)
        .defer("change_set__edition__content")
        .annotate(moment=moment)
        .order_by("-moment", "-change_set__pk", "pk")
    )
    found = list(changes)
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
    label = str(FIELD_WORDS.get(field) or FACT_WORDS.get(model, ""))
    if change.operation in (Change.Operation.CLOSE, Change.Operation.REOPEN):
        return str(change.get_operation_display()).capitalize(), closed_words(change.before), closed_words(change.after)
    if change.operation == Change.Operation.CREATE:
        return label if model != Subject.NODE else str(FIELD_WORDS["title"]), in_words("", None), _said(change.after)
    return label, in_words(field, change.before, names), in_words(field, change.after, names)


def _said(values: Any) -> str:
    """What a row said when it was made, in its first words."""
    told = values if isinstance(values, dict) else {}
    words = (told.get(name) for name in SAYING)
    return next((str(word) for word in words if word), in_words("", None))
