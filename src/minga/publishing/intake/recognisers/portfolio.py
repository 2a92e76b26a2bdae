"""Portfolio reports: a strategy with its axes, the projects described one by one, and the counts of the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from minga.publishing.intake.cleaning import clean, fold
from minga.publishing.intake.dates import year_range
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import (
    Draft,
    DraftBudget,
    DraftFigure,
    DraftFinding,
    DraftNode,
    DraftPlan,
    DraftRole,
)
from minga.publishing.intake.levels import split_code
from minga.publishing.intake.numbers import currency_of, parse_decimal
from minga.publishing.intake.people import is_person, offices_in, seems_person
from minga.publishing.intake.recognisers import findings
from minga.publishing.intake.recognisers.chronology import check_dates
from minga.publishing.intake.recognisers.columns import level_of
from minga.publishing.intake.recognisers.commitments import role_label
from minga.publishing.intake.recognisers.counts import NOUNS, Stated, stated_counts
from minga.publishing.intake.recognisers.findings import quoted
from minga.publishing.intake.recognisers.flow import Flow, Grid, Item, Line
from minga.publishing.intake.recognisers.marks import Note, mark_of, mark_reason, note_in
from minga.publishing.intake.recognisers.names import mend_hyphen, name_at, split_organizations, tidy_name
from minga.publishing.intake.recognisers.parts import Parts, counted_lists, counted_parts, listed, portfolio_totals
from minga.publishing.intake.recognisers.report import Report, first_figures
from minga.publishing.intake.statuses import read_status

KIND = "portfolio-report"
_ROLES = ("lead", "executor", "promoter", "counterpart", "partner", "beneficiary")
_LONGEST_STATUS, _LONGEST_NAMES = 60, 160
_TITLE = re.compile(r"\b(?:proyectos|portafolio|cartera|cooperacion)\b")
_AXES = re.compile(
    r"\b(?P<noun>ejes|pilares|l[ií]neas (?:estrat[eé]gicas|de acci[oó]n)|objetivos estrat[eé]gicos)\b(?: estrat[eé]gicos)?"
    r"\s+(?:del?|de la|de los)\s+(?:la\s+|el\s+)?(?=[A-ZÁÉÍÓÚÑ])",
    re.IGNORECASE,
)
_AXES_COUNTED = re.compile(
    r"\b(?P<noun>ejes|pilares|l[ií]neas (?:estrat[eé]gicas|de acci[oó]n)|objetivos estrat[eé]gicos)\b[^:.;]{0,40}:$",
    re.IGNORECASE,
)
_STRATEGY = re.compile(r"\b(?:Estrategia|Agenda|Plan|Pol[ií]tica|Programa|Hoja de Ruta)\s+(?=\w)")
_LABEL = re.compile(r"(?P<label>[^:]{3,45}?)\s*:\s*(?P<value>.*)", re.DOTALL)
_SECTION_LABELS = {
    "objectives": r"objetivos?(?: del proyecto| general| especificos)?",
    "results": r"resultados?(?: obtenidos?| alcanzados?)?",
    "expected_results": r"resultados? (?:esperados?|previstos?|por alcanzar)",
    "progress": r"avances?|situacion|estado de avance",
    "status": r"estado(?: del proyecto| actual)?",
    "description": r"descripcion|antecedentes?|justificacion",
    "budget": r"(?:monto|presupuesto|costo|inversion)(?: (?:total|referencial|estimado|aprobado|asignado))?(?: del proyecto)?",
    "amount": r"financiamiento|plazo|duracion",
}
_PROJECTS = re.compile(r"\bproyectos\b")
_PATTERNS = {name: re.compile(pattern) for name, pattern in _SECTION_LABELS.items()}


@dataclass(slots=True)
class _Project:
    """A project's own section: its heading, the one above it, what stands under each label, and the notes to its marks."""

    heading: Line
    above: Line | None
    labelled: dict[str, list[Item]] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)


