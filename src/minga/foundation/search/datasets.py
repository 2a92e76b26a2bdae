"""What the app declares for the registry of datasets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from minga.foundation.search.queries import find
from minga.kernel.datasets import Column, Dataset, Row
from minga.kernel.search import SEARCH

COLUMNS = (
    Column("kind", _("Clase de cosa encontrada")),
    Column("title", _("Título")),
    Column("summary", _("Qué es, en pocas palabras")),
    Column("url", _("Dirección de su página, sin prefijo de idioma")),
    Column("fictitious", _("Verdadero si es inventado")),
)


def result_rows(parameters: Mapping[str, str]) -> Iterator[Row]:
    """What the search page finds with the same `q` and `tipo`, best first; nothing without words."""
    kinds = {searchable.kind for searchable in SEARCH}
    kind = parameters.get("tipo", "")
    found = find(parameters.get("q", ""), kind=kind if kind in kinds else "")
    return found.values(*(column.name for column in COLUMNS)).iterator()


DATASETS: list[Dataset] = [Dataset("buscar", "buscar", _("Resultados de una búsqueda"), COLUMNS, result_rows)]
