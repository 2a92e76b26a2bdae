"""Agreements of a session: written while its minutes are open, followed and settled when they are closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from minga.foundation.ledger.actions import record
from minga.foundation.organizations import events
from minga.foundation.organizations.actions.bodies.locking import locked_body, unchanged
from minga.foundation.organizations.actions.bodies.sessions import (
    check_open,
    note_recorder,
    now,
    subject_of,
)
from minga.foundation.organizations.models import (
    AgendaItem,
    Agreement,
    AgreementSubject,
    BodySession,
    FollowUp,
    Organization,
)
from minga.foundation.organizations.rules import Actor, require
from minga.foundation.organizations.subjects import is_fictitious
from minga.foundation.organizations.wording import digest, plain_text
from minga.foundation.sources.models import Document
from minga.kernel.errors import Refused

Kind = Agreement.Kind
State = Agreement.State


@dataclass(frozen=True)
class Terms:
    """What is agreed: the kind, the words, the unit that answers and its day, what it is about, what it corrects."""

    kind: str
    text: str
    item: AgendaItem | None = None
    responsible: Organization | None = None
    due: date | None = None
    subjects: Sequence[models.Model] = ()
    corrects: BodySession | None = None


@transaction.atomic
def make_agreement(*, session: BodySession, terms: Terms, by: Actor, version: int) -> Agreement:
    """Writes an agreement of a session that was held; it is public once the minutes are approved.

    Raises:
        Denied: when the actor may not record in this body.
        Refused: when the session was not held or is closed, or the terms are not whole.
        Conflict: when somebody changed the session meanwhile.
    """
    session = _open_session(session, by, version)
    number = (session.agreements.aggregate(last=Max("number"))["last"] or 0) + 1
    agreement = Agreement(session=session, number=number)
    _write(agreement, terms)
    _touch(session, by)
    return agreement


@transaction.atomic
def change_agreement(*, agreement: Agreement, terms: Terms, by: Actor, version: int) -> Agreement:
    """Changes an agreement whose minutes are not approved yet. `version` is the session's. Raises as `make_agreement`."""
    session = _open_session(agreement.session, by, version)
    agreement.session = session
    _write(agreement, terms)
    _touch(session, by)
    return agreement


@transaction.atomic
def remove_agreement(*, agreement: Agreement, by: Actor, version: int) -> None:
    """Takes out an agreement that was written by mistake; those after it keep their order. Raises as `make_agreement`."""
    session = _open_session(agreement.session, by, version)
    agreement.delete()
    for number, other in enumerate(session.agreements.order_by("number"), start=1):
        if other.number != number:
            Agreement.objects.filter(pk=other.pk).update(number=number)
    _touch(session, by)


@transaction.atomic
def follow_agreement(
    *, agreement: Agreement, day: date, text: str, by: Actor, reference: str = "", document: Document | None = None
) -> FollowUp:
    """Adds what was done of an agreement: entries stand as they are told, and later ones say what changed.

    Raises:
        Denied: when the actor may not tell of it.
        Refused: when its minutes are not approved, it is settled, or the day lies ahead or before the session.
    """
    role = require(by, "bodies.follow", agreement)
    _check_in_force(agreement)
    text = plain_text(text)
    if not text:
        raise Refused(_("Escribe qué se hizo."))
    if not agreement.session.meets_on <= day <= timezone.localdate():
        raise Refused(_("El día va desde el de la sesión hasta hoy."))
    if document is not None and document.fictitious != agreement.session.body.fictitious:
        raise Refused(_("Lo ficticio y lo real no se mezclan."))
    told = FollowUp.objects.create(
        agreement=agreement, day=day, text=text, told_by=role, reference=reference.strip(), document=document
    )
    payload = {"day": day.isoformat(), "text": digest(text), "document": document.slug if document else ""}
    record(
        events.FOLLOWED,
        subject_of_agreement(agreement),
        payload,
        role=role,
        fictitious=agreement.session.body.fictitious,
    )
    return told


