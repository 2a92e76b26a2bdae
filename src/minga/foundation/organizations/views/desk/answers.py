"""How the desk's pages answer an act: done, or the same page again with the reason and what was written."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar, cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict

from minga.foundation.accounts.models import User
from minga.kernel.access import Denied
from minga.kernel.errors import Conflict, Refused

Done = TypeVar("Done")
AForm = TypeVar("AForm", bound=Form)


def attempt(
    act: Callable[[], Done],
    done: Callable[[Done], HttpResponse],
    again: Callable[[Refused, int], HttpResponse],
) -> HttpResponse:
    """Does the act and answers; `again` gets why it was not done, and the status to answer with."""
    try:
        result = act()
    except Conflict as refused:
        return again(refused, HTTPStatus.CONFLICT)
    except Refused as refused:
        return again(refused, HTTPStatus.UNPROCESSABLE_ENTITY)
    except Denied as denied:
        return again(Refused(denied.reason), HTTPStatus.FORBIDDEN)
    return done(result)


def actor_of(request: HttpRequest) -> User:
    """Who acts: these pages let in only who has signed in."""
    return cast("User", request.user)


def sent(request: HttpRequest) -> QueryDict | None:
    """What was written in the page's form; None before it is sent."""
    return request.POST if request.method == "POST" else None


def status_of(form: Form) -> int:
    """The status of a page with a form that was not accepted, or not sent yet."""
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK


def with_version(form: AForm, version: int) -> AForm:
    """The form as it was sent, ready to be sent again about what stands now."""
    data = cast("QueryDict", form.data).copy()
    data["version"] = str(version)
    form.data = data
    return form
