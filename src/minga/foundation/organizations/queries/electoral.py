"""Whether the electoral mode is in force, for pages that may ask no more of the database."""

from __future__ import annotations

import time
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from minga.foundation.organizations.models import ElectoralMode

SECONDS = 60
"""How long a server process goes by what it has read: as long as a public page is kept."""


class _Known:
    """The electoral modes of today and later, read at most once a minute in each server process."""

    def __init__(self) -> None:
        self._modes: list[ElectoralMode] = []
        self._good_until = 0.0

    def modes(self) -> list[ElectoralMode]:
        """What is known."""
        if time.monotonic() >= self._good_until:
            self.know(list(ElectoralMode.objects.current(timezone.localdate())))
        return self._modes

    def know(self, modes: list[ElectoralMode]) -> None:
        """Takes these for what the database holds, for a minute."""
        self._modes, self._good_until = modes, time.monotonic() + SECONDS

    def forget(self) -> None:
        """Reads again when it is asked next."""
        self._good_until = 0.0


_known = _Known()
know, forget = _known.know, _known.forget


def in_force(day: date | None = None) -> ElectoralMode | None:
    """The electoral mode in force on a day of the instance's time zone, by default today, as known within a minute."""
    return next((mode for mode in _known.modes() if mode.is_active(day)), None)


def every_mode() -> QuerySet[ElectoralMode]:
    """All electoral modes, the latest first: past, present, coming, and those left without effect."""
    return ElectoralMode.objects.all()
