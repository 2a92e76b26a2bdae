"""Links between the pages of a listing."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page
from django.http import QueryDict
from django.utils.translation import gettext as _

PARAMETER = "pagina"


@dataclass(frozen=True)
class PageLink:
    """One link: what it shows, its whole name, its query. Without query it is a gap between pages."""

    text: str
    name: str = ""
    query: str = ""
    current: bool = False


def links(page: Page, parameters: QueryDict) -> list[PageLink]:
    """Previous, the pages around the current one, next; empty when there is a single page.

    The other parameters of the query are kept.
    """
    if not page.has_other_pages():
        return []
    found = []
    if page.has_previous():
        found.append(PageLink(_("Anterior"), query=_query(parameters, page.previous_page_number())))
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    found += [_numbered(number, page, parameters) for number in numbers]
    if page.has_next():
        found.append(PageLink(_("Siguiente"), query=_query(parameters, page.next_page_number())))
    return found


def _numbered(number: int | str, page: Page, parameters: QueryDict) -> PageLink:
    if not isinstance(number, int):
        return PageLink("…")
    name = _("Página %(number)s") % {"number": number}
    return PageLink(str(number), name, _query(parameters, number), current=number == page.number)


def _query(parameters: QueryDict, number: int) -> str:
    changed = parameters.copy()
    changed[PARAMETER] = str(number)
    return f"?{changed.urlencode()}"
