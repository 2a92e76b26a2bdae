"""Another place for a node among its siblings: in the draft, in the preview, in what is published and in what is told of it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from minga.government.plans.actions import Act, publish_changes
from minga.government.plans.models import Plan
from minga.government.plans.queries.changes import draft_of, edits_of, read_draft
from minga.government.plans.queries.desk import change_rows, tree_rows
from minga.government.plans.queries.editions import edition_page, history_of
from minga.kernel.errors import Conflict, Refused
from tests.factories.changes import (
    SESSION,
    drafted,
    node_edit,
    node_made,
    node_moved,
    nodes_ordered,
    person,
    published,
    submitted,
)
from tests.factories.plans import followed_plan
from tests.pages import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return followed_plan("Cumplido|Pendiente|Cumplido", "Cumplido").plan


@pytest.fixture
def editor(client):
    found = person("editor")
    client.force_login(found)
    return found


def keys(plan: Plan) -> list[str]:
    return list(plan.nodes.order_by("position").values_list("key", flat=True))


def shown(plan: Plan, by) -> list[str]:
    return [row.key for row in tree_rows(read_draft(plan, draft_of(by, plan)))]


LAST_FIRST = nodes_ordered("C1", "C1.H3", "C1.H1", "C1.H2")


def test_an_order_is_published_and_everything_else_keeps_its_place(plan):
    published(plan, LAST_FIRST)
    assert keys(plan) == ["C1", "C1.H3", "C1.H1", "C1.H2", "C2", "C2.H1"]


def test_what_a_node_contains_goes_with_it(plan):
    published(plan, nodes_ordered("", "C2", "C1"))
    assert keys(plan) == ["C2", "C2.H1", "C1", "C1.H1", "C1.H2", "C1.H3"]


def test_a_node_goes_below_another_and_gets_its_place_there(plan):
    published(plan, node_edit("C1.H2", "parent", "C2"), nodes_ordered("C2", "C1.H2", "C2.H1"))
    assert keys(plan) == ["C1", "C1.H1", "C1.H3", "C2", "C1.H2", "C2.H1"]
    assert plan.nodes.get(key="C1.H2").parent.key == "C2"


def test_a_level_that_may_not_stand_there_is_refused(plan):
    with pytest.raises(Refused) as refused:
        drafted(plan, node_edit("C1", "parent", "C2.H1"))
    assert "C1 · Nivel: El nivel «Compromiso» debe estar debajo de «Hito»." in refused.value.details


def test_a_new_node_may_be_the_first_and_its_change_then_names_its_key(plan):
    edition = published(plan, node_made("Hito", "Medir"), nodes_ordered("", "nuevo-1", "C1", "C2"))
    assert keys(plan)[0] == "H1"
    change = edition.change_sets.get().changes.get(field="order")
    assert (change.key, change.after, change.subject_id) == (plan.slug, ["H1", "C1", "C2"], plan.pk)


def test_what_it_contains_may_be_ordered_before_it_is_published(plan, editor):
    made = node_made("Compromiso", "Parques"), node_made("Hito", "Podar", parent="nuevo-1")
    drafted(plan, *made, node_made("Hito", "Regar", parent="nuevo-1"), by=editor)
    drafted(plan, nodes_ordered("nuevo-1", "nuevo-3", "nuevo-2"), by=editor)
    assert shown(plan, editor)[-3:] == ["nuevo-1", "nuevo-3", "nuevo-2"]
    drafted(
        plan, node_moved("nuevo-1", "close"), node_moved("nuevo-2", "close"), node_moved("nuevo-3", "close"), by=editor
    )
    assert edits_of(draft_of(editor, plan)) == []


def test_the_order_that_stands_takes_the_change_out(plan, editor):
    drafted(plan, LAST_FIRST, by=editor)
    assert edits_of(drafted(plan, nodes_ordered("C1", "C1.H1", "C1.H2", "C1.H3"), by=editor)) == []


def test_what_came_and_went_meanwhile_is_no_conflict(plan):
    change_set = submitted(plan, LAST_FIRST)
    published(plan, node_made("Hito", "Medir", parent="C1"), node_edit("C1.H2", "parent", "C2"))
    publish_changes(change_set, by=person("approver"), version=change_set.version, act=SESSION)
    assert keys(plan) == ["C1", "C1.H3", "C1.H1", "C1.H4", "C2", "C2.H1", "C1.H2"]


def test_another_order_meanwhile_is_a_conflict_that_says_what_moved(plan):
    change_set = submitted(plan, LAST_FIRST)
    published(plan, nodes_ordered("C1", "C1.H2", "C1.H1", "C1.H3"))
    with pytest.raises(Conflict) as refused:
        publish_changes(change_set, by=person("approver"), version=change_set.version, act=SESSION)
    (line,) = refused.value.details
    assert line.startswith("C1 · Orden: viste «C1.H2 después de C1.H1» y ahora consta «C1.H2 al comienzo»")


def test_the_list_of_changes_says_what_stands_elsewhere(plan, editor):
    change_set = drafted(plan, LAST_FIRST, by=editor)
    (row,) = change_rows(edits_of(change_set))
    assert (row.key, row.label, row.before, row.after) == (
        "C1",
        "Orden",
        "C1.H3 después de C1.H2",
        "C1.H3 al comienzo",
    )
    assert [(row.key, row.change) for row in tree_rows(read_draft(plan, change_set)) if row.change] == [
        ("C1.H3", "cambia de lugar")
    ]


def test_editions_are_compared_by_order_too(client, plan):
    published(plan, LAST_FIRST)
    (row,) = edition_page(plan, 2).rows
    assert (row.key, row.label, row.after) == ("C1", "Orden", "C1.H3 al comienzo")
    address = reverse("plans:edition", args=[plan.slug, 2])
    assert "C1.H3 al comienzo" in said(client.get(address))
    table = b"".join(client.get(f"{address.rstrip('/')}.csv").streaming_content).decode()
    assert '"[""C1.H3"", ""C1.H1"", ""C1.H2""]"' in table


def test_the_history_tells_it_to_what_was_moved_and_to_what_contains_it(client, plan):
    published(plan, LAST_FIRST)
    told = {key: [past.label for past in history_of(plan.nodes.get(key=key))] for key in ("C1", "C1.H1", "C1.H3", "C2")}
    assert told == {"C1": ["Orden"], "C1.H1": [], "C1.H3": ["Orden"], "C2": []}
    assert "C1.H3 al comienzo" in said(client.get(reverse("plans:history", args=[plan.slug, "C1.H3"])))


def test_the_preview_shows_it(client, plan, editor):
    change_set = drafted(plan, LAST_FIRST, by=editor)
    page = said(client.get(reverse("plans:desk-preview", args=[plan.slug, change_set.public_id])))
    assert page.index("Hito C1.H3") < page.index("Hito C1.H1")


def test_moving_is_a_change_of_structure(plan):
    plan.kind = Plan.Kind.DEVELOPMENT
    plan.save()
    change_set = submitted(plan, LAST_FIRST, act=Act("resolution", "R-1", SESSION.day))
    with pytest.raises(Refused) as refused:
        publish_changes(change_set, by=person("approver"), version=change_set.version)
    assert refused.value.reason.endswith("Hace falta: ordenanza.")


@pytest.mark.parametrize("after", [["C1.H1", 7], "C1.H1", None, {"C1.H1": 1}])
def test_what_is_no_order_is_refused(plan, after):
    with pytest.raises(Refused) as refused:
        drafted(plan, node_edit("C1", "order", after))
    assert refused.value.details == ["El valor de «Orden» no tiene la forma esperada."]


class TestThePage:
    def move(self, client, plan, key, *, to, after="", version=0):
        address = reverse("plans:desk-move", args=[plan.slug, key])
        return client.post(address, {"to": to, "after": after, "version": version})

    def order(self, editor, plan) -> list[str]:
        return [key for key in shown(plan, editor) if key.startswith("C1.")]

    def test_one_up_one_down_and_after_another(self, client, plan, editor):
        answered = self.move(client, plan, "C1.H3", to="up")
        assert answered.url == reverse("plans:desk-move", args=[plan.slug, "C1.H3"])
        assert self.order(editor, plan) == ["C1.H1", "C1.H3", "C1.H2"]
        self.move(client, plan, "C1.H1", to="down", version=1)
        assert self.order(editor, plan) == ["C1.H3", "C1.H1", "C1.H2"]
        self.move(client, plan, "C1.H3", to="after", after="C1.H2", version=2)
        assert self.order(editor, plan) == ["C1.H1", "C1.H2", "C1.H3"]
        assert edits_of(draft_of(editor, plan)) == []

    @pytest.mark.usefixtures("editor")
    def test_the_page_says_where_it_stands_and_offers_what_can_be_done(self, client, plan):
        page = client.get(reverse("plans:desk-move", args=[plan.slug, "C1.H1"]))
        assert "Es el 1 de 3 dentro de C1. Lo que contiene va con él." in said(page)
        assert (b'value="up"' in page.content, b'value="down"' in page.content) == (False, True)
        assert [value for value, _label in page.context["form"].fields["after"].choices] == ["", "C1.H2", "C1.H3"]

    def test_its_own_page_leads_there_and_tells_that_it_moved(self, client, plan, editor):
        drafted(plan, LAST_FIRST, by=editor)
        pages = {key: client.get(reverse("plans:desk-node", args=[plan.slug, key])) for key in ("C1.H1", "C1.H3")}
        assert reverse("plans:desk-move", args=[plan.slug, "C1.H1"]) in pages["C1.H1"].content.decode()
        assert [row.label for row in pages["C1.H1"].context["own"]] == []
        assert [row.after for row in pages["C1.H3"].context["own"]] == ["C1.H3 al comienzo"]

    def test_closed_siblings_are_passed_over(self, client, plan, editor):
        published(plan, node_moved("C1.H2", "close"))
        self.move(client, plan, "C1.H3", to="up")
        assert self.order(editor, plan) == ["C1.H3", "C1.H1", "C1.H2"]

    @pytest.mark.usefixtures("editor")
    @pytest.mark.parametrize(
        ("sent", "status", "words"),
        [
            ({"to": "after", "after": "C2.H1"}, 422, "Elige uno de la lista: los demás ya no están a su lado."),
            ({"to": ""}, 422, "Elige si sube, si baja o después de cuál va."),
            ({"to": "up"}, 422, "Ya está en ese lugar."),
            ({"to": "down", "version": 7}, 409, "Estos cambios se guardaron también en otra ventana."),
        ],
    )
    def test_what_cannot_be_done_is_said_and_changes_nothing(self, client, plan, sent, status, words):
        answered = self.move(client, plan, "C1.H1", **sent)
        assert (answered.status_code, words in said(answered)) == (status, True)
        assert plan.change_sets.count() == 0

    @pytest.mark.parametrize("role", ["approver", "reviewer", "viewer"])
    def test_who_may_not(self, client, plan, role):
        client.force_login(person(role))
        assert self.move(client, plan, "C1.H1", to="down").status_code == 403
