"""Preparing changes of a plan: what a person puts into a draft and takes out of it. Nothing here touches what is public."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from minga.foundation.accounts.models import User
from minga.foundation.organizations.models import Organization
from minga.foundation.organizations.rules import Actor, assignments_of, require
from minga.foundation.sources.models import Document
from minga.government.plans.actions.known import refuse_unknown
from minga.government.plans.checks import new_problems
from minga.government.plans.edits import Edit, Record, overlaid, value_of, without_idle_orders
from minga.government.plans.errata import unproven_words
from minga.government.plans.fields import CLOSE, CREATE, ORDER, UPDATE, Subject
from minga.government.plans.keys import is_provisional, provisional_key
from minga.government.plans.models import Change, ChangeSet, Plan
from minga.government.plans.queries.changes import as_rows, at_present, conflicts_of, draft_of, edits_of
from minga.government.plans.queries.quotations import lacks_of
from minga.government.plans.queries.record import plan_record
from minga.kernel.errors import Conflict, Refused

BATCH = 400
MOST_EDITS = 5000
Slot = tuple[str, str, str]


def propose_changes(
    plan: Plan,
    edits: Sequence[Edit],
    *,
    by: Actor,
    version: int | None = None,
    seen: bool = False,
    title: str = "",
    reason: str = "",
) -> ChangeSet:
    """Adds edits to the person's draft of the plan, made when there is none. What is published stays as it is.

    An edit whose value is the one that stands takes its change out of the draft; a later edit of the same field takes
    the place of the earlier one. An edit that makes a node gets a provisional key.

    Args:
        plan: the plan.
        edits: what is asked for.
        by: who asks.
        version: the version of the draft that the person saw, 0 for none; None when they saw none.
        seen: whether each edit's `before` is what the person saw; else they are taken to see what stands.
        title: a title for the change set, if it has none yet.
        reason: why, if it says nothing yet.

    Returns:
        The draft; one that is not saved when nothing was asked for and there was none.

    Raises:
        Denied: when the person may not edit the plan.
        Conflict: when the draft, or a field as the person saw it, changed meanwhile (listed).
        Refused: when the plan could not stand so (listed, with the field and what to do).
    """
    role = require(by, "plans.edit", plan)
    if len(edits) > MOST_EDITS:
        raise Refused(_("Son demasiados cambios a la vez: caben %(most)s.") % {"most": MOST_EDITS})
    if plan.is_started and any(edit.subject == Subject.PLAN and edit.field != ORDER.name for edit in edits):
        raise Refused(_("Los datos de un plan en preparación se corrigen en su página, no como cambios."))
    refuse_unknown(plan, edits)
    with transaction.atomic():
        if Plan.at_desk.select_for_update().filter(pk=plan.pk).first() is None:
            raise Conflict(_("El plan se retiró mientras lo editabas."))
        change_set = draft_of(by, plan) if isinstance(by, User) else None
        _refuse_stale(change_set, version)
        live = plan_record(plan)
        standing = edits_of(change_set) if change_set else []
        asked = list(edits) if seen else at_present(edits, live)
        _refuse_passed(plan, asked, standing, live)
        if change_set is None:
            change_set = _new(plan, by, role)
            if not asked:
                return change_set
        change_set.title = change_set.title or title[:200]
        change_set.reason = change_set.reason or reason
        return _keep(change_set, merged(standing, asked, live), live)


def drop_changes(change_set: ChangeSet, slots: Iterable[Slot], *, by: Actor, version: int) -> ChangeSet:
    """Takes some changes out of a draft. A proposed node goes with all that was proposed below it."""
    gone = set(slots)

    def keep(edits: list[Edit], _live: Record) -> list[Edit]:
        out = {edit.key for edit in edits if edit.slot in gone and edit.operation == CREATE}
        while (
            more := {edit.key for edit in edits if edit.operation == CREATE and edit.after.get("parent") in out} - out
        ):
            out |= more
        return [edit for edit in edits if edit.slot not in gone and not (out and edit.key in out)]

    return _corrected(change_set, keep, by=by, version=version)


def insist(change_set: ChangeSet, slots: Iterable[Slot], *, by: Actor, version: int) -> ChangeSet:
    """Keeps changes whose field meanwhile changed: the person has seen what stands now, and still wants theirs."""
    chosen = set(slots)

    def keep(edits: list[Edit], live: Record) -> list[Edit]:
        return [at_present([edit], live)[0] if edit.slot in chosen else edit for edit in edits]

    return _corrected(change_set, keep, by=by, version=version)


def merged(standing: Iterable[Edit], asked: Iterable[Edit], live: Record) -> list[Edit]:
    """The edits of a draft with those that are asked for now; what says nothing new is left out."""
    found = {edit.slot: edit for edit in standing}
    for edit in asked:
        if edit.operation == CREATE:
            key = edit.key or provisional_key(other.key for other in found.values())
            after = _identified(edit.after) if edit.subject == Subject.NODE else edit.after
            created = replace(edit, key=key, after=after)
            found[created.slot] = created
        elif edit.field == ORDER.name:
            found[edit.slot] = edit
        elif is_provisional(edit.key) or (edit.subject, edit.key, CREATE) in found:
            _into_new(found, edit)
        elif value_of(live, edit) == edit.after:
            found.pop(edit.slot, None)
        else:
            found[edit.slot] = replace(edit, after=_numbered(edit.field, edit.after))
    return list(found.values())


def _into_new(found: dict[Slot, Edit], edit: Edit) -> None:
    """A change of a row that is only proposed goes into the proposal; closing it takes the proposal out."""
    slot = (edit.subject, edit.key, CREATE)
    new = found.get(slot)
    if new is None:
        raise Refused(_("El elemento «%(key)s» ya no está en tus cambios.") % {"key": edit.key})
    if edit.operation == UPDATE:
        after = _identified({**new.after, edit.field: edit.after})
        found[slot] = replace(
            new,
            after=after,
            document=edit.document or new.document,
            place=edit.place or new.place,
            printed=edit.printed or new.printed,
        )
    elif edit.operation == CLOSE:
        del found[slot]


def _identified(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _numbered(name, value) for name, value in values.items()}


def _numbered(field: str, value: Any) -> Any:
    """Targets with the identifier that they keep for ever; any other value as it is."""
    return [{**target, "id": target.get("id") or str(uuid4())} for target in value] if field == "targets" else value


def _new(plan: Plan, by: Actor, role: str) -> ChangeSet:
    author = by if isinstance(by, User) else None
    return ChangeSet(
        plan=plan,
        author=author,
        role=role,
        organization=_unit(author, role),
        state=ChangeSet.State.DRAFT,
        version=0,
    )


def _unit(author: User | None, role: str) -> Organization | None:
    """The unit for which a person holds the role, if it says one."""
    return next((one.unit for one in assignments_of(author) if one.role == role and one.unit), None)


def _keep(change_set: ChangeSet, edits: list[Edit], live: Record) -> ChangeSet:
    """Saves a draft with these edits and no others, but for orders that change nothing."""
    edits = without_idle_orders(live, edits)
    wrong = new_problems(live, overlaid(live, edits))
    if wrong:
        raise Refused(_("El plan no puede quedar así."), details=[str(problem) for problem in wrong])
    change_set.version += 1
    change_set.save()
    change_set.changes.all().delete()
    named = {edit.document for edit in edits if edit.document}
    documents = {document.slug: document for document in Document.objects.filter(slug__in=named)}
    Change.objects.bulk_create(as_rows(change_set, edits, documents), batch_size=BATCH)
    return change_set


def _corrected(
    change_set: ChangeSet, keep: Callable[[list[Edit], Record], list[Edit]], *, by: Actor, version: int
) -> ChangeSet:
    with transaction.atomic():
        change_set = locked(change_set, version)
        require(by, "plans.change", change_set)
        refuse_inverse(change_set)
        live = plan_record(plan_of(change_set))
        return _keep(change_set, keep(edits_of(change_set), live), live)


def refuse_inverse(change_set: ChangeSet) -> None:
    """Raises `Refused` for what takes a load back: none of it is left out or proven apart."""
    if change_set.undoes_id is not None:
        raise Refused(_("Lo que deshace una carga se publica o se retira entero."))


def plan_of(change_set: ChangeSet) -> Plan:
    """The plan that it changes; raises `Refused` for the set of a load, which belongs to no single plan."""
    if change_set.plan is None:
        raise Refused(_("Los cambios de una carga se deshacen con ella."))
    return change_set.plan


def locked(change_set: ChangeSet, version: int) -> ChangeSet:
    """The set as it stands, held until the transaction ends; raises `Conflict` when it is not the version that was seen."""
    found = ChangeSet.objects.select_for_update().get(pk=change_set.pk)
    _refuse_stale(found, version)
    return found


def _refuse_stale(change_set: ChangeSet | None, version: int | None) -> None:
    standing = change_set.version if change_set else 0
    if version is not None and version != standing:
        raise Conflict(
            _("Estos cambios se guardaron también en otra ventana. Revisa lo que escribiste y guarda de nuevo.")
        )


def _refuse_passed(plan: Plan, edits: Iterable[Edit], standing: Iterable[Edit], live: Record) -> None:
    proposed = {(edit.subject, edit.key) for edit in standing if edit.operation == CREATE}
    chosen = [edit for edit in edits if (edit.subject, edit.key) not in proposed and not is_provisional(edit.key)]
    _refuse(conflict.line for conflict in conflicts_of(plan, chosen, live))


def refuse_conflicts(change_set: ChangeSet, edits: Iterable[Edit]) -> None:
    """Raises `Conflict`, with the list, when fields of the edits meanwhile stand otherwise."""
    plan = plan_of(change_set)
    if change_set.undoes_id is None:
        _refuse(conflict.line for conflict in conflicts_of(plan, edits, plan_record(plan)))


def _refuse(lines: Iterable[str]) -> None:
    details = list(lines)
    if details:
        raise Conflict(_("Mientras tanto cambió lo mismo que tú cambias."), details=details)


def refuse_unproven(edits: Iterable[Edit]) -> None:
    """Raises `Refused`, with the list, when a correction does not say where its value is printed, or its document does not."""
    lines = [lack.line for lack in lacks_of(edits)]
    if lines:
        raise Refused(unproven_words(), details=lines)
