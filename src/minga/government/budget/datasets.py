"""What the app declares for the registry of datasets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from minga.design.places import place_words
from minga.government.budget.models import BudgetFact
from minga.government.budget.queries import BudgetRow, budget_lines, budget_rows
from minga.kernel.datasets import Column, Dataset, Row

BATCH = 200
COLUMNS = (
    Column("line", _("Partida, tal como está impresa")),
    Column("year", _("Año, si está impreso")),
    Column("organization", _("Unidad a la que pertenece, con el nombre que consta hoy")),
    Column("issuer", _("Quién emite el documento, con el nombre que imprime")),
    Column("currency", _("Moneda, código ISO 4217")),
    *(Column(phase.value, _("Último monto impreso en esta fase del presupuesto")) for phase in BudgetFact.Phase),
    Column("execution", _("Devengado entre codificado, en %, calculado por Minga")),
    Column("execution_printed", _("Porcentaje de ejecución tal como está impreso")),
    Column("nodes", _("Elementos de planes que paga: plan, barra, clave, y su parte en %")),
    Column("document", _("Identificador del documento que imprime el último monto")),
    Column("place", _("Lugar del documento, en palabras")),
    Column("fictitious", _("Verdadero si es inventado")),
)


def rows(parameters: Mapping[str, str]) -> Iterator[Row]:
    """The lines of the listing with the same `anio` and `ficticio`."""
    lines = budget_lines(parameters).select_related("organization")
    start = 0
    while batch := budget_rows(lines[start : start + BATCH]):
        yield from map(_row, batch)
        start += BATCH


def _row(row: BudgetRow) -> Row:
    info, source = row.info, row.place
    return {
        "line": info.name,
        "year": info.year,
        "organization": str(row.line.organization or ""),
        "issuer": source.document.issuer if source else "",
        "currency": info.currency,
        **{phase.value: info.amount(phase.value) for phase in BudgetFact.Phase},
        "execution": info.execution,
        "execution_printed": info.execution_printed,
        "nodes": "; ".join(
            f"{share.node.plan.slug}/{share.node.key} {share.share.normalize():f}" for share in row.shares
        ),
        "document": source.document.slug if source else "",
        "place": place_words(source.place) if source else "",
        "fictitious": row.line.fictitious,
    }


DATASETS = [Dataset("presupuesto", "presupuesto", _("Presupuesto leído"), COLUMNS, rows)]
