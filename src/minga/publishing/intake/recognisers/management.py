"""Management reports: programmes and projects with their money, and the targets with what was programmed and done."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from minga.publishing.intake.cleaning import clean, fold, words
from minga.publishing.intake.dates import year_range, years
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import (
    Draft,
    DraftBudget,
    DraftContribution,
    DraftFinding,
    DraftNode,
    DraftPlan,
    DraftRole,
    DraftTarget,
)
from minga.publishing.intake.levels import with_article
from minga.publishing.intake.numbers import currency_of, parse_decimal
from minga.publishing.intake.recognisers import findings
from minga.publishing.intake.recognisers.chronology import check_dates
from minga.publishing.intake.recognisers.commitments import names_nobody, roles_named
from minga.publishing.intake.recognisers.names import name_at
from minga.publishing.intake.recognisers.progress_table.unread import unknown_rows
from minga.publishing.intake.recognisers.report import Report
from minga.publishing.intake.recognisers.results import count_results, read_results
from minga.publishing.intake.recognisers.sheets import PHASES, Entry, Heading, headings, read_sheets
from minga.publishing.intake.recognisers.units import check_units

KIND = "management-report"
_ENOUGH_KEYS = 3
NUMBERS = ("programmed", "executed", "attainment", "execution")
LEVELS = {"programa": "Programa", "proyecto": "Proyecto", "meta": "Meta"}
_OWN_KEYS = {
    "target",
    "programmed",
    "executed",
    "attainment",
    "adjusted",
    "accrued",
    "execution",
    "executor",
    "results",
}
_TOLD_ONCE = _OWN_KEYS - {"target", "results"}
_ZONE = re.compile(
    r"\b(?i:Administraci[oó]n(?: Municipal)? Zonal|Delegaci[oó]n (?:Zonal|Municipal|Distrital)|Junta Parroquial)\s+(?=[A-ZÁÉÍÓÚÑ])"
)
_NOTHING = re.compile(
    r"[\W_]*(?:no (?:aplica|existe|disponible|tiene|hay)\b.*|n\W?a|s\W?[nid]|sin \w+.*|ningun[oa]?|pendiente.*|por \w+.*)?[\W_]*"
)


@dataclass
class _Management:
    """The nodes being made: the open programme and project, and the target that the next rows speak of."""

    report: Report
    nodes: list[DraftNode] = field(default_factory=list)
    programme: DraftNode | None = None
    project: DraftNode | None = None
    target: DraftNode | None = None
    cells: dict[str, dict[str, Entry]] = field(default_factory=dict)
    findings: list[DraftFinding] = field(default_factory=list)


def evidence(report: Report) -> int:
    """How much speaks for this kind: how many of its keys the tables hold."""
    kinds = read_sheets(report.flow).kinds & _OWN_KEYS
    return 2 * len(kinds) if len(kinds) >= _ENOUGH_KEYS else 0


def recognise(report: Report) -> Draft:
    """The draft of a management report: programmes, their projects and targets in document order."""
    reading = _Management(report)
    sheets = read_sheets(report.flow)
    events: list[Entry | Heading] = [*sheets.entries, *headings(report.flow)]
    for event in sorted(events, key=lambda event: event.order):
        if isinstance(event, Heading):
            _open(reading, event.kind, event.number, event.name, event.place)
        else:
            _take(reading, event)
    for node in reading.nodes:
        _fill(node, reading.cells.get(node.ref, {}))
    _add_zone(reading)
    period = _period(reading)
    _date_amounts(reading.nodes, period)
    draft = report.draft(KIND)
    draft.plans = [_plan(reading, period)] if reading.nodes else []
    draft.findings = [*sheets.findings, *reading.findings, *_check(reading), *check_dates(report)]
    others = [entry for entry in sheets.entries if entry.name == "other" and entry.value]
    if others:
        draft.findings.append(unknown_rows([entry.key.rstrip(" :") for entry in others], others[0].place))
    return draft


def _plan(reading: _Management, period: tuple[int, int] | None) -> DraftPlan:
    front = reading.report.front
    levels = [level for level in LEVELS.values() if any(node.level == level for node in reading.nodes)]
    return DraftPlan(front.title, period, levels, reading.nodes, front.place)


def _period(reading: _Management) -> tuple[int, int] | None:
    """The years of the report: those of its title, else those that its keys print."""
    title = reading.report.front.title or ""
    printed = years(title) or [entry.year for cells in reading.cells.values() for entry in cells.values() if entry.year]
    return year_range(title) or ((min(printed), max(printed)) if printed else None)


def _date_amounts(nodes: list[DraftNode], period: tuple[int, int] | None) -> None:
    """Gives the report's year, where it has a single one, to the amounts and targets whose keys print none."""
    if period is None or period[0] != period[1]:
        return
    for node in nodes:
        for budget in node.budget:
            budget.year = budget.year or period[0]
        for target in node.targets:
            target.year = target.year or period[0]


