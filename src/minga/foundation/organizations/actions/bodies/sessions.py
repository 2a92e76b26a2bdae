"""Preparing a session, calling it, calling it off, and noting who came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from minga.foundation.accounts.models import User
from minga.foundation.ledger.actions import record
from minga.foundation.organizations import events
from minga.foundation.organizations.actions.bodies.locking import locked_body, unchanged
from minga.foundation.organizations.files import keep_private
from minga.foundation.organizations.models import (
    AgendaItem,
    Attendance,
    Body,
    BodySession,
    Minutes,
    Organization,
)
from minga.foundation.organizations.queries.bodies import Chair, chairs, rule_on
from minga.foundation.organizations.queries.body_desk import next_number
from minga.foundation.organizations.quorum import MORE_THAN_HALF, Fraction, Quorum, SeatPresence, quorum
from minga.foundation.organizations.rules import Actor, require
from minga.foundation.organizations.wording import digest
from minga.kernel.errors import Refused

State = BodySession.State
Presence = Attendance.Presence


@dataclass(frozen=True)
class Meeting:
    """What a session is: its kind, its day and hour, where, and its agenda in order."""

    kind: str
    meets_on: date
    agenda: Sequence[str]
    meets_at: time | None = None
    mode: str = BodySession.Mode.IN_PERSON
    place: str = ""


@transaction.atomic
def prepare_session(*, body: Body, meeting: Meeting, by: Actor, number: int | None = None) -> BodySession:
    """A new session in preparation, which nobody outside sees. `number` is the next one unless it is given.

    Raises:
        Denied: when the actor may not convene this body.
        Refused: when the body has a session of that number.
    """
    require(by, "bodies.convene", body)
    body = locked_body(body)
    number = number or next_number(body)
    if body.sessions.filter(number=number).exists():
        raise Refused(_("Este cuerpo ya tiene una sesión %(number)s.") % {"number": number})
    session = BodySession(body=body, number=number)
    _write_meeting(session, meeting)
    session.save()
    _write_agenda(session, meeting.agenda)
    return session


@transaction.atomic
def change_session(*, session: BodySession, meeting: Meeting, by: Actor, version: int) -> BodySession:
    """Changes a session in preparation.

    Raises:
        Denied: when the actor may not convene this body.
        Refused: when it was called already: what was called stands, and is called off if it has to be.
        Conflict: when somebody changed it meanwhile.
    """
    require(by, "bodies.convene", session)
    session = now(session, version)
    _check_state(session, State.DRAFT, _("La convocatoria ya salió: para cambiarla, déjala sin efecto y convoca otra."))
    _write_meeting(session, meeting)
    session.version += 1
    session.save()
    session.items.all().delete()
    _write_agenda(session, meeting.agenda)
    return session


@transaction.atomic
def call_session(
    *, session: BodySession, called_on: date, post: str, unit: Organization | None, by: Actor, version: int
) -> BodySession:
    """Calls a session: from here on everybody sees its day, place and agenda.

    Args:
        session: in preparation, with an agenda.
        called_on: the day of the call, not later than that of the session, nor than today; on the day itself, before its hour.
        post: the post that calls, and never a name.
        unit: its organization.
        by: who writes it down.
        version: of the session that the person saw.

    Raises:
        Denied: when the actor may not convene this body.
        Refused: when it was called already, has no agenda, or the days do not follow.
        Conflict: when somebody changed it meanwhile.
    """
    role = require(by, "bodies.convene", session)
    session = now(session, version)
    _check_state(session, State.DRAFT, _("La sesión ya fue convocada."))
    if not session.items.exists():
        raise Refused(_("Escribe el orden del día antes de convocar."))
    if not post.strip():
        raise Refused(_("Di qué cargo convoca."))
    if called_on > session.meets_on:
        raise Refused(_("La convocatoria no puede ser posterior a la sesión."))
    if called_on > timezone.localdate():
        raise Refused(_("La convocatoria no puede llevar una fecha que aún no llega."))
    _check_hour(session, called_on)
    session.called_on, session.called_by_post, session.called_by_unit = called_on, post.strip(), unit
    _move(session, State.CALLED)
    payload = {"meets_on": session.meets_on.isoformat(), "kind": session.kind, "items": session.items.count()}
    record(
        events.CALLED,
        subject_of(session),
        payload | {"called_on": called_on.isoformat()},
        role=role,
        fictitious=session.body.fictitious,
    )
    return session


@transaction.atomic
def void_session(*, session: BodySession, reason: str, by: Actor, version: int) -> BodySession:
    """Leaves a session that was prepared or called without effect; its number is not used again.

    Raises:
        Denied: when the actor may not convene this body.
        Refused: when it took place already, or no reason is given.
        Conflict: when somebody changed it meanwhile.
    """
    role = require(by, "bodies.convene", session)
    session = now(session, version)
    if session.state not in (State.DRAFT, State.CALLED):
        raise Refused(_("Solo una sesión que aún no tuvo lugar puede quedar sin efecto."))
    if not reason.strip():
        raise Refused(_("Escribe por qué queda sin efecto."))
    session.void_reason = reason.strip()
    _move(session, State.VOID)
    record(
        events.VOIDED,
        subject_of(session),
        {"reason": digest(session.void_reason)},
        role=role,
        fictitious=session.body.fictitious,
    )
    return session


@transaction.atomic
def record_attendance(
    *,
    session: BodySession,
    presences: Mapping[tuple[int, int], str],
    guests: int,
    by: Actor,
    version: int,
    attendance_list: UploadedFile | None = None,
) -> BodySession:
    """Notes who came for each seat: with quorum the session is held, without it, it is not.

    Args:
        session: called, or held and not closed.
        presences: by position of the sector's rule and number of the seat: `principal`, `alternate` or `absent`; a seat
            that is not told is absent.
        guests: how many others came.
        by: who writes it down.
        version: of the session that the person saw.
        attendance_list: the signed list, which stays private.

    Raises:
        Denied: when the actor may not record in this body.
        Refused: when the session was not called, is closed, lies ahead, has votes or agreements that would lose their
            quorum, or an alternate is told for a seat that has none.
        Conflict: when somebody changed it meanwhile.
    """
    role = require(by, "bodies.record", session)
    session = now(session, version)
    check_open(session)
    if session.state == State.DRAFT:
        raise Refused(_("La sesión aún no fue convocada."))
    if session.meets_on > timezone.localdate():
        raise Refused(_("La sesión aún no tiene lugar: la asistencia se anota ese día o después."))
    if attendance_list is not None:
        kept = keep_private(attendance_list)
        session.list_sha256, session.list_size, session.list_type = kept.sha256, kept.size, kept.media_type
    found = _write_attendance(session, presences)
    _check_votes(session, found)
    session.guests = guests
    session.seats_counted, session.seats_needed, session.seats_present = found.seats, found.needed, found.present
    told_before = session.state in (State.HELD, State.FAILED)
    _move(session, State.HELD if found.is_met else State.FAILED)
    note_recorder(session, by)
    payload = {"counted": found.seats, "needed": found.needed, "present": found.present, "corrected": told_before}
    record(
        events.HELD if found.is_met else events.FAILED,
        subject_of(session),
        payload,
        role=role,
        fictitious=session.body.fictitious,
    )
    return session


def now(session: BodySession, version: int) -> BodySession:
    """The session as it stands, locked with its body. Raises Conflict when somebody changed it meanwhile."""
    locked_body(session.body)
    return unchanged(BodySession.objects.select_related("body__organization", "quorum_rule"), session, version)


def check_open(session: BodySession) -> None:
    """Raises Refused when the session is closed or without effect."""
    if session.state == State.CLOSED:
        raise Refused(_("El acta ya está aprobada: lo que esté mal se corrige con una fe de erratas en otra sesión."))
    if session.state == State.VOID:
        raise Refused(_("La convocatoria quedó sin efecto."))


def subject_of(session: BodySession) -> str:
    """The session's immutable name in the public log."""
    return f"body/{session.body.slug}/session/{session.number}"


