"""The acts on documents that the public log records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minga.kernel.events import EventKind

LOAD_APPLIED = "sources.load-applied"
LOAD_UNDONE = "sources.load-undone"


def _document(_subject: str, told: Mapping[str, Any]) -> str:
    return reverse("sources:detail", args=[told["document"]])


EVENTS = [
    EventKind(LOAD_APPLIED, _("Se aplicó la carga de un documento"), _document),
    EventKind(LOAD_UNDONE, _("Se deshizo la carga de un documento"), _document),
]
