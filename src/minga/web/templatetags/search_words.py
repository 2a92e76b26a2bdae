"""The words of search results: `{% load search_words %}`."""

from __future__ import annotations

from django import template

from minga.foundation.search.queries import kind_label

register = template.Library()
register.filter("kind_label", kind_label)
