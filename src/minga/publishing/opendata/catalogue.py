"""What can be taken away: every declared dataset, and the list of them, which is a dataset itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from minga.kernel.datasets import DATASETS, Column, Dataset, Row

PARAMETER = re.compile(r"<(?:\w+:)?(?P<name>\w+)>")
COLUMNS = (
    Column("slug", _("Identificador del conjunto de datos")),
    Column("title", _("Nombre")),
    Column("csv", _("Dirección del CSV; entre llaves, lo que se reemplaza")),
    Column("json", _("Dirección del JSON; entre llaves, lo que se reemplaza")),
    Column("columns", _("Nombres de sus columnas, separados por punto y coma")),
    Column("fictitious", _("Falso: la lista no inventa nada; lo ficticio se marca fila por fila en cada conjunto")),
)


def published() -> list[Dataset]:
    """Every dataset, first the list of all."""
    return [CATALOGUE, *DATASETS]


def template_of(dataset: Dataset) -> str:
    """The dataset's address with what must be filled in between braces: `planes/{plan}`."""
    return PARAMETER.sub(r"{\g<name>}", dataset.path)


def address_of(dataset: Dataset, values: Mapping[str, str]) -> str:
    """The dataset's address for some subject: `planes/paga-2`."""
    return PARAMETER.sub(lambda found: str(values[found["name"]]), dataset.path)


def rows(_parameters: Mapping[str, str]) -> Iterator[Row]:
    """One row for each dataset."""
    for dataset in published():
        address = f"{settings.MINGA_PUBLIC_URL}/{template_of(dataset)}"
        yield {
            "slug": dataset.slug,
            "title": str(dataset.title),
            "csv": f"{address}.csv",
            "json": f"{address}.json",
            "columns": ";".join(column.name for column in dataset.columns),
            "fictitious": False,
        }


CATALOGUE = Dataset("datos", "datos", _("Conjuntos de datos"), COLUMNS, rows)
