"""Checking the geometry of one element: shape, rings, numbers, and whether it crosses itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import isfinite
from typing import Any

from django.utils.translation import gettext as _
from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry
from shapely.validation import explain_validity

FEWEST_POSITIONS = 4
LARGEST_LONGITUDE, LARGEST_LATITUDE = 180, 90
PLACE = re.compile(r"\[(?P<x>[-\d.e]+) (?P<y>[-\d.e]+)")


class GeometryProblem(Exception):
    """Why a geometry is not accepted, in the user's words."""


def checked_shape(geometry: Any) -> BaseGeometry:
    """The geometry as a shape.

    Raises:
        GeometryProblem: when it is no polygon or multipolygon, a ring is open or short, a coordinate is no place on
            Earth, or it crosses itself.
    """
    if not isinstance(geometry, Mapping) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        found = geometry.get("type") if isinstance(geometry, Mapping) else None
        reason = _("su geometría es «%(type)s»; se espera un polígono o multipolígono")
        raise GeometryProblem(reason % {"type": found or _("ninguna")})
    for ring in _rings(geometry["type"], geometry.get("coordinates")):
        _check_ring(ring)
    try:
        outline = shape(geometry)
    except (ShapelyError, ValueError, TypeError) as error:
        raise GeometryProblem(_("su geometría no se puede leer")) from error
    if not outline.is_valid:
        raise GeometryProblem(_explain(explain_validity(outline)))
    return outline


def _rings(kind: str, coordinates: Any) -> Iterator[Any]:
    polygons = coordinates if kind == "MultiPolygon" else [coordinates]
    if not isinstance(polygons, list) or not polygons:
        raise GeometryProblem(_("su polígono está vacío"))
    for polygon in polygons:
        if not isinstance(polygon, list) or not polygon:
            raise GeometryProblem(_("su polígono está vacío"))
        yield from polygon


def _check_ring(ring: Any) -> None:
    if not isinstance(ring, list) or len(ring) < FEWEST_POSITIONS:
        raise GeometryProblem(_("un anillo tiene menos de cuatro posiciones"))
    for position in ring:
        _check_position(position)
    if ring[0][:2] != ring[-1][:2]:
        reason = _("un anillo no se cierra: empieza en %(first)s y termina en %(last)s")
        raise GeometryProblem(reason % {"first": _written(*ring[0][:2]), "last": _written(*ring[-1][:2])})


def _check_position(position: Any) -> None:
    pair = position[:2] if isinstance(position, list) else []
    if len(pair) < len(("longitude", "latitude")) or not all(map(_is_number, pair)):
        raise GeometryProblem(_("una posición no es un par de números"))
    longitude, latitude = pair
    if abs(longitude) > LARGEST_LONGITUDE or abs(latitude) > LARGEST_LATITUDE:
        reason = _("la posición %(place)s no está en grados: parecen metros. Conviértela a WGS 84 (EPSG:4326)")
        raise GeometryProblem(reason % {"place": _written(longitude, latitude)})


def _is_number(value: Any) -> bool:
    if isinstance(value, float):
        return isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)


def _explain(reason: str) -> str:
    """The library's English reason in the user's words, with the place that it names."""
    words = {
        "Self-intersection": _("el polígono se cruza consigo mismo"),
        "Ring Self-intersection": _("un anillo se toca o se cruza consigo mismo"),
        "Hole lies outside shell": _("un hueco queda fuera de su polígono"),
        "Holes are nested": _("un hueco está dentro de otro"),
        "Nested shells": _("un polígono está dentro de otro"),
        "Duplicate Rings": _("un anillo está repetido"),
        "Interior is disconnected": _("el interior del polígono queda partido"),
    }
    problem = words.get(reason.partition("[")[0], _("la geometría no es válida"))
    place = PLACE.search(reason)
    if place is None:
        return problem
    where = _written(float(place["x"]), float(place["y"]))
    return _("%(problem)s, cerca de %(place)s") % {"problem": problem, "place": where}


def _written(longitude: float, latitude: float) -> str:
    """A position with seven figures, about a metre. Decimal, since a file may hold integers that no float can."""
    return f"{Decimal(str(longitude)):.7g}, {Decimal(str(latitude)):.7g}"
