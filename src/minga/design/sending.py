"""A page with a form that changes something: shown, sent, and shown again with the reason when it is refused.

Nothing that was written is lost: the page that comes again holds the form as it was sent.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, NamedTuple, TypeVar, cast

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render

from minga.kernel.access import Denied
from minga.kernel.errors import Conflict, Refused
from minga.kernel.uploads import too_heavy, too_large

Result = TypeVar("Result")
AForm = TypeVar("AForm", bound=Form)


class Done(NamedTuple):
    """An act that was done: what to tell the person, and the address where they go on."""

    words: str
    address: str


def answer(
    request: HttpRequest,
    template: str,
    form: AForm,
    act: Callable[[AForm], Done],
    *,
    context: Callable[[], dict[str, Any]],
    version: Callable[[], int] | None = None,
) -> HttpResponse:
    """The page with its form; once the act is done, the way on (303).

    A form with errors is 422 and one whose file is above the limit 413; for an act that is not done see `attempt`. After
    a conflict the form can be sent again: `version` gives the version that stands now. `context` is read when the page
    is shown, so that it tells what stands then.
    """

    def page(refused: Refused | None = None, status: int = HTTPStatus.OK) -> HttpResponse:
        if version is not None and isinstance(refused, Conflict):
            with_version(form, version())
        return render(request, template, context() | {"form": form, "refused": refused}, status=status)

    if too_large(request):
        return page(too_heavy(), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if request.method != "POST" or not form.is_valid():
        return page(status=status_of(form))
    return attempt(lambda: act(form), lambda done: _go_on(request, done), page)


def attempt(
    act: Callable[[], Result],
    done: Callable[[Result], HttpResponse],
    again: Callable[[Refused, int], HttpResponse],
) -> HttpResponse:
    """Does the act and answers; `again` gets why it was not done, and the status to answer with.

    The status is 409 for what changed meanwhile, 403 for what the person may not do, and 422 for any other refusal.
    """
    try:
        result = act()
    except Conflict as refused:
        return again(refused, HTTPStatus.CONFLICT)
    except Refused as refused:
        return again(refused, HTTPStatus.UNPROCESSABLE_ENTITY)
    except Denied as denied:
        return again(Refused(denied.reason), HTTPStatus.FORBIDDEN)
    return done(result)


def sent(request: HttpRequest) -> QueryDict | None:
    """What was written in the page's form; None before it is sent."""
    return request.POST if request.method == "POST" else None


def status_of(form: Form) -> int:
    """The status of a page with a form that was not accepted, or not sent yet."""
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK


def with_version(form: AForm, version: int) -> AForm:
    """The form as it was sent, ready to be sent again about what stands now."""
    if form.is_bound:
        data = cast("QueryDict", form.data).copy()
        data[form.add_prefix("version")] = str(version)
        form.data = data
    return form


def _go_on(request: HttpRequest, done: Done) -> HttpResponse:
    messages.success(request, done.words)
    return HttpResponseRedirect(done.address, status=HTTPStatus.SEE_OTHER)
