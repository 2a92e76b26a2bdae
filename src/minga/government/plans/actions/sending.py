"""A draft of changes on its way: what its author writes about it, and how it goes from hand to hand until it is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from minga.foundation.organizations.rules import Actor, require
from minga.foundation.sources.models import Document
from minga.government.plans.actions.acts import Act, require_act, set_act
from minga.government.plans.actions.changes import (
    BATCH,
    Slot,
    locked,
    plan_of,
    refuse_conflicts,
    refuse_inverse,
    refuse_unproven,
)
from minga.government.plans.actions.start import refuse_unready
from minga.government.plans.models import Change, ChangeSet
from minga.government.plans.queries.changes import as_edit, draft_of, edits_of
from minga.kernel.errors import Refused


@dataclass(frozen=True)
class Proof:
    """Where the new value of a change is printed: the document's slug, the place in it, and the words there."""

    document: str = ""
    place: str = ""
    printed: str = ""


def save_draft(
    change_set: ChangeSet,
    *,
    by: Actor,
    version: int,
    title: str,
    reason: str,
    basis: str,
    act: Act | None = None,
    proofs: Mapping[Slot, Proof] | None = None,
) -> ChangeSet:
    """Keeps what a person wrote about a draft, however much is still missing: nothing of it is asked for until it is sent.

    The values of its changes stay. What says the same as the draft already does leaves it, and its version, as it is.

    Args:
        change_set: the draft.
        by: its author.
        version: the version that they saw.
        title: what changes, in one line.
        reason: why.
        basis: an act, or a correction of what was read wrongly.
        act: the act as far as it is known.
        proofs: where the new values are printed, for the changes that are named; the others keep theirs.

    Raises:
        Denied: when the person may not correct the draft.
        Conflict: when the draft changed meanwhile.
        Refused: when a document is not in the record, or the set takes a load back, which proves nothing.
    """
    with transaction.atomic():
        change_set = locked(change_set, version)
        require(by, "plans.change", change_set)
        before = _written(change_set)
        change_set.title, change_set.reason, change_set.basis = title.strip()[:200], reason.strip(), basis
        set_act(change_set, act)
        proven = _prove(change_set, proofs or {})
        if proven or _written(change_set) != before:
            change_set.version += 1
            change_set.save()
        return change_set


def _written(change_set: ChangeSet) -> list[object]:
    """What its author wrote about it."""
    names = ("title", "reason", "basis", "act_kind", "act_number", "act_date", "act_annex", "act_document_id")
    return [getattr(change_set, name) for name in names]


def _prove(change_set: ChangeSet, proofs: Mapping[Slot, Proof]) -> bool:
    """Notes where values are printed on the changes that say it otherwise, and tells whether there were any."""
    if proofs:
        refuse_inverse(change_set)
    documents = _documents({proof.document for proof in proofs.values() if proof.document})
    noted = []
    for change in change_set.changes.select_related("subject_type", "document"):
        edit = as_edit(change)
        proof = proofs.get(edit.slot)
        if proof and proof != Proof(edit.document, edit.place, edit.printed):
            change.document = documents.get(proof.document)
            change.place, change.printed = proof.place[:200], proof.printed
            noted.append(change)
    Change.objects.bulk_update(noted, ["document", "place", "printed"], batch_size=BATCH)
    return bool(noted)


def _documents(slugs: set[str]) -> dict[str, Document]:
    found = {document.slug: document for document in Document.objects.filter(slug__in=slugs)}
    unknown = sorted(slugs - set(found))
    if unknown:
        raise Refused(_("«%(name)s» no consta en Minga.") % {"name": unknown[0]})
    return found


def submit_changes(
    change_set: ChangeSet,
    *,
    by: Actor,
    version: int,
    title: str,
    reason: str,
    basis: str,
    act: Act | None = None,
    act_to_come: bool = False,
) -> ChangeSet:
    """Sends a draft to be published, with what it is based on: an act, or a correction of what was read wrongly.

    The act that publishing will ask for is asked for now, so that nobody learns of it from the person who publishes. In
    practice the changes are often ready before the session that approves them: then their author says so (`act_to_come`),
    and whoever publishes gives the act. A correction decides nothing and carries no act.

    Raises:
        Denied: when the person may not send it.
        Conflict: when the draft changed meanwhile, or some of its fields did (listed).
        Refused: when it is empty, has no title or no act that may make these changes, or a correction does not say where
            its value is printed (listed).
    """
    with transaction.atomic():
        change_set = locked(change_set, version)
        require(by, "plans.submit", change_set)
        edits = edits_of(change_set)
        if not edits:
            raise Refused(_("No hay cambios que enviar."))
        if not title.strip():
            raise Refused(_("Escribe un título que diga qué cambia."))
        refuse_conflicts(change_set, edits)
        refuse_unready(plan_of(change_set), basis, edits)
        if basis == ChangeSet.Basis.ERRATUM:
            refuse_unproven(edits)
        elif not act_to_come:
            require_act(plan_of(change_set), (edit.kind for edit in edits), act)
        change_set.title, change_set.reason, change_set.basis = title.strip()[:200], reason.strip(), basis
        set_act(change_set, act if basis == ChangeSet.Basis.ACT else None)
        change_set.note = ""
        change_set.submitted_at = timezone.now()
        return _moved(change_set, ChangeSet.State.SUBMITTED)


def withdraw_changes(change_set: ChangeSet, *, by: Actor, version: int) -> ChangeSet:
    """Withdraws a change set for good: it stays on record and is never published."""
    with transaction.atomic():
        change_set = locked(change_set, version)
        require(by, "plans.withdraw", change_set)
        change_set.closed_at = timezone.now()
        return _moved(change_set, ChangeSet.State.WITHDRAWN)


def take_back_changes(change_set: ChangeSet, *, by: Actor, version: int) -> ChangeSet:
    """Makes a submitted change set a draft of its author again."""
    with transaction.atomic():
        change_set = locked(change_set, version)
        require(by, "plans.take-back", change_set)
        return _reopened(change_set, "")


def return_changes(change_set: ChangeSet, *, by: Actor, version: int, note: str) -> ChangeSet:
    """Gives a submitted change set back to its author, with what has to be corrected."""
    with transaction.atomic():
        change_set = locked(change_set, version)
        require(by, "plans.return", change_set)
        if not note.strip():
            raise Refused(_("Escribe qué hay que corregir."))
        return _reopened(change_set, note.strip())


def _moved(change_set: ChangeSet, state: str) -> ChangeSet:
    change_set.state = state
    change_set.version += 1
    change_set.save()
    return change_set


def _reopened(change_set: ChangeSet, note: str) -> ChangeSet:
    """A draft again; refused when its author meanwhile started another one of the same plan."""
    plan = plan_of(change_set)
    if change_set.undoes_id is None and draft_of(change_set.author, plan) is not None:
        raise Refused(_("Quien los preparó tiene ya otro borrador de este plan: publícalo o retíralo antes."))
    change_set.note = note
    change_set.submitted_at = None
    return _moved(change_set, ChangeSet.State.DRAFT)
