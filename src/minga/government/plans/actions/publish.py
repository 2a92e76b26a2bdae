"""Publishing: the one door through which a plan's live rows change by hand, and the edition that tells it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import rfc8785
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from minga.foundation.accounts.models import User
from minga.foundation.ledger.actions import record
from minga.foundation.organizations.rules import Actor, require
from minga.foundation.search.actions import rebuild
from minga.foundation.sources.events import LOAD_UNDONE
from minga.foundation.sources.models import Load
from minga.government.plans.actions.acts import Act, act_of, require_act, set_act
from minga.government.plans.actions.apply import Applied, apply_edits
from minga.government.plans.actions.changes import refuse_conflicts, refuse_unproven
from minga.government.plans.actions.reverse import take_back
from minga.government.plans.actions.start import open_plan, refuse_unready
from minga.government.plans.acts import Kind
from minga.government.plans.checks import new_problems
from minga.government.plans.differences import differences
from minga.government.plans.edits import Edit, overlaid
from minga.government.plans.events import EDITION_PUBLISHED
from minga.government.plans.fields import CREATE, ORDER, Subject
from minga.government.plans.models import Change, ChangeSet, Edition, Node, Plan
from minga.government.plans.queries.changes import begins_with_reading, edits_of, loads_since
from minga.government.plans.queries.record import plan_record
from minga.kernel.errors import Conflict, Refused

BATCH = 400


@dataclass(frozen=True)
class Terms:
    """What an edition is published on: in which role, on what basis, under which act, why, and with how many changes."""

    role: str
    basis: str
    act: Act | None
    reason: str = ""
    changes: tuple[Edit, ...] = ()


def publish_changes(change_set: ChangeSet, *, by: Actor, version: int, act: Act | None = None) -> Edition:
    """Applies a submitted change set, and writes the edition that it makes.

    Args:
        change_set: what was submitted.
        by: who publishes.
        version: the version that they saw.
        act: the act that approves the changes, when it is not the one that the change set names.

    Raises:
        Denied: when the person may not publish it.
        Conflict: when the change set, or a field of it, changed meanwhile (listed).
        Refused: when the act may not make these changes, or the plan could not stand so (listed).
    """
    with transaction.atomic():
        plan = Plan.at_desk.select_for_update().get(change_sets=change_set)
        change_set = ChangeSet.objects.select_for_update().get(pk=change_set.pk)
        if change_set.version != version:
            raise Conflict(_("Estos cambios ya no son los que viste: míralos de nuevo antes de publicar."))
        role = require(by, "plans.publish", change_set)
        edits = edits_of(change_set)
        _refuse_unready(change_set, plan, edits)
        chosen = act or act_of(change_set)
        if change_set.basis == ChangeSet.Basis.ERRATUM:
            refuse_unproven(edits)
            chosen = None
        else:
            chosen = require_act(plan, (edit.kind for edit in edits), chosen)
        _require_others(change_set, plan, by)
        change_set.published_by = by if isinstance(by, User) else None
        edition = _publish(change_set, plan, edits, Terms(role, change_set.basis, chosen, change_set.reason))
        transaction.on_commit(rebuild, robust=True)
    return edition


def publish_edition(plan: Plan, *, by: Actor, act: Act | None, reason: str = "") -> Edition:
    """Writes an edition of the plan as it stands: what loads brought since the last one, or all of it for the first.

    Raises:
        Denied: when the person may not.
        Refused: when nothing changed since the last edition, or the act may not make what changed.
    """
    role = require(by, "plans.publish-edition", plan)
    with transaction.atomic():
        plan = Plan.at_desk.select_for_update().get(pk=plan.pk)
        last = plan.editions.first()
        edits = differences(last.record if last else None, plan_record(plan))
        if not edits:
            raise Refused(_("Nada ha cambiado desde la última edición."))
        kinds = {edit.kind for edit in edits} if last else {Kind.NEW}
        chosen = require_act(plan, kinds, act)
        edition = write_edition(plan, Terms(role, Edition.Basis.ACT, chosen, reason, tuple(edits if last else ())))
        transaction.on_commit(rebuild, robust=True)
    return edition


@contextmanager
def as_if_published(change_set: ChangeSet) -> Iterator[Applied]:
    """The record as it would be once the change set is published, within the block; nothing of it stays.

    Raises:
        Refused: when it cannot be applied.
    """
    with transaction.atomic():
        found = ChangeSet.objects.get(pk=change_set.pk)
        plan = Plan.at_desk.get(change_sets=found)
        act = act_of(found) if found.basis == ChangeSet.Basis.ACT else None
        terms = Terms(found.role or "system", found.basis, act, found.reason)
        applied = Applied()
        _publish(found, plan, edits_of(found), terms, applied)
        yield applied
        transaction.set_rollback(True)


def _refuse_unready(change_set: ChangeSet, plan: Plan, edits: Sequence[Edit]) -> None:
    if not edits:
        raise Refused(_("No hay cambios que publicar."))
    refuse_conflicts(change_set, edits)
    refuse_unready(plan, change_set.basis, edits)
    if change_set.undoes_id is None:
        live = plan_record(plan)
        wrong = new_problems(live, overlaid(live, edits))
        if wrong:
            raise Refused(_("El plan no puede quedar así."), details=[str(problem) for problem in wrong])


def _require_others(change_set: ChangeSet, plan: Plan, by: Actor) -> None:
    """What takes a load back may touch other plans: whoever publishes it has to be able to publish those too."""
    for other in plans_of(change_set.undoes) if change_set.undoes else ():
        if other != plan:
            require(by, "plans.publish-edition", other)


def plans_of(load: Load) -> list[Plan]:
    """The plans in which a load made or changed nodes."""
    subject = ContentType.objects.get_for_model(Node)
    nodes = Change.objects.filter(change_set__load=load, subject_type=subject).values("subject_id")
    return list(Plan.objects.filter(nodes__in=nodes).distinct().order_by("pk"))


def _publish(
    change_set: ChangeSet, plan: Plan, edits: Sequence[Edit], terms: Terms, applied: Applied | None = None
) -> Edition:
    """Applies, and writes the edition; a plan without any gets first the one that holds what documents print.

    One in preparation is public from here on.
    """
    if plan.is_started:
        open_plan(plan)
    elif begins_with_reading(plan):
        write_edition(plan, Terms(terms.role, Edition.Basis.READING, None))
    if change_set.undoes is not None:
        others = [other for other in plans_of(change_set.undoes) if other != plan and other.editions.exists()]
        load = take_back(change_set.undoes)
        record(
            LOAD_UNDONE,
            f"load/{load.public_id}",
            {"document": load.document.slug},
            role=terms.role,
            fictitious=plan.fictitious,
        )
        done = Applied()
    else:
        others = []
        done = apply_edits(plan, edits)
    edition = write_edition(plan, Terms(terms.role, terms.basis, terms.act, terms.reason, tuple(edits)))
    for other in others:
        write_edition(other, Terms(terms.role, terms.basis, terms.act, terms.reason))
    _mark(change_set, plan, edits, done, edition, terms)
    if applied is not None:
        applied.keys, applied.rows = done.keys, done.rows
    return edition


def _mark(
    change_set: ChangeSet, plan: Plan, edits: Sequence[Edit], applied: Applied, edition: Edition, terms: Terms
) -> None:
    """Writes on the change set and its rows that they are published, and which rows they speak of."""
    changes = list(change_set.changes.select_related("subject_type").order_by("pk"))
    known = applied.rows | _standing(plan, edits)
    for change, edit in zip(changes, edits, strict=True):
        change.subject_id = known.get(edit.slot)
        if edit.operation == CREATE and edit.key in applied.keys:
            change.key = f"{plan.slug}/{applied.keys[edit.key]}"
        if edit.field == "parent" and edit.after in applied.keys:
            change.after = applied.keys[edit.after]
        if edit.field == ORDER.name:
            change.after = [applied.keys.get(key, key) for key in edit.after]
            change.key = f"{plan.slug}/{applied.keys[edit.key]}" if edit.key in applied.keys else change.key
    Change.objects.bulk_update(changes, ["subject_id", "key", "after"], batch_size=BATCH)
    change_set.state, change_set.edition = ChangeSet.State.PUBLISHED, edition
    change_set.closed_at = timezone.now()
    set_act(change_set, terms.act)
    change_set.version += 1
    change_set.save()


def _standing(plan: Plan, edits: Sequence[Edit]) -> dict[tuple[str, str, str], int]:
    """The rows of edits that were not applied one by one: what takes a load back."""
    nodes = dict(Node.objects.filter(plan=plan).values_list("key", "pk"))
    return {edit.slot: nodes[edit.key] for edit in edits if edit.subject == Subject.NODE and edit.key in nodes}


def write_edition(plan: Plan, terms: Terms) -> Edition:
    """The next edition of the plan as it stands, told in the public log; the caller holds the plan's row."""
    present = Plan.objects.select_related("publisher", "supersedes").get(pk=plan.pk)
    whole = plan_record(present)
    content = rfc8785.dumps(whole)
    last = plan.editions.order_by("-number").values_list("number", flat=True).first() or 0
    loads = loads_since(present)
    edition = Edition(
        plan=present,
        number=last + 1,
        basis=terms.basis,
        role=terms.role,
        reason=terms.reason,
        content=content.decode(),
        sha256=hashlib.sha256(content).hexdigest(),
        counts=_counts(terms.changes, len(whole["nodes"]), len(loads)),
    )
    set_act(edition, terms.act)
    edition.save()
    edition.loads.add(*loads)
    record(EDITION_PUBLISHED, f"plan/{present.slug}", _told(edition), role=terms.role, fictitious=present.fictitious)
    return edition


def _counts(changes: Sequence[Edit], nodes: int, loads: int) -> dict[str, int]:
    numbers = Counter(edit.operation for edit in changes)
    return {**{name: numbers[name] for name in sorted(numbers)}, "nodes": nodes, "loads": loads}


def _told(edition: Edition) -> dict[str, object]:
    """What the public log says of an edition."""
    act = {
        "kind": edition.act_kind,
        "number": edition.act_number,
        "date": edition.act_date.isoformat() if edition.act_date else "",
        "annex": edition.act_annex,
    }
    return {
        "plan": edition.plan.slug,
        "number": edition.number,
        "basis": edition.basis,
        "act": act if edition.act_kind else None,
        "sha256": edition.sha256,
        "counts": edition.counts,
    }
