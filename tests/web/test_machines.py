"""What programs ask for without reading a page."""

from __future__ import annotations

from django.contrib.staticfiles import finders


def test_everything_may_be_gathered(client):
    response = client.get("/robots.txt")
    assert (response.headers["Content-Type"], response.content) == (
        "text/plain; charset=utf-8",
        b"User-agent: *\nAllow: /\n",
    )
    assert response["Cache-Control"] == "public, max-age=60"


def test_the_icon_is_found_at_the_address_of_old(client):
    response = client.get("/favicon.ico")
    assert (response.status_code, response["Location"]) == (301, "/static/design/icon.ico")
    assert finders.find("design/icon.ico")


def test_every_page_names_its_icon(client):
    assert (
        '<link rel="icon" href="/static/design/icon.svg" type="image/svg+xml">'
        in client.get("/manuales/").content.decode()
    )
