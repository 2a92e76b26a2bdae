"""What the first lines of a document say of it: the plan's title and period, its part, who issues it, and when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from minga.publishing.intake.cleaning import clean, fold
from minga.publishing.intake.dates import full_dates, partial_date, year_range
from minga.publishing.intake.document import Paragraph, Place
from minga.publishing.intake.grids import is_open

_BODY = re.compile(
    r"(?:[0-9ivx.]+[\s.)-]+)?(?:introduccion|antecedentes|presentacion|contenidos?|tabla de contenidos?|indice|resumen.*"
    r"|objeto|justificacion|introduction|background|contents)[.:]?"
)
_PLAN = re.compile(
    r"(?:actualizacion (?:del?|y)\b.*|(?:primer|segundo|tercer|cuarto|quinto|[ivx]+) )?"
    r"(?:plan|estrategia|agenda|programa de gobierno|politica|proyecto de plan|pdot|pmdot|pnd|paga|poa|pei|strategic plan|action plan)\b"
)
_NAMED_PLAN = re.compile(
    r"\b(?:del|al|de\s+la|a\s+la|de|el|la)\s+(?P<plan>(?:plan|estrategia|agenda|pol[ií]tica|programa\s+de\s+gobierno|pdot|pmdot|poa)\b.*)",
    re.IGNORECASE,
)
_PART = re.compile(r"(?:apendice|anexo|tomo|volumen|parte|capitulo|appendix|annex|matriz|informe|reporte|report)\b")
_UNIT_WORDS = (
    r"gobierno autonomo|gad\b|gadm|gadp|gobierno (?:municipal|provincial|parroquial|local|metropolitano)|(?:ilustre )?municip"
    r"|ayuntamiento|prefectura|intendencia|municipality|city of"
)
_OWNER = re.compile(rf"(?:el |la )?(?:{_UNIT_WORDS})")
_UNIT = re.compile(
    r"(?:alcaldia|secretaria|direccion|administracion zonal|empresa (?:publica|metropolitana|municipal)|concejo|consejo"
    r"|ministerio|universidad|coordinacion|gerencia|department|ministry|mayor)"
)
_FOLLOW_UP = re.compile(
    r"(?:avances?|seguimiento|monitoreo|evaluacion|estado|ejecucion|cumplimiento|progress|tracking|status)\b.*\b(?:de|del|of|on)\b"
)
_LABELLED = re.compile(r"(?P<label>[^:]{3,40}):\s*(?P<value>\S.*)")
_LABELS = {
    "title": re.compile(r"(?:nombre del )?plan\b|instrumento|nombre del (?:plan|programa)"),
    "organization": re.compile(
        r"entidad|institucion|gad\b|municipio|municipalidad|organizacion|dependencia|unidad (?:responsable|ejecutora)|organization"
    ),
    "period": re.compile(r"periodo|vigencia|period"),
    "date": re.compile(r"(?:fecha|corte|actualizad|date|as of|cut)"),
}
_PERSONAL = re.compile(r"(?:elaborad|revisad|aprobad|validad|suscrit|firma|responsable|prepared|approved)")
_LONG = 320
_MOST_LINES = 40
_LONGEST_LINE = 160
_WHOLE_TITLE = 4


@dataclass(slots=True)
class Cover:
    """What the first lines print; each field None or empty where they do not say."""

    title: str | None = None
    parts: list[str] = field(default_factory=list)
    organization: str | None = None
    period: tuple[int, int] | None = None
    date: str | None = None
    place: Place | None = None

    @property
    def full_title(self) -> str | None:
        """What the document is called: the plan's title and its part, joined by a dash; the part alone if it names both."""
        part = self.parts[0] if self.parts else None
        if part and self.title and self.title in part:
            return part
        return " – ".join(filter(None, [self.title, part])) or None


@dataclass(slots=True)
class Line:
    """A line of the cover, cleaned, with lines that go on joined."""

    text: str
    place: Place
    level: int = 0


def cover_lines(paragraphs: Iterable[Paragraph]) -> list[Line]:
    """The lines before the body begins: before «Introducción», a list of contents or the first long paragraph."""
    lines: list[Line] = []
    for paragraph, printed in _printed_lines(paragraphs):
        text = clean(printed).strip("* ")
        too_long = len(text) > _LONG or (lines and len(lines[-1].text) > _LONG) or len(lines) > _MOST_LINES
        if too_long or _BODY.fullmatch(fold(text)):
            break
        if text and lines and (is_open(lines[-1].text) or text[0].islower()):
            lines[-1].text += f" {text}"
        elif text:
            lines.append(Line(text, paragraph.place, paragraph.level))
    return lines


def _printed_lines(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[Paragraph, str]]:
    """Each paragraph with each of its lines; one too long for a cover is not cut in lines."""
    for paragraph in paragraphs:
        pieces = [paragraph.text] if len(paragraph.text) > _LONG else paragraph.text.split("\n")
        yield from ((paragraph, piece) for piece in pieces)


