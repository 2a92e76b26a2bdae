"""The comparison shows what contributes to what, and what stands alone on both sides."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from minga.government.plans.models import Link
from minga.government.plans.queries.compare import comparison
from tests.factories.plans import LinkFactory, followed_plan, listed_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plans():
    """A plan of three milestones, one of which contributes to an objective of another."""
    followed = followed_plan("Cumplido|Pendiente", "Cumplido", slug="paga")
    listed = listed_plan("Feria", "Mercado", slug="pmdot")
    LinkFactory(source=followed.nodes["C1.H1"], target=listed.nodes["1.1"], statement="Ordena las ferias")
    return followed, listed


def compared(query: str = ""):
    return comparison(QueryDict(query))


def test_every_pair_of_linked_plans_is_listed(plans):
    shown = compared()
    assert [(pair.source.slug, pair.target.slug, pair.sources, pair.targets) for pair in shown.pairs] == [
        ("paga", "pmdot", 1, 1)
    ]
    assert not shown.chosen
    assert shown.alone == []


def test_two_plans_show_what_stands_alone_on_both_sides(plans):
    shown = compared("de=paga&a=pmdot")
    assert [(side.plan.slug, [node.key for node in side.nodes], side.total, side.of) for side in shown.alone] == [
        ("paga", ["C1.H2", "C2.H1"], 2, 3),
        ("pmdot", ["1.2"], 1, 2),
    ]


def test_a_link_of_a_commitment_counts_for_its_milestones(plans):
    followed, listed = plans
    LinkFactory(source=followed.nodes["C2"], target=listed.nodes["1.2"])
    assert [side.total for side in compared("de=paga&a=pmdot").alone] == [1, 0]


def test_the_other_direction_is_another_comparison(plans):
    shown = compared("de=pmdot&a=paga")
    assert (list(shown.page), [side.total for side in shown.alone]) == ([], [2, 2])


@pytest.mark.parametrize("state", [Link.State.REJECTED])
def test_rejected_links_and_links_within_a_plan_are_left_out(plans, state):
    followed, listed = plans
    LinkFactory(source=followed.nodes["C2.H1"], target=listed.nodes["1.2"], state=state)
    LinkFactory(source=followed.nodes["C2.H1"], target=followed.nodes["C1.H1"])
    assert compared().page.paginator.count == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_the_same_queries_for_one_link_and_for_three(queries, plans, number):
    followed, listed = plans
    for key in ("C1.H2", "C2.H1")[: number - 1]:
        LinkFactory(source=followed.nodes[key], target=listed.nodes["1.2"])
    assert queries("/comparar/?de=paga&a=pmdot") == 7


def test_unknown_plans_are_as_if_none_was_chosen(plans):
    assert compared("de=nada&a=pmdot").source is None


def test_two_plans_without_links_are_named_and_no_other_pair_is_shown(client, plans):
    page = client.get("/comparar/?de=pmdot&a=paga").content.decode()
    assert (
        "Ningún documento leído dice que un elemento de «Plan de Desarrollo de San Jacinto»"
        " contribuya a «Plan de Gobierno Abierto de San Jacinto»."
    ) in page
    assert "2 de 2 en Plan de Desarrollo de San Jacinto." in page
    assert "Planes que se vinculan" not in page


def test_without_links_the_page_says_so(client):
    assert "no imprimen vínculos entre planes" in client.get("/comparar/").content.decode()
