"""Getting from a cache what belongs to somebody else, or putting there what everybody then gets."""

from __future__ import annotations

import pytest
from django.core.cache import caches
from django.test import Client

from tests.factories.changes import drafted, node_edit, person
from tests.factories.readings import canton, hand_in, planner
from tests.factories.tokens import bearing, token_of

pytestmark = pytest.mark.django_db
KEPT = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "hostile"}


@pytest.fixture(autouse=True)
def pages(settings):
    """Pages are kept, as in a server."""
    settings.CACHES = {**settings.CACHES, "pages": KEPT}
    caches["pages"].clear()
    yield
    caches["pages"].clear()


@pytest.mark.parametrize("address", ["/", "/planes/", "/planes/real/", "/planes/real/C1/", "/planes.csv", "/api/"])
def test_leave_a_signed_in_page_for_strangers(client, real, address):
    client.force_login(person("planner"))
    mine = client.get(address)
    stranger = Client().get(address)
    assert "private" in mine.headers["Cache-Control"]
    assert (
        b"/cuenta/salir/" not in b"".join(stranger) if stranger.streaming else b"/cuenta/salir/" not in stranger.content
    )
    assert "sessionid" not in stranger.cookies


def test_be_served_a_strangers_page_while_signed_in(client, real):
    Client().get("/planes/real/")
    client.force_login(person("planner"))
    assert client.get("/planes/real/").headers["Cache-Control"] == "private, no-cache"


def test_empty_a_page_for_everybody_by_asking_whether_it_changed(client, real):
    first = client.get("/planes/real/")
    caches["pages"].clear()
    asked = client.get("/planes/real/", headers={"If-None-Match": first.headers.get("ETag", '"x"')})
    assert asked.status_code in (200, 304)
    assert client.get("/planes/real/").content == first.content


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-Host": "malo.example"},
        {"X-Host": "malo.example"},
        {"X-Original-URL": "/cuenta/"},
        {"X-Rewrite-URL": "/cuenta/"},
        {"X-HTTP-Method-Override": "POST"},
        {"Accept-Language": "en"},
        {"Accept": "application/json"},
        {"Range": "bytes=0-0"},
        {"Authorization": "Bearer minga_x"},
    ],
)
def test_poison_a_page_with_a_header(client, real, headers):
    poisoned = client.get("/planes/real/", headers=headers)
    assert b"malo.example" not in poisoned.content
    assert client.get("/planes/real/").content == Client().get("/planes/real/", {}).content == poisoned.content


def test_poison_a_page_with_another_host(client, real):
    assert client.get("/planes/real/", headers={"Host": "malo.example"}).status_code == 400
    assert b"malo.example" not in client.get("/planes/real/").content


def test_find_a_preview_in_a_cache(client, real):
    author = person("editor")
    draft = drafted(real, node_edit("C1", "title", "Nadie lo lee todavía"), by=author)
    client.force_login(author)
    seen = client.get(f"/bandeja/planes/real/cambios/{draft.public_id}/vista/")
    assert "no-store" in seen.headers["Cache-Control"]
    assert "Nadie lo lee todavía" not in Client().get("/planes/real/").content.decode()


def test_find_what_a_program_was_told_in_a_cache(client):
    unit = canton()
    reading = hand_in(unit=unit)
    address = f"/api/v1/readings/{reading.public_id}"
    told = client.get(address, headers=bearing(token_of(planner(unit))))
    assert (told.status_code, told.headers["Cache-Control"]) == (200, "private, no-cache")
    assert Client().get(address).status_code == 401
    tag = told.headers.get("ETag", '"x"')
    assert Client().get(address, headers={"If-None-Match": tag}).status_code == 401


def test_learn_from_304_whether_a_private_page_is_there(client):
    unit = canton()
    reading = hand_in(unit=unit)
    client.force_login(planner(unit))
    address = f"/bandeja/lecturas/{reading.public_id}/fuente/"
    tag = client.get(address).headers.get("ETag", '"x"')
    assert Client().get(address, headers={"If-None-Match": tag}).status_code == 302
    other = Client()
    other.force_login(planner(canton(slug="otro")))
    assert other.get(address, headers={"If-None-Match": tag}).status_code == 404
