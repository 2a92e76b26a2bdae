"""The app `ledger`."""

from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Configuration of the app."""

    name = "minga.foundation.ledger"
    label = "ledger"
