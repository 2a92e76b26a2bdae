"""Giving and ending roles. Each time by an act, never for oneself; the public log keeps the role and never the person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from minga.foundation.accounts.models import User
from minga.foundation.ledger.actions import record
from minga.foundation.organizations import events
from minga.foundation.organizations.models import Organization, Role, RoleAssignment
from minga.foundation.organizations.rules import Actor, require
from minga.foundation.organizations.scopes import scope_subject
from minga.kernel.errors import Conflict, Refused

MOST_YEARS_BACK, MOST_YEARS_AHEAD = 10, 10
"""A day further away than this is taken for a slip of the hand."""
LONGEST_ACT = 200
Basis = RoleAssignment.Basis


@dataclass(frozen=True)
class Appointment:
    """What an act gives: a role, from one day to another (None: until it is ended), somewhere, to a post of a unit.

    Without `scope` the role holds in the whole city.
    """

    role: str
    act: str
    starts: date
    ends: date | None = None
    scope: models.Model | None = None
    post: str = ""
    unit: Organization | None = None


@transaction.atomic
def grant_role(*, person: User, appointment: Appointment, by: Actor) -> RoleAssignment:
    """Gives a person a role as its holder.

    Raises:
        Denied: when the actor may not give it, or gives it to themselves.
        Refused: when the person has it there already on one of those days, when the account is closed, or when the
            days or the act cannot be.
    """
    return _give(_assignment(person, appointment, by), by)


@transaction.atomic
def appoint_stand_in(
    *, stands_for: RoleAssignment, person: User, basis: str, act: str, starts: date, ends: date | None, by: Actor
) -> RoleAssignment:
    """Gives a person the role of another, with its scope, post and unit, for some days and by an act of its own.

    Who subrogates does so while the holder holds the role, until a last day that is known; an `encargo` may also fill a
    post that nobody holds any more.

    Raises:
        Denied: when the actor may not give it, or gives it to themselves.
        Refused: as for `grant_role`; when the person is the one that is stood in for; when somebody else subrogates on
            one of those days.
    """
    taken = RoleAssignment.objects.select_for_update(of=("self",)).get(pk=stands_for.pk)
    appointment = Appointment(taken.role, act, starts, ends, taken.scope, taken.post, taken.unit)
    assignment = _assignment(person, appointment, by)
    assignment.basis, assignment.stands_for = basis, taken
    require(by, "organizations.grant-role", assignment)
    _check_stand_in(assignment, taken)
    return _give(assignment, by)


@transaction.atomic
def end_role(*, assignment: RoleAssignment, last_day: date | None, act: str, version: int, by: Actor) -> RoleAssignment:
    """Ends a role by an act: on its last day, which still counts whole; without `last_day` at once.

    Ended at once, its last day is yesterday; one that began today or has not begun, which has no such day, is left
    without effect. Those who subrogate in it end with it. The row stays, with both acts.

    Raises:
        Denied: when the actor may not end it, or it is their own.
        Conflict: when it was changed meanwhile.
        Refused: when it is over already, when the day cannot be, or when nobody would administrate any more.
    """
    found = RoleAssignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    role = require(by, "organizations.end-role", found)
    if found.version != version:
        raise Conflict(_("Este rol cambió mientras lo mirabas. Revisa cómo está ahora y vuelve a decidir."))
    _check_act(act)
    _check_ending(found, last_day)
    last_day = last_day or timezone.localdate() - timedelta(days=1)
    _check_administration(found, last_day)
    _end(found, last_day, act.strip(), role)
    return found


def _assignment(person: User, appointment: Appointment, by: Actor) -> RoleAssignment:
    return RoleAssignment(
        person=person,
        role=appointment.role,
        scope=appointment.scope,
        post=appointment.post.strip(),
        unit=appointment.unit,
        starts=appointment.starts,
        ends=appointment.ends,
        act=appointment.act.strip(),
        granted_by=by if isinstance(by, User) else None,
    )


def _give(assignment: RoleAssignment, by: Actor) -> RoleAssignment:
    role = require(by, "organizations.grant-role", assignment)
    _check_act(assignment.act)
    _check_days(assignment.starts, assignment.ends)
    _check_person(assignment)
    _check_invention(assignment)
    assignment.save()
    vars(assignment.person).pop("assignments", None)
    _record(events.ROLE_GRANTED, assignment, assignment.act, role)
    return assignment


def _end(assignment: RoleAssignment, last_day: date, act: str, role: str) -> None:
    """Ends it and those that subrogate in it."""
    assignment.cancelled = last_day < assignment.starts
    if not assignment.cancelled:
        assignment.ends = last_day
    assignment.ending_act = act
    assignment.version += 1
    assignment.save(update_fields=["cancelled", "ends", "ending_act", "version"])
    _record(events.ROLE_ENDED, assignment, act, role)
    after = last_day + timedelta(days=1)
    for stand_in in assignment.stand_ins.standing(after, None).filter(basis=Basis.SUBROGATION):
        _end(stand_in, last_day, act, role)


def _check_act(act: str) -> None:
    if not act.strip():
        raise Refused(_("Escribe el número del acto: sin acto no hay rol."))
    if len(act.strip()) > LONGEST_ACT:
        raise Refused(_("El acto tiene como máximo 200 caracteres."))


def _check_days(starts: date, ends: date | None) -> None:
    today = timezone.localdate()
    years = range(today.year - MOST_YEARS_BACK, today.year + MOST_YEARS_AHEAD + 1)
    if any(day is not None and day.year not in years for day in (starts, ends)):
        raise Refused(_("Revisa el año de los días: queda demasiado lejos de hoy."))
    if ends is not None and ends < starts:
        raise Refused(_("El último día no puede ser anterior al primero."))
    if ends is not None and ends < today:
        raise Refused(_("El último día ya pasó: el rol no llegaría a valer."))


def _check_person(assignment: RoleAssignment) -> None:
    """Whether the account is open, and the person does not hold the role there on any of those days."""
    person = User.objects.select_for_update().get(pk=assignment.person_id)
    if not person.is_active:
        raise Refused(_("Esa cuenta está cerrada: no puede recibir un rol."))
    same = RoleAssignment.objects.standing(assignment.starts, assignment.ends).filter(
        person=person, role=assignment.role, scope_type=assignment.scope_type, scope_id=assignment.scope_id
    )
    if same.exists():
        raise Refused(_("Esa persona ya tiene ese rol, en el mismo ámbito, en alguno de esos días."))


def _check_invention(assignment: RoleAssignment) -> None:
    if assignment.unit is not None and assignment.unit.fictitious != assignment.fictitious:
        raise Refused(
            _("Lo ficticio no se mezcla con lo real: la unidad y el ámbito deben ser ambos reales o ficticios.")
        )


def _check_stand_in(assignment: RoleAssignment, taken: RoleAssignment) -> None:
    if taken.cancelled:
        raise Refused(_("Ese rol quedó sin efecto: nadie puede subrogarlo."))
    if taken.basis == Basis.SUBROGATION:
        raise Refused(_("Quien subroga no puede ser subrogado: nombra a otra persona por el titular."))
    if assignment.person_id == taken.person_id:
        raise Refused(_("Nadie se subroga a sí mismo: elige a otra persona."))
    if assignment.starts < taken.starts:
        raise Refused(_("Empieza antes que el rol que cubre: revisa el primer día."))
    if assignment.basis == Basis.SUBROGATION:
        _check_subrogation(assignment, taken)


def _check_subrogation(assignment: RoleAssignment, taken: RoleAssignment) -> None:
    if assignment.ends is None:
        raise Refused(_("Una subrogación necesita su último día."))
    if taken.ends is not None and assignment.ends > taken.ends:
        raise Refused(_("Termina después que el rol que subroga: revisa el último día."))
    others = taken.stand_ins.standing(assignment.starts, assignment.ends).filter(basis=Basis.SUBROGATION)
    if others.exists():
        raise Refused(_("Ya hay quien subroga en alguno de esos días."))


def _check_ending(assignment: RoleAssignment, last_day: date | None) -> None:
    today = timezone.localdate()
    if assignment.cancelled or (assignment.ends is not None and assignment.ends < today):
        raise Refused(_("Ese rol ya terminó."))
    if last_day is None:
        return
    if assignment.starts > today:
        raise Refused(_("Ese rol aún no empieza: déjalo sin efecto, sin último día."))
    if last_day < max(assignment.starts, today - timedelta(days=1)):
        raise Refused(
            _(
                "El último día puede ser ayer o después, nunca antes de que empezara: lo hecho hasta hoy se hizo con ese rol."
            )
        )
    if assignment.ends is not None and last_day >= assignment.ends:
        raise Refused(_("Ese rol ya termina ese día o antes. Para alargarlo, da uno nuevo."))


def _check_administration(assignment: RoleAssignment, last_day: date) -> None:
    """Whether somebody else administrates the same place on the day after; one that has not begun takes it from nobody."""
    if assignment.role != Role.ADMINISTRATION or assignment.starts > timezone.localdate():
        return
    active = RoleAssignment.objects.select_for_update(of=("self",)).active(last_day + timedelta(days=1))
    others = active.filter(role=Role.ADMINISTRATION, person__is_active=True).exclude(person=assignment.person_id)
    same_place = models.Q(scope_type=assignment.scope_type_id, scope_id=assignment.scope_id)
    if not others.filter(same_place | models.Q(scope_type__isnull=True)):
        raise Refused(_("Nadie más administraría después el sistema: da antes ese rol a otra persona."))


def _subject(assignment: RoleAssignment) -> str:
    return f"role/{assignment.public_id}"


def _record(kind: str, assignment: RoleAssignment, act: str, role: str) -> None:
    told = _told(assignment) | {"act": act}
    record(kind, _subject(assignment), told, role=role, fictitious=assignment.fictitious)


def _told(assignment: RoleAssignment) -> dict[str, Any]:
    """What the public log says of it."""
    return {
        "role": assignment.role,
        "scope": scope_subject(assignment.scope),
        "basis": assignment.basis,
        "starts": assignment.starts.isoformat(),
        "ends": assignment.ends.isoformat() if assignment.ends else None,
        "cancelled": assignment.cancelled,
        "fictitious": assignment.fictitious,
    }
