"""Setting and ending the electoral mode, each by a recorded act."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from minga.foundation.ledger.actions import record
from minga.foundation.organizations import events
from minga.foundation.organizations.models import ElectoralMode
from minga.foundation.organizations.queries.electoral import forget
from minga.foundation.organizations.rules import Actor, require
from minga.kernel import formats
from minga.kernel.errors import Conflict, Refused

LONGEST_ACT = 200
MOST_YEARS_AHEAD = 2


@transaction.atomic
def set_electoral_mode(
    *, act: str, act_date: date, starts: date, ends: date | None, freezes: Iterable[str], by: Actor
) -> ElectoralMode:
    """Sets the electoral mode from one day to another (None: until an act ends it).

    Raises:
        Denied: when the actor does not approve in the whole city.
        Refused: when the act or the days cannot be, or the mode is set already on one of them.
    """
    mode = ElectoralMode(act=act.strip(), act_date=act_date, starts=starts, ends=ends, freezes=sorted(set(freezes)))
    role = require(by, "organizations.set-electoral-mode", mode)
    _check_act(mode.act, act_date)
    _check_days(starts, ends)
    _check_alone(mode)
    mode.save()
    payload = _told(mode) | {"act": mode.act, "act_date": act_date.isoformat(), "freezes": mode.freezes}
    record(events.ELECTORAL_SET, _subject(mode), payload, role=role)
    transaction.on_commit(forget)
    return mode


@transaction.atomic
def end_electoral_mode(
    *, mode: ElectoralMode, last_day: date | None, act: str, act_date: date, version: int, by: Actor
) -> ElectoralMode:
    """Ends the electoral mode on its last day; one that has not begun is left without effect and takes no last day.

    Raises:
        Denied: when the actor does not approve in the whole city.
        Conflict: when it was changed meanwhile.
        Refused: when it is over already, or the act or the day cannot be.
    """
    found = ElectoralMode.objects.select_for_update().get(pk=mode.pk)
    role = require(by, "organizations.set-electoral-mode", found)
    if found.version != version:
        raise Conflict(_("El modo electoral cambió mientras lo mirabas. Revisa cómo está ahora y vuelve a decidir."))
    _check_act(act, act_date)
    _check_ending(found, last_day)
    found.cancelled = last_day is None
    found.ends = last_day or found.ends
    found.ending_act, found.ending_act_date = act.strip(), act_date
    found.version += 1
    found.save(update_fields=["cancelled", "ends", "ending_act", "ending_act_date", "version"])
    payload = _told(found) | {"act": found.ending_act, "act_date": act_date.isoformat()}
    record(events.ELECTORAL_ENDED, _subject(found), payload, role=role)
    transaction.on_commit(forget)
    return found


def _check_act(act: str, act_date: date) -> None:
    if not act.strip():
        raise Refused(_("Escribe el número del acto: sin acto el modo electoral no cambia."))
    if len(act.strip()) > LONGEST_ACT:
        raise Refused(_("El acto tiene como máximo 200 caracteres."))
    if act_date > timezone.localdate():
        raise Refused(_("El acto no puede tener una fecha futura."))


def _check_days(starts: date, ends: date | None) -> None:
    today = timezone.localdate()
    if starts < today:
        raise Refused(_("El primer día puede ser hoy o después: Minga no pudo aplicarlo antes."))
    if any(day is not None and day.year > today.year + MOST_YEARS_AHEAD for day in (starts, ends)):
        raise Refused(_("Revisa el año de los días: queda demasiado lejos de hoy."))
    if ends is not None and ends < starts:
        raise Refused(_("El último día no puede ser anterior al primero."))


def _check_alone(mode: ElectoralMode) -> None:
    ContentType.objects.select_for_update().get(  # two who set it at once wait for each other
        app_label=mode._meta.app_label, model=mode._meta.model_name
    )
    others = ElectoralMode.objects.current(mode.starts)
    other = (others.filter(starts__lte=mode.ends) if mode.ends else others).first()
    if other is not None:
        day = formats.long_date(other.starts, get_language() or "es")
        raise Refused(
            _("Ya hay un modo electoral en esos días: el de %(act)s, desde el %(day)s.")
            % {"act": other.act, "day": day}
        )


def _check_ending(mode: ElectoralMode, last_day: date | None) -> None:
    today = timezone.localdate()
    if mode.cancelled or (mode.ends is not None and mode.ends < today):
        raise Refused(_("Ese modo electoral ya terminó."))
    if mode.starts > today:
        if last_day is not None:
            raise Refused(_("Aún no empieza: déjalo sin efecto, sin último día."))
        return
    if last_day is None:
        raise Refused(_("Escribe el último día del modo electoral."))
    if last_day < max(mode.starts, today - timedelta(days=1)):
        raise Refused(
            _("El último día puede ser ayer o después, nunca antes de que empezara: hasta hoy estuvo puesto.")
        )
    if mode.ends is not None and last_day >= mode.ends:
        raise Refused(_("Ya termina ese día o antes. Para alargarlo, pon otro que empiece después."))


def _subject(mode: ElectoralMode) -> str:
    return f"electoral-mode/{mode.public_id}"


def _told(mode: ElectoralMode) -> dict[str, Any]:
    ends = mode.ends.isoformat() if mode.ends else None
    return {"starts": mode.starts.isoformat(), "ends": ends, "cancelled": mode.cancelled}
