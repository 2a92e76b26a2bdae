"""Proposing changes from a program: the same law as on the pages, and nothing public moves."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from minga.foundation.accounts.api import WRITES
from minga.foundation.accounts.models import AnsweredRequest, PersonalToken
from minga.foundation.organizations.models import RoleAssignment
from minga.government.plans.models import ChangeSet
from tests.factories.changes import person
from tests.factories.plans import followed_plan
from tests.factories.tokens import bearing, token_of

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/plans/paga/change-sets"
TITLE = {"key": "C1.H1", "field": "title", "value": "Otro nombre"}


@pytest.fixture
def plan():
    return followed_plan("Cumplido|Pendiente", slug="paga").plan


@pytest.fixture
def editor(plan):
    return person("editor")


@pytest.fixture
def propose(client, editor):
    """Sends changes with the editor's token, and gives the answer."""
    secret = token_of(editor)

    def send(*changes, headers=None, **more):
        body = {"changes": list(changes), **more}
        return client.post(ADDRESS, body, "application/json", headers=bearing(secret, **(headers or {})))

    return send


def remedies(response) -> list[tuple[str, str]]:
    return [(error["field"], error["remedy"]) for error in response.json()["errors"]]


def test_changes_join_the_draft_of_the_tokens_person(propose, plan, editor):
    response = propose(TITLE, title="Nombres", reason="Lo pidió el comité")
    assert response.status_code == 201
    told = response.json()
    assert (told["plan"], told["state"], told["title"], told["reason"]) == (
        "paga",
        "draft",
        "Nombres",
        "Lo pidió el comité",
    )
    assert [(change["key"], change["field"], change["value"]) for change in told["changes"]] == [
        ("C1.H1", "title", "Otro nombre")
    ]
    assert response.headers["Location"] == told["address"] == f"http://localhost:8000{ADDRESS}/{told['id']}"
    assert ChangeSet.objects.get(author=editor).public_id.hex == told["id"].replace("-", "")


def test_what_is_public_does_not_move(propose, client):
    before = client.get("/api/v1/plans/paga/nodes/C1.H1").content
    propose(TITLE)
    assert client.get("/api/v1/plans/paga/nodes/C1.H1").content == before


def test_the_plan_itself_has_no_key(propose):
    response = propose({"field": "start_year", "value": 2024})
    assert [(change["key"], change["value"]) for change in response.json()["changes"]] == [(None, 2024)]


def test_a_change_set_is_followed_at_its_address(propose, client, editor):
    address = propose(TITLE).json()["address"]
    response = client.get(address, headers=bearing(token_of(editor)))
    assert (response.status_code, response.json()["state"]) == (200, "draft")
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert "Access-Control-Allow-Origin" not in response.headers


def test_a_change_set_of_others_is_as_if_there_were_none(propose, client):
    address = propose(TITLE).json()["address"]
    stranger = token_of(person("responsible"))
    assert client.get(address, headers=bearing(stranger)).status_code == 404


def test_a_change_set_does_not_answer_under_another_plan(propose, client, editor):
    followed_plan("Cumplido", slug="otro")
    address = propose(TITLE).json()["address"].replace("/paga/", "/otro/")
    assert client.get(address, headers=bearing(token_of(editor))).status_code == 404


# Who may


def test_without_a_token_nothing_is_written(client, plan):
    response = client.post(ADDRESS, {"changes": [TITLE]}, "application/json")
    assert (response.status_code, response.headers["WWW-Authenticate"]) == (401, 'Bearer realm="minga"')
    assert response.headers["Content-Type"] == "application/problem+json"


def test_a_session_writes_nothing_here(client, plan, editor):
    client.force_login(editor)
    assert client.post(ADDRESS, {"changes": [TITLE]}, "application/json").status_code == 401
    assert not ChangeSet.objects.filter(author=editor).exists()


def test_a_token_opens_no_page(client, editor):
    response = client.get("/bandeja/", headers=bearing(token_of(editor)))
    assert (response.status_code, response.headers["Location"]) == (302, "/cuenta/entrar/?next=/bandeja/")


def test_a_token_without_the_scope_is_told_which_is_missing(client, editor):
    response = client.post(
        ADDRESS,
        {"changes": [TITLE]},
        "application/json",
        headers=bearing(token_of(editor, PersonalToken.Scope.SUBMIT)),
    )
    assert response.status_code == 403
    assert response.json()["detail"] == "A este token le falta el alcance «changes:propose». Haz otro que lo tenga."
    assert 'error="insufficient_scope", scope="changes:propose"' in response.headers["WWW-Authenticate"]


def test_a_person_without_the_role_is_told_which_is_needed(client, plan):
    stranger = token_of(person("responsible"))
    response = client.post(ADDRESS, {"changes": [TITLE]}, "application/json", headers=bearing(stranger))
    assert (response.status_code, response.json()["type"]) == (403, "http://localhost:8000/api/v1/#denied")
    assert "edición" in response.json()["detail"]


