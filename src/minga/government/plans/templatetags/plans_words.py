"""The words of plans as filters: `{% load plans_words %}`."""

from __future__ import annotations

from django import template

from minga.government.plans import pictures, words
from minga.government.plans.models import NodeRole
from minga.government.plans.outline import LevelInfo, OutlineNode
from minga.government.plans.sentences import chapter_sentence

register = template.Library()
SHORT_PLACE = 14

register.filter("mark_word", words.mark_word)
register.filter("reason_words", words.reason_words)
register.filter("calm", words.calm)
register.filter("shortened", words.shortened)
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
    return digits if digits and len(key) - len(digits) <= 1 else key