def evidence(report: Report) -> int:
    """How much speaks for this kind: counts of projects by state, sections of projects, axes, the title."""
    parts, projects, axes = list(counted_parts(report.flow)), _projects(report.flow), _axes(report.flow)
    facts = 3 * bool(parts) + 2 * min(len(projects), 2) + bool(axes)
    titled = bool(_TITLE.search(fold(report.front.title or "")))
    return facts + 2 * titled if facts else 0


def recognise(report: Report) -> Draft:
    """The draft of a portfolio report: the strategy's axes, the projects with a section of their own, the figures.

    Projects that are only counted give figures and no nodes.
    """
    draft = report.draft(KIND)
    axes = _axes(report.flow)
    draft.plans = [plan for plan in (axes, *_project_plans(report)) if plan]
    parts = list(counted_parts(report.flow))
    stated = [count for count in stated_counts(report, NOUNS) if count.plan is None]
    draft.figures = _ordered_figures(parts, stated)
    draft.findings = [*(alert for one in parts for alert in one.check()), *check_dates(report)]
    draft.findings += [*_check_persons(report, draft.plans), *_check_budgets(report, draft.plans)]
    draft.findings += _check_marks(draft.plans)
    draft.findings += _check_totals(report.flow, parts)
    told = list(_check_lists(report.flow))
    draft.findings += told
    if axes:
        known = {alert.place for alert in told}
        draft.findings += _check_axes(axes, [count for count in stated if count.place not in known])
    return draft


def _check_lists(flow: Flow) -> Iterator[DraftFinding]:
    """Alerts for a stated number of things that differs from those listed right beneath it."""
    for line, noun, number, found in counted_lists(flow):
        if number != found:
            yield findings.count_mismatch(what=noun, stated=number, found=found, place=line.place)


def _check_persons(report: Report, plans: list[DraftPlan]) -> Iterator[DraftFinding]:
    """Alerts for lines of roles that name nobody but a person."""
    nodes = {node.title: node.ref for plan in plans for node in plan.nodes}
    for project in _projects(report.flow):
        for role in _ROLES:
            for item in project.labelled.get(role, []):
                if isinstance(item, Line) and len(item.text) <= _LONGEST_NAMES and seems_person(item.text):
                    yield findings.person_left_out(place=item.place, ref=nodes.get(_title_of(project)))


def _check_marks(plans: list[DraftPlan]) -> Iterator[DraftFinding]:
    """Alerts for marked statuses that no note explains."""
    for node in (node for plan in plans for node in plan.nodes):
        if node.status and node.status.marked and node.status.note is None:
            place = node.status.place or node.place
            yield findings.missing_note(status=node.status.printed, place=place, ref=node.ref)


def _check_budgets(report: Report, plans: list[DraftPlan]) -> Iterator[DraftFinding]:
    """Alerts for the budgets of projects that print figures and are no readable amount."""
    nodes = {node.place: node for plan in plans for node in plan.nodes}
    for project in _projects(report.flow):
        line, node = _budget_line(project), nodes.get(project.heading.place)
        if line and node and not node.budget and re.search(r"\d", line.text):
            what = f"el presupuesto {quoted(line.text)} no se pudo leer como un monto"
            yield findings.unread(what=what, place=line.place, severity="warning", ref=node.ref)


def _check_totals(flow: Flow, parts: list[Parts]) -> Iterator[DraftFinding]:
    """Alerts for a number of projects of the whole portfolio that differs from the one stated first."""
    told = [(one.order, one.noun, one.total, one.place) for one in parts]
    told += [(line.order, noun, number, line.place) for line, noun, number in portfolio_totals(flow)]
    first: dict[str, int] = {}
    for _, noun, number, place in sorted(told, key=lambda one: one[0]):
        if first.setdefault(noun, number) != number:
            yield findings.totals_mismatch(what=noun, stated=number, before=first[noun], place=place)


