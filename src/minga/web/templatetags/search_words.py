"""The words of search results: `{% load search_words %}`."""

from __future__ import annotations

from django import template

from minga.foundation.search.queries import kind_label

register = template.Library()
register.filter("kind_label", kind_label)
LONGEST_PART = 60
BETWEEN = " · "


@register.filter
def compact(summary: str) -> str:
    """A summary whose parts are cut after a whole word, so that a long name is not read again with every result."""
    return BETWEEN.join(_cut(part) for part in summary.split(BETWEEN))


def _cut(part: str) -> str:
    if len(part) <= LONGEST_PART:
        return part
    return f"{part[:LONGEST_PART].rpartition(' ')[0] or part[:LONGEST_PART]}…"
