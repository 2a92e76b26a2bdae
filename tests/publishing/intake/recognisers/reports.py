"""A compliance report of an invented municipality: its front, one commitment and a table of its milestones."""

from __future__ import annotations

TITLE = "INFORME DE CUMPLIMIENTO DE LOS COMPROMISOS DEL PLAN DE GOBIERNO ABIERTO DE SAN JACINTO 2023-2024"
LEAD, COUNTERPART = "Dirección de Archivo", "Universidad del Valle"
FRONT = f"""\
{TITLE}

MARZO 2024

COMPROMISO 1: Abrir los archivos.
Responsable: {LEAD}.
Contraparte: {COUNTERPART}.

ESTADO DE CUMPLIMIENTO COMPROMISO 1

"""
HEADER = "HITO\tESTADO\tVERIFICABLES"
FIRST_ROW = 12
"""The line of the first row of the report's table."""


def report(*rows: str, header: str = HEADER, after: str = "") -> str:
    """The text of the report, its table with these rows; the cells of a row stand between tabs."""
    return FRONT + "\n".join([header, *rows]) + "\n" + after
