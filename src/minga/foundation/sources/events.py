"""The acts on documents that the public log records."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minga.kernel.events import EventKind

LOAD_APPLIED = "sources.load-applied"
LOAD_UNDONE = "sources.load-undone"

EVENTS = [
    EventKind(LOAD_APPLIED, _("Se aplicó la carga de un documento")),
    EventKind(LOAD_UNDONE, _("Se deshizo la carga de un documento")),
]
