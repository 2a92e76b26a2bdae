"""Marks, voices and rows of units: shape, colour and word together, as safe HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from minga.kernel import formats

STATES = (
    "done",
    "star",
    "changed",
    "going",
    "pending",
    "paused",
    "void",
    "notyet",
    "untracked",
    "silent",
    "unknown",
)
VOICES = ("declared", "counterpart", "independent", "citizen")
ANSWERS = {"agrees": "counterpart", "objects": "counterpart"}
"""What a voice answers, with the voice whose colour it wears."""
SIZES = {"": "", "small": " mark-s", "large": " mark-l"}
MOST_UNITS = 240
"""Marks drawn at most in one row of units; above it, one mark stands for several."""


@dataclass(frozen=True)
class Group:
    """Units in the same state: how many, and the words for them in the legend, such as `suspendidos`."""

    state: str
    count: int
    label: str


def read(item: Any, name: str) -> Any:
    """A field of a mapping or of an object."""
    return item[name] if isinstance(item, Mapping) else getattr(item, name)


def language() -> str:
    """The active language's code."""
    return get_language() or settings.LANGUAGE_CODE


def symbol(name: str) -> tuple[str, str]:
    """The sprite's symbol and the colour class of a state, a voice or an answer. Raises ValueError for another name."""
    if name in STATES:
        return f"m-{name}", name
    if name in VOICES:
        return f"v-{name}", name
    if name in ANSWERS:
        return f"v-{name}", ANSWERS[name]
    raise ValueError(f"no mark is called {name!r}: it is one of {', '.join([*STATES, *VOICES, *ANSWERS])}")


def icon(name: str) -> SafeString:
    """The shape alone, hidden from screen readers; it takes the colour of the text around it."""
    return format_html('<svg class="m" aria-hidden="true"><use href="#{}"/></svg>', symbol(name)[0])


def mark(name: str, word: str, size: str = "") -> SafeString:
    """Shape, colour and word. `size` is empty, `small` or `large`."""
    return format_html('<span class="mark{} {}">{}{}</span>', SIZES[size], symbol(name)[1], icon(name), word)


def title(name: str, word: str, level: int) -> SafeString:
    """A heading of `level` with the mark of a voice or a state."""
    href, colour = symbol(name)
    return format_html(
        '<h{0} class="{1}"><svg class="m" aria-hidden="true"><use href="#{2}"/></svg>{3}</h{0}>',
        level,
        colour,
        href,
        word,
    )


def groups_of(items: Iterable[Any]) -> list[Group]:
    """The groups that have units, from mappings or objects with `state`, `count` and `label`."""
    groups = [Group(read(item, "state"), int(read(item, "count")), str(read(item, "label"))) for item in items]
    return [group for group in groups if group.count > 0]


def units_per_mark(total: int, most: int = MOST_UNITS) -> int:
    """How many units one mark stands for: 1, 2, 5, 10, 20, 50, ... so that `total` needs no more than `most` marks."""
    step, factor = 1, 0
    while total > most * step:
        factor += 1
        step = (1, 2, 5)[factor % 3] * 10 ** (factor // 3)
    return step


def units(items: Iterable[Any], unit_label: str) -> SafeString:
    """One mark for each unit, in groups, read aloud as one sentence, with its legend below.

    Above `MOST_UNITS` one mark stands for up to n units, and a line says so.
    """
    groups = groups_of(items)
    per_mark = units_per_mark(sum(group.count for group in groups))
    return format_html(
        '<div class="units" role="img" aria-label="{}">{}</div>{}{}',
        units_sentence(groups, unit_label),
        format_html_join("", "{}", ((_unit_marks(group, per_mark),) for group in groups)),
        _scale(per_mark, unit_label),
        legend(groups),
    )


def units_sentence(groups: Sequence[Group], unit_label: str) -> str:
    """`63 proyectos: 8 finalizados, 7 en marcha, 35 suspendidos, 13 no iniciados`."""
    total = formats.count(sum(group.count for group in groups), language())
    parts = [f"{formats.count(group.count, language())} {group.label}" for group in groups]
    return f"{total} {unit_label}: {', '.join(parts)}" if parts else f"{total} {unit_label}"


def legend(groups: Iterable[Group]) -> SafeString:
    """The list of groups: mark, number, words."""
    rows = (
        (symbol(group.state)[1], icon(group.state), formats.count(group.count, language()), group.label)
        for group in groups
    )
    item = '<li><span class="mark {}">{}<span><b>{}</b> {}</span></span></li>'
    return format_html('<ul class="legend">{}</ul>', format_html_join("", item, rows))


def _unit_marks(group: Group, per_mark: int) -> SafeString:
    href, colour = symbol(group.state)
    one = format_html('<svg class="m {}"><use href="#{}"/></svg>', colour, href)
    return SafeString(one * -(-group.count // per_mark))


def _scale(per_mark: int, unit_label: str) -> str:
    if per_mark == 1:
        return ""
    sentence = _("Cada marca son hasta %(number)s %(units)s.")
    words = sentence % {"number": formats.count(per_mark, language()), "units": unit_label}
    return format_html('<p class="meta">{}</p>', words)
