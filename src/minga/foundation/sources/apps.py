"""The app `sources`."""

from __future__ import annotations

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    """Configuration of the app."""

    name = "minga.foundation.sources"
    label = "sources"
