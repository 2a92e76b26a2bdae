"""The app `opendata`."""

from __future__ import annotations

from django.apps import AppConfig


class OpendataConfig(AppConfig):
    """Configuration of the app."""

    name = "minga.publishing.opendata"
    label = "opendata"
