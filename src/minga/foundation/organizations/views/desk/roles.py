"""The desk's pages for who gives and ends roles."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from minga.design.crumbs import Crumb, crumbs
from minga.design.paging import PARAMETER
from minga.design.sending import Done, answer, sent
from minga.foundation.accounts.views.own import person_of
from minga.foundation.organizations.actions import roles as actions
from minga.foundation.organizations.forms.roles import STATE_WORDS, EndForm, FilterRolesForm, GrantForm, StandInForm
from minga.foundation.organizations.models import RoleAssignment
from minga.foundation.organizations.queries import roles as queries
from minga.foundation.organizations.rules import verdict
from minga.kernel.access import allowed_by

IN_A_PAGE = 50


@allowed_by("organizations.see-roles")
@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """Who holds which role, where and until when: those in force first."""
    today, asked = timezone.localdate(), queries.Asked.read(request.GET.dict())
    page = Paginator(queries.listed(request.user, asked, today), IN_A_PAGE).get_page(request.GET.get(PARAMETER))
    numbers = queries.count_by_state(request.user, today)
    context = {
        "crumbs": _crumbs(request),
        "page_obj": page,
        "groups": [(state, STATE_WORDS[state], list(rows)) for state, rows in groupby(page, key=attrgetter("state"))],
        "numbers": numbers,
        "asked": asked,
        "form": FilterRolesForm(
            {"rol": asked.role, "ambito": asked.scope, "estado": asked.state},
            scopes=queries.scopes_in_use(request.user),
        ),
        "fictitious": _all_invented(page),
    }
    return render(request, "organizations/desk/roles.html", context)


def _all_invented(rows: Any) -> bool:
    found = [row.fictitious for row in rows]
    return bool(found) and all(found)


@allowed_by("organizations.grant-role")
@require_http_methods(["GET", "HEAD", "POST"])
def grant(request: HttpRequest) -> HttpResponse:
    """Giving a role. A part of the form looks for the place where it holds, and gives nothing."""
    giver = person_of(request)
    written = {"initial": request.POST.dict()} if "search" in request.POST else {"data": sent(request)}
    form = GrantForm(**written, giver=giver)

    def act(filled: GrantForm) -> Done:
        names = ("role", "act", "starts", "ends", "scope", "post", "unit")
        appointment = actions.Appointment(**{name: filled.cleaned_data[name] for name in names})
        given = actions.grant_role(person=filled.person, appointment=appointment, by=giver)
        return Done(_("Rol dado: vale desde el primer día que escribiste."), _address(given))

    path = _crumbs(request, (_("Dar un rol"), None))
    return answer(request, "organizations/desk/grant.html", form, act, context=lambda: {"crumbs": path})


@allowed_by("organizations.see-roles")
@require_safe
def role(request: HttpRequest, assignment: str) -> HttpResponse:
    """One role of one person: its acts and days, who stands in, and what may be done with it."""
    found = _find(request, assignment)
    stand_ins = queries.with_scopes(found.stand_ins.select_related("person").order_by("starts"))
    return render(request, "organizations/desk/role.html", _about(request, found) | {"stand_ins": stand_ins})


@allowed_by("organizations.end-role")
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, assignment: str) -> HttpResponse:
    """Ending a role, or leaving one that has not begun without effect."""
    found = _find(request, assignment)
    form = EndForm(sent(request), begun=_begun(found), initial={"version": found.version})

    def act(filled: EndForm) -> Done:
        actions.end_role(assignment=found, by=person_of(request), **filled.cleaned_data)
        return Done(_("Rol terminado. Queda en la lista, con su acto."), _address(found))

    return answer(
        request,
        "organizations/desk/end.html",
        form,
        act,
        context=lambda: _about(request, _find(request, assignment), _("Terminarlo")),
        version=lambda: _find(request, assignment).version,
    )


@allowed_by("organizations.grant-role")
@require_http_methods(["GET", "HEAD", "POST"])
def stand_in(request: HttpRequest, assignment: str) -> HttpResponse:
    """Naming who stands in for the holder of a role."""
    found = _find(request, assignment)

    def act(filled: StandInForm) -> Done:
        told = {name: filled.cleaned_data[name] for name in ("basis", "act", "starts", "ends")}
        given = actions.appoint_stand_in(stands_for=found, person=filled.person, by=person_of(request), **told)
        return Done(_("Reemplazo anotado, con su acto y sus días."), _address(given))

    template, form = "organizations/desk/stand_in.html", StandInForm(sent(request))
    return answer(request, template, form, act, context=lambda: _about(request, found, _("Reemplazo")))


def _find(request: HttpRequest, assignment: str) -> RoleAssignment:
    rows = queries.roles_seen_by(request.user).annotate(state=queries.by_state(timezone.localdate()))
    related = rows.select_related("person", "unit", "stands_for__person")
    return get_object_or_404(queries.with_scopes(related), public_id=assignment)


def _about(request: HttpRequest, found: RoleAssignment, below: str = "") -> dict[str, Any]:
    """What the pages of a role show; `below` is the title of one below the role's own."""
    path = [(_("Un rol"), _address(found)), (below, None)] if below else [(_("Un rol"), None)]
    return {
        "crumbs": _crumbs(request, *path),
        "assignment": found,
        "fictitious": found.fictitious,
        "begun": _begun(found),
        "may_end": verdict(request.user, "organizations.end-role", found),
    }


def _begun(found: RoleAssignment) -> bool:
    return found.starts <= timezone.localdate()


def _address(found: RoleAssignment) -> str:
    return reverse("organizations:role", args=[found.public_id])


def _crumbs(request: HttpRequest, *below: Crumb) -> list[Crumb]:
    above = (_("Roles"), reverse("organizations:roles") if below else None)
    return crumbs(request, (_("Bandeja de trabajo"), reverse("web:desk")), above, *below)
