"""The schematic map: links, names for the ear, names that touch nothing."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minga.design.circle_map import HIT_RADIUS, Spot, draw, names, placed_names, tips
from minga.design.projection import Position, lay_out
from tests.design.rendering import render

CENTRE = Spot("Centro", -78.50, -0.20, 60_000, "/centro/", "60.000 habitantes", active=True)
RURAL = Spot("El Páramo", -78.60, -0.12, 900, "/paramo/", "900 habitantes", kind="rural")


def written(html: str) -> list[str]:
    """The names that the map shows without being asked."""
    return re.findall(r'<text x="[^"]*" y="[^"]*"(?: class="(?![^"]*tip)[^"]*")? aria-hidden="true">(.*?)</text>', html)


def test_each_circle_is_a_link_with_its_whole_name():
    html = render('{% circle_map spots "Mapa esquemático" %}', spots=[CENTRE, RURAL])
    assert html.startswith('<svg class="map transparency" viewBox="0 0 625 ')
    assert re.findall(r'<a href="(.*?)"(.*?)><title>(.*?)</title>', html) == [
        ("/centro/", ' aria-current="true"', "Centro: 60.000 habitantes"),
        ("/paramo/", "", "El Páramo: 900 habitantes"),
    ]
    assert re.findall(r'<circle class="(on|rural)"', html) == ["on", "rural"]


def test_a_circle_that_stands_out_need_not_be_the_page_that_is_read():
    assert "aria-current" not in draw([replace(CENTRE, current=False)], "Mapa")


def test_every_circle_shows_its_name_when_it_is_asked_for_on_a_phone_and_on_a_wide_screen():
    crowd = [Spot(f"Lugar {index}", -78.5, -0.2, 1000, f"/{index}/") for index in range(30)]
    html = draw(crowd, "Mapa")
    assert len(written(html)) < len(crowd)
    for link in re.findall(r"<a .*?</a>", html):
        label = re.search("<title>(.*?)</title>", link)[1]
        tips = re.findall(r'<text x=".*?" y=".*?" class="([^"]*)" aria-hidden="true">(.*?)</text>', link)
        assert [text for _classes, text in tips] == [label, label]
        assert [classes.split()[-2:] for classes, _text in tips] == [["tip", "t1"], ["tip", "t2"]]


def test_nothing_is_painted_over_the_name_that_is_asked_for():
    html = draw([CENTRE, RURAL], "Mapa")
    assert not re.search(r'<circle(?! class="(?:hit|top)")|<text(?! [^>]*tip)', html[html.index("<a ") :])


def test_a_name_that_is_asked_for_lies_over_no_other_name_where_there_is_room():
    spots = [Spot("Vecino", -78.50, -0.20, 60_000), Spot("Otro", -78.10, -0.20, 60_000, named=False)]
    layout = lay_out(tuple(Position(spot.lon, spot.lat, spot.weight) for spot in spots))
    found = placed_names(spots, layout)
    assert not any(tip.box.meets(found[0].box) for tip in tips(spots[1], 1, layout, found))


def test_a_small_circle_answers_on_a_larger_one():
    html = draw([CENTRE, RURAL], "Mapa")
    assert re.findall(r'class="hit" cx=".*?" cy=".*?" r="(.*?)"', html) == [str(HIT_RADIUS)]


def test_a_spot_without_address_is_a_picture():
    assert '<g role="img"><title>El Páramo: 900 habitantes</title>' in draw([replace(RURAL, url="")], "Mapa")


def test_the_active_name_is_always_written():
    crowd = [Spot(f"Lugar número {index}", -78.5, -0.2, 1000) for index in range(30)]
    chosen = replace(crowd[7], active=True, named=False)
    spots = [*crowd[:7], chosen, *crowd[8:]]
    layout = lay_out(tuple(Position(spot.lon, spot.lat, spot.weight) for spot in spots))
    assert chosen.label in {name.text for name in names(spots, layout)}


def test_a_name_that_is_not_asked_for_is_not_written():
    assert written(draw([replace(RURAL, named=False)], "Mapa")) == []


@settings(max_examples=30)
@given(
    st.lists(
        st.tuples(st.floats(-79, -78), st.floats(-0.5, 0.3), st.integers(0, 300_000), st.integers(3, 24)),
        min_size=1,
        max_size=20,
    )
)
def test_no_name_touches_another_name_or_leaves_the_frame(rows):
    spots = [Spot("x" * letters, lon, lat, people) for lon, lat, people, letters in rows]
    layout = lay_out(tuple(Position(spot.lon, spot.lat, spot.weight) for spot in spots))
    boxes = [name.box for name in names(spots, layout)]
    assert all(box.lies_in(layout) for box in boxes)
    assert not any(box.meets(other) for index, box in enumerate(boxes) for other in boxes[index + 1 :])


@pytest.mark.parametrize(("kind", "classes"), [("", "in"), ("rural", "")])
def test_a_name_in_its_circle_has_the_halo_of_its_fill(kind, classes):
    wide = Spot("Lo", -78.5, -0.2, 1000, kind=kind)
    layout = lay_out((Position(wide.lon, wide.lat, wide.weight),))
    assert [name.classes for name in names([wide], layout)] == [classes]
