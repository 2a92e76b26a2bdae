"""From longitude and latitude to circles on a schematic map: projected, fitted, pulled apart. A pure module.

The position is approximate on purpose: crowded circles move away from each other, so the picture says how many people
live where and in which direction, never where a boundary runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, hypot, radians, sqrt

WIDTH = 625
MOST_HEIGHT = 700
LARGEST, SMALLEST = 45.0, 8.0
GAP = 2.0
ROUNDS = 400
ENOUGH = 0.05


@dataclass(frozen=True)
class Position:
    """A place in degrees (WGS 84) with its weight, such as its population."""

    lon: float
    lat: float
    weight: float


@dataclass(frozen=True)
class Circle:
    """A circle in the units of the view box; y grows downwards. Its area grows with the weight, from `SMALLEST` on."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Layout:
    """The circles, in the order of the positions, and the view box that holds them all."""

    circles: tuple[Circle, ...]
    width: float
    height: float


@lru_cache(maxsize=16)
def lay_out(positions: tuple[Position, ...]) -> Layout:
    """Circles for `positions`, fitted into `WIDTH` by at most `MOST_HEIGHT` units.

    The same positions always give the same circles, and their order does not change where each one lies.
    """
    if not positions:
        return Layout((), WIDTH, 0)
    order = sorted(range(len(positions)), key=lambda index: _sort_key(positions[index]))
    ordered = [positions[index] for index in order]
    radii = _radii(ordered)
    points = _pull_apart(_fit(_project(ordered), radii), radii)
    settled, height = _settle(points, radii)
    by_position = dict(zip(order, settled, strict=True))
    circles = tuple(_rounded(by_position[index]) for index in range(len(positions)))
    return Layout(circles, WIDTH, round(height, 1))


def _rounded(circle: Circle) -> Circle:
    return Circle(round(circle.x, 1), round(circle.y, 1), round(circle.radius, 1))


def _sort_key(position: Position) -> tuple[float, float, float]:
    return (-position.weight, position.lon, position.lat)


def _radii(positions: Sequence[Position]) -> list[float]:
    heaviest = max(position.weight for position in positions) or 1
    return [max(SMALLEST, LARGEST * sqrt(max(0, position.weight) / heaviest)) for position in positions]


def _project(positions: Sequence[Position]) -> list[tuple[float, float]]:
    """Equirectangular: degrees of longitude are narrowed by the cosine of the middle latitude."""
    latitudes = [position.lat for position in positions]
    narrowing = cos(radians((min(latitudes) + max(latitudes)) / 2))
    return [(position.lon * narrowing, -position.lat) for position in positions]


def _fit(points: Sequence[tuple[float, float]], radii: Sequence[float]) -> list[tuple[float, float]]:
    """The points at one scale, as large as the frame allows with the largest circle at its edge."""
    left, top = min(x for x, _ in points), min(y for _, y in points)
    wide = max(x for x, _ in points) - left
    high = max(y for _, y in points) - top
    room = 2 * max(radii)
    scales = [room_left / extent for room_left, extent in ((WIDTH - room, wide), (MOST_HEIGHT - room, high)) if extent]
    scale = min(scales, default=1.0)
    return [((x - left) * scale, (y - top) * scale) for x, y in points]


def _pull_apart(points: list[tuple[float, float]], radii: Sequence[float]) -> list[tuple[float, float]]:
    """Moves overlapping circles away from each other, the smaller one further, until they overlap little."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    for _round in range(ROUNDS):
        worst = 0.0
        for first in range(len(points)):
            for second in range(first + 1, len(points)):
                worst = max(worst, _push(xs, ys, radii, first, second))
        if worst < ENOUGH:
            break
    return list(zip(xs, ys, strict=True))


def _push(xs: list[float], ys: list[float], radii: Sequence[float], first: int, second: int) -> float:
    """Moves two circles apart by half of what they overlap, and returns how much they did."""
    reach = radii[first] + radii[second] + GAP
    dx, dy = xs[second] - xs[first], ys[second] - ys[first]
    if abs(dx) >= reach or abs(dy) >= reach:
        return 0.0
    distance = hypot(dx, dy)
    overlap = reach - distance
    if overlap <= 0:
        return 0.0
    if distance == 0:
        dx, dy, distance = 1.0, 0.0, 1.0
    share = radii[second] / (radii[first] + radii[second])
    step = overlap / 2 / distance
    xs[first] -= dx * step * share
    ys[first] -= dy * step * share
    xs[second] += dx * step * (1 - share)
    ys[second] += dy * step * (1 - share)
    return overlap


def _settle(points: Sequence[tuple[float, float]], radii: Sequence[float]) -> tuple[list[Circle], float]:
    """The whole picture in the middle of the frame, made smaller when it has outgrown it, and its height."""
    boxes = list(zip(points, radii, strict=True))
    left = min(x - radius for (x, _), radius in boxes) - GAP
    top = min(y - radius for (_, y), radius in boxes) - GAP
    wide = max(x + radius for (x, _), radius in boxes) + GAP - left
    high = max(y + radius for (_, y), radius in boxes) + GAP - top
    scale = min(1.0, WIDTH / wide, MOST_HEIGHT / high)
    shift = (WIDTH - wide * scale) / 2
    circles = [Circle((x - left) * scale + shift, (y - top) * scale, radius * scale) for (x, y), radius in boxes]
    return circles, high * scale
