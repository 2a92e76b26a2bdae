"""What every answer of the public site has in common."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.cache import CacheMiddleware
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control

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