def _check_axes(axes: DraftPlan, stated: list[Stated]) -> Iterator[DraftFinding]:
    """Alerts for a stated number of axes that differs from those listed."""
    for count in stated:
        if axes.levels == ["Eje"] and count.noun == "ejes" and count.value != len(axes.nodes):
            yield findings.count_mismatch(what=count.noun, stated=count.value, found=len(axes.nodes), place=count.place)


def _axes(flow: Flow) -> DraftPlan | None:
    """The strategy whose axes the text lists: «... los ejes de la Estrategia de ..., que se detallan ...:» and a list.

    Or «La Estrategia de ... consta de 4 ejes:» and a list.
    """
    for line in flow.lines:
        noun, title = _axes_announced(line)
        items = list(listed(flow, line)) if title else []
        if len(items) > 1:
            level = level_of(noun)
            nodes = [_axis(level, number, item) for number, item in enumerate(items, start=1)]
            return DraftPlan(title, year_range(line.text), [level], nodes, line.place)
    return None


def _axes_announced(line: Line) -> tuple[str, str]:
    """What a line that ends in a colon announces as the axes, and the name of the strategy; empty where it does not."""
    if not line.text.endswith(":"):
        return "", ""
    of_strategy = _AXES.search(line.text)
    if of_strategy:
        return of_strategy["noun"], name_at(line.text, of_strategy.end())
    counted, strategy = _AXES_COUNTED.search(line.text), _STRATEGY.search(line.text)
    if counted is None or strategy is None or strategy.start() > counted.start():
        return "", ""
    return counted["noun"], name_at(line.text, strategy.start())


def _axis(level: str, number: int, item: Line) -> DraftNode:
    code, title = split_code(item.text.rstrip(" .;,"))
    made = f"{level[0]}{number}"
    return DraftNode(f"e{number}", level, title, item.place, code=code or made, code_printed=code is not None)


def _ordered_figures(parts: list[Parts], stated: list[Stated]) -> list[DraftFigure]:
    """The figures in the order of the document, one per name; a list's parts follow its total."""
    figures = [(one.order, figure) for one in parts for figure in one.figures()]
    figures += [(count.order, count.figure()) for count in stated]
    return first_figures([figure for _, figure in sorted(figures, key=lambda pair: pair[0])])


def _projects(flow: Flow) -> list[_Project]:
    """The sections that describe one project: a heading with at least two of a project's labels beneath it.

    Under a heading of projects two labels of any kind tell a numbered section as one; elsewhere they must tell what
    only projects have.
    """
    found: list[_Project] = []
    above: dict[int, Line] = {}
    current: _Project | None = None
    label = ""
    for item in flow.items:
        name, rest = _labelled(item) if isinstance(item, Line) else (None, None)
        if isinstance(item, Line) and item.is_heading and name is None:
            current = _Project(item, _parent(item, above))
            found.append(current)
            label = ""
        elif current is not None and name:
            label = name
            current.labelled.setdefault(label, []).extend([rest] if rest else [])
        elif current is not None and isinstance(item, Line) and not item.bullet and (note := note_in(item)):
            current.notes.append(note)
            label = ""
        elif current is not None and label:
            current.labelled[label].append(item)
    return [project for project in found if _describes_project(project)]


def _describes_project(project: _Project) -> bool:
    of_projects = project.above is not None and _PROJECTS.search(fold(project.above.text))
    if of_projects and project.heading.number and len(project.labelled) > 1:
        return True
    kinds = project.labelled.keys() - {"description", "amount", "budget", "status"}
    return len(kinds) > 1 and bool(
        kinds & {"partner", "beneficiary", "results", "expected_results", "executor", "lead"}
    )


def _parent(line: Line, above: dict[int, Line]) -> Line | None:
    """The heading above: of a shorter section number, or of a lower level; keeps track of the headings met."""
    depth = line.number.count(".") + 1 if line.number else line.level or 1
    for deeper in [known for known in above if known >= depth]:
        del above[deeper]
    parent = above[max(above)] if above else None
    above[depth] = line
    return parent


