"""The acts on delivered verifiables that the public log records: what was delivered is told by its hash and its kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minga.kernel.events import EventKind

DELIVERED = "tracking.evidence-delivered"
RELEASED = "tracking.copy-released"
WITHDRAWN = "tracking.copy-withdrawn"
REVIEWED = "tracking.evidence-reviewed"


def _node(_subject: str, told: Mapping[str, Any]) -> str:
    return reverse("plans:node", args=[told["plan"], told["node"]])


EVENTS: list[EventKind] = [
    EventKind(DELIVERED, _("Se entregó un verificable"), _node),
    EventKind(RELEASED, _("Se publicó la copia de un verificable"), _node),
    EventKind(WITHDRAWN, _("Se retiró la copia pública de un verificable"), _node),
    EventKind(REVIEWED, _("Se revisó un verificable"), _node),
]
