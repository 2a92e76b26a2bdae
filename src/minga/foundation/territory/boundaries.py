"""Reading a file of boundaries: what it must be, and every reason why it is not.

A GeoJSON feature collection (RFC 7946) in WGS 84, one polygon or multipolygon for each parish, with its DPA code in a
property that is found by its name. All elements are checked before any is taken, and each reason names its element.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from shapely import STRtree
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

from minga.foundation.territory.geometry import GeometryProblem, checked_shape
from minga.kernel.errors import Refused
from minga.kernel.words import plain

MOST_BYTES = 25 * 1024 * 1024
MOST_FEATURES = 5_000
MARGIN_DEGREES = 0.5
"""How far a canton reaches beyond the points of its parishes, roughly: half a degree is some 55 km."""
TOLERATED_OVERLAP = 0.1
"""Share of the smaller polygon. Simplified public boundaries of small parishes overlap by up to 0.09."""
CODE_LENGTH = 6
CODE_PROPERTIES = (
    "dpa", "dpa parroq", "dpa parroquia", "codigo dpa", "cod dpa", "dpa cod", "cod parroq", "codparroq",
    "cod parroquia", "codigo parroquia", "parroquia codigo", "codigo", "cod", "code", "id parroquia",
)  # fmt: skip
NAME_PROPERTIES = (
    "nombre", "parroquia", "nom parroq", "dpa despar", "nombre parroquia", "nam", "name",
)  # fmt: skip
WGS84 = re.compile(r"(^|[:/])(CRS:?84|(EPSG:{1,2})?(\d*:)?4326)$", re.IGNORECASE)
OTHER_CANTONS_TODAY = frozenset({"170167", "170173", "170182", "170187"})
"""Codes between those of Quito's parishes that were once parishes of it."""


@dataclass(frozen=True)
class Box:
    """A rectangle in degrees (WGS 84)."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, other: Box) -> bool:
        """Whether the other rectangle lies wholly in this one."""
        return (
            self.west <= other.west
            and self.south <= other.south
            and self.east >= other.east
            and self.north >= other.north
        )

    def turned(self) -> Box:
        """The same rectangle with longitudes and latitudes exchanged."""
        return Box(self.south, self.west, self.north, self.east)


@dataclass(frozen=True)
class KnownParish:
    """A parish that may get a boundary: its names, its point, and the rough box of its canton."""

    code: str
    names: tuple[str, ...]
    canton: str
    longitude: float
    latitude: float
    around: Box


@dataclass(frozen=True)
class Boundary:
    """A boundary that passed every check, as given. `printed_name` is the file's name for it, or nothing."""

    parish: KnownParish
    geometry: dict[str, Any]
    shape: BaseGeometry
    printed_name: str

    @property
    def box(self) -> Box:
        """Its bounding box."""
        return Box(*self.shape.bounds)


class ElementProblem(Exception):
    """Why one element is not accepted, in the user's words."""


def parse(content: bytes) -> Any:
    """The JSON value of a file.

    Raises:
        Refused: when it is too large, not UTF-8, or not JSON.
    """
    if len(content) > MOST_BYTES:
        raise Refused(_("El archivo pesa más de 25 MB. Simplifica los límites o divídelo."))
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise Refused(_("El archivo no es texto UTF-8: no puede ser GeoJSON.")) from error
    except RecursionError as error:
        raise Refused(_("El archivo tiene demasiados niveles para ser GeoJSON.")) from error
    except json.JSONDecodeError as error:
        reason = _("El archivo no es JSON válido: falla en la línea %(line)s, columna %(column)s.")
        raise Refused(reason % {"line": error.lineno, "column": error.colno}) from error
    except ValueError as error:
        raise Refused(_("El archivo trae un número demasiado largo.")) from error


def _refuse_constant(word: str) -> None:
    raise Refused(_("El archivo no es JSON válido: contiene «%(word)s» como número.") % {"word": word})


def read_boundaries(collection: Any, known: Mapping[str, KnownParish]) -> list[Boundary]:
    """The boundaries of a feature collection, all of them checked.

    Args:
        collection: the JSON value of the file.
        known: the parishes that may get a boundary, by code.

    Raises:
        Refused: when any element is not acceptable; `details` gives one line for each.
    """
    boundaries: list[Boundary] = []
    problems: list[str] = []
    first_seen: dict[str, int] = {}
    for number, feature in enumerate(_features(collection), start=1):
        try:
            boundary = _read_feature(feature, known)
            _refuse_repeated(boundary.parish.code, number, first_seen)
            boundaries.append(boundary)
        except (ElementProblem, GeometryProblem) as problem:
            problems.append(_line(number, feature, str(problem)))
    if problems:
        reason = ngettext(
            "No se cargó ningún límite: hay %(count)s elemento que corregir.",
            "No se cargó ningún límite: hay %(count)s elementos que corregir.",
            len(problems),
        )
        raise Refused(reason % {"count": len(problems)}, details=problems)
    return boundaries


