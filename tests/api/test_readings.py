"""Handing in documents from a program: the same law as on the desk, and only what one's roles let one see."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from minga.foundation.accounts.models import PersonalToken
from minga.foundation.organizations.models import Organization
from minga.publishing.intake.models import Reading
from tests.factories.changes import person
from tests.factories.tokens import bearing, token_of

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/readings"
TEXT = b"INFORME DE CUMPLIMIENTO\n\nCompromiso 1: Mercados limpios\n"


@pytest.fixture(autouse=True)
def private(settings, tmp_path):
    """A place of its own for the files of each test."""
    options = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": options}


@pytest.fixture
def unit(db):
    return Organization.objects.create(slug="mercados", name="Dirección de Mercados", kind="unit", fictitious=True)


@pytest.fixture
def planner(unit):
    return person("planner")


@pytest.fixture
def hand_in(client, planner):
    """Hands in a document with the planner's token, and gives the answer."""
    secret = token_of(planner)

    def send(content=TEXT, *, name="informe.txt", headers=None, **fields):
        body = {"organization": "mercados", "file": SimpleUploadedFile(name, content), **fields}
        sent = {field: value for field, value in body.items() if value is not None}
        return client.post(ADDRESS, sent, headers=bearing(secret, **(headers or {})))

    return send


def reading(unit, **values) -> Reading:
    number = Reading.objects.count()
    defaults = {"file_name": f"{number}.txt", "size": 1, "sha256": f"{number:064}", "role": "planner"}
    return Reading.objects.create(organization=unit, **defaults, **values)


def test_a_document_that_is_handed_in_says_where_to_follow_it(hand_in, client, planner):
    response = hand_in()
    assert response.status_code == 202
    told = response.json()
    assert response.headers["Location"] == told["address"] == f"http://localhost:8000{ADDRESS}/{told['id']}"
    assert (told["organization"], told["file_name"], told["size"], told["fictitious"]) == (
        "mercados",
        "informe.txt",
        len(TEXT),
        True,
    )
    kept = Reading.objects.get()
    assert (str(kept.public_id), kept.handed_in_by, kept.role) == (told["id"], planner, "planner")
    followed = client.get(told["address"], headers=bearing(token_of(planner)))
    assert (followed.status_code, followed.json()["id"]) == (200, told["id"])
    assert followed.headers["Cache-Control"] == "private, no-cache"
    assert "Access-Control-Allow-Origin" not in followed.headers


def test_a_reading_says_what_its_page_is(hand_in):
    told = hand_in().json()
    assert told["url"] == f"http://localhost:8000/bandeja/lecturas/{told['id']}/"


# Who may


@pytest.mark.parametrize(("method", "address"), [("get", ADDRESS), ("post", ADDRESS), ("get", f"{ADDRESS}/{'0' * 32}")])
def test_without_a_token_nothing_is_told(client, unit, method, address):
    response = getattr(client, method)(address)
    assert response.status_code in (401, 415)
    assert response.headers["Content-Type"] == "application/problem+json"


def test_a_session_hands_in_nothing_here(client, planner):
    client.force_login(planner)
    sent = {"organization": "mercados", "file": SimpleUploadedFile("informe.txt", TEXT)}
    assert client.post(ADDRESS, sent).status_code == 401
    assert not Reading.objects.exists()


def test_a_token_without_the_scope_sees_nothing(client, planner):
    secret = token_of(planner, PersonalToken.Scope.PROPOSE)
    assert client.get(ADDRESS, headers=bearing(secret)).status_code == 403


def test_a_person_without_a_role_sees_none_and_hands_in_none(client, unit):
    one = reading(unit)
    secret = token_of(person())
    assert client.get(ADDRESS, headers=bearing(secret)).json()["items"] == []
    assert client.get(f"{ADDRESS}/{one.public_id}", headers=bearing(secret)).status_code == 404
    sent = {"organization": "mercados", "file": SimpleUploadedFile("informe.txt", TEXT)}
    assert client.post(ADDRESS, sent, headers=bearing(secret)).status_code == 403


def test_a_role_in_one_unit_does_not_reach_another(client, unit):
    other = Organization.objects.create(slug="obras", name="Dirección de Obras", kind="unit", fictitious=True)
    mine, theirs = reading(unit), reading(other)
    secret = bearing(token_of(person("planner", scope=unit)))
    assert [row["id"] for row in client.get(ADDRESS, headers=secret).json()["items"]] == [str(mine.public_id)]
    assert client.get(f"{ADDRESS}/{theirs.public_id}", headers=secret).status_code == 404
    sent = {"organization": "obras", "file": SimpleUploadedFile("informe.txt", TEXT)}
    assert client.post(ADDRESS, sent, headers=secret).status_code == 403


# What is refused


def test_the_same_document_again_says_where_it_is(hand_in):
    first = hand_in()
    Reading.objects.update(state=Reading.State.REVIEW)
    again = hand_in()
    assert (again.status_code, again.json()["type"]) == (409, "http://localhost:8000/api/v1/#conflict")
    assert again.headers["Location"] == first.json()["url"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"organization": "nada"}, "form.organization"),
        ({"organization": None}, "form.organization"),
        ({"organization": "no vale"}, "form.organization"),
        ({"plan": "nada"}, "form.plan"),
        ({"otra": "cosa"}, "form.otra"),
    ],
)
def test_a_form_that_is_not_whole_says_what_is_wrong(hand_in, values, field):
    response = hand_in(**values)
    assert (response.status_code, [error["field"] for error in response.json()["errors"]]) == (422, [field])
    assert not Reading.objects.exists()


