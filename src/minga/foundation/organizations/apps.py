"""The app `organizations`."""

from __future__ import annotations

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    """Configuration of the app."""

    name = "minga.foundation.organizations"
    label = "organizations"
