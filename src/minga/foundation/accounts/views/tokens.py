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
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minga.design.crumbs import crumbs
from minga.design.sending import attempt, sent, status_of
from minga.foundation.accounts.models import PersonalToken
from minga.foundation.accounts.token_forms import TokenForm
from minga.foundation.accounts.tokens import MOST_TOKENS, make_token, revoke_token
from minga.foundation.accounts.views.own import person_of
from minga.kernel.access import signed_in
from minga.kernel.api import absolute
from minga.kernel.errors import Refused
from minga.kernel.problems import ROOT

SHOWN_ENDED = 20
"""Tokens that do not open any more and are still listed, the latest first."""


@signed_in
@never_cache
@require_safe
def tokens(request: HttpRequest) -> HttpResponse:
    """The person's tokens: those that open, and the last that do not any more."""
    today = timezone.localdate()
    found = list(PersonalToken.objects.filter(person=person_of(request)))
    opening = [token for token in found if not token.has_ended(today)]
    context = {
        "crumbs": _path(request),
        "opening": opening,
        "ended": [token for token in found if token.has_ended(today)][:SHOWN_ENDED],
        "full": len(opening) >= MOST_TOKENS,
        "most": MOST_TOKENS,
    }
    return render(request, "accounts/tokens.html", context)


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def new(request: HttpRequest) -> HttpResponse:
    """Making a token, which is shown in the answer itself, and never again.

    Who one is is asked before the form is shown. When that is too long ago once the form is sent, it is asked again, and
    what was written waits in the session meanwhile.
    """
    form = TokenForm(sent(request))
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, form, status=status_of(form))
    return attempt(
        lambda: make_token(by=person_of(request), **form.cleaned_data),
        lambda made: _made_page(request, *made),
        lambda refused, status: _form_page(request, form, refused=refused, status=status),
    )


@signed_in
@never_cache
@require_POST
@reauthentication_required
def revoke(request: HttpRequest, token: str) -> HttpResponse:
    """Revokes one of the person's tokens.

    Raises:
        Http404: when the person has no such token.
    """
    found = PersonalToken.objects.filter(person=person_of(request), public_id=token).first()
    if found is None:
        raise Http404
    try:
        revoke_token(by=person_of(request), token=found)
    except Refused as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, _("El token «%(name)s» ya no abre nada.") % {"name": found.name})
    return redirect("accounts:tokens")


def _form_page(request: HttpRequest, form: TokenForm, *, status: int, **more: Any) -> HttpResponse:
    context = {"crumbs": _path(request, _("Hacer un token")), "form": form, **more}
    return render(request, "accounts/tokens_new.html", context, status=status)


def _made_page(request: HttpRequest, token: PersonalToken, secret: str) -> HttpResponse:
    context = {
        "crumbs": _path(request, token.name),
        "token": token,
        "secret": secret,
        "address": absolute(f"{ROOT}readings"),
    }
    return render(request, "accounts/tokens_made.html", context, status=HTTPStatus.CREATED)


def _path(request: HttpRequest, name: str = "") -> Any:
    account = (_("Tu cuenta"), reverse("accounts:home"))
    if not name:
        return crumbs(request, account, (_("Tokens"), None))
    return crumbs(request, account, (_("Tokens"), reverse("accounts:tokens")), (name, None))
