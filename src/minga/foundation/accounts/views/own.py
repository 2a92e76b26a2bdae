"""The pages of a person's own account."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from minga.design.context import in_language
from minga.design.crumbs import crumbs
from minga.foundation.accounts import actions, forms, queries
from minga.foundation.accounts.models import User
from minga.foundation.accounts.personal import everything
from minga.kernel.access import signed_in
from minga.kernel.errors import Refused
from minga.kernel.panels import panels_for

JSON_LAYOUT = {"ensure_ascii": False, "indent": 2}


@signed_in
@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """All that a person can see and change of their account."""
    context = {
        "crumbs": crumbs(request, (_("Tu cuenta"), None)),
        "account": queries.account(person_of(request)),
        "has_provider": bool(settings.SOCIALACCOUNT_PROVIDERS),
        "panels": panels_for(person_of(request)),
        "form": forms.Language(initial={"language": person_of(request).language}),
    }
    return render(request, "accounts/home.html", context)


@signed_in
@never_cache
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Sets the language, and shows the account in it."""
    try:
        actions.set_language(by=person_of(request), language=request.POST.get("language", ""))
    except Refused as refused:
        messages.error(request, refused.reason)
        return redirect("accounts:home")
    with translation.override(person_of(request).language):
        messages.success(request, _("Desde ahora te hablamos en este idioma."))
    return redirect(in_language(reverse("accounts:home"), person_of(request).language))


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """The open sessions, and closing one of them or all but this."""
    found = queries.sessions_of(person_of(request), request.session.session_key)
    if request.method == "POST":
        _end(request, found)
        return redirect("usersessions_list")
    return render(
        request, "usersessions/usersession_list.html", {"crumbs": _path(request, _("Sesiones")), "sessions": found}
    )


def _end(request: HttpRequest, found: list[Any]) -> None:
    if "others" in request.POST:
        actions.end_other_sessions(by=person_of(request), keep=request.session.session_key)
        messages.success(request, _("Cerraste todas las demás sesiones."))
        return
    asked = request.POST.get("session")
    session = next((one for one in found if one.slug == asked and not one.is_this), None)
    if session is None:
        messages.warning(request, _("Esa sesión ya no estaba abierta."))
        return
    actions.end_session(by=person_of(request), session=session)
    messages.success(request, _("Cerraste esa sesión."))


@signed_in
@never_cache
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """All that is kept about the person, as a file."""
    response = JsonResponse(everything(person_of(request)), json_dumps_params=JSON_LAYOUT)
    response["Content-Disposition"] = 'attachment; filename="mis-datos.json"'
    return response


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True)
def erase(request: HttpRequest) -> HttpResponse:
    """What erasing the account means, and erasing it."""
    form = forms.Erase(request.POST or None)
    if request.method != "POST":
        return _erase_page(request, form)
    if not form.is_valid():
        return _erase_page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        _erase_and_tell(request, person_of(request))
    except Refused as refused:
        return _erase_page(request, form, refused=refused, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return redirect("accounts:erased")


def _erase_and_tell(request: HttpRequest, person: User) -> None:
    email, language, adapter = person.email, person.language, get_adapter()
    actions.erase(by=person)
    logout(request)
    adapter.send_mail("account/email/erased", email, {"language": language})


def _erase_page(request: HttpRequest, form: forms.Erase, *, status: int = HTTPStatus.OK, **more: Any) -> HttpResponse:
    context = {"crumbs": _path(request, _("Borrar tu cuenta")), "form": form, **more}
    return render(request, "accounts/erase.html", context, status=status)


def person_of(request: HttpRequest) -> User:
    """Who asks.

    Raises:
        PermissionDenied: when nobody has signed in; the word of the view says so before.
    """
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def own_key(request: HttpRequest, slug: str) -> int:
    """The identifier of the person's key that an address names.

    Raises:
        Http404: when it is not a key of theirs.
    """
    key = queries.key_of(person_of(request), slug)
    if key is None:
        raise Http404
    return int(key.pk)


def _path(request: HttpRequest, title: str) -> list[Any]:
    return crumbs(request, (_("Tu cuenta"), reverse("accounts:home")), (title, None))
