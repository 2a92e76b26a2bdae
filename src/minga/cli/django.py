"""Starting Django for the commands that need the record."""

from __future__ import annotations

import os

from minga.kernel.errors import Refused


def start() -> None:
    """Loads the settings and the apps; harmless when they are loaded already."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minga.config.settings")
    import django

    django.setup()


def start_with_record() -> None:
    """As `start`, for commands that read or write the record.

    Raises:
        Refused: when the database does not answer, or its tables are not those of this version.
    """
    start()
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        raise Refused(f"La base de datos no responde: {error}") from error
    if behind:
        raise Refused("La base de datos no está preparada para esta versión; ejecuta antes «minga migrate».")
