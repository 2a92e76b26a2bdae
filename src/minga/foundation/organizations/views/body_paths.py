"""What the desk pages of bodies share: finding what a person may see, the path above a page, the context of a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from minga.design.crumbs import Crumb, crumbs
from minga.foundation.accounts.models import User
from minga.foundation.organizations.models import Agreement, Body, BodySession, SeatHolder
from minga.foundation.organizations.queries.body_pages import find_session
from minga.foundation.organizations.rules import require

FORM = "organizations/bodies/desk/form.html"


def person(request: HttpRequest) -> User:
    """Who asks; the middleware lets nobody into these pages who has not signed in."""
    return cast(User, request.user)


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
    """The version of a row that stands when it is asked for."""
    return lambda: type(row)._default_manager.get(pk=row.pk).version


def desk_of(body: Body) -> str:
    """The body's page on the desk."""
    return reverse("bodies:desk-body", args=[body.slug])


def desk_of_session(session: BodySession) -> str:
    """The session's page on the desk."""
    return reverse("bodies:desk-session", args=[session.body.slug, session.number])


def desk_path(
    request: HttpRequest, body: Body | None = None, session: BodySession | None = None, last: str = ""
) -> list[Crumb]:
    """The path above a desk page, down to the body, the session, and a page below them."""
    found: list[Crumb] = [(_("Bandeja"), reverse("web:desk")), (_("Cuerpos"), reverse("bodies:desk"))]
    if body is not None:
        found.append((body.name, desk_of(body)))
    if session is not None:
        found.append((session.name, desk_of_session(session)))
    if last:
        found.append((last, None))
    else:
        found[-1] = (found[-1][0], None)
    return crumbs(request, *found)


def form_context(request: HttpRequest, body: Body, **words: str) -> dict[str, Any]:
    """The context of a page with one form about a body: `title`, `sentence` and `button` say what it does."""
    return {
        "crumbs": desk_path(request, body, last=words["title"]),
        "fictitious": body.fictitious,
        "kicker": body.name,
        "back": desk_of(body),
        **words,
    }


def session_context(request: HttpRequest, session: BodySession, **words: str) -> dict[str, Any]:
    """The context of a page with one form about a session: `title`, `sentence` and `button` say what it does."""
    return {
        "crumbs": desk_path(request, session.body, session, words["title"]),
        "fictitious": session.body.fictitious,
        "kicker": f"{session.body.name} · {session.name}",
        "back": desk_of_session(session),
        "session": session,
        **words,
    }
