"""The path above a page: from home to where the reader is."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from minga.design.context import Site

Crumb = tuple[str, str | None]


def crumbs(request: HttpRequest, *below: Crumb) -> list[Crumb]:
    """Home and the pages below it, each a label and an address; the page itself, the last, has no address."""
    return [(_("Inicio"), Site(request).home), *below]
