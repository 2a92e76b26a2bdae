"""Reports on one commitment: its milestones and activities, who carries them out, and the files that show it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minga.publishing.intake.cleaning import fold
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import Draft, DraftFinding, DraftNode, DraftPlan, DraftRole
from minga.publishing.intake.recognisers import findings
from minga.publishing.intake.recognisers.annexes import check_annexes
from minga.publishing.intake.recognisers.chronology import check_dates
from minga.publishing.intake.recognisers.commitments import (
    LEVEL,
    Commitment,
    commitment_number,
    commitment_numbers,
    holder_label,
    labelled_title,
    loose_roles,
    read_commitments,
)
from minga.publishing.intake.recognisers.counts import Stated, stated_counts
from minga.publishing.intake.recognisers.items import Items, add_table
from minga.publishing.intake.recognisers.names import initials, mend_acronym, name_at, organizations_in
from minga.publishing.intake.recognisers.plan_tables import PlanTable
from minga.publishing.intake.recognisers.report import Report, first_figures, unread_tables

KIND = "commitment-report"
_TITLE = re.compile(r"\b(?:informe|reporte)\b")
_SINGLE, _SEVERAL = 5, 2
_SHORTEST_NAME = 4
_REPORTS_ON = re.compile(r"\bpresente informe\b[^.]{0,220}\bcompromisos?\s+\d")


def evidence(report: Report) -> int:
    """How much speaks for this kind: a title on one commitment, a table of its milestones and activities."""
    titled = _titled(report)
    if not titled and not read_commitments(report.flow) and not labelled_title(report.flow):
        return 0
    tables = _activity_tables(report)
    without_status = any(not table.has("status") for table in tables)
    return titled + 3 * bool(tables) + without_status if titled or without_status else 0


def _titled(report: Report) -> int:
    """How much the title speaks for this kind: less where it names several commitments and their tables tell statuses."""
    title = report.front.title or ""
    named = commitment_numbers(title) if _TITLE.search(fold(title)) else []
    if not named:
        return 0
    return _SEVERAL if len(named) > 1 and any(table.has("status") for table in _activity_tables(report)) else _SINGLE


def recognise(report: Report) -> Draft:
    """The draft of a report on one commitment, with the other commitments that it names, in document order."""
    subject, commitments = _commitments(report)
    items = Items(report.flow)
    tables = _activity_tables(report)
    for commitment in sorted(commitments.values(), key=lambda one: one.order):
        node = items.add_commitment(commitment)
        for table in tables:
            if _owner(report, table, subject, commitments) == commitment.number:
                add_table(items, table, node)
    _mend_names(report, items.nodes)
    _add_holders(report, items.nodes)
    draft = report.draft(KIND)
    draft.plans = [_plan(report, items.nodes)] if items.nodes else []
    counts = [count for count in stated_counts(report, ("compromisos", "hitos", "actividades")) if count.whole]
    draft.figures = first_figures([count.figure() for count in counts])
    draft.findings = [
        *items.findings,
        *_check_subject(report, subject),
        *_check_counts(items, counts),
        *_check_files(items.nodes),
        *_check_annexes(report, items.nodes),
        *unread_tables(report),
        *check_dates(report),
    ]
    return draft


def _activity_tables(report: Report) -> list[PlanTable]:
    return [table for table in report.tables if table.item in ("activity", "milestone")]


def _owner(report: Report, table: PlanTable, subject: int, commitments: dict[int, Commitment]) -> int:
    """The commitment of a table: the one that the heading right above it names, else the report's subject."""
    above = [line for line in report.flow.lines if line.order < table.first and line.is_heading]
    named = commitment_number(above[-1].text) if above else None
    return named if named in commitments and named is not None else subject


