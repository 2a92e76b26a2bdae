"""The app `search`."""

from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Configuration of the app."""

    name = "minga.foundation.search"
    label = "search"
