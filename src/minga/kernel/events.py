"""What is recorded in the public log: the kind of declaration that `events.py` files hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from minga.kernel.registry import Registry, Text


def _nowhere(_subject: str, _told: Mapping[str, Any]) -> str:
    return ""


@dataclass(frozen=True)
class EventKind:
    """A kind of public act: its machine name (`sources.load-applied`) and its Spanish sentence for the log's page.

    `address` says where that is seen which an act was about, out of the act's subject and what it told; empty for
    nowhere.
    """

    name: str
    label: Text
    address: Callable[[str, Mapping[str, Any]], str] = _nowhere


EVENTS: Registry[EventKind] = Registry("events")


def event_kind(name: str) -> EventKind:
    """The kind of this name; one that no app declares any more is told by its name."""
    return next((kind for kind in EVENTS if kind.name == name), EventKind(name, name))
