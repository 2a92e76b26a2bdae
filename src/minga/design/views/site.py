"""Pages for everybody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minga.design import gallery as parts
from minga.design.context import Site
from minga.kernel.access import everybody


@everybody
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every part at its real size, with the template code that draws it."""
    crumbs = [(_("Inicio"), Site(request).home), (_("Las piezas"), None)]
    return render(request, "design/gallery.html", {"sections": parts.sections(request), "crumbs": crumbs})
