"""Who may do what in a body: its secretariat calls and records, another person approves, the unit tells what it did."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from minga.foundation.organizations.models import Agreement, Body, BodySession, Organization, Role
from minga.foundation.organizations.scopes import with_those_above
from minga.kernel.rules import Condition, Rule

SECRETARIAT = (Role.PLANNER, Role.EDITOR)
SEES = (*SECRETARIAT, Role.APPROVER, Role.VIEWER)


def body_of(subject: Body | BodySession | Agreement) -> Body:
    """The body that a session or an agreement belongs to; a body itself."""
    if isinstance(subject, Agreement):
        return subject.session.body
    return subject.body if isinstance(subject, BodySession) else subject


def _within_body(subject: Body | BodySession | Agreement) -> Iterator[Organization]:
    """The body's organization and those above it."""
    yield from with_those_above(body_of(subject).organization)


def _within_agreement(agreement: Agreement) -> Iterator[Organization]:
    """Where the unit that answers for an agreement lies, and where the body does."""
    yield from with_those_above(agreement.responsible)
    yield from _within_body(agreement)


def _wrote_nothing_of_it(person: Any, session: BodySession) -> bool:
    minutes = getattr(session, "minutes", None)
    return minutes is None or not minutes.recorders.filter(pk=person.pk).exists()


BY_ANOTHER = Condition(
    "minutes-by-another",
    _("Escribiste en esta acta: la aprueba otra persona."),
    _wrote_nothing_of_it,
)
BODY = Body._meta.label_lower
SESSION = BodySession._meta.label_lower
AGREEMENT = Agreement._meta.label_lower

RULES: list[Rule] = [
    Rule("bodies.see", _("ver el trabajo de un cuerpo"), SEES, BODY, within=_within_body),
    Rule("bodies.seat", _("anotar quién ocupa un puesto"), (Role.PLANNER,), BODY, within=_within_body),
    Rule("bodies.set-quorum", _("anotar la regla de quórum de un cuerpo"), (Role.PLANNER,), BODY, within=_within_body),
    Rule("bodies.convene", _("convocar una sesión"), SECRETARIAT, BODY, within=_within_body),
    Rule("bodies.record", _("anotar lo que pasó en una sesión"), SECRETARIAT, SESSION, within=_within_body),
    Rule(
        "bodies.approve-minutes",
        _("aprobar un acta"),
        (Role.APPROVER,),
        SESSION,
        conditions=(BY_ANOTHER,),
        within=_within_body,
    ),
    Rule("bodies.release-minutes", _("publicar un acta"), (Role.APPROVER,), SESSION, within=_within_body),
    Rule("bodies.read-reserved", _("leer los archivos reservados de una sesión"), SEES, SESSION, within=_within_body),
    Rule(
        "bodies.follow",
        _("contar qué se hizo de un acuerdo"),
        (Role.RESPONSIBLE, Role.PLANNER),
        AGREEMENT,
        within=_within_agreement,
    ),
    Rule(
        "bodies.settle", _("dar un acuerdo por cumplido o sin efecto"), (Role.PLANNER,), AGREEMENT, within=_within_body
    ),
]
