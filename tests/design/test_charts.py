"""Small charts: what they draw and what they say aloud."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minga.design import charts
from tests.design.rendering import render


def test_squares_keep_the_order_and_break_after_twelve():
    groups = [{"kind": "filled", "count": 11}, {"kind": "repeated", "count": 1}, {"kind": "none", "count": 1}]
    html = render('{% squares groups "13 iniciativas" %}', groups=groups)
    drawn = re.findall(r'<rect class="(.*?)" x="(.*?)" y="(.*?)"', html)
    assert html.startswith('<svg class="squares" viewBox="0 0 240 40" role="img" aria-label="13 iniciativas">')
    assert drawn[0] == ("sq", "1.5", "1.5")
    assert drawn[-2:] == [("sq-rep", "221.5", "1.5"), ("sq-none", "1.5", "21.5")]
    assert len(drawn) == 13


def test_a_square_of_the_legend_has_its_word():
    assert render('{% square_key "none" "sin mecanismo" %}') == (
        '<span class="mark"><svg class="m" viewBox="0 0 18 18" aria-hidden="true">'
        '<rect class="sq-none" x="1.5" y="1.5" width="15" height="15"/></svg><span>sin mecanismo</span></span>'
    )


@pytest.mark.parametrize(
    ("number", "drawn"),
    [
        (27, '<circle class="dot" cx="18" cy="22" r="19.3"/><text x="18" y="26.5">27</text>'),
        (10, '<circle class="dot" cx="18" cy="22" r="13.0"/><text x="18" y="26.5">10</text>'),
        (4, '<circle class="dot" cx="18" cy="22" r="9.4"/><text x="35.4" y="26.5" class="out">4</text>'),
    ],
)
def test_a_dot_holds_its_number_or_has_it_beside_it(number, drawn):
    assert render("{% dot number 27 %}", number=number) == (
        f'<svg width="40" height="44" viewBox="0 0 40 44" role="img" aria-label="{number}">{drawn}</svg>'
    )


def test_none_is_a_point_for_the_eye_and_a_number_for_the_ear():
    assert render("{% dot 0 27 %}") == '<span class="z" aria-hidden="true">·</span><span class="visually">0</span>'


@given(st.integers(min_value=1, max_value=10_000), st.integers(min_value=1, max_value=10_000))
def test_a_larger_number_never_has_a_smaller_dot(one, other):
    radii = [float(re.search(r' r="(.*?)"', charts.dot(n, 10_000))[1]) for n in sorted((one, other))]
    assert radii == sorted(radii)


@pytest.mark.parametrize(
    ("value", "width"),
    [(Decimal("4884.15"), "88.1"), (Decimal(5500), "99.2"), (Decimal(9000), "99.2"), (Decimal(2750), "49.6")],
)
def test_a_bar_is_its_share_of_the_largest_and_never_leaves_its_frame(value, width):
    assert render("{% bar value largest %}", value=value, largest=Decimal(5500)) == (
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect x=".4" y="1" width="{width}" height="8" class="f" vector-effect="non-scaling-stroke"/></svg>'
    )


@pytest.mark.parametrize(("value", "largest"), [(0, 10), (-5, 10), (5, 0)])
def test_a_bar_of_nothing_is_empty(value, largest):
    assert charts.bar(Decimal(value), Decimal(largest)) == (
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"></svg>'
    )


def test_a_strip_draws_each_answer_with_the_shape_of_its_voice():
    html = render('{% strip "counterpart" answers "De 3: 1 conforme" %}', answers=["yes", "no", "silent"])
    assert html.startswith(
        '<svg class="strip counterpart" viewBox="0 0 264 14" role="img" aria-label="De 3: 1 conforme">'
    )
    assert re.findall(r'class="([\w ]*)" transform="translate\((\d+)\)"', html) == [
        ("f", "0"),
        ("o1", "12"),
        ("o1 silent", "24"),
    ]
