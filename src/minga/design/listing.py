"""What every listing offers beside its rows: itself as files."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from minga.design.paging import PARAMETER

Download = tuple[str, str, str]
MOST_PARAMETERS = 30
LONGEST_VALUE = 200


def query_without_page(request: HttpRequest) -> str:
    """The address's parameters except the page, with their question mark; empty when there are none.

    At most thirty values of at most two hundred characters each: a page never grows with what its address repeats.
    """
    asked = [(name, value) for name, values in request.GET.lists() if name != PARAMETER for value in values]
    kept = [(name[:LONGEST_VALUE], value[:LONGEST_VALUE]) for name, value in asked[:MOST_PARAMETERS]]
    return f"?{urlencode(kept)}" if kept else ""


def same_as_files(request: HttpRequest) -> list[Download]:
    """The same listing as files, for `{% downloads %}`: label, address with the same parameters, what it is for."""
    address, query = request.path.rstrip("/"), query_without_page(request)
    return [
        ("CSV", f"{address}.csv{query}", _("para hojas de cálculo")),
        ("JSON", f"{address}.json{query}", _("para programas")),
    ]
