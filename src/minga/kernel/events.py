"""What is recorded in the public log: the kind of declaration that `events.py` files hold."""

from __future__ import annotations

from dataclasses import dataclass

from minga.kernel.registry import Registry, Text


@dataclass(frozen=True)
class EventKind:
    """A kind of public act: its machine name (`sources.load-applied`) and its Spanish sentence for the log's page."""

    name: str
    label: Text


EVENTS: Registry[EventKind] = Registry("events")
