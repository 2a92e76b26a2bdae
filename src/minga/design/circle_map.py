"""The schematic map: one circle for each spot, with as many names as fit without touching anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from minga.design.projection import Circle, Layout, Position, lay_out

PHONE_FONT, WIDE_FONT = 25, 15
LETTER = 0.52
"""Width of a letter, in font sizes, rounded up from the mean of the sans."""
ACTIVE_OVERHANG = 1.25
"""How much wider than its circle the active name may be: it has a halo of the accent around it."""
HIT_RADIUS = 21.7
"""Units that a finger needs around the centre: 24 px on a phone."""


@dataclass(frozen=True)
class Spot:
    """What one circle stands for.

    `weight` gives its area (population); `detail` follows the name when read aloud (`50.663 habitantes`); `kind` is
    empty or `rural` (no fill); `active` marks the chosen one, `current` when its page is the one that is read; `named`
    asks for its name beside it, if there is room.
    """

    label: str
    lon: float
    lat: float
    weight: float
    url: str = ""
    detail: str = ""
    kind: str = ""
    active: bool = False
    named: bool = True
    current: bool = True


@dataclass(frozen=True)
class Box:
    """A rectangle in the units of the view box."""

    left: float
    top: float
    right: float
    bottom: float

    def lies_in(self, layout: Layout) -> bool:
        """Whether the whole rectangle is in the view box."""
        return self.left >= 0 and self.right <= layout.width and self.top >= 0 and self.bottom <= layout.height

    def touches(self, circle: Circle) -> bool:
        """Whether the circle reaches into the rectangle."""
        dx = circle.x - min(max(circle.x, self.left), self.right)
        dy = circle.y - min(max(circle.y, self.top), self.bottom)
        return dx * dx + dy * dy < circle.radius * circle.radius

    def meets(self, other: Box) -> bool:
        """Whether the two rectangles share any point."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True)
class Name:
    """A name on the map: its text, where it stands, the classes of the look, the room it takes, its size.

    `inside` when it stands in its own circle.
    """

    text: str
    x: float
    y: float
    classes: str
    box: Box
    font: int
    inside: bool = False


def draw(spots: Iterable[Spot], label: str, accent: str = "transparency") -> SafeString:
    """The map as SVG. `label` names the whole aloud; `accent` is the pillar whose colour marks the active circle."""
    return _drawn(tuple(spots), label, accent)


@lru_cache(maxsize=128)
def _drawn(spots: tuple[Spot, ...], label: str, accent: str) -> SafeString:
    layout = lay_out(tuple(Position(spot.lon, spot.lat, spot.weight) for spot in spots))
    written = placed_names(spots, layout)
    # Links come last: nothing is painted over the name that one of them shows while it is pointed at or has the focus.
    return format_html(
        '<svg class="map {}" viewBox="0 0 {} {}" role="group" aria-label="{}">{}{}{}</svg>',
        accent,
        layout.width,
        layout.height,
        label,
        format_html_join("", "{}", ((_shape(*pair),) for pair in zip(spots, layout.circles, strict=True))),
        format_html_join("", "{}", ((_text(written[index]),) for index in sorted(written))),
        format_html_join("", "{}", ((_link(spot, index, layout, written),) for index, spot in enumerate(spots))),
    )


def _class(names: str) -> SafeString:
    return format_html(' class="{}"', names) if names else SafeString("")


def _shape(spot: Spot, circle: Circle) -> SafeString:
    classes = _class(" ".join(filter(None, [spot.kind, "on" if spot.active else ""])))
    return format_html('<circle{} cx="{}" cy="{}" r="{}"/>', classes, circle.x, circle.y, circle.radius)


def _text(name: Name) -> SafeString:
    return format_html(
        '<text x="{}" y="{}"{} aria-hidden="true">{}</text>', name.x, name.y, _class(name.classes), name.text
    )


def _link(spot: Spot, index: int, layout: Layout, written: Mapping[int, Name]) -> SafeString:
    """What answers over a circle: its name for the ear, room for a finger, and its name shown when it is asked for."""
    circle = layout.circles[index]
    title = f"{spot.label}: {spot.detail}" if spot.detail else spot.label
    inside = format_html(
        '<title>{}</title>{}<circle class="top" cx="{}" cy="{}" r="{}"/>{}',
        title,
        _hit(circle),
        circle.x,
        circle.y,
        circle.radius,
        format_html_join("", "{}", ((_text(tip),) for tip in tips(spot, index, layout, written))),
    )
    if not spot.url:
        return format_html('<g role="img">{}</g>', inside)
    current = SafeString(' aria-current="true"') if spot.active and spot.current else ""
    return format_html('<a href="{}"{}>{}</a>', spot.url, current, inside)


