"""The API's reference: its description for programs, and the same for people. For everybody."""

from __future__ import annotations

import json
from collections.abc import Hashable
from functools import cache
from typing import Any, Protocol

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minga.design.crumbs import crumbs
from minga.kernel.access import everybody
from minga.kernel.problems import KINDS
from minga.publishing.opendata.reference import groups, schemas


class Described(Hashable, Protocol):
    """Something that describes itself in OpenAPI."""

    def document(self) -> dict[str, Any]:
        """The description, in the active language."""


@everybody
@require_safe
def description(_request: HttpRequest, api: Described) -> HttpResponse:
    """The description for programs (OpenAPI 3.1). Any site may read it."""
    text = json.dumps(_document(api, get_language() or settings.LANGUAGE_CODE), ensure_ascii=False)
    return HttpResponse(text, content_type="application/json", headers={"Access-Control-Allow-Origin": "*"})


@everybody
@require_safe
def reference(request: HttpRequest, api: Described) -> HttpResponse:
    """The description for people: every operation with its parameters, an example and its errors."""
    document = _document(api, get_language() or settings.LANGUAGE_CODE)
    context = {
        "crumbs": crumbs(request, (_("API"), None)),
        "document": document,
        "server": document["servers"][0]["url"],
        "groups": groups(document),
        "schemas": schemas(document),
        "problems": KINDS,
    }
    return render(request, "opendata/reference.html", context)


@cache
def _document(api: Described, _language: str) -> dict[str, Any]:
    """The description, made once for each language."""
    return api.document()
