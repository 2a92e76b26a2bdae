"""Anonymous answers can be kept by anyone, and the address alone says the language."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from minga.web.middleware import AddressLanguageMiddleware, PublicCacheMiddleware


def answered(request, response: HttpResponse) -> str:
    return PublicCacheMiddleware(lambda _request: response)(request).headers.get("Cache-Control", "")


def test_an_anonymous_read_may_be_kept_for_a_minute():
    assert answered(RequestFactory().get("/"), HttpResponse()) == "public, max-age=60"


def test_an_answer_to_a_cookie_is_private():
    request = RequestFactory().get("/")
    request.COOKIES["sessionid"] = "x"
    assert answered(request, HttpResponse()) == "private, no-cache"


def test_an_answer_with_a_cookie_is_private():
    response = HttpResponse()
    response.set_cookie("sessionid", "x")
    assert answered(RequestFactory().get("/"), response) == "private, no-cache"


def test_an_answer_to_a_form_is_private():
    assert answered(RequestFactory().post("/"), HttpResponse()) == "private, no-cache"


@pytest.mark.parametrize("status", [200, 301, 304, 404])
def test_what_every_visitor_gets_alike_may_be_kept(status):
    assert answered(RequestFactory().get("/"), HttpResponse(status=status)) == "public, max-age=60"
    assert answered(RequestFactory().head("/"), HttpResponse(status=status)) == "public, max-age=60"


@pytest.mark.parametrize("status", [302, 400, 403, 405, 429, 500, 503])
def test_refusals_and_errors_of_the_server_are_never_kept(status):
    assert answered(RequestFactory().get("/"), HttpResponse(status=status)) == "private, no-cache"


def test_an_answer_that_says_so_itself_is_left_as_it_is():
    assert answered(RequestFactory().get("/"), HttpResponse(headers={"Cache-Control": "no-store"})) == "no-store"


@pytest.mark.parametrize(
    ("path", "language"), [("/", "es"), ("/planes/", "es"), ("/en/", "en"), ("/en/planes/", "en"), ("/fr/", "es")]
)
def test_the_address_says_the_language(path, language):
    request = RequestFactory().get(path, HTTP_ACCEPT_LANGUAGE="en", HTTP_COOKIE="django_language=en")
    response = AddressLanguageMiddleware(lambda _request: HttpResponse(translation.get_language()))(request)
    assert response.content.decode() == response.headers["Content-Language"] == language
    assert "Vary" not in response.headers
