"""Compliance reports: a plan's commitments with who answers for them, and the status of each milestone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from minga.publishing.intake.cleaning import clean, fold, words
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import Draft, DraftEvidence, DraftFinding, DraftNode, DraftPlan
from minga.publishing.intake.recognisers import findings
from minga.publishing.intake.recognisers.annexes import AnnexList, Listed, check_annexes
from minga.publishing.intake.recognisers.chronology import check_dates, check_node_dates
from minga.publishing.intake.recognisers.commitments import (
    LEVEL,
    Commitment,
    commitment_number,
    named_in_cell,
    opens_commitment,
    read_commitments,
    tidy_title,
)
from minga.publishing.intake.recognisers.counts import Claimed, Stated, claimed_percentages, stated_counts
from minga.publishing.intake.recognisers.items import Items, add_table, explain, fill, item_number
from minga.publishing.intake.recognisers.narrative import Described, described_milestones
from minga.publishing.intake.recognisers.plan_tables import PlanRow, PlanTable
from minga.publishing.intake.recognisers.report import Report, first_figures, unread_tables
from minga.publishing.intake.statuses import is_status, read_status

KIND = "compliance-report"
_TITLE = re.compile(
    r"\b(?:informe|reporte|seguimiento|evaluacion|estado)\b.*\b(?:cumplimiento|avance|seguimiento|compromisos|plan)\b"
)


@dataclass
class _Compliance:
    """What has been read so far."""

    report: Report
    tables: list[PlanTable]
    annexes: AnnexList
    commitments: dict[int, Commitment]
    items: Items
    with_table: set[int] = field(default_factory=set)
    own_rows: dict[int, PlanRow] = field(default_factory=dict)
    described: dict[tuple[int, int], Described] = field(default_factory=dict)

    def node(self, number: int) -> DraftNode | None:
        """The node of a commitment."""
        return next((node for node in self.items.nodes if node.ref == f"c{number}"), None)

    def milestones(self, number: int = 0) -> list[DraftNode]:
        """The items under a commitment, or under all of them (0)."""
        if number:
            return self.items.under(f"c{number}")
        return [node for node in self.items.nodes if node.level != LEVEL]


def evidence(report: Report) -> int:
    """How much speaks for this kind: its title, its commitments with roles, its tables of status by commitment."""
    tables = [table for table in report.tables if table.has("status")]
    owned = [table for table in tables if report.owner_at(table.first) or table.has("commitment")]
    commitments = read_commitments(report.flow)
    titled = 2 if _TITLE.search(fold(report.front.title or "")) else 0
    with_roles = sum(bool(commitment.roles) for commitment in commitments.values())
    facts = 3 * bool(owned) + 2 * bool(with_roles) + bool(len(commitments) > 1)
    return facts + titled if facts else 0


def recognise(report: Report) -> Draft:
    """The draft of a compliance report: commitments in document order, each followed by its milestones."""
    annexes = report.annexes
    commitments = read_commitments(report.flow, annexes.start)
    tables = [table for table in report.tables if table.first < annexes.start]
    reading = _Compliance(report, tables, annexes, commitments, Items(report.flow))
    reading.described = {(one.commitment, one.number): one for one in reversed(list(described_milestones(report)))}
    _add_commitments(reading)
    _attach_annexes(reading)
    draft = report.draft(KIND)
    draft.plans = [_plan(reading)]
    counts, claims = list(stated_counts(report, ("compromisos", "hitos"))), list(claimed_percentages(report))
    counts = [count for count in counts if count.whole or count.status]
    draft.figures = first_figures([count.figure() for count in counts] + [claim.figure() for claim in claims])
    draft.findings = [
        *reading.items.findings,
        *_check_milestones(reading),
        *_check_counts(reading, counts),
        *_check_claims(reading, claims),
        *_check_citations(reading),
        *unread_tables(report),
        *check_dates(report),
        *check_node_dates(report, reading.items.nodes),
    ]
    return draft


def _plan(reading: _Compliance) -> DraftPlan:
    plan, nodes = reading.report.plan, reading.items.nodes
    levels = list(dict.fromkeys([LEVEL, *(node.level for node in nodes)]))
    place = plan.place if plan else reading.report.front.place
    return DraftPlan(plan.title if plan else None, plan.period if plan else None, levels, nodes, place)


def _add_commitments(reading: _Compliance) -> None:
    """Adds each commitment with the milestones of its tables, or those that the text alone describes."""
    by_owner = _tables_by_owner(reading)
    for number, commitment in reading.commitments.items():
        node = reading.items.add_commitment(commitment)
        if own := reading.own_rows.get(number):
            node.status = read_status(own.get("status"), own.places.get("status"))
        for table, rows in by_owner.get(number, []):
            part = _part(table, rows)
            if table.item == "commitment":
                _fill_commitment(reading, part, node)
                continue
            reading.with_table.add(number)
            add_table(reading.items, part, node)
        if number not in reading.with_table:
            _add_described(reading, number, node)


def _part(table: PlanTable, rows: list[int]) -> PlanTable:
    """The table with the given rows alone; its alerts go with its first part."""
    part = PlanTable(table.columns, table.item, table.level, table.place, table.first, table.last)
    part.rows = [table.rows[row] for row in rows]
    part.findings, table.findings = table.findings, []
    return part


Parts = dict[int, list[tuple[PlanTable, list[int]]]]


def _tables_by_owner(reading: _Compliance) -> Parts:
    """The rows of each table by commitment: from their own column, the heading above, else the tables' order."""
    parts: Parts = {}
    for table, heading in zip(reading.tables, _headings(reading), strict=True):
        owner = heading
        for index, row in enumerate(table.rows):
            if table.item == "milestone" and _is_banner(row):
                owner = _take_banner(reading, table, row)
                continue
            if row.get("commitment"):
                owner = _commitment_in(reading, row, row.get("number") if table.item == "commitment" else "")
            if owner:
                _introduce(reading, owner, table, row)
                _part_of(parts, owner, table).append(index)
            elif table.has("status"):
                what = "una fila con estado consta sin compromiso al que atribuirla"
                reading.items.findings.append(findings.unread(what=what, place=row.place, severity="warning"))
    return parts


