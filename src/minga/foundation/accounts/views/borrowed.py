"""Views that allauth brings, under our rules: who may enter, no copies kept, 422 for what is not accepted, our path."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.openid_connect import views as openid
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from requests import RequestException

from minga.design.crumbs import crumbs
from minga.foundation.accounts.queries import named
from minga.foundation.accounts.views.own import own_key
from minga.kernel.access import everybody, signed_in
from minga.kernel.registry import Text

View = Callable[..., HttpResponse]


def for_everybody(view: View) -> View:
    """A view on the way in."""
    return everybody(_ours(view, ""))


def for_oneself(view: View, title: Text = "") -> View:
    """A view of one's own account, with its place in the path."""
    return signed_in(_ours(view, title))


def _ours(view: View, title: Text) -> View:
    @wraps(view)
    @never_cache
    def ours(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if isinstance(response, TemplateResponse):
            _complete(request, response, title)
        return response

    return ours


def _complete(request: HttpRequest, response: TemplateResponse, title: Text) -> None:
    context = response.context_data = response.context_data or {}
    context.pop("site", None)  # allauth's, which would hide ours
    if title:
        context["crumbs"] = crumbs(request, (_("Tu cuenta"), reverse("accounts:home")), (str(title), None))
    if request.method == "POST" and response.status_code == HTTPStatus.OK:
        response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY


class KeyList(webauthn.ListWebAuthnView):
    """The person's keys, each with the `slug` of its addresses."""

    def get_queryset(self) -> list[Authenticator]:
        """The oldest first."""
        return [named(key) for key in super().get_queryset().order_by("created_at")]


def remove_key(request: HttpRequest, key: str) -> HttpResponse:
    """Removes one of the person's keys."""
    return webauthn.remove_webauthn(request, pk=own_key(request, key))


def name_key(request: HttpRequest, key: str) -> HttpResponse:
    """Gives another name to one of the person's keys."""
    return webauthn.edit_webauthn(request, pk=own_key(request, key))


def external_login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Sends the person to the provider, which answers at one address only, whatever the language of the page.

    Through a page that leads there: the content policy lets forms go nowhere else, not even by a redirection.
    """
    language = settings.LANGUAGE_CODE if request.method == "POST" else translation.get_language()
    try:
        with translation.override(language):
            response = openid.login(request, provider_id)
    except RequestException as error:
        provider = get_adapter().get_provider(request, provider_id)
        return render_authentication_error(request, provider, exception=error)
    if isinstance(response, HttpResponseRedirect):
        return render(request, "socialaccount/going.html", {"address": response.url})
    return response
