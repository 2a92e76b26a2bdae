"""How the API speaks: kept by anyone, asked again cheaply, errors that say what to do, and no way round its door."""

from __future__ import annotations

import json

import pytest

from minga.config.api import api
from minga.kernel import problems
from minga.kernel.access import EVERYBODY
from tests.factories.plans import followed_plan

pytestmark = pytest.mark.django_db
PLANS = "/api/v1/plans"
PROBLEM = "application/problem+json"


@pytest.fixture
def plan():
    return followed_plan("Cumplido", slug="paga").plan


def test_an_anonymous_read_is_for_everyone_to_keep(client, plan):
    response = client.get(PLANS)
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response.headers
    assert response.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding"
    assert not response.cookies
    assert response.headers["Content-Type"] == "application/json; charset=utf-8"


def test_what_did_not_change_is_not_sent_again(client, plan):
    tag = client.get(PLANS).headers["ETag"]
    again = client.get(PLANS, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    followed_plan("Cumplido", slug="otro")
    assert client.get(PLANS, headers={"If-None-Match": tag}).status_code == 200


def test_the_head_of_an_answer_has_no_body(client, plan):
    response = client.head(PLANS)
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["Cache-Control"] == "public, max-age=60"


def test_a_browser_elsewhere_may_ask_first(client):
    response = client.options(PLANS)
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert "uthorization" not in response.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"])
def test_other_methods_are_told_which_are_answered(client, plan, method):
    response = client.generic(method, PLANS)
    assert (response.status_code, response.headers["Content-Type"]) == (405, PROBLEM)
    assert response.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"])
def test_a_method_is_not_overridden_by_a_header(client, plan, header):
    assert client.post(PLANS, headers={header: "GET"}).status_code == 405
    assert client.get(PLANS, headers={header: "DELETE"}).status_code == 200
    assert client.get(f"{PLANS}?_method=DELETE").status_code == 422


@pytest.mark.parametrize(
    "address",
    [
        "/plans/otro",
        "/plans/con espacio",
        "/plans/ñandú",
        "/plans/a%00b",
        "/plans/paga/nodes/C9",
        "/plans/paga/nodes/C1%2FH1",
        "/plans/paga/nodes/C1%0D%0AX-Evil:1",
        "/plans/paga/nodes/%F0%9F%92%A5",
        "/plans/paga/nodes/" + "9" * 61,
        "/plans/paga/nodes/..%2f..%2fetc",
        "/plans/paga/",
        "/plans/paga/nada",
        "/nada",
        "/nada/de/nada",
        "/organizations/ninguna",
        "/territories/ninguno",
        "/sources/ninguna",
        "/plans/" + "a" * 121,
    ],
)
def test_an_address_that_names_nothing_is_a_problem_404(client, plan, address):
    response = client.get(f"/api/v1{address}")
    assert (response.status_code, response.headers["Content-Type"]) == (404, PROBLEM)
    told = response.json()
    assert (told["status"], told["errors"]) == (404, [])
    assert "\r" not in told["instance"]
    assert "X-Evil" not in response.headers


@pytest.mark.parametrize(
    ("query", "field", "remedy"),
    [
        ("limit=0", "query.limit", "Usa 1 o más."),
        ("limit=201", "query.limit", "Usa 200 o menos."),
        ("limit=diez", "query.limit", "Escribe solo cifras."),
        ("limit=", "query.limit", "Escribe solo cifras."),
        ("fictitious=quizas", "query.fictitious", "Escribe true o false."),
        ("limit=1&limit=2", "query.limit", "Envíalo una sola vez."),
        ("pagina=2", "query.pagina", "Quítalo. Aquí valen: cursor, fictitious, kind, limit."),
        ("cursor=" + "a" * 601, "query.cursor", "Escribe a lo sumo 600 letras."),
        ("kind=%00", "query.kind", "Quítalo."),
    ],
)
def test_a_parameter_that_is_not_valid_is_told_with_its_remedy(client, query, field, remedy):
    response = client.get(f"{PLANS}?{query}")
    assert (response.status_code, response.headers["Content-Type"]) == (422, PROBLEM)
    assert [(error["field"], error["remedy"]) for error in response.json()["errors"]] == [(field, remedy)]


def test_a_value_that_is_no_known_one_is_told_which_are(client):
    error = client.get(f"{PLANS}?kind=receta").json()["errors"][0]
    assert error["remedy"] == (
        "Usa uno de estos: development, open-government, strategy, portfolio, management, other."
    )


def test_a_refused_read_is_not_kept_by_others(client):
    assert client.get(f"{PLANS}?limit=0").headers["Cache-Control"] == "private, no-cache"


def test_a_problem_names_its_kind_where_a_person_can_read_of_it(client):
    told = client.get("/api/v1/nada").json()
    assert told == {
        "type": "http://localhost:8000/api/v1/#not-found",
        "title": "No hay nada en esta dirección",
        "status": 404,
        "detail": "No hay nada en esta dirección. Compruébala.",
        "instance": "/api/v1/nada",
        "errors": [],
    }
    assert 'id="not-found"' in client.get("/api/v1/").content.decode()


def test_a_failure_of_ours_tells_nothing_of_it(rf, caplog):
    response = api.on_exception(rf.get(PLANS), RuntimeError("the secret of the house"))
    assert (response.status_code, response.headers["Content-Type"]) == (500, PROBLEM)
    assert "secret" not in response.content.decode()
    assert "the secret of the house" in caplog.text


def test_no_answer_names_a_row_by_its_number(client, plan):
    text = json.dumps(client.get(PLANS).json()) + json.dumps(client.get(f"{PLANS}/paga/nodes/C1.H1").json())
    assert '"id"' not in text
    assert '"pk"' not in text


def test_every_address_lets_everybody_in_and_asks_for_tokens_itself():
    assert {pattern.callback.access for pattern in api.patterns()} == {EVERYBODY}


def test_every_kind_of_problem_has_its_own_name():
    assert len({kind.slug for kind in problems.KINDS}) == len(problems.KINDS)
