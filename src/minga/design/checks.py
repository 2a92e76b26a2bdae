"""System checks: the style sheet is there and fresh, the links of the masthead and the foot lead somewhere."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import checks
from django.urls import NoReverseMatch, reverse

from minga.design import bundle

REMEDY = "Run `python -m minga.design.made` (`./minga` does it on every preparation)."


def stylesheet_is_fresh(**_options: Any) -> list[checks.CheckMessage]:
    """Warns when the served style sheet is missing or differs from its parts."""
    if not bundle.STYLESHEET.exists():
        return [checks.Warning("The style sheet design/site.css has not been made.", hint=REMEDY, id="design.W001")]
    if bundle.STYLESHEET.read_text(encoding="utf-8") != bundle.stylesheet():
        return [
            checks.Warning("The style sheet design/site.css is older than its parts.", hint=REMEDY, id="design.W002")
        ]
    return []


def links_lead_somewhere(**_options: Any) -> list[checks.CheckMessage]:
    """Warns of each link in the settings whose address has no view; such a link is not shown."""
    named = [*settings.MINGA_NAVIGATION, *settings.MINGA_FOOTER_LINKS]
    return [
        checks.Warning(f"No address has the name {name!r}.", hint="Correct it in the settings.", id="design.W003")
        for name in dict.fromkeys(name for _label, name in named)
        if not _leads_somewhere(name)
    ]


def _leads_somewhere(name: str) -> bool:
    try:
        reverse(name)
    except NoReverseMatch:
        return False
    return True
