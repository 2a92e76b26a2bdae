"""What the desk pages of bodies share: finding what a person may see, the path above a page, a page with one form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from minga.design.crumbs import Crumb, crumbs
from minga.design.sending import Done, answer
from minga.foundation.organizations.models import Agreement, Body, BodySession, SeatHolder
from minga.foundation.organizations.queries.body_pages import find_session
from minga.foundation.organizations.rules import require, verdict

FORM = "organizations/bodies/desk/form.html"
AForm = TypeVar("AForm", bound=Form)
Act = Callable[[AForm], str]
"""Does what a valid form asks, and returns what to tell the person."""


def seen_body(request: HttpRequest, slug: str) -> Body:
    """A body whose work the person may see. Raises Denied otherwise, and Http404 when there is none."""
    rows = Body.objects.select_related("organization").prefetch_related("seat_rules")
    found = get_object_or_404(rows, slug=slug)
    require(request.user, "bodies.see", found)
    return found


def seen_session(request: HttpRequest, slug: str, number: int) -> BodySession:
    """A session whose work the person may see. Raises Denied otherwise, and Http404 when there is none."""
    found = any_session(slug, number)
    require(request.user, "bodies.see", found.body)
    return found


def any_session(slug: str, number: int) -> BodySession:
    """A session, whoever asks. Raises Http404 when there is none."""
    try:
        return find_session(slug, number)
    except BodySession.DoesNotExist:
        raise Http404 from None


def standing(row: BodySession | SeatHolder | Agreement) -> Callable[[], int]:
    """The version of a row that stands when it is asked for; the row then tells what stands too."""

    def version() -> int:
        row.refresh_from_db()
        return row.version

    return version


def desk_of(body: Body) -> str:
    """The body's page on the desk."""
    return reverse("bodies:desk-body", args=[body.slug])


def desk_of_session(session: BodySession) -> str:
    """The session's page on the desk."""
    return reverse("bodies:desk-session", args=[session.body.slug, session.number])


def desk_path(
    request: HttpRequest, body: Body | None = None, session: BodySession | None = None, last: str = ""
) -> list[Crumb]:
    """The path above a desk page, down to the body, the session, and a page below them.

    Whoever only answers for an agreement is led through the public pages of the body.
    """
    works_there = body is None or verdict(request.user, "bodies.see", body).allowed
    found: list[Crumb] = [(_("Bandeja de trabajo"), reverse("web:desk"))]
    if works_there:
        found.append((_("Cuerpos"), reverse("bodies:desk")))
    if body is not None:
        found.append((body.name, desk_of(body) if works_there else body.get_absolute_url()))
    if session is not None:
        found.append((session.name, desk_of_session(session) if works_there else session.get_absolute_url()))
    if last:
        found.append((last, None))
    else:
        found[-1] = (found[-1][0], None)
    return crumbs(request, *found)


def body_page(
    request: HttpRequest,
    body: Body,
    form: AForm,
    act: Act[AForm],
    *,
    then: Callable[[], str] | None = None,
    version: Callable[[], int] | None = None,
    **words: str,
) -> HttpResponse:
    """A page with one form about a body: `title`, `sentence` and `button` say what it does.

    `act` does it and returns what to tell; the way on is the body's page, or where `then` leads.
    """
    above = {"crumbs": desk_path(request, body, last=words["title"]), "kicker": body.name, "back": desk_of(body)}
    return answer(
        request,
        FORM,
        form,
        lambda filled: Done(act(filled), then() if then else desk_of(body)),
        context=lambda: {"fictitious": body.fictitious, **above, **words},
        version=version,
    )


def session_page(
    request: HttpRequest,
    session: BodySession,
    form: AForm,
    act: Act[AForm],
    *,
    template: str = FORM,
    then: str = "",
    version: Callable[[], int] | None = None,
    more: Callable[[], dict[str, Any]] = dict,
    **words: str,
) -> HttpResponse:
    """The same about a session, whose page is the way on; `more` is what a page of its own also shows."""
    return answer(
        request,
        template,
        form,
        lambda filled: Done(act(filled), then or desk_of_session(session)),
        context=lambda: _of_session(request, session, words) | more(),
        version=version or standing(session),
    )


def _of_session(request: HttpRequest, session: BodySession, words: dict[str, str]) -> dict[str, Any]:
    return {
        "crumbs": desk_path(request, session.body, session, words["title"]),
        "fictitious": session.body.fictitious,
        "kicker": f"{session.body.name} · {session.name}",
        "back": desk_of_session(session),
        "session": session,
        **words,
    }
