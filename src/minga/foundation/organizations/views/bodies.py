"""The pages of bodies, for everybody: who sits in them, when they met, what they agreed."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minga.design.crumbs import Crumb, crumbs
from minga.design.listing import Download, same_as_files
from minga.design.paging import PARAMETER
from minga.foundation.organizations.files import PDF, open_public
from minga.foundation.organizations.models import Body, BodySession
from minga.foundation.organizations.queries.bodies import bodies_listed
from minga.foundation.organizations.queries.body_pages import body_page, find_session, session_page
from minga.kernel.access import everybody


@everybody
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every body, the real ones or, when asked for, the fictitious ones."""
    fictitious = bool(request.GET.get("ficticias"))
    found = list(bodies_listed(fictitious=fictitious))
    context = {
        "crumbs": crumbs(request, *_above(), (_("Cuerpos"), None)),
        "bodies": found,
        "total": len(found),
        "fictitious": fictitious,
        "has_fictitious": not fictitious and Body.objects.filter(fictitious=True).exists(),
        "files": same_as_files(request),
    }
    return render(request, "organizations/bodies/list.html", context)


@everybody
@require_safe
def body(request: HttpRequest, body: str) -> HttpResponse:
    """A body: its seats, its sessions, its agreements."""
    rows = Body.objects.select_related("organization").prefetch_related("seat_rules")
    found = get_object_or_404(rows, slug=body)
    context = {
        "crumbs": crumbs(request, *_above(), _bodies(found), (found.name, None)),
        "fictitious": found.fictitious,
        "body": found,
        "shown": body_page(found, timezone.localdate(), request.GET.get(PARAMETER)),
        "today": timezone.localdate(),
        "files": _files_of(found),
    }
    return render(request, "organizations/bodies/body.html", context)


@everybody
@require_safe
def session(request: HttpRequest, body: str, number: int) -> HttpResponse:
    """A session that was called: its agenda, who came by sector, and what was said and agreed once that is approved."""
    found = _public_session(body, number)
    context: dict[str, Any] = {
        "crumbs": crumbs(
            request,
            *_above(),
            _bodies(found.body),
            (found.body.name, found.body.get_absolute_url()),
            (found.name, None),
        ),
        "fictitious": found.body.fictitious,
        "session": found,
        "shown": session_page(found),
        "today": timezone.localdate(),
    }
    return render(request, "organizations/bodies/session.html", context)


@everybody
@require_safe
def minutes(_request: HttpRequest, body: str, number: int) -> FileResponse:
    """The released copy of a session's minutes."""
    found = _public_session(body, number)
    released = getattr(found, "minutes", None)
    if released is None or not released.public_sha256:
        raise Http404
    name = f"acta-{found.body.slug}-{found.number}.pdf"
    headers = {"X-Content-Type-Options": "nosniff", "ETag": f'"{released.public_sha256}"'}
    return FileResponse(
        open_public(released.public_sha256), as_attachment=True, filename=name, content_type=PDF, headers=headers
    )


def _public_session(body: str, number: int) -> BodySession:
    try:
        found = find_session(body, number)
    except BodySession.DoesNotExist:
        raise Http404 from None
    if found.state == BodySession.State.DRAFT:
        raise Http404
    return found


def _above() -> list[Crumb]:
    return [(_("Organizaciones"), reverse("organizations:list"))]


def _bodies(found: Body) -> Crumb:
    return (_("Cuerpos"), reverse("bodies:list") + ("?ficticias=1" if found.fictitious else ""))


def _files_of(found: Body) -> list[Download]:
    """The sessions, the seats and the agreements as files."""
    address = found.get_absolute_url()
    names = [("sesiones", _("Sesiones")), ("acuerdos", _("Acuerdos")), ("puestos", _("Puestos"))]
    return [
        (f"{label}, {form.upper()}", f"{address}{name}.{form}", note)
        for name, label in names
        for form, note in (("csv", _("para hojas de cálculo")), ("json", _("para programas")))
    ]
