"""Who sits in a body, from a day on and by an act."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from minga.foundation.ledger.actions import record
from minga.foundation.organizations import events
from minga.foundation.organizations.actions.bodies.locking import locked_body, unchanged
from minga.foundation.organizations.models import Body, Organization, SeatHolder, SeatRule
from minga.foundation.organizations.models.bodies import SeatHolderQuerySet
from minga.foundation.organizations.rules import Actor, require
from minga.kernel.errors import Refused

Kind = SeatHolder.Kind


@transaction.atomic
def seat_holder(
    *,
    rule: SeatRule,
    number: int,
    kind: str,
    starts: date,
    act: str,
    by: Actor,
    organization: Organization | None = None,
    post: str = "",
) -> SeatHolder:
    """Writes that an organization, or a post, holds a seat as principal or as its alternate.

    Raises:
        Denied: when the actor may not.
        Refused: when the seat is taken, the sector has no such seat, the organization sits in another seat of the body,
            or an alternate has no principal or stands in a body without alternates.
    """
    role = require(by, "bodies.seat", rule.body)
    body = locked_body(rule.body)
    _check_named(organization, post, act, body)
    if not 1 <= number <= rule.seats:
        raise Refused(
            _("El sector «%(sector)s» tiene %(seats)s puestos; no existe el puesto %(number)s.")
            % {"sector": rule.sector, "seats": rule.seats, "number": number}
        )
    holder = SeatHolder(
        body=body,
        rule=rule,
        number=number,
        kind=kind,
        organization=organization,
        post=post.strip(),
        starts=starts,
        act=act.strip(),
    )
    _check_free(holder)
    if kind == Kind.ALTERNATE:
        holder.principal = _principal(holder)
    else:
        _check_one_seat(holder)
    holder.save()
    record(events.SEATED, f"body/{body.slug}", _told(holder), role=role, fictitious=body.fictitious)
    return holder


@transaction.atomic
def end_holder(*, holder: SeatHolder, ends: date, act: str, by: Actor, version: int) -> SeatHolder:
    """Writes the last day of a holder, and of the alternates that belong to it.

    Raises:
        Denied: when the actor may not.
        Refused: when it ended before, or would end before it started.
        Conflict: when somebody changed it meanwhile.
    """
    role = require(by, "bodies.seat", holder.body)
    locked_body(holder.body)
    holder = unchanged(SeatHolder.objects.select_related("body", "rule", "organization"), holder, version)
    if holder.ends is not None:
        raise Refused(_("Ya dejó el puesto."))
    if not act.strip():
        raise Refused(_("Escribe el acto por el que deja el puesto."))
    for one in (holder, *holder.alternates.filter(ends__isnull=True).select_related("rule", "organization")):
        if ends < one.starts:
            raise Refused(_("%(name)s empezó después de ese día.") % {"name": one.name})
        one.ends, one.ending_act, one.version = ends, act.strip(), one.version + 1
        one.save(update_fields=["ends", "ending_act", "version"])
        record(
            events.UNSEATED,
            f"body/{holder.body.slug}",
            _told(one) | {"ends": ends.isoformat()},
            role=role,
            fictitious=holder.body.fictitious,
        )
    return holder


def _check_named(organization: Organization | None, post: str, act: str, body: Body) -> None:
    if organization is None and not post.strip():
        raise Refused(_("Di qué organización o qué cargo ocupa el puesto; nunca el nombre de una persona."))
    if organization is not None and organization.fictitious != body.fictitious:
        raise Refused(_("Lo ficticio y lo real no se mezclan."))
    if not act.strip():
        raise Refused(_("Escribe el acto por el que ocupa el puesto."))


def _check_free(holder: SeatHolder) -> None:
    """No two holders of one place at once, so that a sector never has more of them than seats."""
    if holder.kind == Kind.ALTERNATE and not holder.rule.alternates:
        raise Refused(_("Los puestos de «%(sector)s» no tienen suplente.") % {"sector": holder.rule.sector})
    there = SeatHolder.objects.filter(rule=holder.rule, number=holder.number, kind=holder.kind)
    if taken := _later_than(there, holder.starts).first():
        raise Refused(_("El puesto ya lo ocupa %(name)s desde ese día o después.") % {"name": taken.name})


def _check_one_seat(holder: SeatHolder) -> None:
    if holder.organization is None:
        return
    elsewhere = SeatHolder.objects.filter(body=holder.body, kind=Kind.PRINCIPAL, organization=holder.organization)
    if _later_than(elsewhere, holder.starts).exists():
        raise Refused(_("%(name)s ya ocupa otro puesto principal de este cuerpo.") % {"name": holder.organization})


def _principal(holder: SeatHolder) -> SeatHolder:
    """The principal of the same seat on the alternate's first day."""
    there = SeatHolder.objects.filter(rule=holder.rule, number=holder.number, kind=Kind.PRINCIPAL)
    found = there.active(holder.starts).first()
    if found is None:
        raise Refused(_("Un suplente pertenece a un principal: anota primero quién ocupa el puesto ese día."))
    return found


def _later_than(holders: SeatHolderQuerySet, day: date) -> SeatHolderQuerySet:
    """Those still in office on a day, or who take office after it."""
    return holders.filter(Q(ends__isnull=True) | Q(ends__gte=day))


def _told(holder: SeatHolder) -> dict[str, object]:
    """The place and who holds it, for the public log: an organization or a post, never a person."""
    return {
        "sector": holder.rule.sector,
        "seat": holder.number,
        "kind": holder.kind,
        "organization": holder.organization.slug if holder.organization else "",
        "post": holder.post,
        "starts": holder.starts.isoformat(),
        "act": holder.act,
    }
