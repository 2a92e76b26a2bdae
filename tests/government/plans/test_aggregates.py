"""Figures without names are a picture only when their parts add up to their total."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from minga.government.plans.aggregates import aggregates_of
from minga.government.plans.marks import BY_STATUS
from minga.government.plans.queries.outline import FigureInfo

parts = st.dictionaries(st.sampled_from(sorted(BY_STATUS)), st.integers(0, 500), min_size=1)


def figure(name: str, value: int, label: str = "") -> FigureInfo:
    return FigureInfo(name, label, Decimal(value), {"line": 1}, 1, None)


def test_a_portfolio_keeps_the_order_and_the_words_of_its_document():
    found = aggregates_of(
        [
            figure("milestones", 16, "hitos"),
            figure("projects-suspended", 35, "proyectos suspendidos"),
            figure("projects-not-started", 13, "no iniciados"),
            figure("projects-completed", 8, "finalizados"),
            figure("projects-in-progress", 7, "en marcha"),
            figure("projects", 63, "proyectos"),
        ]
    )
    assert [(aggregate.label, aggregate.total) for aggregate in found] == [("proyectos", 63)]
    assert [(part.state, part.count, part.label) for part in found[0].parts] == [
        ("paused", 35, "suspendidos"),
        ("notyet", 13, "no iniciados"),
        ("done", 8, "finalizados"),
        ("going", 7, "en marcha"),
    ]


@given(parts, st.integers(-3, 3))
def test_only_parts_that_add_up_are_drawn(counts, difference):
    total = sum(counts.values()) + difference
    figures = [figure(f"works-{status.replace('_', '-')}", count) for status, count in counts.items()]
    found = aggregates_of([figure("works", total), *figures])
    assert bool(found) == (difference == 0)
    for aggregate in found:
        assert sum(part.count for part in aggregate.parts) == aggregate.total


@pytest.mark.parametrize(
    ("language", "things", "states"),
    [("es", "proyectos", ["paralizados", "en marcha"]), ("en", "projects", ["suspended", "in progress"])],
)
def test_words_are_those_printed_in_spanish_and_known_ones_in_english(language, things, states):
    (found,) = aggregates_of(
        [
            figure("projects", 5, "proyectos"),
            figure("projects-suspended", 4, "paralizados"),
            figure("projects-in-progress", 1, "en marcha"),
        ]
    )
    with override(language):
        assert (found.label, [part.label for part in found.parts]) == (things, states)


def test_what_is_counted_keeps_its_printed_words_where_no_other_are_known():
    (found,) = aggregates_of([figure("works", 2, "obras menores"), figure("works-completed", 2, "terminadas")])
    with override("en"):
        assert found.label == "obras menores"