def _is_banner(row: PlanRow) -> bool:
    """Whether a row among milestones names the commitment that the rows beneath belong to."""
    return opens_commitment(clean(row.get("milestone"))) and named_in_cell(row.get("milestone"))[0] is not None


def _take_banner(reading: _Compliance, table: PlanTable, row: PlanRow) -> int:
    number, title = named_in_cell(row.get("milestone"))
    assert number is not None
    if number not in reading.commitments:
        named = tidy_title(title) or f"{LEVEL} {number}"
        reading.commitments[number] = Commitment(number, named, row.place, table.first)
    if is_status(row.get("status")):
        reading.own_rows.setdefault(number, row)
    return number


def _headings(reading: _Compliance) -> list[int]:
    """The commitment named above each table (0 where none is), or by their order where the text does not tell."""
    owners = [reading.report.owner_at(table.first) or 0 for table in reading.tables]
    alone = [index for index, table in enumerate(reading.tables) if table.has("status") and not table.has("commitment")]
    told = {owners[index] for index in alone}
    if len(told) == 1 and len(alone) == len(reading.commitments):
        told = {0}
        owners = [0 if index in alone else owner for index, owner in enumerate(owners)]
    free = iter([number for number in reading.commitments if number not in told])
    return [next(free, 0) if index in alone and not owner else owner for index, owner in enumerate(owners)]


def _part_of(parts: Parts, owner: int, table: PlanTable) -> list[int]:
    of_owner = parts.setdefault(owner, [])
    if not of_owner or of_owner[-1][0] is not table:
        of_owner.append((table, []))
    return of_owner[-1][1]


def _commitment_in(reading: _Compliance, row: PlanRow, number: str) -> int:
    """The commitment a cell names: by number, by the title of one introduced before, or a new one, by its order."""
    named, title = named_in_cell(row.get("commitment"))
    named = named if named is not None else named_in_cell(number)[0]
    if named is not None:
        return named
    same = (one.number for one in reading.commitments.values() if words(one.title) == words(title))
    return next(same, 0) or max([*reading.commitments, 0]) + 1


def _introduce(reading: _Compliance, number: int, table: PlanTable, row: PlanRow) -> None:
    """Makes a commitment that only a table or its heading names."""
    if number in reading.commitments:
        return
    named, cell = named_in_cell(row.get("commitment"))
    cell = tidy_title(cell or (clean(row.get("title")) if table.item == "commitment" else ""))
    title, place = (cell, row.place) if cell else _title_above(reading, number, table)
    numbered = not cell or named == number or bool(row.get("number"))
    reading.commitments[number] = Commitment(number, title, place, table.first, numbered=numbered)


def _title_above(reading: _Compliance, number: int, table: PlanTable) -> tuple[str, Place]:
    """The commitment's title in a heading above a table that names it; the bare name where none has one."""
    above = [line for line in reading.report.flow.lines if line.order < table.first]
    named = [
        (named_in_cell(line.title)[1] if opens_commitment(line.title) else "", line.place)
        for line in above
        if (line.is_heading or opens_commitment(line.title)) and commitment_number(line.text) == number
    ]
    title, place = next((one for one in named if one[0]), named[0] if named else ("", table.place))
    return title or f"{LEVEL} {number}", place


def _fill_commitment(reading: _Compliance, part: PlanTable, node: DraftNode) -> None:
    """Status, roles and verifiables that a table gives for the commitment itself."""
    for row in part.rows:
        fill(reading.items, part, row, node)
    reading.items.findings += part.findings
    explain(reading.items, part, [node])


def _add_described(reading: _Compliance, number: int, parent: DraftNode) -> None:
    """The milestones of a commitment without a table, as the text names them, without status."""
    for (owner, _), one in sorted(reading.described.items()):
        if owner == number:
            reading.items.child(parent, "Hito", f"Hito {one.number}: {one.title}", one.place)


