"""What plans tell on the pages of organizations, places and documents."""

from __future__ import annotations

import pytest

from minga.foundation.territory.models import Territory
from minga.government.plans.panels import load_documents, load_organizations, load_territories
from tests.factories.plans import OrganizationFactory, followed_plan, give_role, listed_plan
from tests.factories.sources import DocumentFactory

pytestmark = pytest.mark.django_db


def test_an_organization_shows_each_plan_once_with_what_it_does_in_it():
    followed, listed = followed_plan("Cumplido|Pendiente"), listed_plan("Feria", slug="otro", start_year=2020)
    role = give_role(followed.nodes["C1.H1"])
    give_role(followed.nodes["C1.H1"], "executor")
    give_role(followed.nodes["C1.H2"], "partner")
    give_role(listed.nodes["1.1.I1"])
    parts = load_organizations([role.organization])[role.organization_id]["parts"]
    assert [(part.title, [(node.key, node.roles, node.mark) for node in part.nodes]) for part in parts] == [
        (followed.plan.title, [("C1.H1", ["ejecuta", "responsable"], "done"), ("C1.H2", ["socio"], "pending")]),
        (listed.plan.title, [("1.1.I1", ["responsable"], None)]),
    ]


def test_an_organization_shows_the_plans_that_it_publishes():
    publisher = OrganizationFactory()
    own, other = followed_plan("Cumplido", publisher=publisher), listed_plan("Feria", publisher=publisher)
    give_role(own.nodes["C1"])
    parts = load_organizations([publisher])[publisher.pk]["parts"]
    assert [(part.url, part.publishes, part.total) for part in parts] == [
        (own.plan.get_absolute_url(), True, 1),
        (other.plan.get_absolute_url(), True, 0),
    ]


def test_a_commitment_wears_no_mark_where_its_milestones_do():
    role = give_role(followed_plan("Cumplido").nodes["C1"])
    (part,) = load_organizations([role.organization])[role.organization_id]["parts"]
    assert [node.mark for node in part.nodes] == [None]


def test_a_long_list_names_the_first_nodes_and_counts_the_rest():
    followed = followed_plan("|".join(["Cumplido"] * 15))
    for key in list(followed.nodes)[1:]:
        role = give_role(followed.nodes[key])
    (part,) = load_organizations([role.organization])[role.organization_id]["parts"]
    assert (len(part.nodes), part.total, part.more) == (12, 15, 3)


def test_an_organization_without_a_role_has_nothing_to_show():
    role = give_role(followed_plan("Cumplido").nodes["C1"])
    role.delete()
    assert load_organizations([role.organization]) == {}


def test_a_place_shows_the_nodes_that_documents_put_there():
    place = Territory.objects.create(kind="parish", slug="loma-verde", name="Loma Verde", fictitious=True)
    other = Territory.objects.create(kind="parish", slug="rio-claro", name="Río Claro", fictitious=True)
    node = followed_plan("Cumplido").nodes["C1.H1"]
    node.territories.add(place)
    found = load_territories([place, other])
    assert list(found) == [place.pk]
    assert [line.url for line in found[place.pk]["parts"][0].nodes] == [node.get_absolute_url()]


def test_a_document_shows_what_it_told_of_each_plan():
    followed = followed_plan("Cumplido|Pendiente")
    document = followed.load.document
    (told,) = load_documents([document])[document.pk]["plans"]
    assert (told.url, told.level_counts) == (followed.plan.get_absolute_url(), ["1 compromiso", "2 hitos"])
    assert load_documents([DocumentFactory()]) == {}


@pytest.mark.parametrize("number", [1, 3])
def test_organizations_are_read_with_two_queries_however_many(django_assert_num_queries, number):
    roles = [give_role(followed_plan("Cumplido").nodes["C1"], name=f"Dirección {letter}") for letter in "abc"[:number]]
    with django_assert_num_queries(2):
        load_organizations([role.organization for role in roles])