def _commitments(report: Report) -> tuple[int, dict[int, Commitment]]:
    """The number of the commitment that the report is about, and all those it introduces."""
    commitments = read_commitments(report.flow)
    labelled = labelled_title(report.flow)
    subject = commitment_number(report.front.title or "")
    numbered = subject is not None or bool(commitments)
    if subject is None:
        subject = next(iter(commitments), 1)
    if labelled:
        known = commitments.get(subject)
        roles, persons = (known.roles, known.persons) if known else ([], [])
        roles = [*roles, *(role for role in labelled.roles if role.name not in {other.name for other in roles})]
        persons = [*persons, *labelled.persons]
        line = labelled.line
        commitments[subject] = Commitment(subject, labelled.title, line.place, line.order, roles, numbered, persons)
    elif subject not in commitments and report.front.place:
        title = report.front.title or f"{LEVEL} {subject}"
        commitments[subject] = Commitment(subject, title, report.front.place, 0)
    only = commitments.get(subject) if len(commitments) == 1 else None
    if only and not only.roles and not only.persons:
        only.roles, only.persons = loose_roles(report.flow)
    return subject, commitments


def _plan(report: Report, nodes: list[DraftNode]) -> DraftPlan:
    plan = report.plan
    levels = list(dict.fromkeys(node.level for node in nodes))
    place = plan.place if plan else report.front.place
    return DraftPlan(plan.title if plan else None, plan.period if plan else None, levels, nodes, place)


def _mend_names(report: Report, nodes: list[DraftNode]) -> None:
    """Puts together acronyms that a column's edge broke, where they are the initials of an office of the document."""
    offices = {name for line in report.flow.lines for _, name in organizations_in(line.text)}
    known = {acronym for name in offices for acronym in initials(name)}
    for node in nodes:
        for role in node.roles:
            role.name = mend_acronym(role.name, known)


def _add_holders(report: Report, nodes: list[DraftNode]) -> None:
    """The office that the text names as holder of the commitments listed after it, as their lead."""
    held = list(_holders(report))
    for node in nodes:
        if node.level != LEVEL or any(role.role == "lead" for role in node.roles) or not held:
            continue
        name, place = held[0]
        node.roles.append(DraftRole("lead", name, place))


def _holders(report: Report) -> Iterator[tuple[str, Place]]:
    for line in report.flow.lines:
        start = holder_label(line.text)
        name = name_at(line.text, start) if start is not None else ""
        if name:
            yield name, line.place


def _check_subject(report: Report, subject: int) -> Iterator[DraftFinding]:
    """Alerts for passages that say the report is about another commitment."""
    titled = {subject, *commitment_numbers(report.front.title or "")}
    for line in report.flow.lines:
        match = _REPORTS_ON.search(fold(line.text))
        stated = commitment_number(match[0]) if match else None
        if stated is not None and stated not in titled:
            yield findings.other_subject(stated=stated, subject=subject, place=line.place, ref=f"c{subject}")


def _check_counts(items: Items, counts: list[Stated]) -> Iterator[DraftFinding]:
    """Alerts for a stated number of a commitment's milestones or activities that differs from its table's."""
    for count in counts:
        level = {"hitos": "Hito", "actividades": "Actividad"}.get(count.noun)
        found = sum(node.level == level for node in items.under(f"c{count.scope}"))
        if count.scope and found and found != count.value:
            scope = f"del compromiso {count.scope}"
            ref = f"c{count.scope}"
            yield findings.count_mismatch(
                what=count.noun, stated=count.value, found=found, place=count.place, scope=scope, ref=ref
            )


def _check_files(nodes: list[DraftNode]) -> Iterator[DraftFinding]:
    """Alerts for one file that stands under two references."""
    seen: dict[str, str | None] = {}
    for node in nodes:
        for cited in node.evidence:
            title = fold(cited.title or "")
            if len(title) >= _SHORTEST_NAME and title in seen and seen[title] != cited.reference:
                place = cited.place or node.place
                yield findings.duplicate_name(name=cited.title or "", what="El archivo", place=place, ref=node.ref)
            seen.setdefault(title, cited.reference)


def _check_annexes(report: Report, nodes: list[DraftNode]) -> Iterator[DraftFinding]:
    cited: dict[str, tuple[Place, str | None]] = {}
    for node in nodes:
        for one in node.evidence:
            if one.reference:
                cited.setdefault(one.reference, (one.place or node.place, node.ref))
    yield from check_annexes(report.flow, report.annexes, cited)
