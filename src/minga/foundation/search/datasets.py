"""What the app declares for the registry of datasets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from minga.foundation.search.queries import answer
from minga.kernel.datasets import Column, Dataset, Row

COLUMNS = (
    Column("kind", _("Clase de cosa encontrada")),
    Column("title", _("Título")),
    Column("summary", _("Qué es, en pocas palabras")),
    Column("url", _("Dirección de su página, sin prefijo de idioma")),
    Column("fictitious", _("Verdadero si es inventado")),
    Column("held", _("Cuántas de las palabras buscadas dice")),
    Column("asked", _("Cuántas palabras se buscaron")),
)
STORED = ("kind", "title", "summary", "url", "fictitious")
BEGUN = "comienzo"
"""The parameter that asks for words which only begin with the last one."""


def result_rows(parameters: Mapping[str, str]) -> Iterator[Row]:
    """What the search page finds with the same `q`, `tipo` and `comienzo`, best first; nothing without words."""
    text, kind = parameters.get("q", ""), parameters.get("tipo", "")
    found = answer(text, kind=kind, begun=parameters.get(BEGUN) == "1")
    for entry in found.entries:
        yield {**{name: getattr(entry, name) for name in STORED}, "held": found.held, "asked": found.asked}


DATASETS: list[Dataset] = [Dataset("buscar", "buscar", _("Resultados de una búsqueda"), COLUMNS, result_rows)]
