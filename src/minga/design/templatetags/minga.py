"""The tags and filters of every page. They are built in: a template needs no `{% load %}` for them.

Marks and voices
    {% mark "done" "Cumplido" size="" %}             shape, colour and word; size "", "small" or "large"
    {% mark_icon "done" %}                           the shape alone, for a link that has its own full name
    {% units groups "hitos" %}                       one mark for each unit, with legend; groups of state, count, label
    {% voice_title "declared" "Declarado" level=3 %} heading of one voice (or of a state, such as "untracked")
    {% strip "declared" answers "12 de 22" %}        what one voice says of each unit: "yes", "no", "silent"

Charts
    {% squares groups "36 iniciativas" %}            small multiples; groups of kind (filled, repeated, none), count
    {% square_key "repeated" "repetida" %}           one square of their legend
    {% dot number largest %}                         circle of the heat table, its number in it or beside it
    {% bar value largest kind="" %}                  horizontal bar, kind "" or "outline"
    {% circle_map spots "Mapa esquemático: ..." %}   circles; a list of `minga.design.circle_map.Spot`

Parts of a page
    {% source title="¿De dónde sale?" is_open=False %}<p>...</p>{% endsource %}
    {% field form.name %}                            field with label, hint and error
    {% pages page_obj %}                             pagination, keeping the other query parameters
    {% downloads links %}                            files; links of (label, url, note)
    {% facts pairs %}                                definition list; pairs of (term, text) or (term, text, url)
    {% empty_state title text url="" link="" level=3 %}

Filters
    number|count, amount|money:"USD", number|percent, "2023-05"|partial_date (partial_date:"short"), cell|quoted,
    source|place, address|in_this_language, name|spanish
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BoundField
from django.http import HttpRequest
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from minga.design import charts, circle_map, fields, marks, paging, places
from minga.design.context import in_language
from minga.kernel import formats

register = template.Library()

register.simple_tag(marks.mark, name="mark")
register.simple_tag(marks.icon, name="mark_icon")
register.simple_tag(marks.units, name="units")
register.simple_tag(charts.squares, name="squares")
register.simple_tag(charts.square_key, name="square_key")
register.simple_tag(charts.dot, name="dot")
register.simple_tag(charts.bar, name="bar")
register.simple_tag(charts.strip, name="strip")
register.simple_tag(circle_map.draw, name="circle_map")


@register.simple_tag
def voice_title(name: str, word: str, level: int = 3) -> SafeString:
    """A heading with the mark of one voice, or of a state that stands in a voice's place."""
    return marks.title(name, word, level)


@register.simple_block_tag(end_name="endsource")
def source(content: str, title: str = "", is_open: bool = False) -> SafeString:
    """Where the figure above comes from: closed until asked, printed open."""
    summary = title or _("¿De dónde sale?")
    state = SafeString(" open") if is_open else ""
    return format_html(
        '<details class="source"{}><summary>{}</summary><div>{}</div></details>',
        state,
        summary,
        SafeString(content.strip()),
    )


@register.inclusion_tag("design/field.html")
def field(bound_field: BoundField) -> dict[str, Any]:
    """A form field with its label, hint and error."""
    return fields.context(bound_field)


@register.inclusion_tag("design/pages.html", takes_context=True)
def pages(context: Context, page_obj: Page) -> dict[str, Any]:
    """Links to the other pages of a listing; nothing when there is only one."""
    request: HttpRequest = context["request"]
    return {"pages": paging.links(page_obj, request.GET)}


@register.inclusion_tag("design/downloads.html")
def downloads(links: Iterable[Any]) -> dict[str, Any]:
    """Files to take away, each with a note such as its number of rows."""
    return {"links": links}


@register.inclusion_tag("design/facts.html")
def facts(pairs: Iterable[Sequence[Any]]) -> dict[str, Any]:
    """Terms and what they are; a third value is the address of the text."""
    return {"pairs": [(*pair, "")[:3] for pair in pairs]}


@register.inclusion_tag("design/empty.html")
def empty_state(title: str, text: str, url: str = "", link: str = "", level: int = 3) -> dict[str, Any]:
    """What will appear here and what can be done meanwhile."""
    return {"title": title, "text": text, "url": url, "link": link, "level": level}


@register.filter
def count(value: int | Decimal | None) -> str:
    """A quantity in the active language; nothing for None."""
    return "" if value is None else formats.count(value, marks.language())


@register.filter
def money(value: int | Decimal | None, currency: str = "USD") -> str:
    """An amount in the active language; nothing for None."""
    return "" if value is None else formats.money(value, marks.language(), currency)


@register.filter
def percent(value: int | Decimal | None) -> str:
    """A percentage in the active language; nothing for None."""
    return "" if value is None else formats.percent(value, marks.language())


@register.filter
def partial_date(value: str | date | None, style: str = "") -> str:
    """A date known to the year, month or day. What is not such a date is shown as it is written."""
    if not value:
        return ""
    try:
        return formats.partial_date(value, marks.language(), short=style == "short")
    except ValueError:
        return str(value)


@register.filter
def quoted(text: str) -> str:
    """A quoted cell between Spanish quotation marks, in every language: the words are the document's own."""
    return formats.quoted(str(text))


@register.filter
def place(value: places.Place | None) -> str:
    """A place in a document, in words."""
    return places.place_words(value)


@register.filter
def spanish(text: Any) -> SafeString:
    """Words of a document or a name inside a sentence of the interface, which a voice reads aloud in Spanish."""
    return format_html('<span lang="es">{}</span>', text)


@register.filter
def in_this_language(address: str) -> str:
    """An address kept without language prefix, in the active language: `/planes/...` is `/en/planes/...` in English."""
    return in_language(address, get_language() or settings.LANGUAGE_CODE)