def _open(reading: _Management, kind: str, number: int | None, name: str, place: Place) -> DraftNode:
    """Begins a programme or a project; the same project named again, as the head of its table does, is the same."""
    if kind == "programa":
        reading.programme = _add(reading, "programa", None, number, name, place)
        reading.project = reading.target = None
        return reading.programme
    open_project = reading.project
    if open_project and words(open_project.title) == words(name):
        return open_project
    reading.project = _add(reading, "proyecto", reading.programme, number, name, place)
    reading.target = None
    return reading.project


def _add(
    reading: _Management, kind: str, parent: DraftNode | None, number: int | None, name: str, place: Place
) -> DraftNode:
    """A new node. Its code: P1 (programme), P1.2 (project), P1.2.M3 (target); PR2 and M3 where nothing is above."""
    letter = {"programa": "P", "proyecto": "" if parent else "PR", "meta": "M"}[kind]
    prefix = f"{parent.code}." if parent else ""
    used = {node.code for node in reading.nodes}
    wanted = f"{prefix}{letter}{number}" if number is not None else None
    position = 1 + sum(
        node.parent == (parent.ref if parent else None) and node.level == LEVELS[kind] for node in reading.nodes
    )
    while wanted is None or wanted in used:
        wanted, position = f"{prefix}{letter}{position}", position + 1
    node = DraftNode(wanted.lower(), LEVELS[kind], name, place, parent=parent.ref if parent else None, code=wanted)
    reading.nodes.append(node)
    return node


def _take(reading: _Management, entry: Entry) -> None:
    if entry.name == "project":
        _open(reading, "proyecto", entry.number, entry.value.rstrip(" ."), entry.place)
        return
    if entry.name == "target":
        reading.target = _open_target(reading, entry) if entry.value else reading.target
        return
    money = entry.name in PHASES or entry.name == "execution"
    node = (reading.project or reading.programme) if money else reading.target
    if node is None:
        reading.findings += _without_owner(entry)
        return
    known = reading.cells.setdefault(node.ref, {}).setdefault(entry.name, entry)
    if entry.name in _TOLD_ONCE and entry.value and fold(known.value) != fold(entry.value):
        reading.findings.append(_otherwise(node, known, entry))


def _without_owner(entry: Entry) -> Iterator[DraftFinding]:
    """The alert for a key of this kind of report that stands beneath no programme, project or target."""
    if entry.name in _OWN_KEYS and entry.value:
        what = f"{findings.quoted(clean(entry.key).rstrip(' :'))} consta sin programa, proyecto ni meta a la que atribuirlo"
        yield findings.unread(what=what, place=entry.place, severity="warning")


def _otherwise(node: DraftNode, known: Entry, entry: Entry) -> DraftFinding:
    what = f"{with_article(node.level)} {findings.quoted(node.title)}"
    fact = f"como {findings.quoted(clean(entry.key).rstrip(' :'))}"
    return findings.told_otherwise(
        what=what, fact=fact, printed=entry.value, kept=known.value, place=entry.place, ref=node.ref
    )


def _open_target(reading: _Management, entry: Entry) -> DraftNode:
    """Begins a target; the one whose row a page repeats as the head of its table is the same."""
    parent = reading.project or reading.programme
    open_target = reading.target
    if open_target and words(open_target.title) == words(entry.value):
        return open_target
    return _add(reading, "meta", parent, entry.number, entry.value, entry.place)


def _fill(node: DraftNode, cells: dict[str, Entry]) -> None:
    """What the rows of a project or a target say of it."""
    for phase in PHASES:
        amount = parse_decimal(cells[phase].value) if phase in cells else None
        if amount is not None:
            entry = cells[phase]
            currency = currency_of(entry.value)
            node.budget.append(DraftBudget(phase, amount, entry.year, currency, entry.place, printed=entry.value))
    node.execution_printed = _number(cells, "execution")
    _trace(node, cells)
    if "executor" in cells:
        node.roles += roles_named("executor", cells["executor"].value, cells["executor"].place)
    if "results" in cells:
        _fill_results(node, cells["results"])
    if node.level == LEVELS["meta"]:
        node.targets.append(_target(node, cells))
        node.contributes_to = list(_contributions(cells))


def _trace(node: DraftNode, cells: dict[str, Entry]) -> None:
    """Where each field stands, and what the cell of a number prints."""
    for name in ("indicator", "unit", *NUMBERS):
        if name in cells:
            node.places[name] = cells[name].place
    node.cells |= {name: cells[name].value for name in NUMBERS if name in cells}


def _fill_results(node: DraftNode, entry: Entry) -> None:
    """The listed results, each with the place of the piece of the cell that it begins in."""
    node.results = read_results(entry.pieces)
    node.places["results"] = entry.place
    for end, place in enumerate(entry.piece_places, start=1):
        missing = len(read_results(entry.pieces[:end])) - len(node.result_places)
        node.result_places += [place] * missing


def _target(node: DraftNode, cells: dict[str, Entry]) -> DraftTarget:
    years_printed = [
        cells[name].year for name in ("programmed", "executed", "attainment") if name in cells and cells[name].year
    ]
    return DraftTarget(
        node.title,
        indicator=_text(cells, "indicator"),
        unit=_text(cells, "unit"),
        year=years_printed[0] if years_printed else None,
        programmed=_number(cells, "programmed"),
        executed=_number(cells, "executed"),
        attainment=_number(cells, "attainment"),
        place=node.place,
    )


