"""What the app declares for the registry of events."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minga.kernel.events import EventKind

INSTALLED = "territory.installed"
BOUNDARIES_LOADED = "territory.boundaries-loaded"

EVENTS: list[EventKind] = [
    EventKind(INSTALLED, _("Se cargaron las parroquias y zonas de un cantón")),
    EventKind(BOUNDARIES_LOADED, _("Se cargaron los límites de las parroquias")),
]
