"""What every listing offers beside its rows: itself as files."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from minga.design.paging import PARAMETER

Download = tuple[str, str, str]


def query_without_page(request: HttpRequest) -> str:
    """The address's parameters except the page, with their question mark; empty when there are none."""
    asked = request.GET.copy()
    asked.pop(PARAMETER, None)
    return f"?{asked.urlencode()}" if asked else ""


def same_as_files(request: HttpRequest) -> list[Download]:
    """The same listing as files, for `{% downloads %}`: label, address with the same parameters, what it is for."""
    address, query = request.path.rstrip("/"), query_without_page(request)
    return [
        ("CSV", f"{address}.csv{query}", _("para hojas de cálculo")),
        ("JSON", f"{address}.json{query}", _("para programas")),
    ]
