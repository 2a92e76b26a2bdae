"""The acts of the follow-up that the public log records. Drafts are not public acts: they are told when they are sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minga.government.tracking import evidence_events
from minga.kernel.events import EventKind

CYCLE_OPENED = "tracking.cycle-opened"
CYCLE_CLOSED = "tracking.cycle-closed"
DUE_DAY_EXTENDED = "tracking.due-day-extended"
REPORT_SENT = "tracking.report-sent"
REPORT_REVIEWED = "tracking.report-reviewed"
REPORT_RETURNED = "tracking.report-returned"
REPORT_APPROVED = "tracking.report-approved"
REPORT_CORRECTED = "tracking.report-corrected"


def _cycle(_subject: str, told: Mapping[str, Any]) -> str:
    return reverse("tracking:cycle", args=[told["plan"], told["cycle"]])


def _report(_subject: str, told: Mapping[str, Any]) -> str:
    return reverse("tracking:report", args=[told["plan"], told["node"], told["cycle"]])


EVENTS: list[EventKind] = [
    EventKind(CYCLE_OPENED, _("Se abrió un ciclo de reportes"), _cycle),
    EventKind(CYCLE_CLOSED, _("Se cerró un ciclo de reportes"), _cycle),
    EventKind(DUE_DAY_EXTENDED, _("Se alargó el plazo de unos reportes"), _cycle),
    EventKind(REPORT_SENT, _("Se envió un reporte a revisión"), _cycle),
    EventKind(REPORT_REVIEWED, _("Se revisó un reporte"), _cycle),
    EventKind(REPORT_RETURNED, _("Se devolvió un reporte con comentarios"), _cycle),
    EventKind(REPORT_APPROVED, _("Se aprobó un reporte"), _report),
    EventKind(REPORT_CORRECTED, _("Se publicó una fe de erratas de un reporte"), _report),
    *evidence_events.EVENTS,
]
