"""What plans declare for others: public tables and what can be found."""

from __future__ import annotations

import pytest
from django.http import Http404, QueryDict

from minga.government.plans.datasets import DATASETS
from minga.government.plans.models import NodeRole
from minga.government.plans.search import SEARCH
from tests.factories.plans import LinkFactory, followed_plan, give_mechanism, give_role, listed_plan
from tests.factories.tracking import EvidenceFactory

pytestmark = pytest.mark.django_db
BY_SLUG = {dataset.slug: dataset for dataset in DATASETS}


def rows(slug: str, query: str = "", **kwargs):
    return list(BY_SLUG[slug].call(QueryDict(query), **kwargs))


@pytest.fixture
def plan():
    followed = followed_plan("Cumplido*|Pendiente", slug="paga")
    node = followed.nodes["C1.H1"]
    NodeRole.objects.filter(pk=give_role(followed.nodes["C1"]).pk).update(printed="Dirección de Mercados y Ferias")
    give_mechanism(node)
    EvidenceFactory(node=node)
    LinkFactory(source=node, target=listed_plan("Feria", slug="pmdot").nodes["1.1"], statement="Ordena las ferias")
    return followed


@pytest.mark.parametrize(("slug", "kwargs"), [("planes", {}), ("nodos", {"plan": "paga"}), ("comparar", {})])
def test_every_row_has_the_declared_columns_in_their_order(plan, slug, kwargs):
    columns = [column.name for column in BY_SLUG[slug].columns]
    found = rows(slug, **kwargs)
    assert found
    assert {tuple(row) for row in found} == {tuple(columns)}


def test_the_plans_come_with_their_marks(plan):
    (row, _other) = rows("planes")
    assert (row["slug"], row["counted_level"], row["units"], row["star"], row["pending"], row["done"]) == (
        "paga",
        "Hito",
        2,
        1,
        1,
        0,
    )
    assert (row["document"], row["fictitious"]) == (plan.load.document.slug, False)


def test_a_node_comes_with_what_is_printed_and_what_is_understood(plan):
    row = rows("nodos", "estado=cumplido-con-asterisco", plan="paga")[0]
    picked = ("key", "level", "parent", "mark", "status_printed", "status", "status_marked", "mark_reason", "as_of")
    assert [row[name] for name in picked] == [
        "C1.H1",
        "Hito",
        "C1",
        "star",
        "Cumplido*",
        "completed",
        True,
        "unexplained",
        "2025-05",
    ]
    assert (row["lead"], row["lead_printed"], row["mechanisms"], row["verifiables_cited"], row["place"]) == (
        "Dirección de Mercados",
        "Dirección de Mercados y Ferias",
        "convention",
        1,
        "línea 2",
    )


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("", ["C1.H1", "C1.H2"]),
        ("estado=pendiente", ["C1.H2"]),
        ("nivel=todos", ["C1", "C1.H1", "C1.H2"]),
        ("nivel=todos&q=numero", ["C1"]),
    ],
)
def test_the_nodes_of_a_download_are_those_of_the_page_with_the_same_filters(client, plan, query, keys):
    assert [row["key"] for row in rows("nodos", query, plan="paga")] == keys
    page = client.get(f"/planes/paga/?{query}").context["shown"]
    assert [node.key for node in page.chosen] == keys


def test_the_nodes_of_an_unknown_plan_are_not_found():
    with pytest.raises(Http404):
        rows("nodos", plan="nada")


def test_links_come_with_both_ends_and_their_words(plan):
    (row,) = rows("comparar", "de=paga")
    assert (row["source"], row["target_plan"], row["target"], row["state"], row["statement"]) == (
        "C1.H1",
        "pmdot",
        "1.1",
        "printed",
        "Ordena las ferias",
    )
    assert rows("comparar", "de=pmdot") == []


def test_plans_and_nodes_can_be_found_with_their_code_roles_and_mechanisms(plan):
    by_kind = {searchable.kind: list(searchable.entries()) for searchable in SEARCH}
    assert [entry.url for entry in by_kind["plan"]] == ["/planes/paga/", "/planes/pmdot/"]
    entry = next(entry for entry in by_kind["node"] if entry.key == "node/paga/C1.H1")
    assert (entry.title, entry.url, entry.summary) == (
        "Hito C1.H1",
        "/planes/paga/C1.H1/",
        "C1.H1 · Hito · Plan de Gobierno Abierto de San Jacinto",
    )
    assert "Convenio" in entry.body
    assert "Cumplido, con asterisco" in entry.body
    commitment = next(entry for entry in by_kind["node"] if entry.key == "node/paga/C1")
    assert "Dirección de Mercados" in commitment.body


def test_closed_nodes_cannot_be_found(plan):
    plan.plan.nodes.update(closed_at="2026-01-01T00:00:00Z")
    (searchable,) = (searchable for searchable in SEARCH if searchable.kind == "node")
    assert {entry.key.split("/")[1] for entry in searchable.entries()} == {"pmdot"}
