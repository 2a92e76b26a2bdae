"""What pages show around their content and only this room knows; each is worked out when a template reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from minga.design.context import Link, Site
from minga.foundation.organizations.models import ElectoralMode
from minga.foundation.organizations.queries.electoral import in_force
from minga.kernel import formats
from minga.web.queries.desk import sections


@dataclass(frozen=True)
class Announcement:
    """What every page says above all: its name, a sentence, and where there is more."""

    title: str
    text: str
    url: str
    link: str


def frame(request: HttpRequest) -> dict[str, Callable[[], Any]]:
    """Context processor: `announcements` on every page; `desk_sections` on the desk's own."""
    return {"announcements": announcements, "desk_sections": lambda: _sections(request)}


def announcements() -> list[Announcement]:
    """What every page has to say today: the electoral mode, while it is in force."""
    mode = in_force()
    return [electoral(mode)] if mode else []


def electoral(mode: ElectoralMode) -> Announcement:
    """The electoral mode in a sentence."""
    told = {"first": _day(mode.starts), "act": mode.act, "last": _day(mode.ends) if mode.ends else ""}
    text = (
        _(
            "desde el %(first)s hasta el %(last)s, por %(act)s: la cifra del día y las tarjetas se retiran; el registro sigue entero."
        )
        if mode.ends
        else _("desde el %(first)s, por %(act)s: la cifra del día y las tarjetas se retiran; el registro sigue entero.")
    )
    return Announcement(_("Modo electoral"), text % told, reverse("organizations:electoral"), _("Qué cambia y por qué"))


def _day(day: Any) -> str:
    return formats.partial_date(day, get_language() or "es")


def _sections(request: HttpRequest) -> list[Link]:
    person = Site(request).visitor
    return sections(person, request.path) if person and request.path.startswith(reverse("web:desk")) else []
