"""The tables of plans' reports: what each column holds, told from its label."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minga.publishing.intake.cleaning import clean, fold
from minga.publishing.intake.document import Row
from minga.publishing.intake.grids import Header
from minga.publishing.intake.levels import singular

Columns = dict[str, int]

_FIELDS = {
    "number": r"(?:n|no|nro|num|numero|#|cod|codigo|item|ord|orden)[.º°]*",
    "commitment": r"compromisos?(?: .{1,40})?",
    "milestone": r"(?:hitos?|metas?|productos?|entregables?|acciones|accion)(?: .{1,40})?",
    "activity": r"(?:sub)?(?:actividad|actividades|tareas?)(?: .{1,40})?",
    "status": r"(?:estado|estatus|status|situacion|cumplimiento)(?: .{1,40})?|(?:grado|nivel) de cumplimiento",
    "file": r"archivos?(?: .{1,40})?",
    "means": r"(?:verificables?|medios? de verificacion|evidencias?|respaldos?|anexos?|sustentos?|fuentes? de verificacion"
    r"|documentos? de respaldo)(?: .{1,40})?",
    "note": r"(?:observaci|comentario|justificaci|nota|explicaci)\w*(?: .{1,40})?",
    "counterpart": r"(?:contrapartes?|corresponsables?)(?: .{1,40})?",
    "lead": r"(?:(?:entidad|institucion|dependencia|unidad|area) )?responsables?(?: .{1,40})?",
    "start": r"(?:fecha )?(?:de |del )?inicio(?: .{1,20})?|desde",
    "end": r"(?:fecha )?(?:de |del )?(?:fin|final|finalizacion|termino|cumplimiento|entrega|cierre)|plazo|hasta",
    "attainment": r"(?:%|porcentaje)(?: .{1,40})?|avance",
}
_PATTERNS = {name: re.compile(pattern) for name, pattern in _FIELDS.items()}
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
        if name:
            found.setdefault(name, index)
    return found


def find_header(rows: Sequence[Row], position: int) -> Header | None:
    """The header of a table of commitments, milestones or activities: an item's column and one of facts about it."""
    row = rows[position]
    labels = tuple(clean(text) for text in row.texts)
    columns = columns_of(labels)
    if not any(item in columns for item in ITEMS) or not any(fact in columns for fact in _FACTS):
        return None
    return Header(labels, tuple(sorted(columns.items())), row.place)


def level_of(label: str) -> str:
    """The level that a column's label names, in the singular: «HITOS» -> «Hito»."""
    return singular(clean(label).split()[0].strip(".:").lower()).capitalize()
