"""Filters for how many people live where."""

from __future__ import annotations

from django import template

from minga.foundation.territory import queries
from minga.foundation.territory.models import Territory
from minga.foundation.territory.schematic import people

register = template.Library()

register.filter("people", people)


@register.filter
def inhabitants(place: Territory) -> int:
    """The inhabitants of a place, with its populations prefetched, in its last census."""
    return queries.inhabitants(place)
