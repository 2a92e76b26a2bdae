"""The app `accounts`."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Configuration of the app."""

    name = "minga.foundation.accounts"
    label = "accounts"
