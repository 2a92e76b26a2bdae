"""What the app declares for the registry of events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minga.kernel.events import EventKind

ADDED = "organizations.added"
INSTALLED = "organizations.installed"
ROLE_GRANTED = "organizations.role-granted"
ROLE_ENDED = "organizations.role-ended"
ELECTORAL_SET = "organizations.electoral-mode-set"
ELECTORAL_ENDED = "organizations.electoral-mode-ended"
SEATED = "bodies.seated"
UNSEATED = "bodies.unseated"
QUORUM_SET = "bodies.quorum-set"
CALLED = "bodies.session-called"
VOIDED = "bodies.session-voided"
HELD = "bodies.session-held"
FAILED = "bodies.session-failed"
MINUTES_APPROVED = "bodies.minutes-approved"
MINUTES_KEPT = "bodies.minutes-kept"
MINUTES_RELEASED = "bodies.minutes-released"
AGREED = "bodies.agreed"
FOLLOWED = "bodies.followed"
SETTLED = "bodies.settled"


def _organization(subject: str, _told: Mapping[str, Any]) -> str:
    return reverse("organizations:detail", args=[subject.partition("/")[2]])


def _organizations(_subject: str, _told: Mapping[str, Any]) -> str:
    return reverse("organizations:list")


def _electoral(_subject: str, _told: Mapping[str, Any]) -> str:
    return reverse("organizations:electoral")


def _body(subject: str, _told: Mapping[str, Any]) -> str:
    """`body/<slug>`, `body/<slug>/session/<number>` and what is below a session."""
    _kind, body, *below = subject.split("/")
    return reverse("bodies:session", args=[body, int(below[1])]) if below else reverse("bodies:body", args=[body])


EVENTS: list[EventKind] = [
    EventKind(ADDED, _("Se añadió una organización"), _organization),
    EventKind(INSTALLED, _("Se cargaron las organizaciones que nombran los documentos"), _organizations),
    EventKind(ROLE_GRANTED, _("Se dio un rol")),
    EventKind(ROLE_ENDED, _("Se terminó un rol")),
    EventKind(ELECTORAL_SET, _("Se puso el modo electoral"), _electoral),
    EventKind(ELECTORAL_ENDED, _("Se quitó el modo electoral"), _electoral),
    EventKind(SEATED, _("Se anotó quién ocupa un puesto de un cuerpo"), _body),
    EventKind(UNSEATED, _("Se anotó quién deja un puesto de un cuerpo"), _body),
    EventKind(QUORUM_SET, _("Se anotó la regla de quórum de un cuerpo"), _body),
    EventKind(CALLED, _("Se convocó una sesión"), _body),
    EventKind(VOIDED, _("Se dejó sin efecto la convocatoria de una sesión"), _body),
    EventKind(HELD, _("Se instaló una sesión"), _body),
    EventKind(FAILED, _("Una sesión no se instaló por falta de quórum"), _body),
    EventKind(MINUTES_APPROVED, _("Se aprobó el acta de una sesión"), _body),
    EventKind(MINUTES_KEPT, _("Se guardó el acta firmada de una sesión"), _body),
    EventKind(MINUTES_RELEASED, _("Se publicó el acta de una sesión"), _body),
    EventKind(AGREED, _("Se tomó un acuerdo en una sesión"), _body),
    EventKind(FOLLOWED, _("Se contó qué se hizo de un acuerdo"), _body),
    EventKind(SETTLED, _("Un acuerdo se dio por cumplido o sin efecto"), _body),
]
