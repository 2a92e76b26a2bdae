"""A page with one form that changes something: shown, sent, and shown again with the reason when it is refused."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from minga.foundation.organizations.files import too_heavy
from minga.kernel.access import Denied
from minga.kernel.errors import Conflict, Refused
from minga.kernel.uploads import too_large

Act = Callable[[Any], str]
"""Does what a valid form asks, and returns what to tell the person."""


def answer(
    request: HttpRequest,
    template: str,
    form: forms.Form,
    act: Act,
    *,
    then: str,
    context: dict[str, Any],
    version: Callable[[], int] | None = None,
) -> HttpResponse:
    """The page with its form; once the act is done, the way to `then`.

    Refused is the same page with its reason (422; 403 for what the person may not do; 413 for a file above the limit); a conflict too (409), with a
    form that can be sent again: `version` gives the version that stands now.
    """
    refused: Refused | None = None
    status = HTTPStatus.OK
    if too_large(request):
        refused, status = too_heavy(), HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    elif request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                messages.success(request, act(form))
                return HttpResponseRedirect(then, status=HTTPStatus.SEE_OTHER)
            except Conflict as conflict:
                refused, status = conflict, HTTPStatus.CONFLICT
                if version is not None:
                    form.renew(version())  # type: ignore[attr-defined]
            except Refused as reason:
                refused = reason
            except Denied as denied:
                refused, status = Refused(denied.reason), HTTPStatus.FORBIDDEN
    return render(request, template, context | {"form": form, "refused": refused}, status=status)
