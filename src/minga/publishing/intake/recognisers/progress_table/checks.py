"""What does not fit in a follow-up table: percentages against their amounts, statuses, evidence, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from minga.publishing.intake.cleaning import fold
from minga.publishing.intake.draft import DraftFinding, DraftNode, DraftTarget
from minga.publishing.intake.numbers import parse_decimal
from minga.publishing.intake.recognisers import findings
from minga.publishing.intake.recognisers.marks import mark_reason
from minga.publishing.intake.recognisers.progress_table.values import decimals_of

_FULL = Decimal(100)
_PERCENTAGE = re.compile(r"[0-9]{1,3}(?:[.,][0-9]+)?\s*%")


def understand_status(node: DraftNode, notes: list[str]) -> None:
    """Reads a percentage that stands as a status, and ties a mark to the note beneath the table that explains it."""
    status = node.status
    if status is None:
        return
    if status.canonical == "unknown":
        said = fold(status.printed).strip(" .*")
        status.canonical = _of_percentage(said) or "unknown"
    if status.marked:
        status.note = status.note or next((note.lstrip("*¹²³() ") for note in notes if note.startswith("*")), None)
        status.mark_reason = mark_reason(status.note)


def _of_percentage(said: str) -> str | None:
    """What a percentage says where a status should stand: all is done, or a part. Nothing done says no more than that."""
    if not _PERCENTAGE.fullmatch(said):
        return None
    value = parse_decimal(said) or Decimal(0)
    if value <= 0:
        return None
    return "completed" if value >= _FULL else "in_progress"


def check_node(node: DraftNode, period: tuple[int, int] | None, *, expects_evidence: bool) -> Iterator[DraftFinding]:
    """The alerts about a node. `expects_evidence`: the table has a column for evidence."""
    yield from _check_status(node, expects_evidence=expects_evidence)
    for target in node.targets:
        yield from _check_target(node, target)
    yield from _check_execution(node)
    yield from _check_dates(node, period)


def _check_status(node: DraftNode, *, expects_evidence: bool) -> Iterator[DraftFinding]:
    status = node.status
    if status is None:
        return
    place = status.place or node.place
    if status.canonical == "unknown":
        yield findings.unknown_term(term=status.printed, vocabulary="estados", place=place, ref=node.ref)
    if status.marked and not status.note:
        yield findings.missing_note(status=status.printed, place=place, ref=node.ref)
    if expects_evidence and status.canonical == "completed" and not node.evidence:
        yield findings.missing_evidence(name=node.title, status=status.printed, place=place, ref=node.ref)


def _check_target(node: DraftNode, target: DraftTarget) -> Iterator[DraftFinding]:
    """A percentage against executed by programmed. Over-fulfilment printed as 100 is a custom, no error."""
    if target.attainment is None or target.executed is None or not target.programmed:
        return
    capped = target.attainment == _FULL and target.executed > target.programmed
    if not capped and not _fits(target.attainment, target.executed, target.programmed):
        yield findings.percent_mismatch(
            printed=target.attainment,
            part=target.executed,
            whole=target.programmed,
            what="de avance",
            place=target.place or node.place,
            ref=node.ref,
        )


def _check_execution(node: DraftNode) -> Iterator[DraftFinding]:
    """Execution against accrued by adjusted (*devengado / codificado*), or by the only other phase printed."""
    amounts = {budget.phase: budget.amount for budget in node.budget}
    accrued = amounts.get("accrued")
    whole = amounts.get("adjusted")
    if whole is None and set(amounts) == {"accrued", "initial"}:
        whole = amounts["initial"]
    if node.execution_printed is None or accrued is None or not whole:
        return
    if not _fits(node.execution_printed, accrued, whole):
        yield findings.percent_mismatch(
            printed=node.execution_printed,
            part=accrued,
            whole=whole,
            what="de ejecución presupuestaria",
            place=node.places.get("execution_printed", node.place),
            ref=node.ref,
        )


def _fits(printed: Decimal, part: Decimal, whole: Decimal) -> bool:
    """Whether a percentage is that of its amounts, rounded or cut at its printed decimals."""
    computed = part * 100 / whole
    return abs(computed - printed) < Decimal(1).scaleb(-decimals_of(printed))


def _check_dates(node: DraftNode, period: tuple[int, int] | None) -> Iterator[DraftFinding]:
    for name, date in (("start", node.start), ("end", node.end)):
        place = node.places.get(name, node.place)
        if date and period and not period[0] <= int(date[:4]) <= period[1]:
            reason = f"queda fuera del período del plan, {period[0]}-{period[1]}"
            yield findings.date_suspect(printed=date, reason=reason, place=place, ref=node.ref)
    if node.start and node.end and node.end < node.start[: len(node.end)]:
        place = node.places.get("end", node.place)
        yield findings.date_suspect(
            printed=node.end, reason=f"es anterior a la de inicio, {node.start}", place=place, ref=node.ref
        )