def read_cover(lines: Sequence[Line]) -> Cover:
    """What a document's first lines, or the rows over a table, say of it. A person's name is never taken."""
    cover = Cover()
    plain = [line for line in lines if not _take_labelled(line, cover)]
    titled = _take_title(plain, cover)
    rest = [line for line in plain if line not in titled]
    cover.parts = [line.text for line in rest if _PART.match(fold(line.text)) and not _PERSONAL.match(fold(line.text))]
    if cover.title is None and not cover.parts:
        cover.parts = _heading(rest)
    _take_named_plan(rest, cover)
    cover.organization = cover.organization or _organization(rest)
    cover.period = cover.period or _period([*titled, *plain])
    cover.date = cover.date or _date(rest)
    return cover


def _take_labelled(line: Line, cover: Cover) -> bool:
    """Takes a line such as «Entidad: Municipio de ...»; True when the line is done with."""
    found = _LABELLED.fullmatch(line.text)
    if not found:
        return bool(_PERSONAL.match(fold(line.text)))
    label, value = fold(found["label"]), found["value"].strip()
    if _PERSONAL.match(label):
        return True
    name = next((name for name, form in _LABELS.items() if form.match(label)), None)
    if name is None or getattr(cover, name):
        return False
    readers: dict[str, Callable[[str], object]] = {"period": _labelled_period, "date": cut_off}
    read = readers.get(name, str)(value)
    if read is None:
        return False
    setattr(cover, name, read)
    if name == "title":
        cover.place = line.place
    return True


def _take_title(lines: Sequence[Line], cover: Cover) -> list[Line]:
    """Finds the plan's title, wrapped lines joined; gives the lines it took."""
    if cover.title:
        return []
    start = next((index for index, line in enumerate(lines) if _PLAN.match(fold(line.text))), None)
    if start is None:
        return []
    taken = [lines[start], *_rest_of_title(lines[start], lines[start + 1 : start + _WHOLE_TITLE])]
    cover.title = " ".join(line.text for line in taken)
    cover.place = taken[0].place
    return taken


def _heading(lines: Sequence[Line]) -> list[str]:
    """The line that heads a document whose title says neither plan nor report.

    It is its first heading, or a line with a period, or one that speaks of progress («Avance de proyectos»).
    """
    plain = [line for line in lines if not _OWNER.match(fold(line.text)) and not cut_off(line.text)]
    heading = next((line for line in plain if line.level == 1), None)
    heading = heading or next((line for line in plain if year_range(line.text)), None)
    heading = heading or next((line for line in plain if _FOLLOW_UP.match(fold(line.text))), None)
    return [heading.text] if heading else []


def _take_named_plan(lines: Sequence[Line], cover: Cover) -> None:
    """Where no line is the plan's title: the plan that a part's title names («Matriz de seguimiento del Plan ...»)."""
    for line in lines:
        found = _NAMED_PLAN.search(line.text) if cover.title is None and line.text in cover.parts else None
        if found:
            cover.title, cover.place = found["plan"].strip(" .,"), line.place


def _rest_of_title(first: Line, following: Sequence[Line]) -> list[Line]:
    """The lines up to the one that prints the plan's years, where none of them says something of its own."""
    if year_range(first.text):
        return []
    for count, line in enumerate(following, start=1):
        folded = fold(line.text)
        own = _PART.match(folded) or _OWNER.match(folded) or _LABELLED.fullmatch(line.text) or cut_off(line.text)
        if own or line.level != first.level:
            break
        if year_range(line.text):
            return list(following[:count])
    return []


def _organization(lines: Sequence[Line]) -> str | None:
    for form in (_OWNER, _UNIT):
        for line in lines:
            if form.match(fold(line.text)) and len(line.text) < _LONGEST_LINE:
                return re.split(r"\s+[-–—|]\s+(?=.*\b(?:19|20)\d\d\b)", line.text)[0].strip(" .,")
    return None


def _period(lines: Sequence[Line]) -> tuple[int, int] | None:
    return next((period for line in lines if (period := year_range(line.text))), None)


def _labelled_period(text: str) -> tuple[int, int] | None:
    year = re.fullmatch(r"(?:año )?((?:19|20)\d\d)", text)
    return (int(year[1]), int(year[1])) if year else year_range(text)


def _date(lines: Sequence[Line]) -> str | None:
    dates = (cut_off(line.text) for line in lines if len(line.text) < _LONGEST_LINE)
    return next((date for date in dates if date), None)


def cut_off(text: str) -> str | None:
    """The last day or month printed in a text: the cut-off of «del 1 de enero al 31 de diciembre de 2024»."""
    days = [date.iso for date in full_dates(text) if date.exists]
    if days:
        return days[-1]
    month = partial_date(text)
    return month if month and "-" in month else None


def title_lines(rows: Iterable[tuple[list[str], Place]]) -> Iterator[Line]:
    """The lines that the rows over a table print: cells side by side («Entidad:», «Municipio de ...») are one line."""
    for texts, place in rows:
        said = list(dict.fromkeys(text for cell in texts if (text := clean(cell))))
        if said:
            yield Line(" ".join(said), place)
