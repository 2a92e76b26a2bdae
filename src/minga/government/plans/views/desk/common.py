"""What the desk's pages of plans have in common: which plan, the path to it, and how an act is answered."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from minga.design.crumbs import Crumb, crumbs
from minga.foundation.organizations.rules import require
from minga.government.plans.models import ChangeSet, Plan
from minga.government.plans.queries.outline import find_plan
from minga.government.plans.words import shortened
from minga.kernel.access import Denied
from minga.kernel.errors import Conflict, Refused

CRUMB = 60
Done = TypeVar("Done")
AForm = TypeVar("AForm", bound=Form)


def plan_or_404(slug: str) -> Plan:
    """The plan with this address."""
    try:
        return find_plan(slug)
    except Plan.DoesNotExist:
        raise Http404 from None


def editable_plan(request: HttpRequest, slug: str) -> Plan:
    """The plan with this address, for who may edit it.

    Raises:
        Denied: for anyone else.
    """
    plan = plan_or_404(slug)
    require(request.user, "plans.edit", plan)
    return plan


def change_set_or_404(request: HttpRequest, slug: str, public_id: Any) -> ChangeSet:
    """The change set of this plan, for who may see it.

    Raises:
        Denied: for anyone else, and a draft for all but its author.
    """
    rows = ChangeSet.objects.select_related("plan__publisher", "plan__supersedes", "undoes__document", "edition")
    found = rows.filter(plan__slug=slug, public_id=public_id).first()
    if found is None:
        raise Http404
    require(request.user, "plans.see-changes", found)
    if found.state == ChangeSet.State.DRAFT and found.author_id != request.user.pk:
        raise Denied(_("Es un borrador de otra persona: podrás verlo cuando lo envíe a publicar."))
    return found


def path_to(request: HttpRequest, plan: Plan | None, *below: Crumb) -> list[Crumb]:
    """The path from the desk to a page of a plan."""
    above: list[Crumb] = [(_("Bandeja"), reverse("web:desk")), (_("Editar planes"), reverse("plans:desk"))]
    if plan is not None:
        url = reverse("plans:desk-plan", args=[plan.slug]) if below else None
        above.append((shortened(str(plan), CRUMB), url))
    elif not below:
        above[-1] = (above[-1][0], None)
    return crumbs(request, *above, *below)


def with_version(form: AForm, version: int) -> AForm:
    """The form as it was sent, ready to be sent again about what stands now."""
    if form.is_bound:
        form.data = {**dict(form.data.items()), "version": str(version)}
    return form


def attempt(
    act: Callable[[], Done],
    done: Callable[[Done], HttpResponse],
    again: Callable[[Refused, int], HttpResponse],
) -> HttpResponse:
    """Does the act and answers; `again` gets why it was not done, and the status to answer with."""
    try:
        result = act()
    except Conflict as refused:
        return again(refused, HTTPStatus.CONFLICT)
    except Refused as refused:
        return again(refused, HTTPStatus.UNPROCESSABLE_ENTITY)
    return done(result)
