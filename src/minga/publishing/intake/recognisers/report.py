"""A report on its way to a draft: the prepared document, its front, the plan it speaks of, and what all kinds share."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from minga.publishing.intake.cleaning import clean
from minga.publishing.intake.document import Document, Row
from minga.publishing.intake.draft import Draft, DraftFigure, DraftFinding
from minga.publishing.intake.recognisers import findings
from minga.publishing.intake.recognisers.annexes import AnnexList, read_annex_list
from minga.publishing.intake.recognisers.columns import columns_of, find_header, tells_status
from minga.publishing.intake.recognisers.commitments import commitment_number, opens_commitment
from minga.publishing.intake.recognisers.findings import quoted
from minga.publishing.intake.recognisers.flow import Flow, Grid, Line
from minga.publishing.intake.recognisers.front import Front, PlanName, read_front, read_plan_name
from minga.publishing.intake.recognisers.plan_tables import PlanTable, read_plan_tables
from minga.publishing.intake.recognisers.signatures import reviewer_approves
from minga.publishing.intake.statuses import is_status

_LOST_REFERENCE = re.compile(
    r"¡?\s*error!\s*(?:marcador no definido|no se encuentra el origen de la referencia|bookmark not defined"
    r"|reference source not found|argumento de modificador no especificado)",
    re.IGNORECASE,
)
_LONGEST_HEADING, _LONGEST_CAPTION = 400, 200
_ROWS_OF_HEADER, _COLUMNS_OF_SHADED, _ONE_BENEATH = 3, 3, 2
_NO_ITEMS = "una tabla trae una columna de estado y no se reconoció de qué son sus filas"
_NO_FACTS = "una tabla encabeza hitos o actividades y ninguna de sus columnas trae estado, verificables ni responsables; no se leyó"
_CAPTION = re.compile(
    r"(?P<name>(?P<kind>Gr[aá]fico|Figura|Tabla|Cuadro|Ilustraci[oó]n|Imagen|Mapa|Fotograf[ií]a)\s+(?:N[.º°ro]*\s*)?\d{1,3})\b"
    r"\s*[.:–-]?\s*(?P<title>.*)",
    re.IGNORECASE,
)


@dataclass
class Report:
    """What a recogniser of reports works on."""

    flow: Flow
    front: Front
    plan: PlanName | None
    owners: list[tuple[int, int]] = field(default_factory=list)

    @classmethod
    def of(cls, document: Document) -> Report:
        """The report of a document: its flow, front and plan."""
        flow = Flow.of(document)
        front = read_front(flow)
        report = cls(flow, front, read_plan_name(flow, front))
        report.owners = list(_owners(flow))
        return report

    def draft(self, kind: str) -> Draft:
        """An empty draft of a kind, with what the front prints."""
        front = self.front
        return Draft(kind, front.title, front.date, front.organization, self.flow.document.sha256)

    def owner_at(self, order: int) -> int | None:
        """The commitment whose section a position stands in: the one that the last heading before it names."""
        position = bisect_right(self.owners, (order, 10**9)) - 1
        return self.owners[position][1] if position >= 0 else None

    @cached_property
    def tables(self) -> list[PlanTable]:
        """The document's tables of commitments, milestones or activities."""
        return read_plan_tables(self.flow)

    @cached_property
    def annexes(self) -> AnnexList:
        """The list of annexes at the document's end."""
        return read_annex_list(self.flow)

    @property
    def year(self) -> int | None:
        """The year of the report, where it prints one."""
        return int(self.front.date[:4]) if self.front.date else None


def _owners(flow: Flow) -> Iterator[tuple[int, int]]:
    """Positions of headings that name a commitment, with its number; a numbered heading that names none ends it (0)."""
    for line in flow.lines:
        number = commitment_number(line.text) if len(line.text) < _LONGEST_HEADING else None
        if number is not None and (line.is_heading or _opens(line.text)):
            yield line.order, number
        elif line.number and "." not in line.number:
            yield line.order, 0


def _opens(text: str) -> bool:
    return text.lower().startswith("compromiso") or opens_commitment(text)


