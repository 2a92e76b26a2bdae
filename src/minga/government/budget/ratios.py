"""The arithmetic of money that a citizen may dispute. A pure module without Django.

Rules: execution is accrued over adjusted (*devengado / codificado*), in %; nothing adjusted gives no ratio; a group is
the ratio of its sums, never the mean of its ratios.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

HUNDRED = Decimal(100)
CENT = Decimal("0.01")


def execution(accrued: Decimal | None, adjusted: Decimal | None) -> Decimal | None:
    """The execution in %, exact; None when an amount is unknown or nothing was adjusted."""
    if accrued is None or not adjusted:
        return None
    return accrued * HUNDRED / adjusted


def shown(ratio: Decimal | None) -> Decimal | None:
    """A ratio as it is shown: rounded half up to two places."""
    return None if ratio is None else ratio.quantize(CENT, ROUND_HALF_UP)


def as_printed(ratio: Decimal | None) -> Decimal | None:
    """A printed percentage without the zeros that its column adds, with two decimals at least: 88.8000 is 88.80."""
    if ratio is None:
        return None
    places = min(CENT.as_tuple().exponent, ratio.normalize().as_tuple().exponent)
    return ratio.quantize(Decimal(1).scaleb(int(places)))


def agrees(printed: Decimal | None, ratio: Decimal | None) -> bool | None:
    """Whether a printed percentage is the computed one, as far as it is printed; None when either is missing.

    A percentage printed with one decimal agrees with any ratio that rounds to it.
    """
    if printed is None or ratio is None:
        return None
    places = Decimal(1).scaleb(min(0, int(printed.normalize().as_tuple().exponent)))
    return ratio.quantize(places, ROUND_HALF_UP) == printed.quantize(places)
