"""A view that says nothing lets nobody in."""

from __future__ import annotations

import pytest
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
    with pytest.raises(Denied, match="hace falta uno de estos roles: administración del sistema"):
        asked(view, official("planner"))


def test_a_rule_that_nobody_declares_lets_nobody_in():
    with pytest.raises(LookupError):
        asked(allowed_by("organizations.nothing")(page), official("administration"))
