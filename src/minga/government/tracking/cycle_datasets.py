"""The public table of a cycle: what was asked of whom, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minga.government.tracking.models import Cycle
from minga.government.tracking.queries.cycles import AskedRow, find_cycle, rows_of
from minga.kernel.datasets import Column, Dataset, Row

COLUMNS = (
    Column("plan", _("Identificador del plan")),
    Column("cycle", _("Número del ciclo en su plan")),
    Column("key", _("Clave del elemento")),
    Column("organization", _("Identificador de la unidad a la que se pidió")),
    Column("due_on", _("Último día del plazo, con las prórrogas")),
    Column("extension_reason", _("Por qué se alargó el plazo; vacío si no se alargó")),
    Column("notified_on", _("Día en que se avisó a quien responde; vacío si no había a quién")),
    Column("reported_on", _("Día en que se envió por primera vez; vacío si no se ha enviado")),
    Column("approved_on", _("Día en que se aprobó; vacío si no se ha aprobado")),
    Column("status", _("Estado declarado, una vez aprobado")),
    Column("physical", _("Avance físico declarado, en porcentaje, una vez aprobado")),
    Column("second_review", _("Falso si la misma persona lo revisó y lo aprobó; vacío si no se ha aprobado")),
    Column("silent", _("Verdadero si se avisó a tiempo, el plazo pasó y no se envió nada")),
    Column("fictitious", _("Verdadero si es inventado")),
)


def rows(_parameters: Mapping[str, str], *, plan: str, number: int) -> Iterator[Row]:
    """All that a cycle asked, in the plan's order."""
    try:
        cycle = find_cycle(plan, int(number))
    except Cycle.DoesNotExist:
        raise Http404 from None
    if cycle.state == Cycle.State.DRAFT:
        raise Http404
    return (_row(cycle, row) for row in rows_of(cycle))


def _row(cycle: Cycle, row: AskedRow) -> Row:
    one, report = row.assignment, row.report
    return {
        "plan": cycle.plan.slug,
        "cycle": cycle.number,
        "key": one.node.key,
        "organization": one.organization.slug,
        "due_on": one.due_on.isoformat(),
        "extension_reason": one.extension_reason,
        "notified_on": day_of(one.notified_at),
        "reported_on": day_of(one.reported_at),
        "approved_on": day_of(report.approved_at) if report else "",
        "status": report.canonical if report else "",
        "physical": report.physical if report else None,
        "second_review": report.has_second_review if report else None,
        "silent": row.is_silent,
        "fictitious": cycle.plan.fictitious,
    }


def day_of(moment: datetime | None) -> str:
    """The day of a moment in the instance's time zone."""
    return timezone.localtime(moment).date().isoformat() if moment else ""


DATASETS = [
    Dataset(
        "reportes-de-un-ciclo",
        "planes/<slug:plan>/ciclos/<int:number>",
        _("Reportes que pidió un ciclo"),
        COLUMNS,
        rows,
    )
]
