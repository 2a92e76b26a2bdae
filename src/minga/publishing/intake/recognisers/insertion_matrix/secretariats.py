"""Lists of secretariats in running text, whose own names hold commas and «y»."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from minga.publishing.intake.cleaning import clean, fold

AREAS = (
    "Administración General",
    "Ambiente",
    "Ambiente y Cambio Climático",
    "Comunicación",
    "Comunicación Social",
    "Coordinación Territorial",
    "Coordinación Territorial y Participación Ciudadana",
    "Coordinación Territorial, Gobernabilidad y Participación",
    "Cultura",
    "Cultura y Patrimonio",
    "Deporte y Recreación",
    "Desarrollo Económico",
    "Desarrollo Económico y Productivo",
    "Desarrollo Productivo",
    "Desarrollo Productivo y Competitividad",
    "Desarrollo Social",
    "Educación",
    "Educación y Cultura",
    "Educación, Recreación y Deporte",
    "Finanzas",
    "Gestión de Riesgos",
    "Gobierno",
    "Gobierno Digital",
    "Gobierno Digital y Tecnologías de la Información y Comunicaciones",
    "Hábitat y Ordenamiento Territorial",
    "Hábitat y Vivienda",
    "Inclusión Social",
    "Movilidad",
    "Obras Públicas",
    "Ordenamiento Territorial",
    "Participación Ciudadana",
    "Participación Ciudadana y Control Social",
    "Planificación",
    "Planificación y Desarrollo",
    "Planificación y Ordenamiento Territorial",
    "Salud",
    "Salud Pública",
    "Seguridad",
    "Seguridad Ciudadana",
    "Seguridad Ciudadana y Gestión de Riesgos",
    "Seguridad Ciudadana y Gobernabilidad",
    "Seguridad y Convivencia Ciudadana",
    "Seguridad y Gobernabilidad",
    "Servicios Públicos",
    "Tecnologías de la Información y Comunicaciones",
    "Territorio, Hábitat y Vivienda",
    "Turismo",
    "Turismo y Cultura",
    "Vivienda",
)
"""Areas that secretariats of cities are named after: vocabulary, for telling one name from two."""

_WORD = re.compile(r"[^\W_]+")
_NAMES = sorted((tuple(_WORD.findall(fold(area))) for area in AREAS), key=len, reverse=True)
_KINDS = "Secretar[ií]as?|Subsecretar[ií]as?|Direcci(?:ón|on|ones)|Ministerios?|Gerencias?"
_KIND = re.compile(rf"(?i:(?P<kind>{_KINDS})(?P<general>\s+Generales?|\s+General)?)(?P<of>\s+(?i:de(?:l| la)?))?\b")
_SINGULAR = {"secretaria": "Secretaría", "subsecretaria": "Subsecretaría", "direccion": "Dirección"}
_SINGULAR |= {"ministerio": "Ministerio", "gerencia": "Gerencia"}
_LINK = re.compile(r"\s*(?:,\s*)?(?:(?:y|e)\s+)?(?:(?:la|las|el|los)\s+)?(?:de(?:l| la)?\s+)?(?=[A-ZÁÉÍÓÚ])")
_PART = r"(?:[A-ZÁÉÍÓÚÑ][\w-]*|de|del|la|las|los|y|e)"
_PROPER = re.compile(rf"\s*({_PART}(?:\s+{_PART})*)")
_NEXT_OF = re.compile(r"\s+(?:y|e)\s+de(?:l| la)?\s+(?=[A-ZÁÉÍÓÚÑ])")
_SEVERAL = 2
_GOES_ON = re.compile(r"\s*,\s*(?:y\s+)?[A-ZÁÉÍÓÚÑ]|\s+(?:y|e)\s+[A-ZÁÉÍÓÚÑ]|\s+(?:de|del)\s|\s+[A-ZÁÉÍÓÚÑ]")


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where a unit's kind stands in a text («Secretarías de»): the kind in singular, and whether «General» follows."""

    start: int
    end: int
    kind: str
    general: bool
    opens_name: bool
    plural: bool


