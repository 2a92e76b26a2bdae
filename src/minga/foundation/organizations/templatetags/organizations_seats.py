"""The picture of a body: who sits in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import cos, pi, sin

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from minga.foundation.organizations.models import Body, SeatRule

register = template.Library()

WIDTH, HEIGHT, MARGIN = 440, 250, 62
RADIUS, SEAT, ALTERNATE = 158, 13, 5
GAP = 0.7
"""Room between two sectors, in seats."""


@register.simple_tag
def seats(body: Body, label: str, held: Collection[tuple[int, int]] | None = None) -> SafeString:
    """The seats in a half circle, one sector beside the other; whoever presides stands in the middle.

    A full circle is a seat, the small ring outside it an alternate. `label` tells the picture aloud. Of the seats told by
    `held`, each a sector's position and a number, those that are missing are drawn hollow; without it, none is.
    """
    rules = list(body.seat_rules.all())
    around = [rule for rule in rules if not rule.presides]
    drawn = [_arc(around, held), *(_middle(rule, held) for rule in rules if rule.presides)]
    return format_html(
        '<svg class="seats" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        WIDTH,
        HEIGHT,
        label,
        format_html_join("", "{}", ((part,) for part in drawn)),
    )


def _arc(rules: Sequence[SeatRule], held: Collection[tuple[int, int]] | None) -> SafeString:
    """The sectors from left to right, each with its name over its middle seat."""
    steps = sum(rule.seats for rule in rules) - 1 + GAP * (len(rules) - 1)
    parts, position = [], 0.0
    for rule in rules:
        angles = [pi - pi * (position + seat) / max(steps, 1) for seat in range(rule.seats)]
        parts += [
            _seat(
                *_at(RADIUS, angle),
                _at(RADIUS + SEAT + 9, angle) if rule.alternates else None,
                _is_held(rule, number, held),
            )
            for number, angle in enumerate(angles, start=1)
        ]
        parts.append(_name(rule, sum(angles) / len(angles)))
        position += rule.seats + GAP
    return format_html_join("", "{}", ((part,) for part in parts))


def _is_held(rule: SeatRule, number: int, held: Collection[tuple[int, int]] | None) -> bool:
    return held is None or (rule.position, number) in held


def _middle(rule: SeatRule, held: Collection[tuple[int, int]] | None) -> SafeString:
    x, y = WIDTH / 2, HEIGHT - 48
    alternate = (x, y - SEAT - 9) if rule.alternates else None
    name = format_html('<text x="{}" y="{}" text-anchor="middle">{}</text>', x, y + 34, rule.sector)
    return format_html("{}{}", _seat(x, y, alternate, _is_held(rule, 1, held)), name)


def _seat(x: float, y: float, alternate: tuple[float, float] | None, held: bool) -> SafeString:
    shape = "f" if held else "o"
    seat = format_html('<circle class="{}" cx="{}" cy="{}" r="{}"/>', shape, round(x, 1), round(y, 1), SEAT)
    if alternate is None:
        return seat
    ring = format_html(
        '<circle class="o1" cx="{}" cy="{}" r="{}"/>', round(alternate[0], 1), round(alternate[1], 1), ALTERNATE
    )
    return format_html("{}{}", seat, ring)


def _name(rule: SeatRule, angle: float) -> SafeString:
    x, y = _at(RADIUS - SEAT - 14, angle)
    anchor = "middle" if abs(cos(angle)) < 1 / 3 else "start" if cos(angle) < 0 else "end"
    short = rule.sector.partition(",")[0]
    return format_html('<text x="{}" y="{}" text-anchor="{}">{}</text>', round(x, 1), round(y + 5, 1), anchor, short)


def _at(radius: float, angle: float) -> tuple[float, float]:
    return WIDTH / 2 + radius * cos(angle), HEIGHT - MARGIN + 16 - radius * sin(angle)
