"""A draft as the JSON object of the contract `read.schema.json`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from minga.publishing.intake import draft as drafts
from minga.publishing.intake.document import Place
from minga.publishing.intake.numbers import as_text

Json = dict[str, Any]


def draft_json(draft: drafts.Draft) -> Json:
    """The draft as plain dicts, lists, texts and integers: numbers as decimal strings, empty lists present."""
    return {
        "document": {
            "kind": draft.kind,
            "title": draft.title,
            "date": draft.date,
            "organization": draft.organization,
            "language": draft.language,
            "sha256": draft.sha256,
        },
        "plans": [_plan(plan) for plan in draft.plans],
        "figures": [_figure(figure) for figure in draft.figures],
        "findings": [_finding(finding) for finding in draft.findings],
    }


def description(node: drafts.DraftNode) -> str | None:
    """The node's description; where none is printed, its expected means of verification."""
    return node.description or " ".join(node.expected_means) or None


def _plan(plan: drafts.DraftPlan) -> Json:
    return {
        "title": plan.title,
        "period": list(plan.period) if plan.period else None,
        "levels": list(plan.levels),
        "nodes": [_node(node) for node in plan.nodes],
        "source": _source(plan.place),
    }


def _node(node: drafts.DraftNode) -> Json:
    return {
        "ref": node.ref,
        "parent": node.parent,
        "level": node.level,
        "code": node.code,
        "code_printed": node.code_printed,
        "title": node.title,
        "description": description(node),
        "status": _status(node.status),
        "roles": [_sourced({"role": role.role, "name": role.name}, role.place) for role in node.roles],
        "mechanisms": list(node.mechanisms),
        "mechanisms_printed": node.mechanisms_printed,
        "evidence": [
            _sourced({"reference": cited.reference, "title": cited.title}, cited.place) for cited in node.evidence
        ],
        "targets": [_target(target) for target in node.targets],
        "budget": [_budget(amount) for amount in node.budget],
        "execution_printed": _decimal(node.execution_printed),
        "results": [*node.results, *node.expected_results],
        "contributes_to": [
            {"plan": link.plan, "title": link.title, "statement": link.statement} for link in node.contributes_to
        ],
        "dates": {"start": node.start, "end": node.end},
        "source": node.place.as_json(),
    }


def _status(status: drafts.DraftStatus | None) -> Json | None:
    if status is None:
        return None
    return {
        "printed": status.printed,
        "canonical": status.canonical,
        "marked": status.marked,
        "mark_reason": status.mark_reason,
        "note": status.note,
    }


def _target(target: drafts.DraftTarget) -> Json:
    values: Json = {
        "name": target.name,
        "indicator": target.indicator,
        "unit": target.unit,
        "year": target.year,
        "programmed": _decimal(target.programmed),
        "executed": _decimal(target.executed),
        "attainment": _decimal(target.attainment),
    }
    return _sourced(values, target.place)


def _budget(budget: drafts.DraftBudget) -> Json:
    values: Json = {
        "year": budget.year,
        "phase": budget.phase,
        "amount": as_text(budget.amount),
        "currency": budget.currency,
    }
    return _sourced(values, budget.place)


def _figure(figure: drafts.DraftFigure) -> Json:
    return {
        "name": figure.name,
        "label": figure.label,
        "value": as_text(figure.value),
        "unit": figure.unit,
        "source": figure.place.as_json(),
    }


def _finding(finding: drafts.DraftFinding) -> Json:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "source": finding.place.as_json(),
    }


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else as_text(value)


def _source(place: Place | None) -> Json | None:
    return place.as_json() if place and place.as_json() else None


def _sourced(values: Json, place: Place | None) -> Json:
    source = _source(place)
    return {**values, "source": source} if source else values
