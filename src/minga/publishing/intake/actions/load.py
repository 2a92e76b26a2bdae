"""Applying a reading as one load, undoing it, and discarding a reading."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minga.foundation.organizations.rules import Actor, require
from minga.foundation.sources.models import Load
from minga.government.plans.models import Plan
from minga.kernel.access import Denied
from minga.kernel.errors import Refused
from minga.publishing.intake import keeping
from minga.publishing.intake.actions.apply import ReceivedFile, apply_draft
from minga.publishing.intake.actions.compare import refuse_open_questions
from minga.publishing.intake.actions.lock import lock
from minga.publishing.intake.actions.undo import undo_load
from minga.publishing.intake.models import OPEN_STATES, Decision, Match, Passage, Proposal, Reading
from minga.publishing.intake.queries.matching import matches_of, questions
from minga.publishing.intake.queries.readings import plans_told
from minga.publishing.intake.queries.review import Review
from minga.publishing.intake.rules import may_change, reach_of


def apply_reading(reading: Reading, *, version: int, by: Actor) -> Load:
    """Applies a reading, as it was decided, as one load that can be undone.

    Args:
        reading: in review.
        version: of the reading when the person looked.
        by: who applies it.

    Raises:
        Denied: when the person may not apply it, or may not change a plan that it would change.
        Conflict: when the reading changed meanwhile, or is applied already.
        Refused: while alerts or matches wait for a decision, or when the record does not allow the load.
    """
    content = _content(reading)
    with transaction.atomic():
        found = lock(reading, version)
        role = require(by, "intake.apply", found)
        review = Review(found)
        _refuse_undecided(review)
        refuse_open_questions(review)
        _require_plans(review, by)
        load = apply_draft(
            review.now,
            file=ReceivedFile(found.file_name, found.media_type, content),
            role=role,
            fictitious=found.fictitious,
            matches=matches_of(review),
            left_out=len(review.out),
            reach=reach_of(by, found),
        )
        _require_touched(load, found, by)
        found.state, found.load, found.closed_at = Reading.State.APPLIED, load, timezone.now()
        found.version += 1
        found.save(update_fields=["state", "load", "closed_at", "version"])
        transaction.on_commit(lambda: _forget_file(found.sha256), robust=True)
    return load


def undo_reading(reading: Reading, *, version: int, by: Actor) -> Load:
    """Undoes the load of a reading as a whole; once an edition of a plan holds it, only proposes to (`undo_load`).

    Raises:
        Denied: when the person may not undo it, or may not change a plan that it changed.
        Conflict: when the reading changed meanwhile.
        Refused: when it is undone already, or later changes touch the same (listed).
    """
    with transaction.atomic():
        found = lock(reading, version)
        role = require(by, "intake.undo", found)
        if found.load is None:
            raise Refused(_("Esta lectura no tiene una carga que deshacer."))
        _require_touched(found.load, found, by)
        load = undo_load(found.load, role=role, by=by)
        found.version += 1
        found.save(update_fields=["version"])
    return load


def discard_reading(reading: Reading, *, reason: str, version: int, by: Actor) -> Reading:
    """Discards a reading. What was read, the document's text and its file are taken away; that it was, and why, stays.

    Raises:
        Denied: when the person may not discard it, or it is applied.
        Conflict: when the reading changed meanwhile.
        Refused: without a reason.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise Refused(_("Escribe por qué se descarta."))
    with transaction.atomic():
        found = lock(reading, version)
        require(by, "intake.discard", found)
        for rows in (Passage, Decision, Match, Proposal):
            rows._default_manager.filter(reading=found).delete()
        found.state, found.reason, found.closed_at = Reading.State.DISCARDED, reason, timezone.now()
        found.draft, found.undecided, found.title, found.failure = None, 0, "", ""
        found.version += 1
        found.save()
        transaction.on_commit(lambda: _forget_file(found.sha256), robust=True)
    return found


def _content(reading: Reading) -> bytes:
    if reading.state != Reading.State.REVIEW:
        return b""
    try:
        return keeping.content(reading.sha256)
    except FileNotFoundError as error:
        raise Refused(_("El archivo ya no está en custodia; descarta esta lectura y entrégalo de nuevo.")) from error


def _refuse_undecided(review: Review) -> None:
    number = len(review.undecided)
    if number:
        words = ngettext(
            "Falta decidir %(number)s alerta de lectura.", "Faltan por decidir %(number)s alertas de lectura.", number
        )
        raise Refused(words % {"number": number})


def _require_plans(review: Review, by: Actor) -> None:
    """Raises `Denied` when the load would change a plan over which the person's role does not reach."""
    _require_each(questions(review).standing, review.reading, by)


def _require_touched(load: Load, reading: Reading, by: Actor) -> None:
    """The same for every plan of which the load told anything, those that it only names among them."""
    _require_each(plans_told(load), reading, by)


def _require_each(plans: Iterable[Plan], reading: Reading, by: Actor) -> None:
    for plan in plans:
        if not may_change(by, reading, plan).allowed:
            said = {"plan": plan, "publisher": plan.publisher.display_name if plan.publisher else "–"}
            raise Denied(
                _(
                    "Esta lectura cambia el plan «%(plan)s», de %(publisher)s: pide que la aplique quien tiene un rol en él."
                )
                % said
            )


def _forget_file(sha256: str) -> None:
    """Takes the file away once no reading waits for it; what is applied has its own."""
    if not Reading.objects.filter(sha256=sha256, state__in=OPEN_STATES).exists():
        keeping.forget(sha256)
