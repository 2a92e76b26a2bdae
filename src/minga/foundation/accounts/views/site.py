"""Pages of accounts for everybody."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minga.kernel.access import everybody


@everybody
@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """What is said after signing out."""
    return render(request, "accounts/signed_out.html")


@everybody
@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    """What is said after erasing an account."""
    return render(request, "accounts/erased.html")


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (for developers, in English)
    """The page of a form that did not come from a page of ours, or was open for too long."""
    words = _(
        "Este formulario ya no vale: la página estuvo abierta mucho tiempo, o tu navegador no guarda cookies. "
        "Vuelve a abrirla y envíalo de nuevo."
    )
    return render(
        request,
        "403.html",
        {"heading": _("No se hizo: envíalo de nuevo"), "reason": words},
        status=HTTPStatus.FORBIDDEN,
    )