def test_a_role_that_ended_opens_nothing(propose, editor):
    yesterday = timezone.localdate() - timedelta(days=1)
    RoleAssignment.objects.filter(person=editor).update(ends=yesterday)
    assert propose(TITLE).status_code == 403


def test_a_role_in_another_plan_is_not_enough(client, plan):
    other = followed_plan("Cumplido", slug="otro").plan
    secret = token_of(person("editor", scope=other))
    response = client.post(ADDRESS, {"changes": [TITLE]}, "application/json", headers=bearing(secret))
    assert response.status_code == 403


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: token.person.tokens.update(revoked_at=timezone.now()),
        lambda token: token.person.tokens.update(expires_on=timezone.localdate() - timedelta(days=1)),
        lambda token: type(token.person).objects.filter(pk=token.person.pk).update(is_active=False),
        lambda token: token.delete(),
    ],
    ids=["revoked", "expired", "inactive person", "gone"],
)
def test_a_token_that_ended_opens_nothing(propose, editor, spoil):
    spoil(editor.tokens.get())
    response = propose(TITLE)
    assert response.status_code == 401
    assert response.json()["detail"] == "Ese token no abre: está mal copiado, vencido o revocado."


@pytest.mark.parametrize(
    "header",
    [
        "Bearer",
        "Bearer ",
        "Bearer minga_",
        "Bearer minga_" + "a" * 43,
        "Basic bWluZ2E6bWluZ2E=",
        "minga_" + "a" * 43,
        "Bearer " + "ñ" * 50,
        "Bearer minga_\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
        "Bearer " + "x" * 5000,
    ],
)
def test_what_is_no_token_of_ours_opens_nothing(client, plan, header):
    response = client.post(ADDRESS, {"changes": [TITLE]}, "application/json", HTTP_AUTHORIZATION=header)
    assert response.status_code == 401


# What is refused


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"key": "C1.H1", "value": "x"}, "body.changes.0.field"),
        ({"key": "C1.H1", "field": "slug", "value": "x"}, "body.changes.0.field"),
        ({"key": "C1.H1", "field": "title"}, "body.changes.0.value"),
        ({"key": "C1.H1", "field": "title", "value": "x", "id": 1}, "body.changes.0.id"),
        ({"key": 7, "field": "title", "value": "x"}, "body.changes.0.key"),
        ("C1.H1", "body.changes.0"),
    ],
)
def test_a_change_of_another_form_is_told_where(propose, change, field):
    response = propose(change)
    assert (response.status_code, [field for field, _remedy in remedies(response)]) == (422, [field])


@pytest.mark.parametrize(
    "change",
    [
        {"key": "C1.H1", "field": "title", "value": 7},
        {"key": "C1.H1", "field": "title", "value": ""},
        {"key": "C1.H1", "field": "title", "value": "x" * 2001},
        {"key": "C1.H1", "field": "end", "value": "mañana"},
        {"key": "C1.H1", "field": "mechanisms", "value": ["nada"]},
        {"key": "C1.H1", "field": "roles", "value": [{"organization": "nadie", "role": "lead", "printed": ""}]},
        {"key": "C1.H1", "field": "targets", "value": [[]]},
        {"key": "C1.H1", "field": "parent", "value": "C1.H1"},
        {"key": None, "field": "level", "value": "Hito"},
        {"key": None, "field": "start_year", "value": 10**30},
    ],
)
def test_a_value_that_the_plan_cannot_have_is_refused(propose, change, editor):
    response = propose(change)
    assert (response.status_code, response.json()["type"]) == (422, "http://localhost:8000/api/v1/#refused")
    assert not ChangeSet.objects.filter(author=editor).exists()


def test_all_changes_are_kept_or_none(propose, editor):
    assert propose(TITLE, {"key": "C1.H1", "field": "end", "value": "mañana"}).status_code == 422
    assert not ChangeSet.objects.filter(author=editor).exists()


def test_what_one_saw_and_is_not_so_any_more_is_a_conflict(propose):
    response = propose({**TITLE, "before": "Lo que había"})
    assert (response.status_code, response.json()["type"]) == (409, "http://localhost:8000/api/v1/#conflict")


def test_a_draft_of_another_version_is_a_conflict(propose):
    assert propose(TITLE, version=3).status_code == 409
    assert propose(TITLE, version=0).status_code == 201


def test_what_was_seen_is_said_of_all_changes_or_of_none(propose):
    response = propose(TITLE, {"key": "C1.H2", "field": "title", "value": "x", "before": "y"})
    assert [remedy for _field, remedy in remedies(response)] == ["Envíalo en todos o en ninguno."]