def _attach_annexes(reading: _Compliance) -> None:
    """The entries of the annex list as evidence of the commitment that they belong to."""
    citing: dict[str, str] = {}
    for milestone in reading.milestones():
        for cited in milestone.evidence:
            citing.setdefault(cited.reference or "", reading.items.roots[milestone.ref])
    for entry in reading.annexes.entries:
        node = _owner_of(reading, entry, citing)
        if node:
            node.evidence.append(DraftEvidence(entry.reference, entry.title, entry.place))
    for place in reading.annexes.mended:
        message = "La numeración de esta lista quedó al final de las líneas; cada documento se leyó por separado."
        reading.items.findings.append(findings.repaired(message=message, place=place))


def _owner_of(reading: _Compliance, entry: Listed, citing: dict[str, str]) -> DraftNode | None:
    """The commitment of an annex: the one its group names, else of the milestone that cites it, else of its number."""
    if entry.commitment:
        return reading.node(entry.commitment)
    if entry.reference is None:
        return None
    if entry.reference in citing:
        return reading.node(int(citing[entry.reference].removeprefix("c")))
    number = re.match(r"Anexo (\d{1,3})[.-]", entry.reference)
    return reading.node(int(number[1])) if number else None


def _check_milestones(reading: _Compliance) -> Iterator[DraftFinding]:
    """Alerts for fulfilled milestones without verifiable, and for text and tables that name different milestones."""
    cites = any(table.has("means", "file") for table in reading.tables)
    for node in reading.milestones():
        status = node.status
        if cites and status and status.canonical == "completed" and not node.evidence:
            yield findings.missing_evidence(name=node.title, status=status.printed, place=node.place, ref=node.ref)
    for number, commitment in reading.commitments.items():
        if reading.with_table and number not in reading.with_table:
            owner, ref = f"compromiso {number}", commitment.code.lower()
            yield findings.missing_table(owner=owner, place=commitment.place, ref=ref)
        elif number in reading.with_table:
            yield from _check_described(reading, number)


def _check_described(reading: _Compliance, number: int) -> Iterator[DraftFinding]:
    described = {item: one for (owner, item), one in reading.described.items() if owner == number}
    tabled = {item_number(node): node for node in reading.milestones(number)}
    for item in sorted(described.keys() - tabled.keys()):
        yield findings.narrative_mismatch(
            item=f"hito {item}",
            owner=f"compromiso {number}",
            in_text=True,
            place=described[item].place,
            ref=f"c{number}",
        )
    for item in sorted(tabled.keys() - described.keys()) if described else ():
        node = tabled[item]
        yield findings.narrative_mismatch(
            item=f"hito {item}", owner=f"compromiso {number}", in_text=False, place=node.place, ref=node.ref
        )


def _check_counts(reading: _Compliance, counts: list[Stated]) -> Iterator[DraftFinding]:
    """Alerts for counts of this plan that differ from what was read; each differing value of a count once."""
    seen: set[tuple[str, int]] = set()
    for count in counts:
        found = _found(reading, count)
        if count.plan is None and found not in (None, count.value) and (count.name, count.value) not in seen:
            seen.add((count.name, count.value))
            scope = f"del compromiso {count.scope}" if count.scope else ""
            what = f"{count.noun} con estado «{count.label}»" if count.label else count.noun
            yield findings.count_mismatch(
                what=what, stated=count.value, found=found or 0, place=count.place, scope=scope
            )


def _found(reading: _Compliance, count: Stated) -> int | None:
    """How many were read of what a count speaks of; None where no item has a status to count by.

    What a text calls pending may be all that is not fulfilled.
    """
    if count.noun == "compromisos":
        nodes = [node for node in reading.items.nodes if node.level == LEVEL]
    else:
        nodes = reading.milestones(count.scope)
    if not count.status:
        return len(nodes)
    told = Counter(node.status.canonical for node in nodes if node.status)
    rest = len(nodes) - told["completed"]
    if count.status == "pending" and count.value == rest:
        return rest
    return told[count.status] if told else None


def _check_claims(reading: _Compliance, claims: list[Claimed]) -> Iterator[DraftFinding]:
    for claim in claims:
        nodes = [node for node in reading.milestones(claim.scope) if node.status]
        done = sum(node.status is not None and node.status.canonical == "completed" for node in nodes)
        if nodes and abs(claim.value - Decimal(done * 100) / len(nodes)) >= 1:
            what = f"de cumplimiento del compromiso {claim.scope}" if claim.scope else "de cumplimiento"
            yield findings.percent_mismatch(
                printed=claim.value, part=done, whole=len(nodes), what=what, place=claim.place
            )


def _check_citations(reading: _Compliance) -> Iterator[DraftFinding]:
    cited: dict[str, tuple[Place, str | None]] = {}
    for node in reading.milestones():
        for evidence_ in node.evidence:
            if evidence_.reference:
                cited.setdefault(evidence_.reference, (evidence_.place or node.place, node.ref))
    yield from check_annexes(reading.report.flow, reading.annexes, cited)
