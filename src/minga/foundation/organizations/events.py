"""What the app declares for the registry of events."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minga.kernel.events import EventKind

EVENTS: list[EventKind] = [
    EventKind("organizations.added", _("Se añadió una organización")),
    EventKind("organizations.installed", _("Se cargaron las organizaciones que nombran los documentos")),
]