def note_recorder(session: BodySession, by: Actor) -> Minutes:
    """Remembers who wrote in the minutes, so that another person approves them. Returns the minutes."""
    minutes = Minutes.objects.get_or_create(session=session)[0]
    if isinstance(by, User):
        minutes.recorders.add(by)
    return minutes


def _check_state(session: BodySession, state: str, reason: str) -> None:
    if session.state != state:
        raise Refused(reason)


def _check_hour(session: BodySession, called_on: date) -> None:
    """What is called today meets later today; one of an earlier day is written down afterwards."""
    now_here = timezone.localtime()
    if session.meets_at and called_on == session.meets_on == now_here.date() and session.meets_at <= now_here.time():
        raise Refused(
            _(
                "La sesión es hoy a las %(hour)s y esa hora ya pasó: cambia su hora o su día antes de convocar. "
                "Si se convocó un día anterior, escribe esa fecha."
            )
            % {"hour": f"{session.meets_at:%H:%M}"}
        )


def _move(session: BodySession, state: str) -> None:
    session.state = state
    session.version += 1
    session.save()


def _write_meeting(session: BodySession, meeting: Meeting) -> None:
    session.kind, session.meets_on, session.meets_at = meeting.kind, meeting.meets_on, meeting.meets_at
    session.mode, session.place = meeting.mode, meeting.place.strip()


