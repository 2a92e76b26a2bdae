"""The fictitious canton. Its coordinates lie in the open ocean, so that no place of it can be taken for a real one."""

from __future__ import annotations

from decimal import Decimal

from minga.foundation.territory.actions import install_canton
from minga.foundation.territory.facts import CantonFacts, ParishFacts, PopulationFacts
from minga.kernel.samples import Sample

INVENTED = "Cifra inventada para la demostración"


def _parish(name: str, setting: str, east: str, north: str, censuses: tuple[int, int, int]) -> ParishFacts:
    """A parish some hundredths of a degree east and north of the canton's middle."""
    years = zip((2001, 2010, 2022), censuses, strict=True)
    return ParishFacts(
        name=name,
        longitude=Decimal("-84.5") + Decimal(east),
        latitude=Decimal("-1.2") + Decimal(north),
        setting=setting,
        populations=tuple(PopulationFacts(year, "census", count, INVENTED) for year, count in years),
    )


PARISHES = (
    _parish("San Jacinto Centro", "urban", "0", "0", (19_820, 24_310, 28_640)),
    _parish("Río Claro", "urban", "0.034", "-0.014", (9_410, 12_205, 15_930)),
    _parish("Loma Verde", "rural", "-0.046", "0.012", (4_115, 4_870, 5_260)),
    _parish("Puente Viejo", "rural", "0.058", "0.020", (3_208, 3_054, 2_715)),
    _parish("El Páramo", "rural", "-0.030", "-0.021", (1_244, 1_102, 986)),
)
SAN_JACINTO = CantonFacts(
    name="San Jacinto",
    parishes=PARISHES,
    populations=(PopulationFacts(2022, "census", 53_531, INVENTED),),
    fictitious=True,
)


def build() -> None:
    """Writes the canton of San Jacinto with its parishes."""
    install_canton(SAN_JACINTO)


SAMPLES: list[Sample] = [Sample("territory", 10, build)]
