"""A person's own notices: reading them, and saying how they want to be told by mail."""

from __future__ import annotations

from http import HTTPStatus
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from minga.design.crumbs import crumbs
from minga.design.paging import PARAMETER
from minga.foundation.accounts.models import User
from minga.foundation.notices.actions import mark_read, prefer_mail, preference_of
from minga.foundation.notices.forms import PreferenceForm
from minga.foundation.notices.models import Notice
from minga.foundation.notices.queries import notices_of, unread_of
from minga.kernel.access import signed_in

IN_A_PAGE = 30


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """What the person was told, the latest first, and how they are told by mail."""
    person = cast(User, request.user)
    form = PreferenceForm(request.POST or None, initial={"mail": preference_of(person)})
    if request.method == "POST" and form.is_valid():
        prefer_mail(by=person, mail=form.cleaned_data["mail"])
        messages.success(request, _("Guardado: así te llegarán los avisos."))
        return redirect("notices:list")
    page = Paginator(notices_of(person), IN_A_PAGE).get_page(request.GET.get(PARAMETER))
    context = {
        "crumbs": crumbs(request, (_("Bandeja"), reverse("web:desk")), (_("Avisos"), None)),
        "page": page,
        "unread": unread_of(person),
        "form": form,
        "fictitious": bool(page.object_list) and all(notice.fictitious for notice in page.object_list),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "notices/list.html", context, status=status)


@signed_in
@require_POST
def read(request: HttpRequest, notice: UUID) -> HttpResponse:
    """Notes that one was read."""
    person = cast(User, request.user)
    mark_read(by=person, notice=get_object_or_404(Notice, public_id=notice, person=person))
    return redirect("notices:list")


@signed_in
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Notes that all were read."""
    number = mark_read(by=cast(User, request.user))
    told = ngettext("Un aviso leído.", "%(number)s avisos leídos.", number) % {"number": number}
    messages.success(request, told)
    return redirect("notices:list")