def secretariats(text: str) -> list[str]:
    """The secretariats that a text lists, in order, each with its kind («Secretaría de Salud»), without repeats.

    A name is taken when the vocabulary knows it whole, or when it stands alone between two clear ends: one unit of its
    kind, no comma inside. What remains in doubt is left out: a wrong name is worse than a missing one.
    """
    text = clean(text)
    marks = [mark for mark in map(_mark, _KIND.finditer(text)) if mark]
    names: list[str] = []
    for position, mark in enumerate(marks):
        end = marks[position + 1].start if position + 1 < len(marks) else len(text)
        names += _names_after(mark, text[mark.end : end])
    return list(dict.fromkeys(names))


def _mark(match: re.Match[str]) -> _Mark | None:
    kind = fold(match["kind"])
    singular = next((shown for root, shown in _SINGULAR.items() if kind in (root, f"{root}s", f"{root}es")), None)
    if singular is None or (match["kind"][0].islower() and not kind.endswith("s")):
        return None
    plural = kind.endswith("s")
    return _Mark(match.start(), match.end(), singular, bool(match["general"]), bool(match["of"]), plural)


def _names_after(mark: _Mark, text: str) -> Iterable[str]:
    """The names between one unit's kind and the next."""
    head = f"{mark.kind} General" if mark.general else mark.kind
    if not mark.opens_name:
        return [head, *_after_general(mark, text)] if mark.general else []
    return [f"{head} de {name}" for name in _known_names(text) or _listed_names(mark, text) or _lone_name(mark, text)]


def _listed_names(mark: _Mark, text: str) -> list[str]:
    """The names of a list of several units that prints «de» before each: those that the vocabulary knows."""
    pieces = _NEXT_OF.split(text) if mark.plural else []
    return [name for piece in pieces if len(pieces) > 1 for name in _known_names(piece)]


def is_in_doubt(text: str) -> bool:
    """Whether a text names several units and fewer than two are told apart in it."""
    marks = [mark for mark in map(_mark, _KIND.finditer(clean(text))) if mark]
    return any(mark.plural and mark.opens_name for mark in marks) and len(secretariats(text)) < _SEVERAL


def _after_general(mark: _Mark, text: str) -> list[str]:
    """What follows «Secretaría General» in its list: «... y la de Gobierno Digital ...»."""
    link = re.match(r"\s*(?:,|y)\s+(?:la\s+|las\s+)?de\s+", text)
    return [f"{mark.kind} de {name}" for name in _known_names(text[link.end() :])] if link else []


def _known_names(text: str) -> list[str]:
    """The names of the vocabulary that open a text one after the other, the longest first.

    The last one is in doubt, and left out, when words outside the vocabulary go on with it («Turismo y Deportes»).
    """
    names: list[str] = []
    position = 0
    while True:
        link = _LINK.match(text, position)
        start = link.end() if link else position
        end = _known_end(text, start)
        if end is None:
            return names[:-1] if names and _GOES_ON.match(text, position) else names
        names.append(text[start:end])
        position = end


def _known_end(text: str, start: int) -> int | None:
    """Where the longest area of the vocabulary that begins at `start` ends."""
    found = list(_WORD.finditer(text, start, min(len(text), start + 120)))
    said = tuple(fold(match[0]) for match in found)
    for name in _NAMES:
        if said[: len(name)] == name and found and found[0].start() == start:
            return found[len(name) - 1].end()
    return None


def _lone_name(mark: _Mark, text: str) -> list[str]:
    """The only name after «Secretaría de», where nothing suggests that there are two."""
    printed = None if mark.plural else _PROPER.match(text)
    if not printed or re.match(r"\s*,\s*[A-ZÁÉÍÓÚÑ]", text[printed.end() :]):
        return []
    said = re.sub(r"(?:\s+(?:de|del|la|las|los|y|e))+$", "", printed[1])
    return [said] if said[:1].isupper() and len(re.findall(r"\s(?:y|e)\s", said)) <= 1 else []
