"""A database of the version before keeps all it holds when it is brought to this one."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE = {
    "accounts": "0004_answered_requests",
    "intake": "0001_initial",
    "ledger": "0001_initial",
    "organizations": "0004_cancelled",
    "search": "0001_initial",
    "sources": "0002_corrected",
    "territory": "0001_initial",
    "budget": "0002_initial",
    "plans": "0003_change_sets",
    "tracking": "0001_initial",
}
"""The last migrations of the version before, by app; an app of ours that is not named did not have tables."""


@pytest.fixture
def database_before(transactional_db):
    """The tables as the version before left them; this version's come back at the end."""
    labels = [config.label for config in apps.get_app_configs() if config.name.startswith("minga.")]
    executor = MigrationExecutor(connection)
    labels = [label for label in labels if label in executor.loader.migrated_apps]
    targets = [(label, BEFORE.get(label)) for label in labels]
    executor.migrate(targets)
    yield executor.loader.project_state([target for target in targets if target[1]]).apps
    call_command("migrate", verbosity=0, interactive=False)


def test_what_a_load_made_stands_after_the_upgrade(database_before):
    old = database_before.get_model
    organization = old("organizations", "Organization").objects.create(slug="mercados", name="Mercados")
    document = old("sources", "Document").objects.create(slug="informe", title="Informe", sha256="a" * 64)
    load = old("sources", "Load").objects.create(document=document, counts={"nodes": 1})
    plan = old("plans", "Plan").objects.create(slug="plan", identity="plan", title="Plan", publisher=organization)
    level = old("plans", "Level").objects.create(plan=plan, depth=0, name="Hito")
    node = old("plans", "Node").objects.create(plan=plan, level=level, key="H1", title="Abrir datos", position=1)
    changes = old("plans", "ChangeSet").objects.create(load=load)
    kind = old("contenttypes", "ContentType").objects.get_or_create(app_label="plans", model="node")[0]
    old("plans", "Change").objects.create(
        change_set=changes,
        subject_type=kind,
        subject_id=node.pk,
        operation="create",
        key="plan/H1",
        after={"key": "H1"},
    )
    old("accounts", "User").objects.create(email="alguien@sanjacinto.example", password="x")

    call_command("migrate", verbosity=0, interactive=False)

    now = apps.get_model
    change = now("plans", "Change").objects.select_related("change_set__load__document").get()
    assert (change.key, change.after, change.change_set.state) == ("plan/H1", {"key": "H1"}, "published")
    assert change.change_set.load.document.slug == "informe"
    assert now("plans", "Node").objects.get().title == "Abrir datos"
    assert now("plans", "Plan").objects.get().publisher.slug == "mercados"
    assert now("plans", "Plan").objects.get().state == "published"
    assert now("accounts", "User").objects.get().is_active
