"""What every answer of the public site has in common."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.cache import CacheMiddleware
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from minga.foundation.organizations.rules import may_enter
from minga.kernel.access import EVERYBODY, SIGNED_IN, Denied
from minga.kernel.problems import ROOT

Handler = Callable[[HttpRequest], HttpResponse]


CACHEABLE = {HTTPStatus.OK, HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.NOT_MODIFIED, HTTPStatus.NOT_FOUND}
"""What a shared cache may keep: never a refusal, which could be another visitor's."""


class AddressLanguageMiddleware:
    """The address alone says the language: `/en/...` is English, everything else Spanish.

    Django's own middleware also looks at cookies and headers, which makes answers vary and caches useless.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answers in the address's language."""
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response


class PageCacheMiddleware(CacheMiddleware):
    """Keeps in each server process what anyone may keep, as long as the answer's own header says: a minute.

    Whoever sends a cookie gets an answer of their own, and gives none to others.
    """

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        """The answer that is kept, or only that the visitor's copy is still good; None when it has to be made."""
        kept = None if request.COOKIES else super().process_request(request)
        if kept is None:
            return None
        answer = get_conditional_response(request, etag=kept.headers.get("ETag"), response=kept)
        return answer if isinstance(answer, HttpResponse) else kept


class PublicCacheMiddleware:
    """Anonymous reads may be kept for a minute by anyone; whatever carries a cookie is private."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Adds the Cache-Control header that the answer does not bring itself."""
        response = self.get_response(request)
        if "Cache-Control" in response.headers:
            return response
        anonymous = request.method in ("GET", "HEAD") and not request.COOKIES and not response.cookies
        if anonymous and response.status_code in CACHEABLE:
            patch_cache_control(response, public=True, max_age=60)
        else:
            patch_cache_control(response, private=True, no_cache=True)
        return response


def _way_back(request: HttpRequest) -> str:
    """Where to go on after signing in: the page asked for; for a form that was sent, the page it stands on, or the desk."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    came = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came, {request.get_host()}, require_https=request.is_secure()):
        return urlsplit(came)._replace(scheme="", netloc="", fragment="").geturl()
    return reverse("web:desk")


class AccessMiddleware:
    """Lets in whom the view's own word lets in (`kernel.access`): a view that says nothing lets nobody in."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answers; the question is asked once the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _arguments: Any, named: dict[str, Any]
    ) -> HttpResponse | None:
        """Nothing when the visitor may enter; the way to sign in for those who have not.

        Raises:
            Denied: when the view is not for this person, with the reason.
            Http404: for an address with a null character, which no database holds; the API tells it in its own words.
        """
        if any("\x00" in str(value) for value in named.values()) and not request.path_info.startswith(ROOT):
            raise Http404
        access = getattr(view, "access", "")
        if access == EVERYBODY:
            return None
        if not access:
            raise Denied(_("Esta dirección no está abierta a nadie."))
        if not request.user.is_authenticated:
            return redirect_to_login(_way_back(request))
        if access != SIGNED_IN and not (entry := may_enter(request.user, access)).allowed:
            raise Denied(str(entry.reason))
        return None
