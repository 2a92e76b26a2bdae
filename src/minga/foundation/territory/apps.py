"""The app `territory`."""

from __future__ import annotations

from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    """Configuration of the app."""

    name = "minga.foundation.territory"
    label = "territory"
