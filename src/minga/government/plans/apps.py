"""The app `plans`."""

from __future__ import annotations

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Configuration of the app."""

    name = "minga.government.plans"
    label = "plans"
