"""Writing the minutes of a session, having them approved by another person, and releasing a copy without names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from minga.foundation.ledger.actions import record
from minga.foundation.organizations import events
from minga.foundation.organizations.actions.bodies.sessions import (
    check_open,
    note_recorder,
    now,
    subject_of,
)
from minga.foundation.organizations.files import keep_private, keep_public
from minga.foundation.organizations.models import AgendaItem, BodySession, Minutes
from minga.foundation.organizations.quorum import Votes, result
from minga.foundation.organizations.rules import Actor, require
from minga.foundation.organizations.wording import digest, plain_text
from minga.kernel.errors import Refused

State = BodySession.State
Voting = AgendaItem.Voting


@dataclass(frozen=True)
class ItemRecord:
    """What the minutes say of one item, and its votes in seats; without voting they are None."""

    position: int
    text: str = ""
    voting: str = Voting.NONE
    votes: Votes | None = None
    casting: str = ""


@transaction.atomic
def add_item(*, session: BodySession, title: str, by: Actor, version: int) -> AgendaItem:
    """Adds an item that was taken up in the session itself, after those of the call.

    Raises:
        Denied: when the actor may not record in this body.
        Refused: when the session is closed or was not held, or the item has no words.
        Conflict: when somebody changed the session meanwhile.
    """
    require(by, "bodies.record", session)
    session = now(session, version)
    _check_held(session)
    if not title.strip():
        raise Refused(_("Escribe de qué trata el punto."))
    last = session.items.last()
    item = session.items.create(position=last.position + 1 if last else 1, title=title.strip(), was_added=True)
    _touch(session)
    note_recorder(session, by)
    return item


@transaction.atomic
def record_minutes(
    *,
    session: BodySession,
    items: Sequence[ItemRecord],
    by: Actor,
    version: int,
    number: str = "",
    document: UploadedFile | None = None,
) -> BodySession:
    """Writes what the minutes say of each item, with its votes, and keeps the signed document under lock.

    Args:
        session: held, or not held for want of quorum, and not closed.
        items: by their position; those that are not told stay as they are.
        by: who writes it down.
        version: of the session that the person saw.
        number: what the minutes are called, such as `Acta 007-2026`.
        document: the signed minutes as a PDF, if they are signed already; it replaces the one kept before.

    Raises:
        Denied: when the actor may not record in this body.
        Refused: when the session is closed or has no attendance, or the votes of an item cannot be.
        Conflict: when somebody changed it meanwhile.
    """
    require(by, "bodies.record", session)
    session = now(session, version)
    check_open(session)
    if session.state not in (State.HELD, State.FAILED):
        raise Refused(_("Anota primero la asistencia."))
    kept = keep_private(document, only_pdf=True) if document is not None else None
    existing = {item.position: item for item in session.items.all()}
    for told in items:
        _write_item(existing[told.position], told, session)
    minutes = note_recorder(session, by)
    minutes.number, minutes.recorded_at = number.strip(), timezone.now()
    if kept:
        minutes.sha256, minutes.size = kept.sha256, kept.size
    minutes.save()
    _touch(session)
    return session


@transaction.atomic
def approve_minutes(
    *, session: BodySession, approved_on: date, by: Actor, version: int, approved_in: BodySession | None = None
) -> BodySession:
    """Approves the minutes and closes the session: its votes and agreements become public and stand.

    Args:
        session: held, or not held for want of quorum, with its minutes.
        approved_on: the day of the approval, not before the session.
        by: who approves, and who wrote nothing in them.
        version: of the session that the person saw.
        approved_in: the later session that approved them; the same session when it is None.

    Raises:
        Denied: when the actor may not, or wrote in these minutes.
        Refused: when something is missing, or the days or the sessions do not follow.
        Conflict: when somebody changed it meanwhile.
    """
    role = require(by, "bodies.approve-minutes", session)
    session = now(session, version)
    check_open(session)
    minutes = _whole_minutes(session)
    approved_in = approved_in or session
    _check_approval(session, approved_in, approved_on)
    minutes.approved_on, minutes.approved_in = approved_on, approved_in
    minutes.save(update_fields=["approved_on", "approved_in"])
    session.state = State.CLOSED
    _touch(session)
    payload = {"approved_on": approved_on.isoformat(), "approved_in": approved_in.number, "minutes": minutes.number}
    record(
        events.MINUTES_APPROVED,
        subject_of(session),
        payload | {"sha256": minutes.sha256},
        role=role,
        fictitious=session.body.fictitious,
    )
    for agreement in session.agreements.all():
        due = agreement.due.isoformat() if agreement.due else ""
        told = {"kind": agreement.kind, "text": digest(agreement.text), "due": due}
        record(
            events.AGREED,
            f"{subject_of(session)}/agreement/{agreement.number}",
            told,
            role=role,
            fictitious=session.body.fictitious,
        )
    return session


@transaction.atomic
def keep_minutes(*, session: BodySession, document: UploadedFile, by: Actor, version: int) -> BodySession:
    """Keeps the signed minutes of a closed session, which are often signed after they are approved.

    Raises:
        Denied: when the actor may not record in this body.
        Refused: when the session is not closed, or its signed minutes are kept already: they are never replaced.
        Conflict: when somebody changed it meanwhile.
    """
    role = require(by, "bodies.record", session)
    session = now(session, version)
    if session.state != State.CLOSED:
        raise Refused(_("Sube el acta junto con lo que dice de cada punto."))
    minutes = session.minutes
    if minutes.sha256:
        raise Refused(_("El acta firmada ya está guardada y no se reemplaza."))
    kept = keep_private(document, only_pdf=True)
    minutes.sha256, minutes.size = kept.sha256, kept.size
    minutes.save(update_fields=["sha256", "size"])
    _touch(session)
    record(
        events.MINUTES_KEPT, subject_of(session), {"sha256": kept.sha256}, role=role, fictitious=session.body.fictitious
    )
    return session


@transaction.atomic
def release_minutes(
    *, session: BodySession, document: UploadedFile, without_names: bool, by: Actor, version: int
) -> BodySession:
    """Publishes a copy of approved minutes in which names and signatures are covered.

    Args:
        session: closed.
        document: the copy that everybody will read, a PDF; a new copy replaces the one before.
        without_names: whether the official says that names, signatures and addresses are covered.
        by: who releases it.
        version: of the session that the person saw.

    Raises:
        Denied: when the actor may not.
        Refused: when the minutes are not approved, the official does not say so, or the file tells a person.
        Conflict: when somebody changed it meanwhile.
    """
    role = require(by, "bodies.release-minutes", session)
    session = now(session, version)
    if session.state != State.CLOSED:
        raise Refused(_("Solo se publica un acta aprobada."))
    if not without_names:
        raise Refused(_("Antes de publicar, cubre los nombres y las firmas, y dilo aquí."))
    minutes = session.minutes
    if not minutes.sha256:
        raise Refused(_("Sube primero el acta firmada, que queda reservada; después su copia sin nombres."))
    kept = keep_public(document)
    if kept.sha256 == minutes.sha256:
        raise Refused(_("Es el mismo archivo que el acta reservada: publica la copia sin nombres ni firmas."))
    minutes.public_sha256, minutes.public_size, minutes.released_on = kept.sha256, kept.size, timezone.localdate()
    minutes.save(update_fields=["public_sha256", "public_size", "released_on"])
    _touch(session)
    record(
        events.MINUTES_RELEASED,
        subject_of(session),
        {"sha256": kept.sha256, "of": minutes.sha256},
        role=role,
        fictitious=session.body.fictitious,
    )
    return session


def _check_held(session: BodySession) -> None:
    check_open(session)
    if session.state != State.HELD:
        raise Refused(_("Solo una sesión instalada con quórum trata puntos, vota y acuerda."))


def _write_item(item: AgendaItem, told: ItemRecord, session: BodySession) -> None:
    item.text, item.voting, item.casting, item.result = plain_text(told.text), told.voting, "", ""
    item.in_favour = item.against = item.abstentions = None
    if told.voting != Voting.NONE:
        _check_held(session)
        votes = told.votes or Votes()
        item.result = _decided(item, votes, told.casting, session)
        if item.result == AgendaItem.Result.REJECTED and item.agreements.exists():
            raise Refused(_("Punto %(number)s: no se aprobó y tiene un acuerdo.") % {"number": item.position})
        item.in_favour, item.against, item.abstentions = votes.in_favour, votes.against, votes.abstentions
        item.casting = told.casting if votes.is_tied and session.tie == "presiding" else ""
    item.save()


def _decided(item: AgendaItem, votes: Votes, casting: str, session: BodySession) -> str:
    """What the votes decided. Raises Refused, naming the item, when they cannot be."""
    present = session.seats_present or 0
    if not votes.total:
        raise Refused(_("Punto %(number)s: escribe los votos.") % {"number": item.position})
    if votes.total > present:
        raise Refused(
            _("Punto %(number)s: %(votes)s votos, y solo había %(present)s puestos presentes.")
            % {"number": item.position, "votes": votes.total, "present": present}
        )
    decided = result(votes, present, tie=session.tie, casting=casting)
    if decided == "tied":
        raise Refused(_("Punto %(number)s: hay empate; anota cómo decidió quien preside.") % {"number": item.position})
    return decided


def _whole_minutes(session: BodySession) -> Minutes:
    """The minutes, when all that they need is there."""
    if session.state not in (State.HELD, State.FAILED):
        raise Refused(_("Anota primero la asistencia."))
    minutes = Minutes.objects.get_or_create(session=session)[0]
    missing = [item.position for item in session.items.all() if not item.text] if session.state == State.HELD else []
    if missing:
        numbers = ", ".join(str(number) for number in missing)
        raise Refused(_("Falta decir qué pasó en estos puntos: %(numbers)s.") % {"numbers": numbers})
    return minutes


def _check_approval(session: BodySession, approved_in: BodySession, approved_on: date) -> None:
    if approved_in.body_id != session.body_id:
        raise Refused(_("El acta la aprueba el mismo cuerpo."))
    if approved_on > timezone.localdate():
        raise Refused(_("El día de la aprobación aún no llega."))
    if approved_in.pk == session.pk:
        if approved_on < session.meets_on:
            raise Refused(_("El acta no pudo aprobarse antes de la sesión."))
        return
    if approved_in.meets_on < session.meets_on or approved_in.number < session.number:
        raise Refused(_("El acta la aprueba la misma sesión o una posterior."))
    if approved_in.state not in (State.HELD, State.CLOSED) or not approved_in.has_quorum:
        raise Refused(_("Solo una sesión instalada con quórum puede aprobar un acta."))
    if approved_on != approved_in.meets_on:
        raise Refused(_("El día de la aprobación es el de la sesión que la aprobó."))


def _touch(session: BodySession) -> None:
    session.version += 1
    session.save()
