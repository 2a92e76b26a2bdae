"""What the pages of a reading share."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from minga.design.crumbs import Crumb, crumbs
from minga.foundation.accounts.models import User
from minga.government.plans.words import cut
from minga.kernel.errors import Conflict, Refused
from minga.publishing.intake.models import Reading
from minga.publishing.intake.queries.readings import find

CRUMB = 60
"""Letters of a document's title in the path above a page."""


def reading_of(request: HttpRequest, public_id: UUID) -> Reading:
    """The reading of an address. Raises `Http404` for one that the person may not see, as if there were none."""
    try:
        return find(request.user, public_id)
    except Reading.DoesNotExist as error:
        raise Http404 from error


def person(request: HttpRequest) -> User:
    """Who has signed in: no page of readings is entered without."""
    return cast(User, request.user)


def path_to(request: HttpRequest, *below: Crumb) -> list[Crumb]:
    """The path above a page of readings."""
    desk = (_("Bandeja de trabajo"), reverse("web:desk"))
    return crumbs(request, desk, (_("Lecturas"), reverse("intake:readings") if below else None), *below)


def page_of(request: HttpRequest, reading: Reading, title: str = "", **more: Any) -> dict[str, Any]:
    """The context of a page of a reading; `title` is that of a page below the reading's own."""
    own: Crumb = (cut(str(reading), CRUMB), reading.get_absolute_url() if title else None)
    below = [own, (title, None)] if title else [own]
    return {"crumbs": path_to(request, *below), "reading": reading, "fictitious": reading.fictitious, **more}


def status_of(refused: Refused) -> HTTPStatus:
    """409 for what changed meanwhile, 422 for any other refusal."""
    return HTTPStatus.CONFLICT if isinstance(refused, Conflict) else HTTPStatus.UNPROCESSABLE_ENTITY


def see_other(address: str) -> HttpResponse:
    """The way on after something was changed."""
    return HttpResponseRedirect(address, status=HTTPStatus.SEE_OTHER)
