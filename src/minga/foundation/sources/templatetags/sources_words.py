"""The words of documents as filters: `{% load sources_words %}`."""

from __future__ import annotations

from django import template

from minga.kernel.formats import NO_BREAK_SPACE

register = template.Library()


@register.filter
def unbroken(text: str) -> str:
    """The text with spaces at which no line ends, for dates in narrow columns."""
    return text.replace(" ", NO_BREAK_SPACE)
