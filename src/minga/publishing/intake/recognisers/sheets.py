"""Key-value tables of management reports: each row a key and its value, wherever pages cut them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from minga.publishing.intake.cleaning import clean, fold
from minga.publishing.intake.dates import year_range, years
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import DraftFinding
from minga.publishing.intake.grids import is_tail
from minga.publishing.intake.recognisers import findings
from minga.publishing.intake.recognisers.flow import Flow, Grid, Line

_KEYS = {
    "contribution_objective": r"objetivo\b.{0,80}\b(?:contribuye|aporta|articula|alinea).*|objetivo (?:del|estrategico del) (?:pmdot|pdot|plan)\b.*",
    "contribution_target": r"meta\b.{0,80}\b(?:contribuye|aporta|articula|alinea).*|meta (?:del|resultado del) (?:pmdot|pdot|plan)\b.*",
    "statement": r"descripcion de c?omo (?:aporta|contribuye).*|(?:como )?(?:aporta|contribuye)\b.*",
    "results": r"descripcion (?:de )?(?:los )?resultados.*|(?:principales )?(?:resultados|logros)(?: (?:alcanzad|obtenid|por meta)\w*.*)?",
    "unit": r"unidad de medida.*",
    "indicator": r"(?:nombre del )?indicador\b.*",
    "programmed": r"(?:valor|meta|cantidad) (?:programad|planificad|propuest)[oa].*|programado\b.*",
    "executed": r"(?:valor|meta|cantidad) (?:ejecutad|alcanzad|lograd|cumplid)[oa].*|ejecutado\b.*",
    "attainment": r"(?:%|porcentaje) (?:de )?(?:avance|cumplimiento)(?! presupuest).*|avance(?: de la meta)?(?: \(?%\)?)?",
    "executor": r"(?:entidad|unidad|dependencia|institucion)(?:\(?es\)?|s)? (?:ejecutora|responsable)(?:\(?s\)?)?.*|ejecutor(?:es|a)?|responsables?(?: de la (?:meta|ejecucion))?",
    "execution": r"(?:%|porcentaje) (?:de )?(?:la )?ejecucion(?: presupuestaria)?.*",
    "adjusted": r"(?:presupuesto |monto |valor )?codificado.*",
    "accrued": r"(?:presupuesto |monto |valor )?devengado.*",
    "initial": r"(?:presupuesto |monto )?(?:asignado|inicial|asignacion inicial).*",
    "committed": r"(?:presupuesto |monto )?comprometido.*",
    "certified": r"(?:presupuesto |monto )?certificado.*",
    "paid": r"(?:presupuesto |monto )?pagado.*",
    "reform": r"(?:presupuesto |monto )?reformado.*|reforma presupuestaria.*",
    "proforma": r"(?:presupuesto )?(?:de la )?proforma.*",
    "photographs": r"(?:registro )?fotogra(?:fias?|fico).*",
}
_PATTERNS = {name: re.compile(pattern, re.DOTALL) for name, pattern in _KEYS.items()}
_TARGET = re.compile(r"meta\s*(?:n[.º°ro]*\s*)?(?P<number>\d{1,3}(?:\.\d{1,3})*)\s*[:.\-–]?\s*")
_LABELLED = re.compile(r"(?P<key>[^:]{3,200}):\s*(?P<value>.*)", re.DOTALL)
_PROJECT = re.compile(
    r"\s*proyecto\s*(?:n[.º°ro]*\s*)?(?P<number>\d{1,3})?\s*[:.\-–]+\s*(?P<name>\S.*)", re.IGNORECASE | re.DOTALL
)
_PAIR, _LONGEST_KEY, _LONGEST_HEADING = 2, 240, 300
PHASES = ("proforma", "initial", "reform", "adjusted", "certified", "committed", "accrued", "paid")
_OTHER_PLAN = re.compile(
    r"\b(?:del?|al)\s+(?P<plan>(?:[A-ZÁÉÍÓÚÑ][\w.]*|de|del|la|y)(?:\s+(?:[A-ZÁÉÍÓÚÑ][\w.]*|de|del|la|y))*(?:\s+\d{4}\s*[-–]\s*\d{4})?)"
)


@dataclass(slots=True)
class Entry:
    """A key and its value in pieces, each as the reader gave it, with the years and the plan that the key names."""

    name: str
    key: str
    pieces: list[str]
    place: Place
    order: int
    number: int | None = None
    piece_places: list[Place] = field(default_factory=list)

    @property
    def value(self) -> str:
        """The whole value, cleaned."""
        return clean(" ".join(self.pieces))

    @property
    def year(self) -> int | None:
        """The year that the key prints («Valor programado 2021»)."""
        found = years(self.key)
        return found[0] if found and year_range(self.key) is None else None

    @property
    def other_plan(self) -> str | None:
        """The plan that the key names («Objetivo del PMDOT 2021 – 2033 al que contribuye»)."""
        match = _OTHER_PLAN.search(self.key)
        return match["plan"].strip() if match else None


@dataclass(slots=True)
class Sheets:
    """The entries of all key-value tables, in order, and the alerts about rows that were put together."""

    entries: list[Entry] = field(default_factory=list)
    findings: list[DraftFinding] = field(default_factory=list)

    @property
    def kinds(self) -> set[str]:
        """What the entries name."""
        return {entry.name for entry in self.entries}


def read_sheets(flow: Flow) -> Sheets:
    """The key-value entries of a document's tables, and of lines that print such a key.

    A row without key, or one whose key goes on in lower case, is the rest of the row before it, whatever page break
    lies between.
    """
    sheets = Sheets()
    for item in flow.items:
        if isinstance(item, Line):
            _take_line(sheets, item)
            continue
        for offset, (key, value, place) in enumerate(_pairs(item)):
            _take(sheets, key, value, place, item.order + offset)
    return sheets


def _take_line(sheets: Sheets, line: Line) -> None:
    """A line that prints a key with its value («Meta 1: ...») outside a table, or goes on from such a line."""
    match = _LABELLED.fullmatch(line.text)
    kind = _kind(match["key"]) if match and not line.number else None
    last = sheets.entries[-1] if sheets.entries else None
    if match and kind:
        _take(sheets, match["key"] + ":", match["value"], line.place, line.order)
    elif last and last.order == line.order - 1 and _reads_on(last, line):
        last.pieces.append(line.text)
        last.piece_places.append(line.place)
        last.order = line.order


def _reads_on(last: Entry, line: Line) -> bool:
    if not last.pieces or line.level or line.number or line.bullet:
        return False
    return is_tail(line.text, last.value) or (last.value.isupper() and line.text.isupper())


def _pairs(grid: Grid) -> Iterator[tuple[str, str, Place]]:
    """A key and a value per row; a row of four cells holds two pairs, a merged one a key alone."""
    for row in grid.table.rows:
        texts = list(row.texts)
        while len(texts) > _PAIR and not texts[-1].strip():
            texts.pop()
        if len(texts) == 2 * _PAIR and _kind(texts[2]):
            yield texts[2], texts[3], row.place
            texts = texts[:_PAIR]
        if len(texts) > 1 and clean(texts[0]) == clean(texts[1]):
            texts = texts[:1]
        yield texts[0] if texts else "", " ".join(text for text in texts[1:] if text), row.place


def _take(sheets: Sheets, key: str, value: str, place: Place, order: int) -> None:
    printed = clean(key)
    entry = _entry(printed, value, place, order)
    if entry:
        sheets.entries.append(entry)
        return
    if not sheets.entries or not (printed or value.strip()):
        return
    last = sheets.entries[-1]
    if not printed or printed[0].islower() or not last.pieces:
        last.key = f"{last.key} {printed}".strip()
        if value.strip():
            last.pieces.append(value)
            last.piece_places.append(place)
        alert = findings.broken_row(what="una fila está impresa en dos partes", place=place)
        sheets.findings.append(alert)
    else:
        sheets.entries.append(Entry("other", printed, [value] if value.strip() else [], place, order))


def _entry(key: str, value: str, place: Place, order: int) -> Entry | None:
    project = _PROJECT.fullmatch(key)
    if project:
        number = int(project["number"]) if project["number"] else None
        return Entry("project", key, [" ".join([project["name"], value]).strip()], place, order, number)
    if fold(key).rstrip(" :") == "proyecto" and value.strip():
        return Entry("project", key, [value], place, order)
    name = _kind(key)
    if name is None:
        return None
    target = _TARGET.match(fold(key)) if name == "target" else None
    pieces = [value] if value.strip() else []
    if target and fold(key)[target.end() :]:
        pieces.insert(0, clean(key)[target.end() :])
    number = int(target["number"].rsplit(".", 1)[-1]) if target else None
    return Entry(name, key, pieces, place, order, number, [place] * len(pieces))


def _kind(key: str) -> str | None:
    """What a key names; None for a text that is not a key."""
    folded = fold(key).strip(" :.")
    if not folded or len(folded) > _LONGEST_KEY:
        return None
    found = next((name for name, pattern in _PATTERNS.items() if pattern.fullmatch(folded)), None)
    if found:
        return found
    return "target" if _TARGET.match(folded) else None


HEADING = re.compile(
    r"(?P<kind>programa|proyecto)\s*(?:n[.º°ro]*\s*)?(?P<number>\d{1,3})?\s*[:.\-–]+\s*(?P<name>\S.*)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that opens a programme or a project: its kind in Spanish, its printed number and its name."""

    kind: str
    number: int | None
    name: str
    place: Place
    order: int


def headings(flow: Flow) -> Iterator[Heading]:
    """The headings of programmes and projects, in order."""
    for line in flow.lines:
        match = HEADING.fullmatch(line.title) if len(line.text) < _LONGEST_HEADING and not line.bullet else None
        if match:
            number = int(match["number"]) if match["number"] else None
            yield Heading(match["kind"].lower(), number, match["name"].strip().rstrip(" ."), line.place, line.order)
