"""What the app declares for the registry of events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minga.kernel.events import EventKind

INSTALLED = "territory.installed"
BOUNDARIES_LOADED = "territory.boundaries-loaded"


def _list(_subject: str, _told: Mapping[str, Any]) -> str:
    return reverse("territory:list")


EVENTS: list[EventKind] = [
    EventKind(INSTALLED, _("Se cargaron las parroquias y zonas de un cantón"), _list),
    EventKind(BOUNDARIES_LOADED, _("Se cargaron los límites de las parroquias"), _list),
]
