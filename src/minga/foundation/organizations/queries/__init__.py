"""Reading organizations."""

from __future__ import annotations

from minga.foundation.organizations.queries.listing import Filter, count_by_kind, listed
from minga.foundation.organizations.queries.names import NameIndex, find_organization, in_order, name_index
from minga.foundation.organizations.queries.story import NamesInYears, Story, story

__all__ = [
    "Filter",
    "NameIndex",
    "NamesInYears",
    "Story",
    "count_by_kind",
    "find_organization",
    "in_order",
    "listed",
    "name_index",
    "story",
]