def test_a_form_without_a_file_says_so(hand_in):
    response = hand_in(file=None)
    assert [(error["field"], error["remedy"]) for error in response.json()["errors"]] == [
        ("file.file", "Envíalo; es obligatorio.")
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [("informe.exe", b"MZ"), ("informe.pdf", b"no soy un PDF"), ("informe", TEXT), ("informe.txt", b"")],
)
def test_a_file_that_is_no_document_is_refused(hand_in, name, content):
    response = hand_in(content, name=name)
    assert response.status_code == 422
    assert not Reading.objects.exists()


def test_a_file_that_is_too_large_is_told_how_large_it_may_be(hand_in, settings):
    settings.MINGA_LARGEST_UPLOAD = 1000
    assert hand_in(b"a" * 1001).status_code == 413
    response = hand_in(b"a" * 200_000)
    assert (response.status_code, response.headers["Content-Type"]) == (413, "application/problem+json")
    assert not Reading.objects.exists()


@pytest.mark.parametrize("name", ["../../etc/passwd.txt", "a\r\nX-Evil: 1.txt", "\x00.txt", "💥" * 300 + ".txt"])
def test_a_hostile_name_is_only_a_name(hand_in, name):
    response = hand_in(name=name)
    assert response.status_code in (202, 400, 422)
    assert "X-Evil" not in response.headers
    assert all("/" not in one.file_name and "\n" not in one.file_name for one in Reading.objects.all())


def test_a_body_that_is_no_form_is_told_what_is_taken(client, planner):
    response = client.post(
        ADDRESS, {"organization": "mercados"}, "application/json", headers=bearing(token_of(planner))
    )
    assert (response.status_code, response.json()["detail"]) == (415, "Aquí se recibe «multipart/form-data».")


def test_a_form_without_its_boundary_is_a_problem(client, planner):
    kind = "multipart/form-data"
    response = client.generic("POST", ADDRESS, b"x", kind, headers=bearing(token_of(planner)))
    assert (response.status_code, response.headers["Content-Type"]) == (400, "application/problem+json")


# Sent twice, and in parts


def test_the_same_key_with_the_same_document_does_nothing_twice(hand_in):
    headers = {"Idempotency-Key": "julio"}
    first, second = hand_in(headers=headers), hand_in(headers=headers)
    assert (first.status_code, first.json()["id"]) == (second.status_code, second.json()["id"])
    assert Reading.objects.count() == 1


def test_the_same_key_with_another_document_is_a_conflict(hand_in):
    headers = {"Idempotency-Key": "julio"}
    hand_in(headers=headers)
    assert hand_in(TEXT + b"mas", headers=headers).status_code == 409
    assert Reading.objects.count() == 1


def test_readings_come_by_parts_the_latest_first(client, unit, planner):
    now = timezone.now()
    made = [reading(unit, handed_in_at=now - timedelta(minutes=minutes)) for minutes in (0, 2, 1, 2, 3)]
    expected = sorted(made, key=lambda one: (-one.handed_in_at.timestamp(), one.public_id.hex))
    secret, found, address = bearing(token_of(planner)), [], f"{ADDRESS}?limit=2"
    while address:
        part = client.get(address, headers=secret).json()
        found += [row["id"] for row in part["items"]]
        address = part["next"]
    assert found == [str(one.public_id) for one in expected]


def test_readings_are_chosen_by_state(client, unit, planner):
    reading(unit)
    waiting = reading(unit, state=Reading.State.REVIEW)
    rows = client.get(f"{ADDRESS}?state=review", headers=bearing(token_of(planner))).json()["items"]
    assert [row["id"] for row in rows] == [str(waiting.public_id)]


@pytest.mark.parametrize("cursor", ["x", "a b", ":::", "1 2"])
def test_a_forged_cursor_of_readings_is_refused(client, planner, cursor):
    response = client.get(ADDRESS, {"cursor": cursor}, headers=bearing(token_of(planner)))
    assert response.status_code == 400


@pytest.mark.parametrize("identifier", ["0", "x", "..%2f", "%00", "0" * 31, "9" * 400])
def test_what_is_no_identifier_names_nothing(client, planner, identifier):
    response = client.get(f"{ADDRESS}/{identifier}", headers=bearing(token_of(planner)))
    assert (response.status_code, response.headers["Content-Type"]) == (404, "application/problem+json")


def test_a_list_takes_as_many_queries_for_one_reading_as_for_three(client, unit, planner, queries):
    secret = bearing(token_of(planner))
    reading(unit)
    one = queries(ADDRESS, headers=secret)
    reading(unit)
    reading(unit)
    assert queries(ADDRESS, headers=secret) == one


def test_the_next_part_is_of_this_list_only(client, unit, planner):
    reading(unit)
    reading(unit)
    secret = bearing(token_of(planner))
    query = urlsplit(client.get(f"{ADDRESS}?limit=1", headers=secret).json()["next"]).query
    assert client.get(f"/api/v1/plans?{query}").status_code == 400
