from __future__ import annotations

import pytest

from minga.foundation.territory.actions import install_canton, install_territory
from minga.foundation.territory.facts import CantonFacts, LayoutFacts, ParishFacts, PopulationFacts
from minga.foundation.territory.models import Territory
from tests.foundation.territory.squares import decimal_place

LAYOUTS = (
    LayoutFacts("zonas-de-hoy", "Zonas de hoy", "Informe de prueba, línea 1", is_current=True),
    LayoutFacts("zonas-de-antes", "Zonas de antes", "Informe de prueba, línea 2"),
)


@pytest.fixture
def quito(db) -> Territory:
    return install_territory()


@pytest.fixture
def make_canton(db):
    """A real canton with as many parishes as wanted, in two zones; codes from 990101, a tenth of a degree apart."""

    def make(parishes: int = 3, name: str = "Cantón de Prueba", code: str = "9901") -> Territory:
        facts = tuple(_parish(number, code) for number in range(1, parishes + 1))
        return install_canton(CantonFacts(name=name, code=code, parishes=facts, layouts=LAYOUTS))

    return make


def _parish(number: int, code: str) -> ParishFacts:
    longitude, latitude = decimal_place(number)
    return ParishFacts(
        name=f"Parroquia {number}",
        longitude=longitude,
        latitude=latitude,
        code=f"{code}{number:02}",
        setting="urban" if number == 1 else "rural",
        zones={"zonas-de-hoy": "Zona Norte" if number == 1 else "Zona Sur", "zonas-de-antes": "Zona Sur"},
        populations=(
            PopulationFacts(2010, "census", 100 * number, "Censo de prueba"),
            PopulationFacts(2022, "census", 110 * number, "Censo de prueba"),
        ),
    )
