"""A page is made once a minute for all who come without a cookie."""

from __future__ import annotations

import pytest
from django.core.cache import caches

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings):
    settings.CACHES = {**settings.CACHES, "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    caches["pages"].clear()
    yield
    caches["pages"].clear()


@pytest.mark.parametrize("address", ["/planes/", "/en/planes/", "/buscar/?q=mercado"])
def test_a_page_that_is_kept_asks_the_database_nothing(client, django_assert_num_queries, address):
    first = client.get(address)
    with django_assert_num_queries(0):
        again = client.get(address)
    assert (again.content, again.headers["Content-Language"]) == (first.content, first.headers["Content-Language"])
    assert again.headers["Cache-Control"] == "public, max-age=60"
    assert "Content-Security-Policy" in again.headers


def test_each_language_and_each_question_has_its_own(client):
    pages = [client.get(address).content for address in ("/planes/", "/en/planes/", "/planes/?pagina=2")]
    assert [client.get(address).content for address in ("/planes/", "/en/planes/", "/planes/?pagina=2")] == pages
    assert pages[0] != pages[1]


def test_a_copy_that_is_still_good_is_not_sent_again(client):
    etag = client.get("/planes/").headers["ETag"]
    assert client.get("/planes/", headers={"if-none-match": etag}).status_code == 304


def test_whoever_sends_a_cookie_neither_takes_nor_gives(client):
    client.cookies["sessionid"] = "x"
    assert client.get("/planes/").headers["Cache-Control"] == "private, no-cache"
    del client.cookies["sessionid"]
    assert client.get("/planes/").headers["Cache-Control"] == "public, max-age=60"
    client.cookies["sessionid"] = "x"
    assert client.get("/planes/").headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("address", ["/planes/nada/", "/salud/"])
def test_refusals_and_the_health_of_the_server_are_made_anew(client, address):
    client.get(address)
    assert len(caches["pages"]._cache) == 0


def test_files_are_streamed_and_not_kept(client):
    client.get("/planes.csv")
    assert len(caches["pages"]._cache) == 0
