"""The money of a node, for programs."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _
from ninja import Field, Router

from minga.government.budget.models import BudgetFact
from minga.government.budget.queries import Amount, LineInfo, lines_of
from minga.government.plans.models import Node
from minga.kernel.api import (
    Answer,
    Money,
    Number,
    OneOf,
    PrintedDate,
    absolute,
    key_in_path,
    printed_date,
    shown,
    slug_in_path,
)

router = Router(tags=["plans"])
PLAN = slug_in_path(_("Identificador del plan."), "paga-2025-2027")
KEY = key_in_path(_("Clave del elemento, única en su plan."), "C1.H1")
AMOUNT = {"phase": "accrued", "amount": "4884.15", "as_of": "2026-07"}
LINE = {
    "name": "Portal de datos abiertos",
    "year": 2026,
    "currency": "USD",
    "share": "100",
    "amounts": [{"phase": "adjusted", "amount": "6000.00", "as_of": "2026-07"}, AMOUNT],
    "execution": "81.4",
    "execution_printed": "81.4",
}


class AmountInPhase(Answer):
    """The latest amount of a line in a phase."""

    model_config = shown(AMOUNT)

    phase: Annotated[str, OneOf(BudgetFact.Phase.values)] = Field(
        description=_("Fase: adjusted es el codificado, accrued el devengado.")
    )
    amount: Money = Field(description=_("Monto, como texto decimal."))
    as_of: PrintedDate | None = Field(description=_("A qué fecha."))


class BudgetLineOfNode(Answer):
    """A line of the budget that pays for a node."""

    model_config = shown(LINE)

    name: str = Field(description=_("Nombre"))
    year: int | None = Field(description=_("Año"))
    currency: str = Field(description=_("Moneda, código ISO 4217."))
    share: Number = Field(description=_("Qué parte de la línea paga este elemento, en %."))
    amounts: list[AmountInPhase] = Field(description=_("El último monto de cada fase, en el orden del ciclo."))
    execution: Number | None = Field(description=_("Devengado entre codificado, en %, redondeado."))
    execution_printed: Number | None = Field(description=_("Porcentaje de ejecución que imprime el documento."))


class NodeBudget(Answer):
    """The money of a node."""

    model_config = shown(
        {
            "plan": "paga-2025-2027",
            "key": "C1.H1",
            "lines": [LINE],
            "fictitious": True,
            "url": "https://minga.example/planes/paga-2025-2027/C1.H1/",
        }
    )

    plan: str = Field(description=_("Identificador del plan"))
    key: str = Field(description=_("Clave del elemento; no se reutiliza"))
    lines: list[BudgetLineOfNode] = Field(description=_("Las líneas del presupuesto que lo pagan."))
    fictitious: bool = Field(description=_("Verdadero si es inventado"))
    url: str = Field(description=_("Dirección de su página."))


@router.get(
    "/plans/{slug}/nodes/{key}/budget",
    response=NodeBudget,
    operation_id="getNodeBudget",
    summary=_("El dinero de un elemento"),
    description=_("Las líneas del presupuesto que pagan un elemento, con sus montos por fase."),
)
def get_node_budget(request: HttpRequest, slug: str = PLAN, key: str = KEY) -> NodeBudget:
    """What its page tells of the money of a node."""
    node: Node = get_object_or_404(Node.objects.select_related("plan"), plan__slug=slug, key=key)
    return NodeBudget(
        plan=slug,
        key=node.key,
        lines=[_line(line, share) for line, share in lines_of(Q(node=node)).get(node.pk, [])],
        fictitious=node.plan.fictitious,
        url=absolute(node.get_absolute_url()),
    )


def _line(line: LineInfo, share: Decimal) -> BudgetLineOfNode:
    return BudgetLineOfNode(
        name=line.name,
        year=line.year,
        currency=line.currency,
        share=share,
        amounts=[_amount(amount) for amount in line.amounts],
        execution=line.execution,
        execution_printed=line.execution_printed,
    )


def _amount(amount: Amount) -> AmountInPhase:
    return AmountInPhase(phase=amount.phase, amount=amount.amount, as_of=printed_date(amount.as_of))
