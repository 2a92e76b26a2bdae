"""The app `notices`."""

from __future__ import annotations

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Configuration of the app."""

    name = "minga.foundation.notices"
    label = "notices"