def _labelled(line: Line) -> tuple[str | None, Line | None]:
    """The label a line opens with («Socios:»), and what follows it on the same line."""
    match = _LABEL.fullmatch(line.text)
    text = match["label"] if match else line.text if line.is_heading and not line.number else ""
    folded = fold(text)
    name = role_label(text) or next((name for name, pattern in _PATTERNS.items() if pattern.fullmatch(folded)), None)
    if name is None or not text:
        return None, None
    value = match["value"].strip() if match else ""
    return name, Line(value, value, line.place, line.order) if value else None


def _project_plans(report: Report) -> Iterator[DraftPlan]:
    """A plan per heading that holds project sections, with a node per project."""
    plans: dict[int, DraftPlan] = {}
    for project in _projects(report.flow):
        above = project.above or project.heading
        title = above.title if project.above else report.front.title
        plan = plans.setdefault(
            above.order if project.above else -1, DraftPlan(title, None, ["Proyecto"], [], above.place)
        )
        plan.nodes.append(_node(report.flow, project, len(plan.nodes) + 1, len(plans)))
    yield from plans.values()


def _title_of(project: _Project) -> str:
    title = re.sub(r"^proyecto(?:\s+\d+)?\s*[:.–-]\s*", "", project.heading.title, flags=re.IGNORECASE)
    return title.rstrip(" .")


def _node(flow: Flow, project: _Project, position: int, plan: int) -> DraftNode:
    heading = project.heading
    title = _title_of(project)
    code = heading.number or f"P{position}"
    node = DraftNode(
        f"py{plan}.{position}", "Proyecto", title, heading.place, code=code, code_printed=bool(heading.number)
    )
    for role in _ROLES:
        node.roles += list(_roles(flow, role, project.labelled.get(role, [])))
    for text, place in _results(project.labelled.get("results", [])):
        node.results.append(text)
        node.result_places.append(place)
    for text, place in _results(project.labelled.get("expected_results", [])):
        node.expected_results.append(text)
        node.expected_result_places.append(place)
    status = next((item for item in project.labelled.get("status", []) if isinstance(item, Line)), None)
    node.status = read_status(status.raw, status.place) if status and len(status.text) < _LONGEST_STATUS else None
    if node.status and node.status.marked:
        note = next((note for note in project.notes if note.mark == mark_of(node.status.printed)), None)
        node.status.note = note.text if note else None
        node.status.mark_reason = mark_reason(node.status.note)
    line = _budget_line(project)
    amount = parse_decimal(line.text) if line else None
    if line and amount is not None:
        currency = currency_of(line.text)
        node.budget.append(DraftBudget("initial", amount, None, currency, line.place, printed=line.text))
    return node


def _budget_line(project: _Project) -> Line | None:
    line = next((item for item in project.labelled.get("budget", []) if isinstance(item, Line)), None)
    return line if line and len(line.text) <= _LONGEST_NAMES else None


def _roles(flow: Flow, role: str, items: list[Item]) -> Iterator[DraftRole]:
    for item in items:
        if isinstance(item, Grid) or len(item.text) > _LONGEST_NAMES:
            return
        text = offices_in(item.text)
        names = [tidy_name(text)] if role == "beneficiary" else split_organizations(text)
        for name in names:
            mended = mend_hyphen(name, flow.vocabulary)
            names_person = seems_person if role in ("lead", "executor", "counterpart") else is_person
            if mended and not names_person(mended):
                yield DraftRole(role, mended, item.place)


def _results(items: list[Item]) -> Iterator[tuple[str, Place]]:
    """The results: a line each, or a table's rows with their theme before a colon."""
    tabled = any(isinstance(item, Grid) for item in items)
    for item in items:
        if isinstance(item, Grid):
            for row in item.table.rows:
                texts = [text for text in map(clean, row.texts) if text]
                if texts and not all(fold(text).startswith(("tema", "resultado", "descripcion")) for text in texts):
                    yield ": ".join(texts), row.place
        elif item.bullet or not tabled:
            yield item.text, item.place
        else:
            return