def _hit(circle: Circle) -> SafeString:
    if circle.radius >= HIT_RADIUS:
        return SafeString("")
    return format_html('<circle class="hit" cx="{}" cy="{}" r="{}"/>', circle.x, circle.y, HIT_RADIUS)


def tips(spot: Spot, index: int, layout: Layout, written: Mapping[int, Name]) -> list[Name]:
    """The name as it shows while the circle is pointed at or has the focus: one for a phone, one for a wide screen.

    Where the name is written anyway, in its own place; else in the frame and, if it can be, over no other name.
    """
    found = []
    for font, only in ((PHONE_FONT, "tip t1"), (WIDE_FONT, "tip t2")):
        name = written.get(index)
        if name is None or (font == PHONE_FONT and name.font == WIDE_FONT):
            name = _free_of_names(spot, index, layout, font, written)
        found.append(replace(name, classes=" ".join(filter(None, [_place_of(name), only]))))
    return found


def _place_of(name: Name) -> str:
    """How the name stands: at its start or end, or over the fill of its own circle."""
    places = set(name.classes.split())
    return next((place for place in ("st", "en") if place in places), "on-t" if name.inside else "")


def _free_of_names(spot: Spot, index: int, layout: Layout, font: int, written: Mapping[int, Name]) -> Name:
    candidates = [name for name in _candidates(spot, layout.circles[index], font) if name.box.lies_in(layout)]
    others = [other.box for place, other in written.items() if place != index and other.font >= font]
    free = [name for name in candidates if not any(name.box.meets(box) for box in others)]
    return next(iter(free + candidates), _candidates(spot, layout.circles[index], font)[0])


def names(spots: Sequence[Spot], layout: Layout) -> list[Name]:
    """The names that fit, in the order of the spots."""
    placed = placed_names(spots, layout)
    return [placed[index] for index in sorted(placed)]


def placed_names(spots: Sequence[Spot], layout: Layout) -> dict[int, Name]:
    """The names that fit, by spot: first those large enough for a phone, then more for a wide screen (class `t2`).

    Active spots come first, then the heaviest; a name stands in its circle, below, above, right or left of it.
    A single active spot has its name even where there is no room.
    """
    wanted = [index for index, spot in enumerate(spots) if spot.named or spot.active]
    wanted.sort(key=lambda index: (not spots[index].active, -spots[index].weight, spots[index].label))
    placed: dict[int, Name] = {}
    for font in (PHONE_FONT, WIDE_FONT):
        for index in wanted:
            if index not in placed and (name := _fit(spots[index], index, layout, font, list(placed.values()))):
                placed[index] = name
        for index in _only_active(spots) - placed.keys():
            placed[index] = _candidates(spots[index], layout.circles[index], font)[0]
    return placed


def _only_active(spots: Sequence[Spot]) -> set[int]:
    active = {index for index, spot in enumerate(spots) if spot.active}
    return active if len(active) == 1 else set()


def _fit(spot: Spot, index: int, layout: Layout, font: int, placed: Sequence[Name]) -> Name | None:
    """The first place where the name touches no other circle and no other name."""
    others = [circle for position, circle in enumerate(layout.circles) if position != index]
    for name in _candidates(spot, layout.circles[index], font):
        free = name.box.lies_in(layout) and not any(name.box.touches(circle) for circle in others)
        if free and not any(name.box.meets(other.box) for other in placed):
            return name
    return None


def _candidates(spot: Spot, circle: Circle, font: int) -> list[Name]:
    """The name in its circle when it is wide enough, then below, above, right and left of it."""
    wide = len(spot.label) * font * LETTER
    beside = circle.radius + font * 0.3
    middle = circle.y + font * 0.35
    around = [
        _name(spot, circle.x, circle.y + circle.radius + font * 0.9, font),
        _name(spot, circle.x, circle.y - circle.radius - font * 0.35, font),
        _name(spot, circle.x + beside, middle, font, "st"),
        _name(spot, circle.x - beside, middle, font, "en"),
    ]
    room = 2 * circle.radius * (ACTIVE_OVERHANG if spot.active else 1)
    if wide > room:
        return around
    inside = "on-t" if spot.active else "" if spot.kind else "in"
    return [replace(_name(spot, circle.x, middle, font, inside), inside=True), *around]


def _name(spot: Spot, x: float, y: float, font: int, place: str = "") -> Name:
    wide = len(spot.label) * font * LETTER
    left = {"st": x, "en": x - wide}.get(place, x - wide / 2)
    box = Box(left, y - font * 0.8, left + wide, y + font * 0.25)
    classes = " ".join(filter(None, [place, "t2" if font == WIDE_FONT else ""]))
    return Name(spot.label, round(x, 1), round(y, 1), classes, box, font)
