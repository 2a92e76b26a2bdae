"""What the app declares for the registry of events."""

from __future__ import annotations

from minga.kernel.events import EventKind

EVENTS: list[EventKind] = []
