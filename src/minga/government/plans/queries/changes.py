"""Reading change sets: their edits, what in them meanwhile stands otherwise, and who changed it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from minga.foundation.organizations.rules import assignments_of
from minga.foundation.sources.models import Load
from minga.government.plans.edits import Edit, Record, overlaid, stands, value_of
from minga.government.plans.fields import CREATE, ORDER, Subject, label_of
from minga.government.plans.keys import is_provisional
from minga.government.plans.models import Change, ChangeSet, Edition, Level, Node, Plan
from minga.government.plans.order import same_order
from minga.government.plans.queries.record import plan_record
from minga.government.plans.rules import READERS
from minga.government.plans.telling import pair_in_words
from minga.kernel import formats

MODELS = {Subject.PLAN: Plan, Subject.LEVEL: Level, Subject.NODE: Node}
FACTS = {
    "noderole": "roles",
    "nodemechanism": "mechanisms",
    "expectedmeans": "expected_means",
    "target": "targets",
    "targetperiod": "targets",
}
"""Which field of a node the rows of a load belong to."""


@dataclass(frozen=True)
class Conflict:
    """A change whose field meanwhile stands otherwise: what its author saw, what stands now, and whose change that is."""

    edit: Edit
    now: Any
    whose: str

    @property
    def label(self) -> str:
        """The row and the field."""
        return " · ".join(filter(None, (self.edit.key, str(label_of(self.edit.subject, self.edit.field)))))

    @property
    def line(self) -> str:
        """All of it in one line."""
        before, now = pair_in_words(self.edit.field, self.edit.before, self.now)
        words = {"label": self.label or _("Plan"), "before": before, "now": now}
        told = _("%(label)s: viste «%(before)s» y ahora consta «%(now)s»") % words
        return f"{told} ({self.whose})." if self.whose else f"{told}."


@dataclass
class Draft:
    """A change set with the plan as it stands, as it would be, and what collides."""

    change_set: ChangeSet | None
    edits: list[Edit]
    live: Record
    conflicts: list[Conflict]

    @cached_property
    def record(self) -> Record:
        """The plan as it would be."""
        return overlaid(self.live, self.edits)


def draft_of(person: Any, plan: Plan) -> ChangeSet | None:
    """The person's own draft of this plan, where there is one; those that take a load back are apart."""
    found = ChangeSet.objects.filter(author=person, plan=plan, state=ChangeSet.State.DRAFT, undoes__isnull=True)
    return found.first()


def read_draft(plan: Plan, change_set: ChangeSet | None) -> Draft:
    """The change set beside the plan as it stands; without one, the plan alone.

    What takes a load back collides by rows and not by fields: it is asked when it is published.
    """
    live = plan_record(plan)
    edits = edits_of(change_set) if change_set else []
    collides = change_set is not None and change_set.undoes_id is None
    return Draft(change_set, edits, live, conflicts_of(plan, edits, live) if collides else [])


def edits_of(change_set: ChangeSet) -> list[Edit]:
    """Its changes as edits, in their order: one query."""
    if change_set.pk is None:
        return []
    rows = change_set.changes.select_related("subject_type", "document").order_by("pk")
    return [as_edit(change) for change in rows]


def begins_with_reading(plan: Plan) -> bool:
    """Whether publishing its first changes writes two editions: one of what documents print, and then theirs."""
    return not plan.is_started and plan.nodes.filter(plan__editions=None).exists()


def as_edit(change: Change) -> Edit:
    """A change as an edit. Rows of other plans, which only taking a load back touches, keep the plan in their key."""
    slug = change.change_set.plan.slug if change.change_set.plan else ""
    key = "" if change.key == slug else change.key.removeprefix(f"{slug}/")
    return Edit(
        subject=Subject(change.subject_type.model),
        key=key,
        field=change.field,
        after=change.after,
        operation=change.operation,
        before=change.before,
        document=change.document.slug if change.document else "",
        place=change.place,
        printed=change.printed,
    )


def conflicts_of(plan: Plan, edits: Iterable[Edit], live: Record) -> list[Conflict]:
    """The edits whose field stands neither as their author saw it nor as they would have it."""
    found = []
    for edit in edits:
        if edit.operation == CREATE or is_provisional(edit.key):
            continue
        now = value_of(live, edit)
        if not (_is(edit, now, edit.before) or _is(edit, now, edit.after)) or not stands(live, edit):
            found.append(Conflict(edit, now, last_change(plan, edit)))
    return found


