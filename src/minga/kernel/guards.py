"""What keeps rows that are only added from being changed or deleted, in the database itself: triggers.

They are put back after every migration, since SQLite loses them when a table is altered. They stop accidents and
programs; whoever owns the database can take them down, which is why the heads of the public log are held outside too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate

from minga.kernel.models import AddedOnlyModel

MESSAGE = "rows of this table are only added"
RAISE = f"SELECT RAISE(ABORT, '{MESSAGE}');"
REFUSAL = f"""
CREATE OR REPLACE FUNCTION added_only_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$
"""


def guarded_models() -> list[type[models.Model]]:
    """The models whose rows are only added."""
    return [model for model in apps.get_models() if issubclass(model, AddedOnlyModel)]


def guards(connection: BaseDatabaseWrapper) -> dict[str, tuple[str, str]]:
    """Each guard that the tables of this database want, by its name: its table, and the statement that puts it up."""
    tables = set(connection.introspection.table_names())
    make = _of_postgresql if connection.vendor == "postgresql" else _of_sqlite
    return {
        name: (model._meta.db_table, statement)
        for model in guarded_models()
        if model._meta.db_table in tables
        for name, statement in make(model)
    }


def missing_guards(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of the guards that should stand and do not."""
    return sorted(set(guards(connection)) - _standing(connection))


def put_up(connection: BaseDatabaseWrapper) -> None:
    """Puts up the guards that do not stand."""
    missing = missing_guards(connection)
    if not missing:
        return
    wanted = guards(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(REFUSAL)
        for name in missing:
            cursor.execute(wanted[name][1])


def take_down(connection: BaseDatabaseWrapper) -> None:
    """Takes the guards down: for whoever empties a database of tests."""
    standing = _standing(connection)
    with connection.cursor() as cursor:
        for name, (table, _statement) in guards(connection).items():
            if name in standing:
                on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
                cursor.execute(f'DROP TRIGGER "{name}"{on}')


def keep_up() -> None:
    """Has the guards put up after every migration; called once, when the apps are ready."""
    post_migrate.connect(_after_migration, dispatch_uid="minga.kernel.guards")


def guards_stand(
    app_configs: Sequence[AppConfig] | None = None,  # noqa: ARG001  (as Django calls checks)
    databases: Sequence[str] | None = None,
    **_told: Any,
) -> list[CheckMessage]:
    """A check of the system, for checks that ask databases: that no guard is missing."""
    return [
        Error(
            f"the database {name} lets rows be changed that are only added: {', '.join(missing)}",
            hint="run «minga migrate», which puts the guards back, and «minga ledger verify»",
            id="minga.E001",
        )
        for name in databases or ()
        if (missing := missing_guards(connections[name]))
    ]


def _after_migration(*, using: str, **_told: Any) -> None:
    put_up(connections[using])


def _of_postgresql(model: type[models.Model]) -> list[tuple[str, str]]:
    table = model._meta.db_table
    name = f"added_only_{table}"
    statement = (
        f'CREATE TRIGGER "{name}" BEFORE UPDATE OR DELETE OR TRUNCATE ON "{table}" '
        "FOR EACH STATEMENT EXECUTE FUNCTION added_only_refuse()"
    )
    return [(name, statement)]


def _of_sqlite(model: type[models.Model]) -> list[tuple[str, str]]:
    """SQLite replaces a row (`INSERT OR REPLACE`) without telling a trigger on deletion: hence the third guard."""
    table = model._meta.db_table
    same = " AND ".join(f'"{field.column}" = NEW."{field.column}"' for field in model._meta.pk_fields)
    stands = f'WHEN EXISTS (SELECT 1 FROM "{table}" WHERE {same})'  # noqa: S608  (names of our own tables)
    return [
        (name, f'CREATE TRIGGER "{name}" BEFORE {act} ON "{table}" {condition} BEGIN {RAISE} END')
        for act, condition in (("UPDATE", ""), ("DELETE", ""), ("INSERT", stands))
        for name in [f"added_only_{table}_{act.lower()}"]
    ]


def _standing(connection: BaseDatabaseWrapper) -> set[str]:
    asked = {
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    }
    with connection.cursor() as cursor:
        cursor.execute(asked[connection.vendor])
        return {name for (name,) in cursor.fetchall()}
