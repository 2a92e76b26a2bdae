"""What the app declares for the registry of duties: what waits for a person in bodies, and the agreements they answer for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from minga.foundation.organizations.models import Agreement, BodySession, Minutes
from minga.foundation.organizations.queries import body_desk as queries
from minga.kernel.duties import Charge, Charges, Duty, Task
from minga.kernel.formats import partial_date

State = BodySession.State
WORDS = 24
"""Of an agreement's text: what fits in a task."""


def body_tasks(person: Any) -> Iterator[Task]:
    """Sessions to call, to note and to write down or approve; agreements that fall due."""
    yield from _session_tasks(person)
    yield from (_agreement_task(agreement) for agreement in queries.due_agreements(person, timezone.localdate()))


def body_charges(person: Any, start: int, most: int) -> Charges:
    """The tasks that sessions gave to the person's units, at most so many from a place on."""
    today = timezone.localdate()
    found = queries.charge_of(person)
    shown = list(found[start : start + most])
    whole = start == 0 and len(shown) < most
    charges = [_charge(agreement, late=agreement.is_overdue(today)) for agreement in shown]
    return Charges(charges, len(shown) if whole else found.order_by().count())


def _session_tasks(person: Any) -> Iterator[Task]:
    convenes, approves = (queries.reach_of(person, f"bodies.{rule}") for rule in ("convene", "approve-minutes"))
    if convenes.is_empty and approves.is_empty:
        return
    wrote = set(Minutes.recorders.through.objects.filter(user=person).values_list("minutes__session", flat=True))
    for session in queries.waiting_sessions_within(convenes, approves):
        home = session.body.organization
        if convenes.holds(home) and (task := _to_do(session)):
            yield task
        elif approves.holds(home) and session.pk not in wrote and _is_ready(session):
            yield _task(session, "desk-approve", _("Aprueba el acta"), _("Leer el acta"))


def _is_ready(session: Any) -> bool:
    """Whether there is something to approve."""
    return session.state == State.FAILED or (session.state == State.HELD and not session.is_unwritten)


def _to_do(session: Any) -> Task | None:
    """What the secretariat has to do in a session now; None when it waits for its day or another person."""
    if session.state == State.DRAFT:
        return _task(session, "desk-session", _("Convoca"), _("Preparar y convocar"))
    if session.state == State.CALLED:
        past = session.meets_on <= timezone.localdate()
        return _task(session, "desk-attendance", _("Anota quién vino"), _("Anotar la asistencia")) if past else None
    if session.state == State.HELD and not session.is_unwritten:
        return None
    return _task(
        session,
        "desk-minutes",
        _("Completa el acta") if session.has_words else _("Falta el acta"),
        _("Escribir el acta"),
    )


def _task(session: BodySession, page: str, title: str, action: str) -> Task:
    day = partial_date(session.meets_on, get_language() or settings.LANGUAGE_CODE)
    return Task(
        title=f"{title}: {session.name}",
        sentence=_("%(body)s, %(day)s.") % {"body": session.body.name, "day": day},
        url=reverse(f"bodies:{page}", args=[session.body.slug, session.number]),
        action=action,
        due=session.meets_on if session.state in (State.DRAFT, State.CALLED) else None,
        rank=60,
        fictitious=session.body.fictitious,
    )


def _agreement_task(agreement: Agreement) -> Task:
    late = agreement.is_overdue()
    return Task(
        title=_("Acuerdo vencido") if late else _("Acuerdo por vencer"),
        sentence=f"{agreement.session.body.name}. {agreement.reference}: {_short(agreement)}",
        url=_page_of(agreement),
        action=_("Contar qué se hizo"),
        due=agreement.due,
        rank=70,
        fictitious=agreement.session.body.fictitious,
    )


def _charge(agreement: Agreement, *, late: bool) -> Charge:
    return Charge(
        group=_("Acuerdos de %(body)s") % {"body": agreement.session.body.name},
        title=f"{agreement.reference}: {_short(agreement)}",
        url=_page_of(agreement),
        mark="pending" if late else "going",
        state=_("vencido") if late else _("vigente"),
        due=agreement.due.isoformat() if agreement.due else "",
        fictitious=agreement.session.body.fictitious,
    )


def _short(agreement: Agreement) -> str:
    return Truncator(agreement.text).words(WORDS)


def _page_of(agreement: Agreement) -> str:
    session = agreement.session
    return reverse("bodies:desk-follow", args=[session.body.slug, session.number, agreement.number])


DUTIES: list[Duty] = [
    Duty(
        "bodies",
        60,
        body_tasks,
        body_charges,
        title=gettext_lazy("Acuerdos a tu cargo"),
        note=gettext_lazy("Lo que un consejo, una mesa o un comité encargó a tu unidad, por su plazo."),
    )
]
