"""Marks, units and voices: shape, colour and word."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from minga.design import marks
from tests.design.rendering import render

DONE = '<svg class="m" aria-hidden="true"><use href="#m-done"/></svg>'


def test_a_mark_is_shape_colour_and_word():
    assert render('{% mark "done" "Cumplido" %}') == f'<span class="mark done">{DONE}Cumplido</span>'


@pytest.mark.parametrize(("size", "classes"), [("small", "mark mark-s done"), ("large", "mark mark-l done")])
def test_a_mark_comes_in_three_sizes(size, classes):
    assert (
        render('{% mark "done" "Cumplido" size=size %}', size=size) == f'<span class="{classes}">{DONE}Cumplido</span>'
    )


def test_an_answer_wears_the_colour_of_its_voice():
    assert render('{% mark "objects" "Objeta" %}') == (
        '<span class="mark counterpart"><svg class="m" aria-hidden="true"><use href="#v-objects"/></svg>Objeta</span>'
    )


def test_the_icon_alone_is_hidden_from_screen_readers():
    assert render('{% mark_icon "done" %}') == DONE


def test_a_word_from_a_document_is_escaped():
    assert render('{% mark "done" word %}', word="<b>Cumplido</b>") == (
        f'<span class="mark done">{DONE}&lt;b&gt;Cumplido&lt;/b&gt;</span>'
    )


def test_an_unknown_mark_is_a_mistake_of_the_page():
    with pytest.raises(ValueError, match="no mark is called 'finished'"):
        marks.mark("finished", "Terminado")


@pytest.mark.parametrize("name", [*marks.STATES, *marks.VOICES, *marks.ANSWERS])
def test_every_mark_has_its_symbol_in_the_sprite(name):
    assert render('{% include "design/sprite.html" %}').count(f'<symbol id="{marks.symbol(name)[0]}" ') == 1


@pytest.mark.parametrize(("name", "symbol"), [("declared", "v-declared"), ("untracked", "m-untracked")])
def test_a_voice_has_a_heading_with_its_mark(name, symbol):
    assert render("{% voice_title name 'Voz' level=4 %}", name=name) == (
        f'<h4 class="{name}"><svg class="m" aria-hidden="true"><use href="#{symbol}"/></svg>Voz</h4>'
    )


def test_units_are_one_mark_each_with_a_sentence_and_a_legend():
    groups = [
        {"state": "done", "count": 2, "label": "cumplidos"},
        SimpleNamespace(state="pending", count=1, label="pendiente"),
        {"state": "void", "count": 0, "label": "sin efecto"},
    ]
    done, pending = (f'<svg class="m {name}"><use href="#m-{name}"/></svg>' for name in ("done", "pending"))
    assert render('{% units groups "hitos" %}', groups=groups) == (
        f'<div class="units" role="img" aria-label="3 hitos: 2 cumplidos, 1 pendiente">{done}{done}{pending}</div>'
        '<ul class="legend">'
        f'<li><span class="mark done">{DONE}<span><b>2</b> cumplidos</span></span></li>'
        '<li><span class="mark pending"><svg class="m" aria-hidden="true"><use href="#m-pending"/></svg>'
        "<span><b>1</b> pendiente</span></span></li></ul>"
    )


def test_above_the_cap_one_mark_stands_for_several_and_says_so():
    html = render(
        '{% units groups "hitos" %}',
        groups=[{"state": "done", "count": 12_001, "label": "cumplidos"}],
    )
    assert html.count('<svg class="m done">') == 121
    assert html.count('<p class="meta">Cada marca son hasta 100 hitos.</p>') == 1
    assert html.count('aria-label="12.001 hitos: 12.001 cumplidos"') == 1


def test_numbers_follow_the_language_of_the_page():
    with override("en"):
        assert marks.units_sentence([marks.Group("done", 12_001, "done")], "milestones") == (
            "12,001 milestones: 12,001 done"
        )


@given(st.integers(min_value=0, max_value=10**9))
def test_the_marks_never_exceed_the_cap_and_are_no_fewer_than_needed(total):
    per_mark = marks.units_per_mark(total)
    assert -(-total // per_mark) <= marks.MOST_UNITS
    assert per_mark == 1 or total > marks.MOST_UNITS * per_mark / 2.5