def _features(collection: Any) -> Sequence[Any]:
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        raise Refused(_("El archivo no es una colección GeoJSON: se espera «type»: «FeatureCollection»."))
    _refuse_other_crs(collection.get("crs"))
    features = collection.get("features")
    if not isinstance(features, list) or not features:
        raise Refused(_("La colección está vacía: no trae ningún límite."))
    if len(features) > MOST_FEATURES:
        raise Refused(_("La colección trae más de 5.000 elementos: no son los límites de parroquias."))
    return features


def _refuse_other_crs(crs: Any) -> None:
    """GeoJSON is always in WGS 84; files of the older standard may name another system."""
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = str(properties.get("name", "")) if isinstance(properties, dict) else str(crs)
    if not WGS84.search(name.strip()):
        reason = _("El archivo declara el sistema de coordenadas «%(name)s». Conviértelo a WGS 84 (EPSG:4326).")
        raise Refused(reason % {"name": name})


def _read_feature(feature: Any, known: Mapping[str, KnownParish]) -> Boundary:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise ElementProblem(_("no es un elemento GeoJSON («type»: «Feature»)"))
    properties = properties if isinstance(properties, dict) else {}
    code = code_of(feature)
    if not code:
        found = ", ".join(map(str, properties)) or _("ninguna")
        raise ElementProblem(_("no trae código de parroquia; sus propiedades son: %(names)s") % {"names": found})
    if code not in known:
        raise ElementProblem(_unknown_code(code, known))
    geometry = feature.get("geometry")
    outline = checked_shape(geometry)
    boundary = Boundary(known[code], _bare(geometry), outline, _property(properties, NAME_PROPERTIES))
    _refuse_elsewhere(boundary)
    return boundary


def _bare(geometry: Any) -> dict[str, Any]:
    return {"type": geometry["type"], "coordinates": geometry["coordinates"]}


def code_of(feature: Mapping[str, Any]) -> str:
    """The DPA code of an element: from the first property with a known name, else its `id`; "" when there is none."""
    properties = feature.get("properties")
    printed = _property(properties if isinstance(properties, dict) else {}, CODE_PROPERTIES)
    code = (printed or str(feature.get("id") or "")).strip().removesuffix(".0")
    return code.zfill(CODE_LENGTH) if len(code) == CODE_LENGTH - 1 and code.isdigit() else code


def _property(properties: Mapping[str, Any], names: Sequence[str]) -> str:
    """The value of the first property named so, whatever its case, accents and underscores."""
    by_name = {plain(str(name)): value for name, value in properties.items() if value not in (None, "")}
    return next((str(by_name[name]).strip() for name in names if name in by_name), "")


def _unknown_code(code: str, known: Mapping[str, KnownParish]) -> str:
    if code in OTHER_CANTONS_TODAY:
        return _("el código %(code)s es hoy de otro cantón") % {"code": code}
    prefixes = {parish.code[:4]: parish.canton for parish in known.values()}
    if code[:4] in prefixes:
        reason = _("el código %(code)s no es de ninguna parroquia de %(canton)s")
        return reason % {"code": code, "canton": prefixes[code[:4]]}
    return _("el código %(code)s no es de ninguna parroquia de esta instancia") % {"code": code}


def _refuse_elsewhere(boundary: Boundary) -> None:
    around = boundary.parish.around
    if around.holds(boundary.box):
        return
    if around.holds(boundary.box.turned()):
        raise ElementProblem(_("la longitud y la latitud están cambiadas de orden"))
    reason = _("sus coordenadas caen fuera de %(canton)s y sus alrededores")
    raise ElementProblem(reason % {"canton": boundary.parish.canton})


def _refuse_repeated(code: str, number: int, first_seen: dict[str, int]) -> None:
    if code in first_seen:
        reason = _("el código %(code)s ya está en el elemento %(number)s")
        raise ElementProblem(reason % {"code": code, "number": first_seen[code]})
    first_seen[code] = number


def _line(number: int, feature: Any, problem: str) -> str:
    code = code_of(feature) if isinstance(feature, dict) else ""
    if code:
        text = _("Elemento %(number)s (%(code)s): %(problem)s.")
        return text % {"number": number, "code": code, "problem": problem}
    return _("Elemento %(number)s: %(problem)s.") % {"number": number, "problem": problem}


def overlaps(boundaries: Sequence[Boundary]) -> Iterator[tuple[Boundary, Boundary, float]]:
    """The pairs that overlap by more than is tolerated, with the share of the smaller one."""
    tree = STRtree([boundary.shape for boundary in boundaries])
    for first, boundary in enumerate(boundaries):
        for second in sorted(tree.query(boundary.shape)):
            other = boundaries[second]
            if second <= first:
                continue
            share = boundary.shape.intersection(other.shape).area / min(boundary.shape.area, other.shape.area)
            if share > TOLERATED_OVERLAP:
                yield boundary, other, share


def misplaced(boundaries: Sequence[Boundary]) -> list[Boundary]:
    """The boundaries that leave the point of their own parish outside: their codes may be exchanged."""
    return [
        boundary
        for boundary in boundaries
        if not boundary.shape.covers(Point(boundary.parish.longitude, boundary.parish.latitude))
    ]


def holds_point(geometry: Mapping[str, Any], longitude: float, latitude: float) -> bool:
    """Whether a stored boundary holds the point; its edge belongs to it."""
    return bool(shape(geometry).covers(Point(longitude, latitude)))
