"""The territory as plain facts, before it is rows: what a canton's parishes, zones and populations are.

The facts of Quito come with the package (`data/README.md` says from where).
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from django.utils.text import slugify

DATA = Path(__file__).parent / "data"
ZONE_PREFIX = "Administración Zonal"
CENSUS_SOURCE = "Censo {year}, tablas municipales (IIC)"
PROJECTION_SOURCE = "Proyección a {year}, tablas municipales (IIC)"


@dataclass(frozen=True)
class PopulationFacts:
    """Inhabitants in a year. `kind` is a value of `Population.Kind`."""

    year: int
    kind: str
    inhabitants: int
    source: str


@dataclass(frozen=True)
class ParishFacts:
    """A parish: its point in degrees (WGS 84) and, by the layout's slug, the name of its zone."""

    name: str
    longitude: Decimal
    latitude: Decimal
    code: str = ""
    other_names: tuple[str, ...] = ()
    setting: str = ""
    zones: Mapping[str, str] = field(default_factory=dict)
    populations: tuple[PopulationFacts, ...] = ()

    @property
    def slug(self) -> str:
        """Its address, made of its name."""
        return slugify(self.name)


@dataclass(frozen=True)
class LayoutFacts:
    """An arrangement into zones. `other_names` gives, by the zone's name, those under which documents print it too."""

    slug: str
    name: str
    source: str
    is_current: bool = False
    other_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class CantonFacts:
    """A canton with all its places."""

    name: str
    parishes: tuple[ParishFacts, ...]
    code: str = ""
    layouts: tuple[LayoutFacts, ...] = ()
    populations: tuple[PopulationFacts, ...] = ()
    fictitious: bool = False

    @property
    def slug(self) -> str:
        """Its address, made of its name."""
        return slugify(self.name)

    @property
    def fingerprint(self) -> str:
        """SHA-256 (hexadecimal) of all its facts, to tell whether they changed."""
        return hashlib.sha256(repr(self).encode()).hexdigest()

    def zones(self) -> dict[str, tuple[str, ...]]:
        """The names of all zones of all layouts, each with its further names."""
        names = {zone for parish in self.parishes for zone in parish.zones.values()}
        printed = {zone: others for layout in self.layouts for zone, others in layout.other_names.items()}
        return {name: printed.get(name, ()) for name in sorted(names)}


TODAY = LayoutFacts(
    slug="diez-administraciones-zonales",
    name="Diez administraciones zonales",
    source="Capa municipal de zonas, 2022 (tablas municipales, IIC)",
    is_current=True,
)
EARLIER = LayoutFacts(
    slug="ocho-y-la-mariscal",
    name="Ocho administraciones zonales y La Mariscal",
    source="Informe de cumplimiento del Segundo Plan de Gobierno Abierto, mayo de 2023, línea 83",
    other_names={f"{ZONE_PREFIX} La Mariscal": (f"{ZONE_PREFIX} Especial Turística La Mariscal",)},
)


def quito() -> CantonFacts:
    """The Distrito Metropolitano de Quito: 65 parishes, ten zones today and the earlier nine."""
    with (DATA / "parishes.csv").open(encoding="utf-8", newline="") as file:
        parishes = tuple(_parish(row) for row in csv.DictReader(file))
    total = sum(facts.inhabitants for parish in parishes for facts in parish.populations if facts.year == CENSUS_YEAR)
    return CantonFacts(
        name="Distrito Metropolitano de Quito",
        code="1701",
        parishes=parishes,
        layouts=(TODAY, EARLIER),
        populations=(PopulationFacts(CENSUS_YEAR, "census", total, CENSUS_SOURCE.format(year=CENSUS_YEAR)),),
    )


CENSUS_YEAR = 2022
"""The census whose parishes add up to the canton's total; the tables of earlier ones leave people unassigned."""


def _parish(row: Mapping[str, str]) -> ParishFacts:
    return ParishFacts(
        name=row["name"],
        longitude=Decimal(row["longitude"]),
        latitude=Decimal(row["latitude"]),
        code=row["code"],
        other_names=tuple(filter(None, row["other_names"].split(";"))),
        setting=row["setting"],
        zones={TODAY.slug: f"{ZONE_PREFIX} {row['zone']}", EARLIER.slug: f"{ZONE_PREFIX} {row['earlier_zone']}"},
        populations=tuple(_populations(row)),
    )


def _populations(row: Mapping[str, str]) -> Iterator[PopulationFacts]:
    sources = {"census": CENSUS_SOURCE, "projection": PROJECTION_SOURCE}
    for column, value in row.items():
        kind, _underscore, year = column.partition("_")
        if kind in sources and year.isdigit():
            yield PopulationFacts(int(year), kind, int(value), sources[kind].format(year=year))
