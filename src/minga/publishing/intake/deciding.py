"""What a draft becomes once a person has decided on it. A pure module without Django.

`decided` never changes the draft that it is given. Its result does not depend on the order of the decisions, and deciding
the same again changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import (
    TEXT_PLACES,
    Draft,
    DraftBudget,
    DraftEvidence,
    DraftFigure,
    DraftFinding,
    DraftNode,
    DraftPlan,
    DraftRole,
    DraftStatus,
    DraftTarget,
    DraftText,
)
from minga.publishing.intake.records import built

DOCUMENT = ""
"""The reference under which the document's own title, date and issuer are corrected."""
NOTICE = "info"
"""The severity of what is only told."""


class Choice(StrEnum):
    """What a person may say of an alert or of an element."""

    KEEP = "keep"
    CORRECT = "correct"
    LEAVE_OUT = "leave-out"


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision: on an alert, on an element (`ref`) or on both.

    `values` are the corrected fields as records of the draft, made by `correcting.py`. `figures` are left out with the
    choice to leave out. Where two decisions correct the same field, the one with the higher `turn` holds.
    """

    choice: Choice
    turn: int
    ref: str | None = None
    alert: DraftFinding | None = None
    figures: tuple[DraftFigure, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)


def decided(draft: Draft, decisions: Iterable[Decided]) -> Draft:
    """The draft as it is to be applied.

    An element that is left out takes those below it along; an alert that led to a correction is settled and goes; one
    that is kept stays, as do those of what is left out, which then speak of no element.
    """
    ordered = sorted(decisions, key=lambda decision: decision.turn)
    if not ordered:
        return draft
    out = left_out(draft, ordered)
    values = merged(ordered)
    figures = [figure for decision in ordered if decision.choice == Choice.LEAVE_OUT for figure in decision.figures]
    settled = [decision.alert for decision in ordered if decision.alert and _settles(decision)]
    changed = replace(
        draft,
        plans=[plan for plan in (_plan(plan, out, values) for plan in draft.plans) if plan is not None],
        figures=[figure for figure in draft.figures if figure not in figures],
        findings=[_finding(finding, out) for finding in draft.findings if finding not in settled],
    )
    return _document(changed, values.get(DOCUMENT, {}))


def left_out(draft: Draft, decisions: Iterable[Decided]) -> set[str]:
    """The references of all elements that the decisions leave out, with those below them."""
    out = {decision.ref for decision in decisions if decision.choice == Choice.LEAVE_OUT and decision.ref}
    for plan in draft.plans:
        for node in plan.nodes:
            if node.parent in out:
                out.add(node.ref)
    return {ref for ref in out if ref}


def below(draft: Draft, ref: str) -> list[DraftNode]:
    """The elements below one, in document order."""
    inside = {ref}
    found = []
    for plan in draft.plans:
        for node in plan.nodes:
            if node.parent in inside:
                inside.add(node.ref)
                found.append(node)
    return found


def merged(decisions: Iterable[Decided]) -> dict[str, dict[str, Any]]:
    """The corrected fields of each element; the later decision holds."""
    found: dict[str, dict[str, Any]] = {}
    for decision in sorted(decisions, key=lambda one: one.turn):
        if decision.choice == Choice.CORRECT and decision.ref is not None:
            found.setdefault(decision.ref, {}).update(decision.values)
    return found


def _settles(decision: Decided) -> bool:
    """Whether the alert need not be told any more: it was corrected, or it does not apply to the document at all."""
    if decision.choice == Choice.CORRECT:
        return True
    return decision.choice == Choice.LEAVE_OUT and not decision.ref and not decision.figures


def _plan(plan: DraftPlan, out: set[str], values: Mapping[str, Mapping[str, Any]]) -> DraftPlan | None:
    """The plan with its decided elements; None when nothing of it is left."""
    nodes = [_node(node, values.get(node.ref, {})) for node in plan.nodes if node.ref not in out]
    return None if plan.nodes and not nodes else replace(plan, nodes=nodes)


def _finding(finding: DraftFinding, out: set[str]) -> DraftFinding:
    return replace(finding, ref=None) if finding.ref in out else finding


def _document(draft: Draft, values: Mapping[str, Any]) -> Draft:
    known = {name: values[name] for name in ("title", "date", "organization") if name in values}
    return replace(draft, **known) if known else draft


def _node(node: DraftNode, values: Mapping[str, Any]) -> DraftNode:
    if not values:
        return node
    cells, places = dict(node.cells), dict(node.places)
    texts_printed = dict(node.texts_printed)
    corrected = sorted({*node.corrected, *values})
    changed = replace(node, cells=cells, places=places, texts_printed=texts_printed, corrected=corrected)
    for name, value in values.items():
        FIELDS[name](changed, value)
    return changed


def _title(node: DraftNode, value: str) -> None:
    node.printed = node.printed or node.title
    node.title = value


def _code(node: DraftNode, value: str) -> None:
    node.cells.setdefault("code", node.code or "" if node.code_printed else "")
    node.code, node.code_printed = value or None, bool(value)


def _status(node: DraftNode, value: Mapping[str, Any] | None) -> None:
    node.cells.setdefault("status", node.status.printed if node.status else "")
    node.status = built(DraftStatus, dict(value)) if value is not None else None


def _dates(node: DraftNode, value: Sequence[str | None]) -> None:
    node.cells.setdefault("dates", " – ".join(filter(None, (node.start, node.end))))
    node.start, node.end = value


def _mechanisms(node: DraftNode, value: Sequence[str]) -> None:
    node.mechanisms = list(value)


def _listed(name: str, kind: type[Any]) -> Callable[[DraftNode, Any], None]:
    def put(node: DraftNode, value: Sequence[Mapping[str, Any]]) -> None:
        setattr(node, name, [built(kind, dict(item)) for item in value])

    return put


def _texts(name: str) -> Callable[[DraftNode, Any], None]:
    def put(node: DraftNode, value: Sequence[Mapping[str, Any]]) -> None:
        items = [built(DraftText, dict(item)) for item in value]
        setattr(node, name, [item.text for item in items])
        node.texts_printed[name] = [item.printed for item in items]
        if TEXT_PLACES[name]:
            setattr(node, TEXT_PLACES[name], [item.place for item in items])

    return put


FIELDS: dict[str, Callable[[DraftNode, Any], None]] = {
    "title": _title,
    "code": _code,
    "status": _status,
    "dates": _dates,
    "mechanisms": _mechanisms,
    "evidence": _listed("evidence", DraftEvidence),
    "roles": _listed("roles", DraftRole),
    "targets": _listed("targets", DraftTarget),
    "budget": _listed("budget", DraftBudget),
    **{name: _texts(name) for name in TEXT_PLACES},
}
"""How each field of an element is set to a corrected value."""


def needs_decision(finding: DraftFinding) -> bool:
    """Whether a person has to decide on an alert; mere notices need nothing."""
    return finding.severity != NOTICE


def counts_of(draft: Draft) -> dict[str, Any]:
    """What was read, in numbers: plans, elements by level, figures, alerts to decide and mere notices."""
    levels = Counter(node.level for plan in draft.plans for node in plan.nodes)
    alerts = sum(map(needs_decision, draft.findings))
    return {
        "plans": len(draft.plans),
        "levels": [[level, number] for level, number in levels.items()],
        "figures": len(draft.figures),
        "alerts": alerts,
        "notices": len(draft.findings) - alerts,
    }


def nodes_of(draft: Draft) -> dict[str, DraftNode]:
    """Every element of the draft by its reference."""
    return {node.ref: node for plan in draft.plans for node in plan.nodes}


def figures_at(draft: Draft, place: Place) -> tuple[DraftFigure, ...]:
    """The figures that are printed at a place."""
    return tuple(figure for figure in draft.figures if figure.place == place)
