"""Contrast of every colour of the tokens, computed as WCAG 2.2 does, light and dark."""

from __future__ import annotations

import re

import pytest

from minga.design.bundle import PARTS_FOLDER

TOKENS = (PARTS_FOLDER / "tokens.css").read_text(encoding="utf-8")
TEXT = [
    *("ink", "ink-2", "ink-3"),
    *("p-transparency", "p-participation", "p-collaboration", "p-accountability"),
    *("s-done", "s-changed", "s-going", "s-pending", "s-paused", "s-notyet", "s-void"),
    *("s-untracked", "s-silent", "s-unknown"),
    *("v-declared", "v-counterpart", "v-independent", "v-citizen"),
    "error",
]
SCHEMES = ["light", "dark"]


def colours(scheme):
    """The raw colour of each token in one scheme: plain values first, overridden by `light-dark()`."""
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6}|var\(--[\w-]+\));", TOKENS.split("@media print")[0]))
    for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);", TOKENS):
        assert found[name] == light, f"--{name} differs for browsers without light-dark()"
        found[name] = light if scheme == "light" else dark
    return found


def resolved(values, name):
    value = values[name]
    reference = re.fullmatch(r"var\(--([\w-]+)\)", value)
    return resolved(values, reference[1]) if reference else value


def luminance(colour):
    channels = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(scheme, one, other):
    values = colours(scheme)
    dark, light = sorted(luminance(resolved(values, name)) for name in (one, other))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_that_of_wcag():
    assert round((luminance("#ffffff") + 0.05) / (luminance("#000000") + 0.05), 2) == 21


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("paper", ["paper", "paper-2", "paper-3"])
@pytest.mark.parametrize("text", TEXT)
def test_text_can_be_read_on_every_paper(scheme, paper, text):
    assert contrast(scheme, text, paper) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "warn-bg"),
        ("ink-2", "warn-bg"),
        ("s-going", "warn-bg"),
        ("ink", "error-bg"),
        ("error", "error-bg"),
        ("paper", "ink"),
        ("paper", "ink-2"),
        ("paper", "p-collaboration"),
        ("paper", "p-transparency"),
    ],
)
def test_text_can_be_read_on_notices_buttons_and_shapes(scheme, text, ground):
    assert contrast(scheme, text, ground) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("shape", ["line", "focus"])
@pytest.mark.parametrize("paper", ["paper", "paper-2"])
def test_outlines_of_controls_can_be_seen(scheme, shape, paper):
    assert contrast(scheme, shape, paper) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("state", [name for name in TEXT if name.startswith("s-")])
def test_the_hole_in_a_mark_can_be_seen(scheme, state):
    assert contrast(scheme, state, "paper") >= 3