def _is(edit: Edit, now: Any, value: Any) -> bool:
    """Whether what stands now is this value; an order is, whatever came or went meanwhile."""
    return same_order(now, value) if edit.field == ORDER.name else now == value


def last_change(plan: Plan, edit: Edit) -> str:
    """Who last changed what an edit is about: role or document, act and day; empty when nothing says so."""
    key = f"{plan.slug}/{edit.key}" if edit.key else plan.slug
    facts = [model for model, field in FACTS.items() if field == edit.field]
    told = Q(field=edit.field) | Q(subject_type__model__in=facts) | Q(operation=CREATE)
    if not edit.field:
        told = Q(operation__in=("close", "reopen", CREATE)) | Q(field="closed_at")
    rows = Change.objects.filter(told, key=key, change_set__state=ChangeSet.State.PUBLISHED)
    change = rows.select_related("change_set__edition", "change_set__load__document").order_by("-pk").first()
    return whose(change.change_set) if change else ""


def whose(change_set: ChangeSet) -> str:
    """Whose changes these are, in words: the role, the act and the day, or the document that was read."""
    edition, load = change_set.edition, change_set.load
    if edition is not None:
        words = (edition.role_word, edition.act or _("sin acto, por fe de erratas"), _day(edition.published_at))
        return ", ".join(filter(None, words))
    if load is not None:
        return _("carga de «%(document)s», %(day)s") % {"document": load.document, "day": _day(load.applied_at)}
    return change_set.role_word


def _day(moment: Any) -> str:
    return formats.partial_date(timezone.localtime(moment).date(), "es")


def as_rows(change_set: ChangeSet, edits: Iterable[Edit], documents: dict[str, Any]) -> list[Change]:
    """Edits as rows of a change set, not saved; `documents` are those that they name, by slug."""
    plan = change_set.plan
    if plan is None:
        raise ValueError("a load's change set is written by its load")
    types = {subject: ContentType.objects.get_for_model(model) for subject, model in MODELS.items()}
    return [
        Change(
            change_set=change_set,
            subject_type=types[edit.subject],
            operation=edit.operation,
            key=f"{plan.slug}/{edit.key}" if edit.key else plan.slug,
            field=edit.field,
            before=edit.before,
            after=edit.after,
            document=documents.get(edit.document),
            place=edit.place,
            printed=edit.printed,
        )
        for edit in edits
    ]


def open_change_sets(person: Any) -> QuerySet[ChangeSet]:
    """The change sets that wait and that the person may see, the newest first; drafts of others are not shown."""
    held = [one for one in assignments_of(person) if one.role in READERS]
    if not held:
        return ChangeSet.objects.none()
    found = ChangeSet.objects.filter(Q(state=ChangeSet.State.SUBMITTED) | Q(state=ChangeSet.State.DRAFT, author=person))
    return (
        found.select_related("plan__publisher", "author")
        .annotate(number=Count("changes"))
        .order_by("-created_at", "-pk")
    )


def loads_since(plan: Plan) -> list[Load]:
    """The applied loads that changed the plan and that no edition of it holds yet."""
    types = {subject: ContentType.objects.get_for_model(model).pk for subject, model in MODELS.items()}
    touched = (
        Q(subject_type=types[Subject.NODE], subject_id__in=Node.objects.filter(plan=plan).values("pk"))
        | Q(subject_type=types[Subject.LEVEL], subject_id__in=Level.objects.filter(plan=plan).values("pk"))
        | Q(subject_type=types[Subject.PLAN], subject_id=plan.pk)
        | Q(key__startswith=f"{plan.slug}/")
    )
    sets = Change.objects.filter(touched, change_set__load__state=Load.State.APPLIED).values("change_set__load")
    held = Edition.objects.filter(plan=plan).values("loads")
    return list(Load.objects.filter(pk__in=sets).exclude(pk__in=held.exclude(loads=None)).order_by("pk"))


def at_present(edits: Iterable[Edit], live: Record) -> list[Edit]:
    """Edits that take what stands now as what their author saw."""
    return [edit if edit.operation == CREATE else replace(edit, before=value_of(live, edit)) for edit in edits]
