"""The work desk (*bandeja de trabajo*): what waits for a person, and what that person answers for."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minga.design.crumbs import crumbs
from minga.design.paging import PARAMETER
from minga.kernel.access import signed_in
from minga.kernel.duties import DUTIES
from minga.web.queries.desk import CHARGES_SHOWN, groups
from minga.web.queries.desk import desk as read_desk


@signed_in
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """At most three tasks first, the most urgent with the only solid button; the rest below."""
    found = read_desk(request.user, timezone.localdate())
    return render(request, "web/desk.html", {"desk": found, "fictitious": found.fictitious})


@signed_in
@require_safe
def charges(request: HttpRequest, kind: str) -> HttpResponse:
    """All that a person answers for of one kind, page by page."""
    duty = next((duty for duty in DUTIES if duty.slug == kind), None)
    if duty is None:
        raise Http404
    total = duty.charges(request.user, 0, 0).total
    page = Paginator(range(total), CHARGES_SHOWN).get_page(request.GET.get(PARAMETER))
    shown = duty.charges(request.user, max(page.start_index() - 1, 0), CHARGES_SHOWN).shown
    context = {
        "crumbs": crumbs(request, (_("Bandeja de trabajo"), reverse("web:desk")), (_("Lo que está a tu cargo"), None)),
        "page_obj": page,
        "groups": groups(shown),
        "fictitious": bool(shown) and all(charge.fictitious for charge in shown),
    }
    return render(request, "web/charges.html", context)
