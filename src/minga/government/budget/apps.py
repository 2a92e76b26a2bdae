"""The app `budget`."""

from __future__ import annotations

from django.apps import AppConfig


class BudgetConfig(AppConfig):
    """Configuration of the app."""

    name = "minga.government.budget"
    label = "budget"
