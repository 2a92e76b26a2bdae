"""When two printed titles name the same node. Pure: no database. What names a plan is known where plans are (`plans/naming.py`)."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from minga.government.plans.naming import SILENT, SURE
from minga.kernel.words import fold

POSSIBLE = 0.6
"""Titles that share at least this much of their words may be the same; below, nobody is asked."""


def title_key(title: str) -> str:
    """A title as it is compared: letters and digits only, without accents or case."""
    return " ".join(re.findall(r"[a-z0-9]+", fold(title)))


def alike(one: str, other: str) -> bool:
    """Whether two titles are surely the same thing, told with other words or typing errors."""
    first, second = title_key(one), title_key(other)
    return first == second or SequenceMatcher(None, first, second, autojunk=False).ratio() >= SURE


def shared_words(one: str, other: str) -> float:
    """How much of their telling words two titles share, from 0 to 1 (Dice's coefficient)."""
    first, second = (set(title_key(title).split()) - SILENT for title in (one, other))
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def address_key(code: str) -> str:
    """A node's code as part of an address: letters, digits, points and hyphens."""
    return re.sub(r"[^A-Za-z0-9.]+", "-", fold(code).upper() if code.islower() else code).strip("-.")[:60] or "N"
