"""The words of documents as filters: `{% load sources_words %}`."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.utils.translation import get_language

from minga.design.context import in_language
from minga.kernel.formats import NO_BREAK_SPACE

register = template.Library()


@register.filter
def in_this_language(address: str) -> str:
    """An address kept without language prefix, in the active language: `/planes/...` is `/en/planes/...` in English."""
    return in_language(address, get_language() or settings.LANGUAGE_CODE)


@register.filter
def unbroken(text: str) -> str:
    """The text with spaces at which no line ends, for dates in narrow columns."""
    return text.replace(" ", NO_BREAK_SPACE)
