"""Lists come by parts: each row once, in order, whatever happens between two parts."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from minga.foundation.organizations.models import Organization
from minga.kernel.api import make_cursor
from tests.factories.plans import followed_plan

pytestmark = pytest.mark.django_db
PLANS = "/api/v1/plans"


def followed(client, address: str) -> list[list[dict]]:
    parts = []
    while address:
        answer = client.get(address).json()
        parts.append(answer["items"])
        address = answer["next"]
    return parts


def test_every_row_comes_once(client):
    for number in range(5):
        followed_plan("Cumplido", slug=f"plan-{number}")
    parts = followed(client, f"{PLANS}?limit=2")
    assert [[row["slug"] for row in part] for part in parts] == [["plan-0", "plan-1"], ["plan-2", "plan-3"], ["plan-4"]]


def test_a_last_part_that_is_full_has_no_next(client):
    for number in range(2):
        followed_plan("Cumplido", slug=f"plan-{number}")
    assert client.get(f"{PLANS}?limit=2").json()["next"] is None


def test_the_next_part_keeps_the_filters_and_is_a_whole_address(client):
    for number in range(2):
        followed_plan("Cumplido", slug=f"plan-{number}", fictitious=True)
    address = client.get(f"{PLANS}?limit=1&fictitious=true").json()["next"]
    assert address.startswith(f"http://localhost:8000{PLANS}?limit=1&fictitious=true&cursor=")


def test_a_row_that_appears_meanwhile_repeats_nothing(client):
    for number in (1, 2, 3):
        followed_plan("Cumplido", slug=f"plan-{number}")
    following = client.get(f"{PLANS}?limit=2").json()["next"]
    followed_plan("Cumplido", slug="plan-0")
    assert [row["slug"] for row in client.get(following).json()["items"]] == ["plan-3"]


def test_nodes_are_paged_in_document_order_within_their_filters(client):
    followed_plan("Cumplido|Pendiente|Pendiente", "Pendiente", slug="paga")
    parts = followed(client, f"{PLANS}/paga/nodes?limit=1&status=pending")
    assert [[row["key"] for row in part] for part in parts] == [["C1.H2"], ["C1.H3"], ["C2.H1"]]


def test_a_cursor_at_a_node_that_was_closed_meanwhile_is_told(client):
    nodes = followed_plan("Cumplido|Pendiente", slug="paga").nodes
    following = client.get(f"{PLANS}/paga/nodes?limit=2").json()["next"]
    nodes["C1.H1"].closed_at = "2026-01-01T00:00:00Z"
    nodes["C1.H1"].save()
    assert client.get(following).status_code == 400


def test_the_same_question_has_the_same_answer(client):
    for number in range(2):
        followed_plan("Cumplido", slug=f"plan-{number}")
    first, second = (client.get(f"{PLANS}?limit=1") for _ in range(2))
    assert first.content == second.content


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "::",
        "e30:AAAA",
        "%00",
        "ñ",
        "a" * 600,
        make_cursor("/api/v1/organizations", "plan-1"),
        make_cursor(PLANS, "plan-1")[:-1],
        make_cursor(PLANS, "plan-1") + "=",
    ],
)
def test_a_cursor_that_is_not_ours_is_refused_and_never_a_failure(client, cursor):
    response = client.get(PLANS, {"cursor": cursor})
    assert (response.status_code, response.headers["Content-Type"]) == (400, "application/problem+json")
    assert response.json()["type"] == "http://localhost:8000/api/v1/#invalid-cursor"


def test_a_cursor_of_one_list_does_not_open_another(client):
    for slug in ("a", "b"):
        Organization.objects.create(slug=slug, name=slug)
    following = urlsplit(client.get("/api/v1/organizations?limit=1").json()["next"]).query
    assert client.get(f"/api/v1/territories?{following}").status_code == 400


@pytest.mark.parametrize(
    ("address", "make"),
    [
        (PLANS, lambda number: followed_plan("Cumplido|Pendiente", slug=f"plan-{number}")),
        ("/api/v1/sources", lambda number: followed_plan("Cumplido", slug=f"plan-{number}")),
        ("/api/v1/organizations", lambda number: Organization.objects.create(slug=f"o-{number}", name="Una")),
    ],
)
def test_a_list_takes_as_many_queries_for_one_row_as_for_three(client, queries, address, make):
    make(1)
    one = queries(address)
    make(2)
    make(3)
    assert queries(address) == one


def test_nodes_take_as_many_queries_for_one_as_for_many(queries):
    followed_plan("Cumplido", slug="short")
    followed_plan("Cumplido|Pendiente", "Cumplido|Pendiente", slug="long")
    assert queries(f"{PLANS}/short/nodes") == queries(f"{PLANS}/long/nodes")
    assert queries(f"{PLANS}/short/nodes/C1") == queries(f"{PLANS}/long/nodes/C1")
    assert queries(f"{PLANS}/short") == queries(f"{PLANS}/long")