def _write_agenda(session: BodySession, titles: Sequence[str]) -> None:
    AgendaItem.objects.bulk_create(
        AgendaItem(session=session, position=position, title=title)
        for position, title in enumerate((title.strip() for title in titles if title.strip()), start=1)
    )


def _write_attendance(session: BodySession, presences: Mapping[tuple[int, int], str]) -> Quorum:
    """Writes one row for each seat as it was held on the day, and returns the quorum by the rule of that day."""
    seats = chairs(session.body, session.meets_on)
    rows = [_attendance(session, chair, presences.get(chair.key, Presence.ABSENT)) for chair in seats]
    session.attendance.all().delete()
    Attendance.objects.bulk_create(rows)
    session.quorum_rule = rule = rule_on(session.body, session.meets_on)
    fraction = Fraction(rule.numerator, rule.denominator, rule.more_than) if rule else MORE_THAN_HALF
    return quorum(
        (
            SeatPresence(
                principal=row.presence == Presence.PRINCIPAL,
                alternate=row.presence == Presence.ALTERNATE,
                held=row.presence != Presence.VACANT,
            )
            for row in rows
        ),
        fraction,
        vacant_count=rule.vacant_count if rule else True,
    )


def _attendance(session: BodySession, chair: Chair, presence: str) -> Attendance:
    if chair.principal is None:
        presence = Presence.VACANT
    elif presence == Presence.ALTERNATE and chair.alternate is None:
        raise Refused(_("El puesto %(seat)s no tiene suplente.") % {"seat": chair.name})
    elif presence not in (Presence.PRINCIPAL, Presence.ALTERNATE, Presence.ABSENT):
        raise Refused(_("Di de cada puesto quién vino: principal, suplente o nadie."))
    return Attendance(
        session=session,
        rule=chair.rule,
        number=chair.number,
        principal=chair.principal,
        alternate=chair.alternate,
        presence=presence,
    )


def _check_votes(session: BodySession, found: Quorum) -> None:
    """Votes and agreements that are written already keep the seats and the quorum that they need."""
    votes = [item for item in session.items.all() if item.voting != AgendaItem.Voting.NONE]
    if not found.is_met and (votes or session.agreements.exists()):
        raise Refused(_("Sin quórum no hay votaciones ni acuerdos: quita primero los que anotaste."))
    most = max(((item.in_favour or 0) + (item.against or 0) + (item.abstentions or 0) for item in votes), default=0)
    if most > found.present:
        raise Refused(_("Hay una votación con %(votes)s votos, más que los puestos presentes.") % {"votes": most})
