"""System checks: the style sheets are there and fresh, the links of the masthead and the foot lead somewhere."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import checks
from django.urls import NoReverseMatch, reverse

from minga.design import bundle

REMEDY = "Run `python -m minga.design.made` (`./minga` does it on every preparation)."


def stylesheets_are_fresh(**_options: Any) -> list[checks.CheckMessage]:
    """Warns of each served style sheet that is missing or differs from its parts."""
    return [
        checks.Warning(
            f"The style sheet design/{sheet.name}.css is not what its parts say.", hint=REMEDY, id="design.W001"
        )
        for sheet in bundle.SHEETS
        if not sheet.is_fresh()
    ]


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
