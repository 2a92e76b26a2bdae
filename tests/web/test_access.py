"""A view that says nothing lets nobody in."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory

from minga.kernel.access import Denied, allowed_by, everybody, signed_in
from minga.web.middleware import AccessMiddleware
from tests.factories.roles import account, official

pytestmark = pytest.mark.django_db


def asked(view, user):
    """The answer of the middleware before the view runs; None when it lets in."""
    request = RequestFactory().get("/bandeja/?pagina=2")
    request.user = user
    return AccessMiddleware(lambda _request: HttpResponse()).process_view(request, view, (), {})


def silent(_request):
    return HttpResponse("secreto")


def page(_request):
    return HttpResponse()


def test_silence_lets_nobody_in():
    with pytest.raises(Denied, match="no está abierta a nadie"):
        asked(silent, official("administration"))


def test_everybody_means_everybody():
    assert asked(everybody(page), account(is_active=False)) is None


def test_signed_in_means_anyone_with_an_account():
    assert asked(signed_in(page), account()) is None


def test_a_rule_lets_in_who_holds_one_of_its_roles():
    view = allowed_by("organizations.see-roles")(page)
    assert asked(view, official("administration")) is None
    with pytest.raises(Denied, match=r"uno de estos roles: administración del sistema\. Pídelo a quien administra"):
        asked(view, official("planner"))


def test_a_rule_that_nobody_declares_lets_nobody_in():
    with pytest.raises(LookupError):
        asked(allowed_by("organizations.nothing")(page), official("administration"))


def sent_by_nobody(**headers):
    """Where the middleware leads who sends a form when the session is over."""
    request = RequestFactory().post("/bandeja/planes/paga/C1/cerrar/", **headers)
    request.user = AnonymousUser()
    return AccessMiddleware(lambda _request: HttpResponse()).process_view(request, signed_in(page), (), {}).url


def test_who_has_to_sign_in_comes_back_to_the_page_asked_for():
    assert asked(signed_in(page), AnonymousUser()).url == "/cuenta/entrar/?next=/bandeja/%3Fpagina%3D2"


def test_who_sends_a_form_after_the_session_is_over_comes_back_to_its_page():
    assert sent_by_nobody(HTTP_REFERER="http://testserver/bandeja/planes/paga/C1/") == (
        "/cuenta/entrar/?next=/bandeja/planes/paga/C1/"
    )


@pytest.mark.parametrize("headers", [{}, {"HTTP_REFERER": "https://example.org/bandeja/"}])
def test_else_to_the_desk(headers):
    assert sent_by_nobody(**headers) == "/cuenta/entrar/?next=/bandeja/"
