"""What the app declares for the registry of events."""

from __future__ import annotations

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

EVENTS: list[EventKind] = [
    EventKind(ADDED, _("Se añadió una organización")),
    EventKind(INSTALLED, _("Se cargaron las organizaciones que nombran los documentos")),
    EventKind(ROLE_GRANTED, _("Se dio un rol")),
    EventKind(ROLE_ENDED, _("Se terminó un rol")),
    EventKind(ELECTORAL_SET, _("Se puso el modo electoral")),
    EventKind(ELECTORAL_ENDED, _("Se quitó el modo electoral")),
    EventKind(SEATED, _("Se anotó quién ocupa un puesto de un cuerpo")),
    EventKind(UNSEATED, _("Se anotó quién deja un puesto de un cuerpo")),
    EventKind(QUORUM_SET, _("Se anotó la regla de quórum de un cuerpo")),
    EventKind(CALLED, _("Se convocó una sesión")),
    EventKind(VOIDED, _("Se dejó sin efecto la convocatoria de una sesión")),
    EventKind(HELD, _("Se instaló una sesión")),
    EventKind(FAILED, _("Una sesión no se instaló por falta de quórum")),
    EventKind(MINUTES_APPROVED, _("Se aprobó el acta de una sesión")),
    EventKind(MINUTES_KEPT, _("Se guardó el acta firmada de una sesión")),
    EventKind(MINUTES_RELEASED, _("Se publicó el acta de una sesión")),
    EventKind(AGREED, _("Se tomó un acuerdo en una sesión")),
    EventKind(FOLLOWED, _("Se contó qué se hizo de un acuerdo")),
    EventKind(SETTLED, _("Un acuerdo se dio por cumplido o sin efecto")),
]