def shared_findings(flow: Flow) -> Iterator[DraftFinding]:
    """The alerts that every kind of report can give: lost references, repeated captions, one person who signs twice."""
    for line in flow.everything:
        if _LOST_REFERENCE.search(line.raw):
            what = "una referencia interna del documento se perdió («Marcador no definido») y no se pudo leer"
            yield findings.unread(what=what, place=line.place)
    yield from _repeated_captions(flow.lines)
    yield from _pictures(flow.lines)
    yield from _emptied_tables(flow)
    if place := reviewer_approves(flow):
        yield findings.same_reviewer(place=place)


def _repeated_captions(lines: list[Line]) -> Iterator[DraftFinding]:
    """Captions with a number already used for another picture or table."""
    seen: dict[str, str] = {}
    for line in lines:
        match = _CAPTION.fullmatch(line.text) if len(line.text) < _LONGEST_CAPTION else None
        if match is None or match["title"].endswith("."):
            continue
        name = " ".join(match["name"].split()).capitalize()
        if name in seen and seen[name] != match["title"]:
            yield findings.duplicate_name(name=name, what="El rótulo", place=line.place)
        seen.setdefault(name, match["title"])


def _pictures(lines: list[Line]) -> Iterator[DraftFinding]:
    """One alert for the pictures that captions name: what they show is not read in any format."""
    found = [match for line in lines if (match := _picture(line))]
    first = next((line for line in lines if _picture(line)), None)
    if first:
        what = f"el rótulo {quoted(found[0]['name'])} nombra una imagen, y lo que muestra no se lee"
        if len(found) > 1:
            what = f"{len(found)} rótulos nombran imágenes, la primera {quoted(found[0]['name'])}; lo que muestran no se lee"
        yield findings.unread(what=what, place=first.place)


def _picture(line: Line) -> re.Match[str] | None:
    match = _CAPTION.fullmatch(line.text) if len(line.text) < _LONGEST_CAPTION else None
    is_caption = (
        match and not match["title"].endswith(".") and not match["kind"].lower().startswith(("tabla", "cuadro"))
    )
    return match if is_caption else None


def _names_items(row: Row) -> bool:
    """Whether a row heads a column of milestones or activities beside others."""
    labels = [clean(text) for text in row.texts if text.strip()]
    return len(labels) > 1 and bool({"milestone", "activity"} & columns_of(labels).keys())


def _emptied_tables(flow: Flow) -> Iterator[DraftFinding]:
    """Alerts for tables whose columns are all empty but the first: what they showed, as by shading, is lost."""
    for rows in _emptied(flow):
        what = "una tabla trae vacías todas sus columnas menos la primera; si se marcaban con color, no se pudo leer"
        yield findings.unread(what=what, place=rows[0].place, severity="warning")


def _emptied(flow: Flow) -> Iterator[list[Row]]:
    """The rows of each table, its pieces together, of which only the header holds something beside the first column."""
    for is_table, pieces in groupby(flow.items, key=lambda item: isinstance(item, Grid)):
        rows = [row for grid in pieces if isinstance(grid, Grid) for row in grid.table.rows] if is_table else []
        headed = rows and sum(1 for text in rows[0].texts if text.strip()) >= _COLUMNS_OF_SHADED
        if headed and len(rows) > _ONE_BENEATH and all(_only_first(row.texts) for row in rows[1:]):
            yield rows


def _only_first(texts: Sequence[str]) -> bool:
    return bool(texts) and bool(texts[0].strip()) and not any(text.strip() for text in texts[1:])


def unread_tables(report: Report) -> Iterator[DraftFinding]:
    """Alerts for tables of statuses whose rows name no commitment, milestone or activity, and for the reverse."""
    emptied = {row.place for rows in _emptied(report.flow) for row in rows}
    for grid in report.flow.tables:
        rows = grid.table.rows
        headed = any(tells_status(row) for row in rows[:_ROWS_OF_HEADER])
        told = any(is_status(text) for row in rows for text in row.texts)
        if any(find_header(rows, position) for position in range(len(rows))):
            continue
        if headed and told:
            yield findings.unread(what=_NO_ITEMS, place=grid.table.place, severity="warning")
        elif any(map(_names_items, rows[:_ROWS_OF_HEADER])) and rows[0].place not in emptied:
            yield findings.unread(what=_NO_FACTS, place=grid.table.place, severity="warning")


def first_figures(figures: list[DraftFigure]) -> list[DraftFigure]:
    """One figure per name, the first one printed."""
    found: dict[str, DraftFigure] = {}
    for figure in figures:
        found.setdefault(figure.name, figure)
    return list(found.values())
