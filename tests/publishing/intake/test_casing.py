"""A cover in capitals reads as its own document writes."""

from __future__ import annotations

import pytest

from minga.publishing.intake.casing import readable

TEXTS = [
    "Implementación en el Distrito Metropolitano de Quito",
    "Actualizar el PMDOT con las Administraciones del Distrito Metropolitano de Quito",
    "Informe de cumplimiento del plan",
]


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        (
            "INFORME DEL PLAN DEL DISTRITO METROPOLITANO DE QUITO",
            "Informe del plan del Distrito Metropolitano de Quito",
        ),
        ("INFORME DE GESTIÓN 2021 – POR SECTOR", "Informe de gestión 2021 – por sector"),
        ("AVANCE DEL PMDOT, TOMO II", "Avance del PMDOT, tomo II"),
        ("Informe FINAL del Compromiso", "Informe FINAL del Compromiso"),
        ("2021", "2021"),
    ],
)
def test_capitals_become_the_case_of_the_text(printed, shown):
    assert readable(printed, TEXTS) == shown
