"""The app `tracking`."""

from __future__ import annotations

from django.apps import AppConfig


class TrackingConfig(AppConfig):
    """Configuration of the app."""

    name = "minga.government.tracking"
    label = "tracking"
