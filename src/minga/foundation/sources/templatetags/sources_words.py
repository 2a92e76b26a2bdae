"""The words of documents as tags and filters: `{% load sources_words %}`."""

from __future__ import annotations

from typing import Any

from django import template

from minga.foundation.sources import alert_words
from minga.kernel.formats import NO_BREAK_SPACE

register = template.Library()


@register.inclusion_tag("sources/sentence.html")
def alert_sentence(message: str) -> dict[str, Any]:
    """What an alert says, in the active language; what stays in Spanish is marked so."""
    return {"pieces": alert_words.pieces(message)}


@register.filter
def names(message: str, title: str) -> bool:
    """Whether an alert quotes this title already, so that it need not be said beside it."""
    return alert_words.names(message, title)


@register.filter
def unbroken(text: str) -> str:
    """The text with spaces at which no line ends, for dates in narrow columns."""
    return text.replace(" ", NO_BREAK_SPACE)
