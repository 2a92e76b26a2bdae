"""The preview: the public page as it would be, for who may see it, and nothing of it stays."""

from __future__ import annotations

import re

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from minga.foundation.ledger.models import Event
from minga.government.plans.actions import publish_changes, withdraw_changes
from minga.government.plans.models import Edition
from minga.government.plans.queries.record import plan_record
from tests.factories.changes import drafted, node_edit, node_made, person, submitted
from tests.factories.plans import followed_plan

pytestmark = pytest.mark.django_db
CHANGES = (
    node_edit("C1", "title", "Abrir los datos del mercado"),
    node_edit("C1.H1", "end", "2027"),
    node_made("Hito", "Medir las ventas", parent="C1"),
)


@pytest.fixture
def plan():
    return followed_plan("Cumplido|Pendiente").plan


def preview(change_set, key: str = "") -> str:
    arguments = [change_set.plan.slug, change_set.public_id, *([key] if key else [])]
    return reverse("plans:desk-preview-node" if key else "plans:desk-preview", args=arguments)


def main_of(response) -> str:
    """The page without its frame, and without the moments that its dates are of."""
    found = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)
    return re.sub(r' datetime="[^"]*"', "", found[0]) if found else ""


@pytest.mark.parametrize("key", ["", "C1", "C1.H1", "nuevo-1"])
def test_the_preview_is_the_page_as_it_is_then_published(client, plan, key):
    planner = person("planner")
    change_set = submitted(plan, *CHANGES, by=planner)
    client.force_login(planner)
    shown = main_of(client.get(preview(change_set, key)))
    publish_changes(change_set, by=planner, version=change_set.version)
    real = {"": plan.get_absolute_url(), "nuevo-1": reverse("plans:node", args=[plan.slug, "C1.H3"])}
    address = real.get(key) or reverse("plans:node", args=[plan.slug, key])
    assert shown == main_of(client.get(address))


def test_the_preview_leaves_nothing_behind(client, plan):
    planner = person("planner")
    change_set = submitted(plan, *CHANGES, by=planner)
    before = (plan_record(plan), change_set.version, Event.objects.count(), ContentType.objects.count())
    client.force_login(planner)
    assert client.get(preview(change_set)).status_code == 200
    change_set.refresh_from_db()
    assert (plan_record(plan), change_set.version, Event.objects.count(), ContentType.objects.count()) == before
    assert (Edition.objects.count(), change_set.state) == (0, "submitted")


def test_the_preview_says_so_and_is_kept_by_nobody(client, plan):
    editor = person("editor")
    change_set = drafted(plan, *CHANGES, by=editor)
    client.force_login(editor)
    response = client.get(preview(change_set))
    assert "<b>Vista previa, no publicada:</b> tu borrador." in response.content.decode()
    assert response.headers["Cache-Control"] == "private, no-cache, no-store"


def test_a_draft_is_seen_by_its_author_alone(client, plan):
    change_set = drafted(plan, *CHANGES)
    client.force_login(person("planner", "approver"))
    assert client.get(preview(change_set)).status_code == 403


@pytest.mark.parametrize(
    ("role", "status"), [("approver", 200), ("reviewer", 200), ("viewer", 403), ("responsible", 403)]
)
def test_who_sees_what_is_submitted(client, plan, role, status):
    change_set = submitted(plan, *CHANGES)
    client.force_login(person(role))
    assert client.get(preview(change_set)).status_code == status


def test_without_an_account_the_door_is_shown(client, plan):
    response = client.get(preview(submitted(plan, *CHANGES)))
    assert (response.status_code, "/cuenta/entrar/" in response.headers["Location"]) == (302, True)


def test_what_is_withdrawn_has_no_preview(client, plan):
    editor = person("editor")
    change_set = drafted(plan, *CHANGES, by=editor)
    withdraw_changes(change_set, by=editor, version=change_set.version)
    client.force_login(editor)
    assert client.get(preview(change_set)).status_code == 302


def test_a_node_that_there_is_not_has_no_preview(client, plan):
    editor = person("editor")
    client.force_login(editor)
    assert client.get(preview(drafted(plan, *CHANGES, by=editor), "C9")).status_code == 404
