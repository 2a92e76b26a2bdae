"""The words of plans as filters: `{% load plans_words %}`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from minga.design.marks import language
from minga.foundation.organizations.naming import presentable
from minga.foundation.sources.models import Document
from minga.government.plans import pictures, telling, words
from minga.government.plans.models import Change, Edition, Node, NodeRole
from minga.government.plans.outline import LevelInfo, OutlineNode
from minga.government.plans.queries.outline import FigureInfo
from minga.government.plans.sentences import chapter_sentence
from minga.kernel import formats
from minga.kernel.words import plain

register = template.Library()
SHORT_PLACE = 14
PER_CENT = "%"
CURRENCY = re.compile(r"[A-Z]{3}")

register.filter("mark_word", words.mark_word)
register.filter("reason_words", words.reason_words)
register.filter("calm", words.calm)
register.filter("shortened", words.shortened)
register.filter("cut", words.cut)
register.filter("cited_words", pictures.cited_words)


@register.filter
def unbroken(place: str) -> str:
    """A short place such as `línea 202` kept on one line; longer ones may break."""
    return place.replace(" ", "\N{NO-BREAK SPACE}") if len(place) <= SHORT_PLACE else place


@register.filter
def level_word(name: str, number: int) -> str:
    """A level's name for a number of nodes: `hitos`."""
    return words.level_words(name, number)


@register.filter
def level_name(name: str) -> str:
    """A level's name for a label: `Hito`."""
    return words.level_name(name)


@register.filter
def counted(number: int, name: str) -> str:
    """A number with its level's name: `22 hitos`."""
    return words.counted(name, number)


@register.filter
def chapter_words(units: list[OutlineNode], level: LevelInfo) -> str:
    """The units under one commitment, by mark."""
    return chapter_sentence(units, level)


@register.filter
def role_word(role: str) -> str:
    """The word for a role: `Responsable`."""
    word = str(NodeRole.Role(role).label)
    return word[:1].upper() + word[1:]


@register.filter
def big_number(key: str) -> str:
    """What stands large beside a chapter: the number of a key such as `C3`; the whole key when it is not so short."""
    digits = key.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return digits if digits.isdecimal() and len(key) - len(digits) == 1 else key


@register.filter
def heading(node: Node) -> str:
    """What a node with a long title is headed by: its level and its code or number, such as `Compromiso 2`."""
    return f"{words.level_name(node.level.name)} {big_number(node.key)}"


@register.simple_tag
def printed_name(url: str, printed: str, today: str) -> SafeString:
    """A name as a document prints it, linked; the name of today beside it, small, when it is another.

    A name that adds a smaller unit to the one of today needs no second name. Names that differ in case, accents and punctuation alone are the same; one in capitals is written as names are.
    """
    same = not printed or plain(today) == plain(printed)
    shown = today if same and (not printed or printed.isupper()) else presentable(printed)
    link = format_html('<a lang="es" href="{}">{}</a>', url, shown)
    if same or plain(printed).startswith(f"{plain(today)} "):
        return link
    return format_html('{} <span class="meta">{} <span lang="es">{}</span></span>', link, _("hoy, en Minga:"), today)


@register.simple_tag
def document_link(document: Document, beside: Mapping[int, str]) -> SafeString:
    """A document's title, linked, with what tells it apart from the others on the page."""
    link = format_html('<a lang="es" href="{}">{}</a>', document.get_absolute_url(), words.document_name(document))
    return format_html("{}, {}", link, beside[document.pk]) if beside.get(document.pk) else link


@register.filter
def operation_word(operation: str) -> str:
    """What became of a whole node: `Se agrega`."""
    words_of = {"create": _("Se agrega"), "close": _("Se cierra"), "reopen": _("Se reabre")}
    return words_of.get(operation, operation)


@register.filter
def collected(edition: Edition) -> str:
    """How much an edition holds that the one before it did not: `2 cambios`; the first holds the whole plan."""
    if edition.number == 1:
        nodes = edition.counts.get("nodes", 0)
        return ngettext(
            "El plan entero, con %(number)s elemento", "El plan entero, con %(number)s elementos", nodes
        ) % {"number": formats.count(nodes, language())}
    number = sum(edition.counts.get(operation, 0) for operation in Change.Operation.values)
    if not number:
        return telling.NOTHING
    return ngettext("%(number)s cambio", "%(number)s cambios", number) % {"number": formats.count(number, language())}


@register.filter
def stated(figure: FigureInfo) -> str:
    """The value of a figure with its unit: `100 %`, `4.884,15 dólares`, `63`."""
    if figure.unit == PER_CENT:
        return formats.percent(figure.value, language())
    if CURRENCY.fullmatch(figure.unit):
        return formats.money(figure.value, language(), figure.unit)
    return formats.count(figure.value, language())
