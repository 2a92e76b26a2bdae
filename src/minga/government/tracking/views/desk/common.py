"""What the desk's pages of the follow-up share: finding what a person may see, and the path above a page."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from minga.design.crumbs import Crumb, crumbs
from minga.foundation.accounts.models import User
from minga.foundation.organizations.rules import require
from minga.government.plans.models import Plan
from minga.government.plans.queries.desk import PUBLISHER
from minga.government.plans.words import shortened
from minga.government.tracking.models import Assignment, Cycle
from minga.government.tracking.queries.cycles import find_cycle
from minga.government.tracking.queries.reports import find_assignment

CRUMB = 60


def person(request: HttpRequest) -> User:
    """Who asks; the middleware lets nobody into these pages who has not signed in."""
    return cast(User, request.user)


def plan_or_404(slug: str) -> Plan:
    """The plan with this address, with all above its publisher."""
    found = Plan.objects.select_related(PUBLISHER).filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def seen_cycle(request: HttpRequest, plan: str, number: int) -> Cycle:
    """A cycle that the person may see. Raises Denied otherwise, and Http404 when there is none."""
    try:
        found = find_cycle(plan, number)
    except Cycle.DoesNotExist:
        raise Http404 from None
    require(request.user, "tracking.see-cycle", found)
    return found


def assignment_or_404(public_id: UUID) -> Assignment:
    """What was asked, with its report. Raises Http404 when there is none, or nobody has asked it yet."""
    try:
        found = find_assignment(public_id)
    except Assignment.DoesNotExist:
        raise Http404 from None
    if found.cycle.state == Cycle.State.DRAFT:
        raise Http404
    return found


def desk_of(cycle: Cycle) -> str:
    """The cycle's page on the desk."""
    return reverse("tracking:desk-cycle", args=[cycle.plan.slug, cycle.number])


def cycle_path(
    request: HttpRequest, plan: Plan | None = None, cycle: Cycle | None = None, last: str = ""
) -> list[Crumb]:
    """The path above a desk page of cycles, down to a cycle and a page below it."""
    found: list[Crumb] = [(_("Bandeja"), reverse("web:desk")), (_("Seguimiento"), reverse("tracking:desk"))]
    if plan is not None:
        found.append((shortened(str(plan), CRUMB), f"{reverse('tracking:desk')}#{plan.slug}"))
    if cycle is not None:
        found.append((cycle.name, desk_of(cycle)))
    if last:
        found.append((last, None))
    else:
        found[-1] = (found[-1][0], None)
    return crumbs(request, *found)


def report_path(request: HttpRequest, last: str = "") -> list[Crumb]:
    """The path above a desk page of reports."""
    found: list[Crumb] = [(_("Bandeja"), reverse("web:desk")), (_("Reportes"), reverse("tracking:reports"))]
    if last:
        found.append((last, None))
    else:
        found[-1] = (found[-1][0], None)
    return crumbs(request, *found)
