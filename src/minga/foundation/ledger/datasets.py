"""What the app declares for the registry of datasets."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from minga.foundation.ledger.queries.acts import asked_of, entries_of, told
from minga.kernel.datasets import Column, Dataset, Row

COLUMNS = (
    Column("index", _("Número de la entrada; la primera es la 0")),
    Column("at", _("Cuándo se anotó, en tiempo universal")),
    Column("kind", _("Qué se hizo, con su nombre en la bitácora")),
    Column("subject", _("Sobre qué, con un nombre que no cambia")),
    Column("role", _("En qué rol se hizo; nunca quién")),
    Column("payload", _("Lo que se anotó, como JSON; vacío si se borró como pide la ley")),
    Column("digest", _("Huella SHA-256 de lo que se anotó")),
    Column("fictitious", _("Verdadero si pertenece al cantón ficticio")),
)


def entry_rows(parameters: Mapping[str, str]) -> Iterator[Row]:
    """The sealed acts of the listing with the same `acto` and `sujeto`, the last first."""
    for entry in told(entries_of(**asked_of(parameters))):
        payload = entry["payload"]
        yield {column.name: entry.get(column.name) for column in COLUMNS} | {
            "payload": "" if payload is None else json.dumps(payload, ensure_ascii=False),
            "fictitious": entry.get("fictitious", False),
        }


DATASETS: list[Dataset] = [Dataset("bitacora", "bitacora", _("Bitácora pública"), COLUMNS, entry_rows)]
