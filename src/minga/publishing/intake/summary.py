"""A draft told in a few lines, for the terminal."""

from __future__ import annotations

from collections import Counter

from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import Draft, DraftPlan


def summary_lines(draft: Draft) -> list[str]:
    """The document, what was counted in each plan, and every alert with its place."""
    head = [
        draft.title or "Documento sin título",
        " · ".join(filter(None, (draft.organization, draft.date, draft.kind))),
    ]
    plans = [line for plan in draft.plans for line in _plan_lines(plan)]
    figures = [f"  {figure.label or figure.name}: {figure.value} ({_place(figure.place)})" for figure in draft.figures]
    alerts = [f"  {finding.code} ({_place(finding.place)}): {finding.message}" for finding in draft.findings]
    return [
        *head,
        *(plans or ["No se encontraron planes ni compromisos."]),
        f"Cifras del texto: {len(figures)}",
        *figures,
        f"Alertas de lectura: {len(alerts)}",
        *alerts,
    ]


def _plan_lines(plan: DraftPlan) -> list[str]:
    levels = Counter(node.level for node in plan.nodes)
    statuses = Counter(node.status.printed for node in plan.nodes if node.status)
    lines = [f"Plan: {plan.title or 'sin título'}" + (f" ({plan.period[0]}-{plan.period[1]})" if plan.period else "")]
    lines += [f"  {level}: {count}" for level, count in levels.items()]
    lines += [f"  «{printed}»: {count}" for printed, count in statuses.items()]
    return lines


def _place(place: Place) -> str:
    names = {"line": "línea", "page": "página", "table": "tabla", "row": "fila", "paragraph": "párrafo"}
    names |= {"sheet": "hoja", "cell": "celda"}
    return ", ".join(f"{names[name]} {value}" for name, value in place.as_json().items())
