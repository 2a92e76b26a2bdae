"""The app `web`."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Configuration of the app."""

    name = "minga.web"
    label = "web"
