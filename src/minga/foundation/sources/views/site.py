"""The pages of documents, for everybody."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minga.design.crumbs import crumbs
from minga.design.listing import same_as_files
from minga.design.paging import PARAMETER
from minga.foundation.sources.forms import DocumentFilter
from minga.foundation.sources.models import Document
from minga.foundation.sources.queries import documents, reading, summaries
from minga.foundation.sources.sentences import reading_sentence
from minga.kernel.access import everybody
from minga.kernel.panels import panels_for

DOCUMENTS_IN_A_PAGE = 30


@everybody
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The documents that were read, with how much was read from each."""
    found = documents(request.GET.get("tipo", ""), request.GET.get("q", ""))
    page = Paginator(found, DOCUMENTS_IN_A_PAGE).get_page(request.GET.get(PARAMETER))
    context = {
        "crumbs": crumbs(request, (_("Fuentes"), None)),
        "form": DocumentFilter(request.GET),
        "page": page,
        "summaries": summaries(page.object_list),
        "asked": bool(request.GET.get("tipo") or request.GET.get("q")),
        "take": same_as_files(request),
    }
    return render(request, "sources/list.html", context)


@everybody
@require_safe
def detail(request: HttpRequest, document: str) -> HttpResponse:
    """One document: what was read, its alerts, the figures it states, its loads, and its fingerprint.

    The context of a panel on `sources.document` may carry `read`, phrases that say what was read (`22 hitos`), and
    `called`, the titles of what its alerts speak of, by address.
    """
    found = get_object_or_404(Document, slug=document)
    panels = panels_for(found)
    called = {url: title for _panel, panel in panels for url, title in panel.get("called", {}).items()}
    told = reading(found, called)
    context = {
        "crumbs": crumbs(request, (_("Fuentes"), reverse("sources:list")), (str(found), None)),
        "document": found,
        "fictitious": found.fictitious,
        "reading": told,
        "sentence": reading_sentence(told, [words for _panel, panel in panels for words in panel.get("read", [])]),
        "panels": panels,
        "fingerprint": [found.sha256[start : start + 8] for start in range(0, len(found.sha256), 8)],
        "take": same_as_files(request),
    }
    return render(request, "sources/detail.html", context)
