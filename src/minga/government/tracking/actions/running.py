"""A cycle that runs: opening it, giving more time, closing it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minga.foundation.ledger.actions import record
from minga.foundation.organizations.rules import Actor, require
from minga.foundation.organizations.wording import digest, plain_text
from minga.government.tracking import events
from minga.government.tracking.actions.cycles import locked_cycle
from minga.government.tracking.actions.telling import ASKED, EXTENDED, UNTIL, tell_responsibles
from minga.government.tracking.models import Assignment, Cycle, ProgressReport
from minga.government.tracking.queries.silence import unreported
from minga.kernel.errors import Refused

LONGEST_REASON = 300


@transaction.atomic
def open_cycle(*, cycle: Cycle, by: Actor, version: int) -> Cycle:
    """Opens a cycle: from now on its units are asked, and those who answer for them are told.

    A unit for which nobody holds the role is asked too and told as soon as somebody does; until then its silence is not
    held against it.

    Raises:
        Denied: when the actor may not.
        Refused: when it asks nothing, its day is past, or another cycle of the plan is open.
        Conflict: when somebody changed it meanwhile.
    """
    found = locked_cycle(cycle, version)
    role = require(by, "tracking.open-cycle", found)
    found.assignments.filter(node__closed_at__isnull=False).delete()
    asked = list(_asked(found))
    _check_opening(found, asked)
    now = timezone.now()
    found.state, found.opened_at, found.version = Cycle.State.OPEN, now, found.version + 1
    found.save(update_fields=["state", "opened_at", "version"])
    told = tell_and_note(found, asked)
    payload = told_of_cycle(found) | {
        "name": found.name,
        "starts": found.starts.isoformat(),
        "ends": found.ends.isoformat(),
        "due_on": found.due_on.isoformat(),
        "chain": found.chain,
        "asked": len(asked),
        "notified": told,
    }
    record(events.CYCLE_OPENED, subject_of_cycle(found), payload, role=role, fictitious=found.plan.fictitious)
    return found


def tell_and_note(cycle: Cycle, assignments: Sequence[Assignment]) -> int:
    """Tells who answers for each that they are asked, and notes of which somebody was told; returns how many."""
    told = tell_responsibles(cycle, assignments, "asked", ASKED, UNTIL)
    Assignment.objects.filter(pk__in=[one.pk for one in told]).update(notified_at=timezone.now())
    return len(told)


@transaction.atomic
def extend_due_day(
    *, cycle: Cycle, assignments: Sequence[Assignment], due_on: date, reason: str, by: Actor
) -> list[Assignment]:
    """Gives more time for some reports of an open cycle that were not sent; the reason is public.

    Raises:
        Denied: when the actor may not.
        Refused: when there is none, one was sent, the reason is missing, or the day is not after the one before and
            today.
    """
    found = locked_cycle(cycle)
    role = require(by, "tracking.extend-due-day", found)
    rows = list(_asked(found).filter(pk__in=[one.pk for one in assignments]))
    reason = plain_text(reason)
    _check_extension(rows, due_on, reason)
    for row in rows:
        row.due_on, row.extension_reason, row.escalated_at = due_on, reason, None
    Assignment.objects.bulk_update(rows, ["due_on", "extension_reason", "escalated_at"])
    tell_responsibles(found, rows, "extended", EXTENDED, UNTIL)
    payload = told_of_cycle(found) | {
        "nodes": [row.node.key for row in rows],
        "due_on": due_on.isoformat(),
        "reason": digest(reason),
    }
    record(events.DUE_DAY_EXTENDED, subject_of_cycle(found), payload, role=role, fictitious=found.plan.fictitious)
    return rows


@transaction.atomic
def close_cycle(*, cycle: Cycle, by: Actor, version: int) -> Cycle:
    """Closes a cycle: it stays as it is. What was not reported stays so.

    Raises:
        Denied: when the actor may not.
        Refused: while a report waits to be reviewed or approved, or somebody still has time to report.
        Conflict: when somebody changed it meanwhile.
    """
    found = locked_cycle(cycle, version)
    role = require(by, "tracking.close-cycle", found)
    _check_closing(found)
    found.state, found.closed_at, found.version = Cycle.State.CLOSED, timezone.now(), found.version + 1
    found.save(update_fields=["state", "closed_at", "version"])
    asked = found.assignments
    payload = told_of_cycle(found) | {
        "asked": asked.count(),
        "approved": asked.filter(report__state=ProgressReport.State.APPROVED).count(),
        "silent": unreported(timezone.localdate()).filter(cycle=found).count(),
    }
    record(events.CYCLE_CLOSED, subject_of_cycle(found), payload, role=role, fictitious=found.plan.fictitious)
    return found


def subject_of_cycle(cycle: Cycle) -> str:
    """The cycle's immutable name in the public log."""
    return f"cycle/{cycle.public_id}"


def told_of_cycle(cycle: Cycle) -> dict[str, object]:
    """What every act about a cycle tells: the plan and the cycle's number."""
    return {"plan": cycle.plan.slug, "cycle": cycle.number}


def _asked(cycle: Cycle) -> QuerySet[Assignment]:
    return cycle.assignments.select_related("node", "organization").order_by("node__position")


def _check_opening(cycle: Cycle, asked: Sequence[Assignment]) -> None:
    if not asked:
        raise Refused(_("Este ciclo no pide nada a nadie: elige antes sobre qué elementos y a qué unidades."))
    if cycle.due_on < timezone.localdate():
        raise Refused(_("El plazo ya pasó: ponle un día que esté por venir antes de abrirlo."))
    if cycle.plan.cycles.filter(state=Cycle.State.OPEN).exists():
        raise Refused(_("Este plan ya tiene un ciclo abierto: ciérralo antes de abrir otro."))


def _check_extension(rows: Sequence[Assignment], due_on: date, reason: str) -> None:
    if not rows:
        raise Refused(_("Elige al menos un reporte al que dar más plazo."))
    if any(row.reported_at for row in rows):
        raise Refused(_("Uno de esos reportes ya se envió: no necesita más plazo."))
    if not reason:
        raise Refused(_("Escribe por qué se alarga el plazo: se muestra a todos."))
    if len(reason) > LONGEST_REASON:
        raise Refused(_("El motivo tiene como máximo 300 caracteres."))
    if due_on < timezone.localdate() or any(due_on <= row.due_on for row in rows):
        raise Refused(_("El nuevo día debe estar por venir y ser posterior al que había."))


def _check_closing(cycle: Cycle) -> None:
    waiting = cycle.assignments.filter(report__state=ProgressReport.State.SUBMITTED).count()
    if waiting:
        raise Refused(
            ngettext(
                "Hay un reporte enviado que nadie ha aprobado ni devuelto: decídelo antes de cerrar.",
                "Hay %(number)s reportes enviados que nadie ha aprobado ni devuelto: decídelos antes de cerrar.",
                waiting,
            )
            % {"number": waiting}
        )
    in_time = cycle.assignments.filter(reported_at__isnull=True, due_on__gte=timezone.localdate()).count()
    if in_time:
        raise Refused(
            ngettext(
                "Todavía hay plazo para un reporte que falta: espera a que venza.",
                "Todavía hay plazo para %(number)s reportes que faltan: espera a que venza.",
                in_time,
            )
            % {"number": in_time}
        )
