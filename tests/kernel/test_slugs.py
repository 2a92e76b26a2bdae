"""Addresses that are free."""

from __future__ import annotations

import pytest

from minga.kernel.slugs import free_slug


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        (set(), "agua"),
        ({"agua-2"}, "agua"),
        ({"agua"}, "agua-2"),
        ({"agua", "agua-2", "agua-4"}, "agua-3"),
    ],
)
def test_the_first_free_number_follows_a_taken_address(taken, expected):
    assert free_slug("agua", taken) == expected
