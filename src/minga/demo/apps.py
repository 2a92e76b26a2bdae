"""The app `demo`."""

from __future__ import annotations

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Configuration of the app."""

    name = "minga.demo"
    label = "demo"