def test_a_plan_that_there_is_not(client, editor):
    response = client.post(
        "/api/v1/plans/nada/change-sets",
        {"changes": [TITLE]},
        "application/json",
        headers=bearing(token_of(editor)),
    )
    assert response.status_code == 404


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 415),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"null", 422),
        (b"[]", 422),
        (b"7", 422),
        (b'{"changes": []}', 422),
        (b'{"changes": NaN}', 400),
        (b'{"changes": ' + b"9" * 5000 + b"}", 400),
        (b"[" * 100_000, 400),
        (b'{"a":' * 20_000 + b"1" + b"}" * 20_000, 400),
        (json.dumps({"changes": [{**TITLE, "value": "\ud800"}]}).encode(), 422),
        (json.dumps({"changes": [{**TITLE, "value": "a\x00b"}]}).encode(), 422),
        (json.dumps({"changes": [TITLE] * 501}).encode(), 422),
        (b'{"changes": [{"key": "C1.H1", "field": "title", "value": ' + b"[" * 400 + b"]" * 400 + b"}]}", 422),
        (b" " * 3_000_000, 413),
    ],
)
def test_a_body_that_is_not_what_it_should_be_is_a_problem(client, editor, body, status):
    response = client.post(ADDRESS, body, "application/json", headers=bearing(token_of(editor)))
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json")


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "multipart/form-data; boundary=x", "", "json"])
def test_another_type_of_content_is_told_which_is_taken(client, editor, kind):
    body = json.dumps({"changes": [TITLE]})
    response = client.generic("POST", ADDRESS, body, kind, headers=bearing(token_of(editor)))
    assert (response.status_code, response.json()["detail"]) == (415, "Aquí se recibe «application/json».")


# How often


def test_the_same_key_with_the_same_changes_does_nothing_twice(propose, editor):
    headers = {"Idempotency-Key": "julio-1"}
    first, second = propose(TITLE, headers=headers), propose(TITLE, headers=headers)
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert first.headers["Location"] == second.headers["Location"]
    assert ChangeSet.objects.get(author=editor).version == 1


def test_the_same_key_with_other_changes_is_a_conflict(propose):
    headers = {"Idempotency-Key": "julio-1"}
    propose(TITLE, headers=headers)
    assert propose({**TITLE, "value": "Otra cosa"}, headers=headers).status_code == 409


def test_the_same_key_of_another_person_is_another(propose, client):
    propose(TITLE, headers={"Idempotency-Key": "julio-1"})
    other = bearing(token_of(person("editor")), **{"Idempotency-Key": "julio-1"})
    body = {"changes": [{**TITLE, "value": "Otra cosa"}]}
    assert client.post(ADDRESS, body, "application/json", headers=other).status_code == 201


def test_a_refused_act_leaves_its_key_free(propose):
    headers = {"Idempotency-Key": "julio-1"}
    assert propose({**TITLE, "value": ""}, headers=headers).status_code == 422
    assert propose(TITLE, headers=headers).status_code == 201


def test_a_key_is_forgotten_after_a_day(propose):
    headers = {"Idempotency-Key": "julio-1"}
    propose(TITLE, headers=headers)
    AnsweredRequest.objects.update(created_at=timezone.now() - timedelta(hours=25))
    assert propose({**TITLE, "value": "Otra cosa"}, headers=headers).status_code == 201


@pytest.mark.parametrize("key", ["", " ", "con espacio", "x" * 201, "ñ"])
def test_a_key_of_another_form_is_refused(propose, key):
    assert propose(TITLE, headers={"Idempotency-Key": key}).status_code == 422


def test_whoever_writes_too_often_is_told_how_long_to_wait(propose, counting):
    for _time in range(WRITES.most):
        assert propose(TITLE).status_code == 201
    response = propose(TITLE)
    assert response.status_code == 429
    assert 1 <= int(response.headers["Retry-After"]) <= WRITES.seconds


def test_whoever_tries_tokens_is_told_to_wait(client, plan, counting):
    statuses = {
        client.get(f"{ADDRESS}/{plan.public_id}", headers=bearing(f"minga_{number}")).status_code
        for number in range(40)
    }
    assert statuses == {401, 429}


def test_an_order_is_proposed_by_what_contains_it(propose, plan, editor):
    response = propose({"key": "C1", "field": "order", "value": ["C1.H2", "C1.H1"]})
    assert response.status_code == 201
    assert [(change["key"], change["field"], change["before"]) for change in response.json()["changes"]] == [
        ("C1", "order", ["C1.H1", "C1.H2"])
    ]
    assert propose({"key": None, "field": "order", "value": ["C1"]}).json()["changes"][0]["key"] == "C1"
    assert propose({"key": "C1", "field": "order", "value": "C1.H2"}).status_code == 422
