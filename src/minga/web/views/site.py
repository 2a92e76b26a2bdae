"""Pages for everybody that belong to no single room."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minga.design.crumbs import crumbs
from minga.design.listing import same_as_files
from minga.design.paging import PARAMETER
from minga.foundation.organizations.queries.electoral import in_force
from minga.foundation.search.datasets import BEGUN
from minga.foundation.search.queries import answer
from minga.kernel.access import everybody
from minga.web.manuals import MANUALS
from minga.web.queries.home import home as read_home

RESULTS_IN_A_PAGE = 20
LONGEST_TEXT = 200
EXAMPLES = ("mercados", "gobierno abierto", "seguridad", "universidad")
"""Words of the documents, the same in every language of the interface."""


@everybody
@require_safe
def health(_request: HttpRequest) -> JsonResponse:
    """Whether the server and its database answer. Tells nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"state": "ok"}, headers={"Cache-Control": "no-store"})


@everybody
@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Who gathers pages may gather them all: everything here is public."""
    return HttpResponse("User-agent: *\nAllow: /\n", content_type="text/plain; charset=utf-8")


@everybody
@require_safe
def favicon(_request: HttpRequest) -> HttpResponse:
    """The icon, for those who ask for it at the address of old without reading the page."""
    return redirect(static("design/icon.ico"), permanent=True)


@everybody
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the city promised, did and decided, in one page."""
    found = read_home(timezone.localdate(), electoral=in_force() is not None)
    return render(request, "web/home.html", {"home": found, "examples": EXAMPLES})


@everybody
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything that holds the words asked for, of all kinds or of one; else what holds some of them."""
    text = request.GET.get("q", "").strip()[:LONGEST_TEXT]
    found = answer(text, kind=request.GET.get("tipo", ""), begun=request.GET.get(BEGUN) == "1")
    context = {
        "crumbs": crumbs(request, (_("Buscar"), None)),
        "text": text,
        "found": found,
        "kept": f"&{BEGUN}=1" if request.GET.get(BEGUN) == "1" else "",
        "page": Paginator(found.entries, RESULTS_IN_A_PAGE).get_page(request.GET.get(PARAMETER)),
        "examples": EXAMPLES,
        "take": same_as_files(request),
    }
    return render(request, "web/search.html", context)


@everybody
@require_safe
def manuals(request: HttpRequest) -> HttpResponse:
    """The manuals."""
    context = {"crumbs": crumbs(request, (_("Manuales"), None)), "manuals": MANUALS}
    return render(request, "web/manuals.html", context)


@everybody
@require_safe
def manual(request: HttpRequest, name: str) -> HttpResponse:
    """One manual, by the last part of its address."""
    found = next(manual for manual in MANUALS if manual.name == name)
    path = crumbs(request, (_("Manuales"), reverse("web:manuals")), (str(found.title), None))
    return render(request, found.template, {"crumbs": path, "translated_path": True, "manual": found})
