"""What the desk's pages of plans have in common: which plan, and the path to it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from minga.design.crumbs import Crumb, crumbs
from minga.foundation.organizations.rules import require
from minga.government.plans.models import ChangeSet, Plan
from minga.government.plans.queries.started import find_at_desk
from minga.government.plans.words import shortened
from minga.kernel.access import Denied

CRUMB = 60
METHODS = ["GET", "HEAD", "POST"]


def plan_or_404(request: HttpRequest, slug: str) -> Plan:
    """The plan with this address; one in preparation only for who may see it, as if there were none for the others."""
    try:
        return find_at_desk(request.user, slug)
    except Plan.DoesNotExist:
        raise Http404 from None


def editable_plan(request: HttpRequest, slug: str) -> Plan:
    """The plan with this address, for who may edit it.

    Raises:
        Denied: for anyone else.
    """
    plan = plan_or_404(request, slug)
    require(request.user, "plans.edit", plan)
    return plan


def change_set_or_404(request: HttpRequest, slug: str, public_id: Any) -> ChangeSet:
    """The change set of this plan, for who may see it.

    Raises:
        Denied: for anyone else, and a draft for all but its author.
    """
    rows = ChangeSet.objects.select_related("plan__publisher", "plan__supersedes", "undoes__document", "edition")
    found = rows.filter(plan__slug=slug, public_id=public_id).exclude(plan__state=Plan.State.DROPPED).first()
    if found is None:
        raise Http404
    require(request.user, "plans.see-changes", found)
    if found.state == ChangeSet.State.DRAFT and found.author_id != request.user.pk:
        raise Denied(_("Es un borrador de otra persona: podrás verlo cuando lo envíe a publicar."))
    return found


def path_to(request: HttpRequest, plan: Plan | None, *below: Crumb) -> list[Crumb]:
    """The path from the desk to a page of a plan."""
    above: list[Crumb] = [(_("Bandeja de trabajo"), reverse("web:desk")), (_("Editar planes"), reverse("plans:desk"))]
    if plan is not None:
        url = reverse("plans:desk-plan", args=[plan.slug]) if below else None
        above.append((shortened(str(plan), CRUMB), url))
    elif not below:
        above[-1] = (above[-1][0], None)
    return crumbs(request, *above, *below)
