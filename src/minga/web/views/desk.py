"""The work desk (*bandeja de trabajo*): what waits for a person, and what that person answers for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from minga.foundation.organizations.rules import assignments_of
from minga.kernel.access import signed_in
from minga.web.queries.desk import desk as read_desk


@signed_in
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """At most three tasks first, the most urgent with the only solid button; the rest below."""
    context = {"desk": read_desk(request.user, timezone.localdate()), "roles": assignments_of(request.user)}
    return render(request, "web/desk.html", context)
