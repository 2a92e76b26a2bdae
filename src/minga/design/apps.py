"""The app `design`."""

from __future__ import annotations

from django.apps import AppConfig
from django.core import checks

from minga.design.checks import links_lead_somewhere, stylesheets_are_fresh


class DesignConfig(AppConfig):
    """Configuration of the app."""

    name = "minga.design"
    label = "design"

    def ready(self) -> None:
        """Registers the system checks."""
        checks.register(stylesheets_are_fresh, "design")
        checks.register(links_lead_somewhere, "design")
