"""The desk's pages for who gives and ends roles."""

from __future__ import annotations

from http import HTTPStatus
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from minga.design.crumbs import Crumb, crumbs
from minga.design.paging import PARAMETER
from minga.foundation.organizations.actions import roles as actions
from minga.foundation.organizations.forms.roles import STATE_WORDS, EndForm, FilterRolesForm, GrantForm, StandInForm
from minga.foundation.organizations.models import RoleAssignment
from minga.foundation.organizations.queries import roles as queries
from minga.foundation.organizations.rules import verdict
from minga.foundation.organizations.views.desk.answers import actor_of, attempt, sent, status_of, with_version
from minga.kernel.access import allowed_by
from minga.kernel.errors import Refused

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
    whole_city = queries.administrates_all(request.user)
    if request.method != "POST" or "search" in request.POST:
        return _grant_page(request, GrantForm(initial=request.POST.dict(), whole_city=whole_city))
    form = GrantForm(request.POST, whole_city=whole_city)
    if not form.is_valid():
        return _grant_page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    told = form.cleaned_data
    names = ("role", "act", "starts", "ends", "scope", "post", "unit")
    appointment = actions.Appointment(**{name: told[name] for name in names})
    return attempt(
        lambda: actions.grant_role(person=form.person, appointment=appointment, by=actor_of(request)),
        lambda given: _told(request, given, _("Rol dado: vale desde el primer día que escribiste.")),
        lambda refused, status: _grant_page(request, form, refused, status),
    )


def _grant_page(
    request: HttpRequest, form: GrantForm, refused: Refused | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    path = _crumbs(request, (_("Dar un rol"), None))
    return render(
        request, "organizations/desk/grant.html", {"crumbs": path, "form": form, "refused": refused}, status=status
    )


@allowed_by("organizations.see-roles")
@require_safe
def role(request: HttpRequest, assignment: str) -> HttpResponse:
    """One role of one person: its acts and days, who stands in, and what may be done with it."""
    found = _find(request, assignment)
    stand_ins = queries.with_scopes(found.stand_ins.select_related("person").order_by("starts"))
    return _role_page(request, "organizations/desk/role.html", found, {"stand_ins": stand_ins})


@allowed_by("organizations.end-role")
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, assignment: str) -> HttpResponse:
    """Ending a role, or leaving one that has not begun without effect."""
    found = _find(request, assignment)
    begun = found.starts <= timezone.localdate()
    form = EndForm(sent(request), begun=begun, initial={"version": found.version})
    template = "organizations/desk/end.html"
    if request.method != "POST" or not form.is_valid():
        return _role_page(request, template, found, {"form": form}, status=status_of(form))
    told = form.cleaned_data
    return attempt(
        lambda: actions.end_role(
            assignment=found,
            last_day=told.get("last_day"),
            act=told["act"],
            version=told["version"],
            by=actor_of(request),
        ),
        lambda ended: _told(request, ended, _("Rol terminado. Queda en la lista, con su acto.")),
        lambda refused, status: _end_again(request, found, form, refused, status),
    )


def _end_again(
    request: HttpRequest, seen: RoleAssignment, form: EndForm, refused: Refused, status: int
) -> HttpResponse:
    """The page as the role stands now, with what was written."""
    found = _find(request, str(seen.public_id))
    more = {"form": with_version(form, found.version), "refused": refused}
    return _role_page(request, "organizations/desk/end.html", found, more, status=status)


@allowed_by("organizations.grant-role")
@require_http_methods(["GET", "HEAD", "POST"])
def stand_in(request: HttpRequest, assignment: str) -> HttpResponse:
    """Naming who stands in for the holder of a role."""
    found = _find(request, assignment)
    form = StandInForm(sent(request))
    template = "organizations/desk/stand_in.html"
    if request.method != "POST" or not form.is_valid():
        return _role_page(request, template, found, {"form": form}, status=status_of(form))
    told = {name: form.cleaned_data[name] for name in ("basis", "act", "starts", "ends")}
    return attempt(
        lambda: actions.appoint_stand_in(stands_for=found, person=form.person, by=actor_of(request), **told),
        lambda given: _told(request, given, _("Reemplazo anotado, con su acto y sus días.")),
        lambda refused, status: _role_page(request, template, found, {"form": form, "refused": refused}, status=status),
    )


def _find(request: HttpRequest, assignment: str) -> RoleAssignment:
    rows = queries.roles_seen_by(request.user).annotate(state=queries.by_state(timezone.localdate()))
    related = rows.select_related("person", "unit", "stands_for__person")
    return get_object_or_404(queries.with_scopes(related), public_id=assignment)


def _role_page(
    request: HttpRequest, template: str, found: RoleAssignment, more: dict[str, Any], *, status: int = HTTPStatus.OK
) -> HttpResponse:
    above = (_("Un rol"), reverse("organizations:role", args=[found.public_id]))
    below = {"organizations/desk/end.html": _("Terminarlo"), "organizations/desk/stand_in.html": _("Reemplazo")}
    path = [above, (below[template], None)] if template in below else [(above[0], None)]
    context = {
        "crumbs": _crumbs(request, *path),
        "assignment": found,
        "fictitious": found.fictitious,
        "begun": found.starts <= timezone.localdate(),
        "may_end": verdict(request.user, "organizations.end-role", found),
        **more,
    }
    return render(request, template, context, status=status)


def _told(request: HttpRequest, assignment: RoleAssignment, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("organizations:role", assignment=assignment.public_id)


def _crumbs(request: HttpRequest, *below: Crumb) -> list[Crumb]:
    above = (_("Roles"), reverse("organizations:roles") if below else None)
    return crumbs(request, (_("Bandeja"), reverse("web:desk")), above, *below)
