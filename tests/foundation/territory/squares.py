"""Square parishes in a row, a tenth of a degree apart, each with its point in the middle."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

WEST, SOUTH, SIDE = Decimal("-78.5"), Decimal("-0.5"), Decimal("0.08")


def decimal_place(number: int) -> tuple[Decimal, Decimal]:
    """The point of the parish with this number, from 1."""
    return WEST + Decimal(number) / 10, SOUTH


def ring(number: int) -> list[list[float]]:
    """The outline of the parish, closed."""
    x, y = decimal_place(number)
    half = SIDE / 2
    corners = [(-half, -half), (half, -half), (half, half), (-half, half), (-half, -half)]
    return [[float(x + east), float(y + north)] for east, north in corners]


def feature(number: int, **changes: Any) -> dict[str, Any]:
    """The parish as a GeoJSON element; `changes` replace its `properties` or `geometry`."""
    whole = {
        "type": "Feature",
        "properties": {"dpa": f"9901{number:02}", "nombre": f"Parroquia {number}"},
        "geometry": {"type": "Polygon", "coordinates": [ring(number)]},
    }
    return whole | changes


def collection(*features: Any, **changes: Any) -> dict[str, Any]:
    """A GeoJSON collection."""
    return {"type": "FeatureCollection", "features": list(features)} | changes


def encoded(value: Any) -> bytes:
    """The value as a file holds it."""
    return json.dumps(value).encode()
