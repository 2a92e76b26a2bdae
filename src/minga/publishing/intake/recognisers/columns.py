"""The tables of plans' reports: what each column holds, told from its label."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minga.publishing.intake.cleaning import clean, fold
from minga.publishing.intake.document import Row
from minga.publishing.intake.grids import Header
from minga.publishing.intake.levels import is_level, singular
from minga.publishing.intake.statuses import is_status

Columns = dict[str, int]

_QUALIFIERS = (
    r"(?:[ /-]*(?:\b(?:de|del|la|las|el|los|y|e|o|u|por|para|con|en|al|cada|su|sus|todos?|compromisos?|hitos?|metas?"
    r"|actividad|actividades|acciones|accion|tareas?|productos?|entregables?|plan|proyectos?|programas?|cumplimiento"
    r"|verificacion|verificables?|medios?|evidencias?|respaldos?|anexos?|documentos?|archivos?|enlaces?|links?|soporte|sustento"
    r"|avance|gestion|ejecucion|gobierno abierto|fuentes?|resultados?|informes?|descripcion|detalle|nombres?|numero|nro|codigo|n"
    r"|(?:planificad|programad|comprometid|realizad|ejecutad|desarrollad|cumplid|propuest|previst|establecid|definid"
    r"|estrategic|especific|relacionad|asociad|adjunt|entregad|presentad|generad|citad|priorizad)[oa]s?|esperad[oa]s?"
    r"|principal(?:es)?|clave|general(?:es)?|anual(?:es)?|digital(?:es)?|(?:19|20)\d{2})\b|[.º°()#:])){0,12}"
)
"""What may follow an item's name in a column's label: words that tables' headers use, so that a row's title is no label."""

_MIXED = r"(?:actividad|actividades)\s*(?:[/-]|\b[yeo]\b)\s*hitos?"

_BOTH = r"compromisos?\s*(?:[/-]|\b[yeo]\b)\s*(?:hitos?|actividad|actividades|acciones|metas?)"

_FIELDS = {
    "number": r"(?:n|no|nro|num|numero|#|cod|codigo|item|ord|orden)[.º°]*"
    r"(?: (?:del? )?(?:hitos?|compromisos?|actividad|actividades|metas?|accion|acciones|productos?))?",
    "commitment": rf"(?!{_BOTH}\b)(?:(?:nombre|descripcion) de(?:l| la| los| las)? )?compromisos?{_QUALIFIERS}",
    "milestone": rf"(?:(?:nombre|descripcion) de(?:l| la| los| las)? )?(?:hitos?|metas?|productos?|entregables?|acciones|accion)"
    rf"{_QUALIFIERS}|{_MIXED}|{_BOTH}",
    "activity": rf"(?:(?:nombre|descripcion) de(?:l| la| los| las)? )?(?:sub)?(?:actividad|actividades|tareas?){_QUALIFIERS}",
    "title": r"(?:titulo|nombre|denominacion|enunciado|descripcion|detalle)s?",
    "status": r"(?:estado|estatus|status|situacion|cumplimiento)(?: .{1,40})?|(?:grado|nivel) de cumplimiento",
    "file": rf"archivos?{_QUALIFIERS}",
    "means": r"(?:verificables?|medios? de verificacion|evidencias?|respaldos?|anexos?|sustentos?|fuentes? de verificacion"
    rf"|documentos? de respaldo){_QUALIFIERS}",
    "note": r"(?:observaci|comentario|justificaci|nota|explicaci)\w*(?: .{1,40})?",
    "counterpart": r"(?:contrapartes?|corresponsables?)(?: .{1,40})?",
    "lead": r"(?:(?:entidad|institucion|dependencia|unidad|area) )?responsables?(?: .{1,40})?",
    "start": r"(?:fecha )?(?:de |del )?inicio(?: .{1,20})?|desde",
    "end": r"(?:fecha )?(?:de |del )?(?:fin|final|finalizacion|termino|cumplimiento|entrega|cierre)|plazo|hasta",
    "attainment": r"(?:%|porcentaje)(?: .{1,40})?|avance",
}
_PATTERNS = {name: re.compile(pattern) for name, pattern in _FIELDS.items()}
_NUMBERED = re.compile(
    r"(?:hito|meta|producto|entregable|accion|actividad|tarea|compromiso|anexo|respaldo|evidencia)s?\s+(?:n[.º°ro]*\s*)?"
    r"(?:\d{1,3}(?!\d)|[a-z][.-]?\d|[ivx]{1,4}\b).*"
)
_NAMING = re.compile(r"(?:titulo|nombre|denominacion|enunciado|descripcion|detalle)\b")
_LONGEST = 60
ITEMS = ("activity", "milestone", "commitment")
_FACTS = ("status", "means", "file", "lead", "counterpart")


def columns_of(labels: Sequence[str]) -> Columns:
    """The column of each field that the labels name; the first one where two would do. A label names one field."""
    found: Columns = {}
    for index, label in enumerate(labels):
        folded = fold(label).strip(" .:()")
        name = next(
            (name for name, pattern in _PATTERNS.items() if len(folded) < _LONGEST and pattern.fullmatch(folded)), None
        )
        if name in found and name in ITEMS and _NAMING.match(folded):
            name = "title"
        if name:
            found.setdefault(name, index)
    return found


def find_header(rows: Sequence[Row], position: int) -> Header | None:
    """The header of a table of commitments, milestones or activities: an item's column and one of facts about it."""
    row = rows[position]
    labels = tuple(clean(text) for text in row.texts)
    columns = columns_of(labels)
    if not any(item in columns for item in ITEMS) or not any(fact in columns for fact in _FACTS) or _is_data(labels):
        return None
    return Header(labels, tuple(sorted(columns.items())), row.place)


def _is_data(cells: Sequence[str]) -> bool:
    """Whether a row tells of an item: a status stands in it beside no label of statuses, or a name with its number."""
    if any(_NUMBERED.fullmatch(fold(cell)) for cell in cells):
        return True
    return "status" not in columns_of(cells) and any(is_status(cell) for cell in cells)


def tells_status(row: Row) -> bool:
    """Whether a row heads a column of statuses, whatever its other columns are."""
    labels = [clean(text) for text in row.texts]
    return "status" in columns_of(labels) and sum(bool(label) for label in labels) > 1 and not _is_data(labels)


def level_of(label: str) -> str:
    """The level that a column's label names, in the singular: «HITOS», «ACTIVIDAD/HITO» and «Nombre del hito» are «Hito»."""
    if re.match(rf"{_MIXED}|{_BOTH}", fold(label)):
        return "Hito"
    said = [word.strip(".:").lower() for word in clean(label).split()]
    return singular(next((word for word in said if is_level(word)), said[0])).capitalize()
