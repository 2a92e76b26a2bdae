"""Damaged at random, an insertion matrix is read as far as it goes: no mutation ends in an error.

The seed of a mutation is its number, so that a failure can be repeated: `read(damaged(seed))`.
"""

from __future__ import annotations

import random

import pytest

from tests.publishing.intake.recognisers.reading import read

HEADER = (
    "Objetivos de Desarrollo\tObjetivos de Gestión\tIniciativas\tObjetivo de Articulación\tMecanismo de Articulación"
)
MATRIX = f"""Plan de Desarrollo del cantón Valle Nuevo 2023-2035

Sobre el objetivo “Impulsar el turismo comunitario en las parroquias” se plantearon 3 iniciativas por la Secretaría de Turismo.

{HEADER}
1. Dinamizar la economía\t1.1 Impulsar el turismo comunitario en las parroquias\tRuta del hielo\tCoordinar la operación.\tConvenios
\t\tRed de hospedajes\tFormar a las familias anfitrionas.\tConvenio marco y capacitación
\t\t\tCertificar la calidad de los hospedajes.\t

{HEADER}
2. Cuidar el ambiente\t2.1 Proteger las fuentes de agua\tFondo de agua\tCrear el fideicomiso del fondo de\tFideicomiso

{HEADER}
\t\t\tagua con aportes de la empresa privada.\t
Guardianes del páramo\tFirmar pactos de conservación con comunas.\tAcuerdos\t\t
"""
PIECES = ("\t", "\t\t", "\n", "\n\n", "**", "1.1 ", "%", "1.2.3,4", "<p>", "COMPROMISO 0:", "�")
BATCH = 60


def damaged(seed: int) -> str:
    """The matrix with stretches cut out, marks put in and characters changed."""
    chance = random.Random(seed)
    text = MATRIX
    for _ in range(chance.choice((1, 5, 30))):
        position, change = chance.randrange(len(text) + 1), chance.random()
        if change < 0.3:
            text = text[:position] + text[position + chance.randrange(200) :]
        elif change < 0.7:
            text = text[:position] + chance.choice(PIECES) + text[position:]
        else:
            text = text[:position] + chr(chance.randrange(32, 256)) + text[position + 1 :]
    return text


@pytest.mark.parametrize("first", range(0, 5 * BATCH, BATCH))
def test_no_damage_ends_in_an_error(first: int):
    for seed in range(first, first + BATCH):
        assert read(damaged(seed)).kind