@transaction.atomic
def settle_agreement(*, agreement: Agreement, state: str, act: str, on: date, by: Actor, version: int) -> Agreement:
    """Gives an agreement as met, or leaves it without effect, by an act.

    Raises:
        Denied: when the actor may not.
        Refused: when it is settled already, its minutes are not approved, or the act or its day is missing or ahead.
        Conflict: when somebody changed it meanwhile.
    """
    role = require(by, "bodies.settle", agreement)
    locked_body(agreement.session.body)
    agreement = unchanged(Agreement.objects.select_related("session__body"), agreement, version)
    _check_in_force(agreement)
    if state not in (State.MET, State.VOID):
        raise Refused(_("Di si el acuerdo está cumplido o queda sin efecto."))
    if not act.strip():
        raise Refused(_("Escribe el acto que lo dice."))
    if not agreement.session.meets_on <= on <= timezone.localdate():
        raise Refused(_("El día va desde el de la sesión hasta hoy."))
    agreement.state, agreement.closing_act, agreement.closed_on = state, act.strip(), on
    agreement.version += 1
    agreement.save(update_fields=["state", "closing_act", "closed_on", "version"])
    payload = {"state": state, "act": agreement.closing_act, "on": on.isoformat()}
    record(
        events.SETTLED,
        subject_of_agreement(agreement),
        payload,
        role=role,
        fictitious=agreement.session.body.fictitious,
    )
    return agreement


def subject_of_agreement(agreement: Agreement) -> str:
    """The agreement's immutable name in the public log."""
    return f"{subject_of(agreement.session)}/agreement/{agreement.number}"


def _open_session(session: BodySession, by: Actor, version: int) -> BodySession:
    require(by, "bodies.record", session)
    session = now(session, version)
    check_open(session)
    if session.state != BodySession.State.HELD:
        raise Refused(_("Solo una sesión instalada con quórum trata puntos, vota y acuerda."))
    return session


def _touch(session: BodySession, by: Actor) -> None:
    session.version += 1
    session.save(update_fields=["version"])
    note_recorder(session, by)


def _check_in_force(agreement: Agreement) -> None:
    if agreement.session.state != BodySession.State.CLOSED:
        raise Refused(_("El acuerdo aún no tiene un acta aprobada."))
    if agreement.state != State.IN_FORCE:
        raise Refused(_("El acuerdo ya no está vigente: está %(state)s.") % {"state": agreement.get_state_display()})


def _write(agreement: Agreement, terms: Terms) -> None:
    session = agreement.session
    text = plain_text(terms.text)
    _check_terms(session, terms, text)
    agreement.kind, agreement.text, agreement.item = terms.kind, text, terms.item
    agreement.responsible, agreement.due, agreement.corrects = terms.responsible, terms.due, terms.corrects
    agreement.save()
    agreement.subjects.all().delete()
    AgreementSubject.objects.bulk_create(
        AgreementSubject(
            agreement=agreement, subject_type=ContentType.objects.get_for_model(subject), subject_id=subject.pk
        )
        for subject in dict.fromkeys(terms.subjects)
    )


def _check_terms(session: BodySession, terms: Terms, text: str) -> None:
    if not text:
        raise Refused(_("Escribe el texto del acuerdo."))
    if terms.item is not None and terms.item.session_id != session.pk:
        raise Refused(_("El punto es de otra sesión."))
    if terms.item is not None and terms.item.result == AgendaItem.Result.REJECTED:
        raise Refused(_("El punto se votó y no se aprobó: no da un acuerdo."))
    _check_kind(session, terms)
    if terms.due is not None and terms.due < session.meets_on:
        raise Refused(_("El plazo no puede vencer antes de la sesión."))
    rows = [*terms.subjects, *([terms.responsible] if terms.responsible else [])]
    if any(is_fictitious(row) != session.body.fictitious for row in rows):
        raise Refused(_("Lo ficticio y lo real no se mezclan."))


def _check_kind(session: BodySession, terms: Terms) -> None:
    """What each kind needs: an approval what it approves, a task who does it, an erratum the closed session it corrects."""
    if terms.kind == Kind.APPROVAL and not terms.subjects:
        raise Refused(_("Una aprobación dice qué aprueba: pega la dirección de un plan o de sus elementos."))
    if terms.kind == Kind.TASK and terms.responsible is None:
        raise Refused(_("Un encargo dice qué organización lo hace."))
    if (terms.kind == Kind.ERRATUM) != (terms.corrects is not None):
        raise Refused(_("Una fe de erratas dice qué sesión corrige, y solo ella lo dice."))
    if terms.corrects is not None and not (
        terms.corrects.body_id == session.body_id
        and terms.corrects.number < session.number
        and terms.corrects.state == BodySession.State.CLOSED
    ):
        raise Refused(_("Una fe de erratas corrige una sesión anterior del mismo cuerpo, con acta aprobada."))
