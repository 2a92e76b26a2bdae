"""Pages for everybody."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minga.design import gallery as parts
from minga.design.context import Site
from minga.kernel.access import Denied, everybody


@everybody
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every part at its real size, with the template code that draws it."""
    crumbs = [(_("Inicio"), Site(request).home), (_("Las piezas"), None)]
    return render(request, "design/gallery.html", {"sections": parts.sections(request), "crumbs": crumbs})


def denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page of an act or a page that is not allowed: it says why, when it was refused in words."""
    reason = exception.reason if isinstance(exception, Denied) else ""
    heading = _("No se hizo: no tienes permiso") if request.method == "POST" else ""
    return render(request, "403.html", {"heading": heading, "reason": reason}, status=HTTPStatus.FORBIDDEN)
