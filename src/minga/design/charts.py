"""Small charts as SVG with presentation attributes and classes only, so that a strict content policy lets them be."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from math import sqrt
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from minga.design.marks import language, read
from minga.kernel import formats

SQUARES = {"filled": "sq", "repeated": "sq-rep", "none": "sq-none"}
SQUARES_IN_A_ROW = 12
SQUARE_STEP = 20
LARGEST_DOT, SMALLEST_DOT = 19.3, 3.2
DOT_THAT_HOLDS_ITS_NUMBER = 11
STRIP_STEP = 12
SILENT = '<path class="o1 silent" transform="translate({x})" d="M1 11.5h9"/>'
HOLLOW_SQUARE = '<path class="o1" transform="translate({x})" d="M1.2 2.7h8.6v8.6H1.2z"/>'
STRIP_SHAPES = {
    "declared": {"yes": HOLLOW_SQUARE},
    "counterpart": {
        "yes": '<path class="f" transform="translate({x})" d="M.5 2h10v10H.5z"/>',
        "no": '<path class="o1" transform="translate({x})" d="M1.2 2.7h8.6v8.6H1.2zm0 0 8.6 8.6m0-8.6-8.6 8.6"/>',
    },
    "independent": {
        "yes": '<path class="f" transform="translate({x})" d="M.6 2.6h9.8L5.5 11.4z"/>',
        "no": '<path class="o1" transform="translate({x})" d="M.6 2.6h9.8L5.5 11.4z"/>',
    },
    "citizen": {"yes": '<circle class="f" transform="translate({x})" cx="5.5" cy="7" r="4"/>'},
}


def squares(items: Iterable[Any], label: str) -> SafeString:
    """Small multiples: one square for each unit, in the order given, at the same scale everywhere.

    Each item has `kind` (`filled`, `repeated`: dashed, `none`: outlined) and `count`; `label` is read aloud.
    """
    kinds = [SQUARES[read(item, "kind")] for item in items for _unit in range(read(item, "count"))]
    rows = max(1, -(-len(kinds) // SQUARES_IN_A_ROW))
    drawn = (
        (kind, index % SQUARES_IN_A_ROW * SQUARE_STEP + 1.5, index // SQUARES_IN_A_ROW * SQUARE_STEP + 1.5)
        for index, kind in enumerate(kinds)
    )
    return format_html(
        '<svg class="squares" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        SQUARES_IN_A_ROW * SQUARE_STEP,
        rows * SQUARE_STEP,
        label,
        format_html_join("", '<rect class="{}" x="{}" y="{}" width="15" height="15"/>', drawn),
    )


def square_key(kind: str, word: str) -> SafeString:
    """One square with its word, for the legend of the small multiples."""
    return format_html(
        '<span class="mark"><svg class="m" viewBox="0 0 18 18" aria-hidden="true">'
        '<rect class="{}" x="1.5" y="1.5" width="15" height="15"/></svg><span>{}</span></span>',
        SQUARES[kind],
        word,
    )


def dot(number: int, largest: int) -> SafeString:
    """A circle whose area grows with `number`, up to `largest`; its number stands in it, or beside it when small."""
    written = formats.count(number, language())
    if number <= 0:
        return format_html('<span class="z" aria-hidden="true">·</span><span class="visually">{}</span>', written)
    radius = round(SMALLEST_DOT + (LARGEST_DOT - SMALLEST_DOT) * sqrt(min(1, number / max(largest, 1))), 1)
    inside = radius >= DOT_THAT_HOLDS_ITS_NUMBER
    return format_html(
        '<svg width="40" height="44" viewBox="0 0 40 44" role="img" aria-label="{0}">'
        '<circle class="dot" cx="18" cy="22" r="{1}"/><text x="{2}" y="26.5"{3}>{0}</text></svg>',
        written,
        radius,
        18 if inside else round(18 + radius + 8, 1),
        "" if inside else SafeString(' class="out"'),
    )


def bar(value: Decimal, largest: Decimal, kind: str = "") -> SafeString:
    """A horizontal bar, `value` out of `largest`; `kind` is empty (solid) or `outline`. It never leaves its frame."""
    share = min(Decimal(1), max(Decimal(0), Decimal(value) / Decimal(largest))) if largest else Decimal(0)
    width = (share * Decimal("99.2")).quantize(Decimal("0.1"))
    rect = format_html(
        '<rect x=".4" y="1" width="{}" height="8" class="{}" vector-effect="non-scaling-stroke"/>',
        width,
        {"": "f", "outline": "o"}[kind],
    )
    return format_html(
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{}</svg>',
        rect if width else "",
    )


def strip(voice: str, answers: Iterable[str], label: str) -> SafeString:
    """What one voice says of each unit, in order: `yes`, `no` or `silent`; each voice has its own shape."""
    drawn = [
        STRIP_SHAPES[voice].get(answer, SILENT).format(x=index * STRIP_STEP) for index, answer in enumerate(answers)
    ]
    return format_html(
        '<svg class="strip {}" viewBox="0 0 264 14" role="img" aria-label="{}">{}</svg>',
        voice,
        label,
        SafeString("".join(drawn)),
    )
