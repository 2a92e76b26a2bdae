"""What the app declares for the registry of events."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minga.kernel.events import EventKind

EVENTS: list[EventKind] = [
    EventKind("territory.installed", _("Se cargaron las parroquias y zonas de un cantón")),
    EventKind("territory.boundaries-loaded", _("Se cargaron los límites de las parroquias")),
]
