"""Deciding on the alerts and the elements of a reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from minga.foundation.organizations.rules import Actor, System, require
from minga.kernel.errors import Conflict, Refused
from minga.publishing.intake.actions.lock import lock
from minga.publishing.intake.correcting import correction, document_correction
from minga.publishing.intake.deciding import DOCUMENT, Choice
from minga.publishing.intake.models import Decision, Reading
from minga.publishing.intake.queries.review import Alert, Review

Said = Mapping[str, Any]


def decide_alert(
    reading: Reading,
    number: int,
    *,
    choice: str,
    said: Said | None = None,
    reason: str = "",
    seen: int,
    by: Actor,
) -> Decision:
    """Decides on one alert: what is printed stays, what was read is corrected, or what it speaks of is left out.

    Args:
        reading: in review.
        number: of the alert, from 1.
        choice: a `Choice`.
        said: with the choice to correct, the fields of the element as the person sees them (`correcting.as_said`); of
            the document, where the alert speaks of no element.
        reason: why it is left out.
        seen: `Review.seen` when the person looked.
        by: who decides.

    Raises:
        Denied: when the person may not decide here, or the reading is not in review.
        Conflict: when somebody decided on the same meanwhile.
        Refused: without a reason, with a correction that corrects nothing, or with a value that cannot be.
    """
    with transaction.atomic():
        found = lock(reading)
        role = require(by, "intake.review", found)
        review = Review(found)
        alert = _alert(review, number)
        _check_seen(review, alert.ref, number - 1, seen)
        decision = alert.decision or Decision(reading=found, alert=number - 1, ref=alert.ref)
        _refuse_corrected_figures(choice, alert)
        return _decide(review, decision, choice=choice, said=said, reason=reason, role=role, by=by)


def decide_element(
    reading: Reading, ref: str, *, choice: str, said: Said | None = None, reason: str = "", seen: int, by: Actor
) -> Decision | None:
    """Decides on an element that no alert speaks of, or on the document itself (`DOCUMENT`).

    To keep it as printed takes back what was decided on it without an alert; then there is no decision. Everything else
    is as in `decide_alert`.
    """
    with transaction.atomic():
        found = lock(reading)
        role = require(by, "intake.review", found)
        review = Review(found)
        if ref != DOCUMENT and ref not in review.read_nodes:
            raise Refused(_("Ese elemento no está en esta lectura."))
        if ref == DOCUMENT and choice == Choice.LEAVE_OUT:
            raise Refused(_("El documento no se deja fuera: descarta la lectura."))
        _check_seen(review, ref, None, seen)
        decision = review.decision_on(ref)
        if choice == Choice.KEEP:
            _take_back(review, decision)
            return None
        decision = decision or Decision(reading=found, ref=ref)
        return _decide(review, decision, choice=choice, said=said, reason=reason, role=role, by=by)


def _alert(review: Review, number: int) -> Alert:
    if not 1 <= number <= len(review.alerts):
        raise Refused(_("Esa alerta no está en esta lectura."))
    return review.alerts[number - 1]


def _check_seen(review: Review, ref: str, alert: int | None, seen: int) -> None:
    if review.seen(ref, alert) != seen:
        raise Conflict(
            _("Otra persona decidió sobre esto mientras lo mirabas; mira cómo está ahora y decide de nuevo.")
        )


def _refuse_corrected_figures(choice: str, alert: Alert) -> None:
    if choice == Choice.CORRECT and alert.figures:
        raise Refused(_("Una cifra se guarda como está impresa o se deja fuera."))


def _decide(
    review: Review, decision: Decision, *, choice: str, said: Said | None, reason: str, role: str, by: Actor
) -> Decision:
    reason = " ".join(reason.split())
    if choice == Choice.LEAVE_OUT and not reason:
        raise Refused(_("Escribe por qué se deja fuera."))
    decision.choice = Choice(choice)
    decision.values = _values(review, decision, said or {}) if choice == Choice.CORRECT else {}
    decision.reason = reason if choice == Choice.LEAVE_OUT else ""
    decision.role, decision.decided_at = role, timezone.now()
    decision.decided_by = None if isinstance(by, System) else by
    decision.turn = _advance(review.reading)
    decision.save()
    _count(review.reading)
    return decision


def _values(review: Review, decision: Decision, said: Said) -> dict[str, Any]:
    """The corrected fields. Raises `Refused` when the element ends up as it was read."""
    own = decision if decision.pk else None
    if decision.ref == DOCUMENT:
        values = document_correction(review.document(without=own), said)
        corrected = bool(values)
    else:
        shown, base = review.node(decision.ref), review.node(decision.ref, without=own)
        values = correction(shown, base, said)
        corrected = bool(values) or bool(base.corrected)
    if not corrected:
        raise Refused(_("No cambiaste ningún dato: corrige lo que ves distinto, o guárdalo como está impreso."))
    return values


def _take_back(review: Review, decision: Decision | None) -> None:
    if decision is not None:
        decision.delete()
        _advance(review.reading)
        _count(review.reading)


def _advance(reading: Reading) -> int:
    reading.version += 1
    return reading.version


def _count(reading: Reading) -> None:
    """Writes how many alerts are still to be decided."""
    reading.undecided = len(Review(reading).undecided)
    reading.save(update_fields=["version", "undecided"])
