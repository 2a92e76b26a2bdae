"""What is printed twice is counted in three honest ways."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from minga.government.plans.repeats import repeats_of
from tests.government.plans.builders import listed

titles = st.lists(st.sampled_from(["Feria libre", "Mercado", "Huerta", "Taller de pan"]), min_size=1, max_size=12)


def test_the_three_counts_of_a_matrix():
    units = listed("Inclusión social|Mercado", "Mercados|Huerta").outline.units
    found = repeats_of(units, {units[0].pk: 1})
    assert (found.printed, found.settled, found.distinct, found.in_a_row) == (5, 4, 3, 1)
    assert found.again == {units[2].pk}
    assert found.differ


def test_names_are_compared_by_their_stems_as_the_search_does():
    units = listed("Prevención de violencia", "Prevención de violencias").outline.units
    assert repeats_of(units).distinct == 1


@given(titles, st.integers(0, 3))
def test_the_counts_never_grow(names, further):
    units = listed("|".join(names)).outline.units
    found = repeats_of(units, {units[0].pk: further})
    assert found.printed - further == found.settled == len(names)
    assert found.distinct == len(set(names)) == len(units) - len(found.again)
    assert found.differ == (found.printed != found.distinct)
