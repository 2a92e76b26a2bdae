"""The schematic map's arithmetic: in the frame, apart, deterministic, true to direction."""

from __future__ import annotations

import csv
from math import hypot

from hypothesis import given, settings
from hypothesis import strategies as st

from minga.design.projection import LARGEST, MOST_HEIGHT, SMALLEST, WIDTH, Position, lay_out
from tests.shared import shared

positions = st.builds(
    Position,
    lon=st.floats(min_value=-79, max_value=-78, allow_nan=False),
    lat=st.floats(min_value=-0.5, max_value=0.3, allow_nan=False),
    weight=st.integers(min_value=0, max_value=3_000_000),
)
layouts = st.lists(positions, min_size=1, max_size=25, unique_by=lambda position: (position.lon, position.lat)).map(
    tuple
)
CENTRE = Position(-78.5, -0.2, 1000)


def overlap(one, other):
    return one.radius + other.radius - hypot(one.x - other.x, one.y - other.y)


@settings(max_examples=40)
@given(layouts)
def test_every_circle_lies_in_the_frame(places):
    layout = lay_out(places)
    assert layout.width == WIDTH
    assert layout.height <= MOST_HEIGHT
    for circle in layout.circles:
        assert circle.x - circle.radius >= -0.2
        assert circle.x + circle.radius <= WIDTH + 0.2
        assert circle.y - circle.radius >= -0.2
        assert circle.y + circle.radius <= layout.height + 0.2


@settings(max_examples=40)
@given(layouts, st.randoms())
def test_the_same_places_give_the_same_circles_in_any_order(places, random):
    shuffled = list(places)
    random.shuffle(shuffled)
    circles = dict(zip(shuffled, lay_out(tuple(shuffled)).circles, strict=True))
    assert tuple(circles[place] for place in places) == lay_out(places).circles


@settings(max_examples=40)
@given(layouts)
def test_a_heavier_place_never_has_a_smaller_circle(places):
    circles = lay_out(places).circles
    by_weight = sorted(zip(places, circles, strict=True), key=lambda pair: pair[0].weight)
    radii = [circle.radius for _place, circle in by_weight]
    assert radii == sorted(radii)


def test_area_grows_with_weight():
    four_times, once = lay_out((Position(-78.9, 0, 4000), Position(-78.1, 0, 1000))).circles
    assert (four_times.radius, once.radius) == (LARGEST, LARGEST / 2)


def test_a_place_of_few_people_can_still_be_seen():
    assert lay_out((Position(-78.9, 0, 1_000_000), Position(-78.1, 0, 1))).circles[1].radius == SMALLEST


def test_north_is_up_and_east_is_right():
    west, east, north = lay_out(
        (Position(-78.9, 0, 1), Position(-78.1, 0, 1), Position(-78.5, 0.3, 1)),
    ).circles
    assert west.x < north.x < east.x
    assert north.y < west.y == east.y


def test_places_on_the_same_point_are_pulled_apart():
    one, other = lay_out((CENTRE, CENTRE)).circles
    assert overlap(one, other) <= 0


def test_a_single_place_and_none_are_drawn_too():
    assert len(lay_out((CENTRE,)).circles) == 1
    assert lay_out(()).circles == ()


def test_a_crowd_shrinks_to_fit_and_stays_apart():
    crowd = tuple(Position(-78.5 + index % 12 / 1000, -0.2 + index // 12 / 1000, 1000) for index in range(144))
    circles = lay_out(crowd).circles
    worst = max(overlap(one, other) for index, one in enumerate(circles) for other in circles[index + 1 :])
    assert max(circle.radius for circle in circles) < LARGEST
    assert worst < 1


def test_the_65_parishes_overlap_in_no_place():
    with shared("data/geo/quito_parroquias_65.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    places = tuple(Position(float(row["lon"]), float(row["lat"]), int(row["pob_2022"])) for row in rows)
    circles = lay_out(places).circles
    worst = max(overlap(one, other) for index, one in enumerate(circles) for other in circles[index + 1 :])
    assert (len(circles), worst < 0) == (65, True)
