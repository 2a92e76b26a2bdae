"""The app `dialogue`."""

from __future__ import annotations

from django.apps import AppConfig


class DialogueConfig(AppConfig):
    """Configuration of the app."""

    name = "minga.foundation.dialogue"
    label = "dialogue"
