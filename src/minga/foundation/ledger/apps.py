"""The app `ledger`."""

from __future__ import annotations

from django.apps import AppConfig
from django.core import checks


class LedgerConfig(AppConfig):
    """Configuration of the app."""

    name = "minga.foundation.ledger"
    label = "ledger"

    def ready(self) -> None:
        """Has the guards of rows that are only added kept up, and looked for."""
        from minga.kernel.guards import guards_stand, keep_up  # noqa: PLC0415

        keep_up()
        checks.register(guards_stand, checks.Tags.database)
