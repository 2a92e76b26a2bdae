"""Addresses that are free. A pure module without Django."""

from __future__ import annotations

from collections.abc import Container
from itertools import count


def free_slug(wanted: str, taken: Container[str]) -> str:
    """`wanted`, or the first of `wanted-2`, `wanted-3`, … that is not taken."""
    if wanted not in taken:
        return wanted
    return next(slug for number in count(2) if (slug := f"{wanted}-{number}") not in taken)