def _contributions(cells: dict[str, Entry]) -> Iterator[DraftContribution]:
    statement = _text(cells, "statement")
    for name, level in (("contribution_objective", "Objetivo"), ("contribution_target", "Meta")):
        if _text(cells, name):
            entry = cells[name]
            yield DraftContribution(entry.other_plan, entry.value, statement, level=level, place=entry.place)


def _text(cells: dict[str, Entry], name: str) -> str | None:
    value = cells[name].value if name in cells else ""
    return None if fold(value).strip(" .-–") in ("", "no aplica", "n/a", "na") else value


def _number(cells: dict[str, Entry], name: str) -> Decimal | None:
    text = _text(cells, name)
    return parse_decimal(text) if text else None


def _add_zone(reading: _Management) -> None:
    """The zonal administration that reports, as lead of the programmes: the only one that the document names.

    The one of its heading stands before those that the text and the executors name.
    """
    lines = reading.report.flow.lines
    body = next((line.order for line in lines if line.number), 0)
    executors = [cells["executor"] for cells in reading.cells.values() if "executor" in cells]
    everywhere = _zones([*((line.text, line.place) for line in lines), *((one.value, one.place) for one in executors)])
    heading = _zones((line.text, line.place) for line in lines if line.order < body)
    named = heading if len(heading) == 1 else everywhere
    if len(named) != 1:
        return
    name, place = everywhere[next(iter(named))]
    if fold(name) == fold(reading.report.front.organization or ""):
        return
    for node in reading.nodes:
        if node.parent is None:
            node.roles.append(DraftRole("lead", name, place))


def _zones(texts: Iterable[tuple[str, Place]]) -> dict[str, tuple[str, Place]]:
    """The zonal administrations that the texts name, each as it is printed first, in running text where there is any."""
    named: dict[str, tuple[str, Place]] = {}
    for text, place in texts:
        for match in _ZONE.finditer(text):
            name = name_at(text, match.start())
            known = named.get(fold(name))
            if known is None or (known[0].isupper() and not name.isupper()):
                named[fold(name)] = name, place
    return named


def _unreadable(node: DraftNode, cells: dict[str, Entry]) -> Iterator[DraftFinding]:
    """Alerts for the amounts and numbers whose cell prints something that is no readable number."""
    for name in (*PHASES, *NUMBERS):
        entry = cells.get(name)
        if entry and not _NOTHING.fullmatch(fold(entry.value)) and parse_decimal(entry.value) is None:
            what = f"el valor {findings.quoted(entry.value)} no se pudo leer como número"
            yield findings.unread(what=what, place=entry.place, severity="warning", ref=node.ref)


def _check(reading: _Management) -> Iterator[DraftFinding]:
    """Alerts for results, percentages and units that do not fit their target or their money."""
    for node in reading.nodes:
        cells = reading.cells.get(node.ref, {})
        executor = cells.get("executor")
        if executor and not names_nobody(executor.value) and not node.roles:
            yield findings.person_left_out(place=executor.place, ref=node.ref)
        yield from _unreadable(node, cells)
        for target in node.targets:
            yield from _check_results(node, target)
            yield from _check_percent(node, cells.get("attainment"), target.executed, target.programmed, "de avance")
        phases = {budget.phase: budget.amount for budget in node.budget}
        adjusted, accrued = phases.get("adjusted"), phases.get("accrued")
        yield from _check_percent(node, cells.get("execution"), accrued, adjusted, "de ejecución presupuestaria")
    yield from check_units([node for node in reading.nodes if node.targets and node.targets[0].unit])


def _check_results(node: DraftNode, target: DraftTarget) -> Iterator[DraftFinding]:
    counted = count_results(node.results)
    measured = fold(f"{target.unit or ''} {target.indicator or ''}")
    if counted is None or target.executed is None or "porcentaje" in measured or "%" in measured:
        return
    summed, mixed, values = counted
    if summed != target.executed and target.executed not in values:
        place = node.places.get("results", node.place)
        yield findings.sum_mismatch(stated=target.executed, summed=summed, mixed=mixed, place=place, ref=node.ref)


def _check_percent(
    node: DraftNode, entry: Entry | None, part: Decimal | None, whole: Decimal | None, what: str
) -> Iterator[DraftFinding]:
    """An alert where a printed percentage is neither the rounded nor the cut-off quotient of its two amounts."""
    printed = parse_decimal(entry.value) if entry else None
    if entry is None or printed is None or part is None or not whole:
        return
    unit = Decimal(1).scaleb(int(printed.as_tuple().exponent))
    exact = part * 100 / whole
    if printed not in {exact.quantize(unit, rounding) for rounding in (ROUND_HALF_UP, ROUND_DOWN)}:
        yield findings.percent_mismatch(
            printed=printed, part=part, whole=whole, what=what, place=entry.place, ref=node.ref
        )
