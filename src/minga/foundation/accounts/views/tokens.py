"""A person's tokens: seeing them, making one, revoking one."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from minga.design.crumbs import crumbs
from minga.foundation.accounts.models import PersonalToken, User
from minga.foundation.accounts.token_forms import TokenForm
from minga.foundation.accounts.tokens import MOST_TOKENS, make_token, revoke_token
from minga.kernel.access import signed_in
from minga.kernel.api import absolute
from minga.kernel.errors import Refused
from minga.kernel.problems import ROOT

SHOWN_ENDED = 20
"""Tokens that do not open any more and are still listed, the latest first."""


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True)
def tokens(request: HttpRequest) -> HttpResponse:
    """The person's tokens; a new one is shown in the answer itself, and never again."""
    form = TokenForm(request.POST or None)
    if request.method != "POST":
        return _page(request, TokenForm())
    if not form.is_valid():
        return _page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        made, secret = make_token(by=_person(request), **form.cleaned_data)
    except Refused as refused:
        return _page(request, form, refused=refused, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    context = {
        "crumbs": _path(request, made.name),
        "token": made,
        "secret": secret,
        "address": absolute(f"{ROOT}readings"),
    }
    return render(request, "accounts/tokens_made.html", context, status=HTTPStatus.CREATED)


@signed_in
@never_cache
@require_POST
@reauthentication_required
def revoke(request: HttpRequest, token: str) -> HttpResponse:
    """Revokes one of the person's tokens.

    Raises:
        Http404: when the person has no such token.
    """
    found = PersonalToken.objects.filter(person=_person(request), public_id=token).first()
    if found is None:
        raise Http404
    try:
        revoke_token(by=_person(request), token=found)
    except Refused as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, _("El token «%(name)s» ya no abre nada.") % {"name": found.name})
    return redirect("accounts:tokens")


def _person(request: HttpRequest) -> User:
    person = request.user
    assert isinstance(person, User)
    return person


def _page(request: HttpRequest, form: TokenForm, *, status: int = HTTPStatus.OK, **more: Any) -> HttpResponse:
    today = timezone.localdate()
    found = list(PersonalToken.objects.filter(person=_person(request)))
    opening = [token for token in found if not token.has_ended(today)]
    context = {
        "crumbs": _path(request),
        "form": form,
        "opening": opening,
        "ended": [token for token in found if token.has_ended(today)][:SHOWN_ENDED],
        "full": len(opening) >= MOST_TOKENS,
        "most": MOST_TOKENS,
        **more,
    }
    return render(request, "accounts/tokens.html", context, status=status)


def _path(request: HttpRequest, name: str = "") -> Any:
    account = (_("Tu cuenta"), reverse("accounts:home"))
    if not name:
        return crumbs(request, account, (_("Tokens"), None))
    return crumbs(request, account, (_("Tokens"), reverse("accounts:tokens")), (name, None))
