"""What the app declares for the registry of events."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minga.kernel.events import EventKind

ADDED = "organizations.added"
INSTALLED = "organizations.installed"

EVENTS: list[EventKind] = [
    EventKind(ADDED, _("Se añadió una organización")),
    EventKind(INSTALLED, _("Se cargaron las organizaciones que nombran los documentos")),
]
