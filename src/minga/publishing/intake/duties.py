"""What readings wait for a person's decision."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minga.foundation.organizations.rules import may_enter
from minga.government.plans.words import counted
from minga.kernel.duties import Duty, Task
from minga.publishing.intake.models import Reading
from minga.publishing.intake.rules import visible

MOST = 20
State = Reading.State
RANKS = {State.FAILED: 40, State.REVIEW: 50}


def reading_tasks(person: Any) -> Iterator[Task]:
    """The readings that the person may move on: to decide, to apply, or to read again."""
    reviews = set(visible(person, "intake.review").values_list("pk", flat=True)) if _enters(person, "review") else set()
    applies = set(visible(person, "intake.apply").values_list("pk", flat=True)) if _enters(person, "apply") else set()
    if not reviews | applies:
        return
    waiting = Reading.objects.filter(pk__in=reviews | applies, state__in=(State.REVIEW, State.FAILED, State.READING))
    for reading in waiting.select_related("organization").defer("draft").order_by("handed_in_at")[:MOST]:
        task = _task(reading, reviews=reading.pk in reviews, applies=reading.pk in applies)
        if task is not None:
            yield task


def _enters(person: Any, act: str) -> bool:
    return may_enter(person, f"intake.{act}").allowed


def _task(reading: Reading, *, reviews: bool, applies: bool) -> Task | None:
    title, sentence, action = _words(reading, applies=applies)
    wanted = reviews or (applies and reading.state == State.REVIEW and not reading.undecided)
    if not title or not wanted:
        return None
    rank = RANKS.get(State(reading.state), 40)
    return Task(title, sentence, reading.get_absolute_url(), action, rank=rank, fictitious=reading.fictitious)


def _words(reading: Reading, *, applies: bool) -> tuple[str, str, str]:
    """The task's title, its sentence and the words of its button; no title when nothing waits."""
    if reading.state == State.FAILED or reading.is_stalled():
        stopped = reading.failure or _("Quien la leía se detuvo.")
        return _("La lectura falló"), f"«{reading}». {stopped}", _("Ver qué pasó")
    if reading.state != State.REVIEW:
        return "", "", ""
    if reading.undecided:
        return _("Revisa una lectura de documento"), _undecided(reading), _("Continuar la revisión")
    if applies:
        decided = _("«%(reading)s»: no queda ninguna alerta por decidir.") % {"reading": reading}
        return _("Aplica la lectura"), decided, _("Ver y aplicar")
    return "", "", ""


def _undecided(reading: Reading) -> str:
    alerts = reading.counts.get("alerts", 0)
    read = " · ".join(counted(level, number) for level, number in reading.counts.get("levels", [])[-1:])
    left = ngettext(
        "Falta por decidir %(left)s alerta de lectura de %(alerts)s.",
        "Faltan por decidir %(left)s alertas de lectura de %(alerts)s.",
        reading.undecided,
    )
    words = left % {"left": reading.undecided, "alerts": alerts}
    of_reading = _("%(read)s de «%(reading)s».") % {"read": read, "reading": reading} if read else f"«{reading}»."
    return f"{of_reading} {words}"


DUTIES: list[Duty] = [Duty("readings", 30, tasks=reading_tasks)]
