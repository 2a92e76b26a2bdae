"""Starting Django for the commands that need the record."""

from __future__ import annotations

import os


def start() -> None:
    """Loads the settings and the apps; harmless when they are loaded already."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minga.config.settings")
    import django

    django.setup()
