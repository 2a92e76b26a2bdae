"""Commitments as reports introduce them: «COMPROMISO 3: ...» with who is responsible and who is the counterpart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from minga.publishing.intake.cleaning import clean, fold
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import DraftNode, DraftRole
from minga.publishing.intake.grids import is_open
from minga.publishing.intake.numbers import SPELLED, WORDS
from minga.publishing.intake.people import is_person, offices_in, seems_person
from minga.publishing.intake.recognisers.actors import is_actor
from minga.publishing.intake.recognisers.columns import find_header
from minga.publishing.intake.recognisers.flow import Flow, Grid, Item, Line
from minga.publishing.intake.recognisers.names import ordinal_number, split_organizations, tidy_name

_LONGEST_TITLE = 600
LEVEL = "Compromiso"
NUMBER_SIGN = r"(?:n(?:[.º°]|ro|o)?[.º°]*\s*)?"
SPELLED_NUMBER = (
    rf"uno|{SPELLED}|primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|s[eé]ptimo|octavo|noveno|d[eé]cimo"
)
NUMBER = rf"{NUMBER_SIGN}(?P<number>\d{{1,3}}|{SPELLED_NUMBER}|[ivx]{{1,5}})\b"
_ORDINAL = r"(?P<ordinal>primer|segundo|tercer|cuarto|quinto|sexto|s[eé]ptimo|octavo|noveno|d[eé]cimo)\s+compromiso\b"
_DEFINED = re.compile(rf"(?:compromiso\s+{NUMBER}|{_ORDINAL})\s*(?P<sign>[:.\-–—]+)?\s*", re.IGNORECASE)
_CODED = re.compile(r"C(?P<number>\d{1,2})(?P<ordinal>\b)\s*(?P<sign>[:.)\-–—]+)\s*(?=[^\W\d])")
_NOBODY = re.compile(
    r"(?:n\s*/?\s*a|no aplica|ningun[oa]|por (?:definir|confirmar|designar)|s\s*/\s*n|sin \w+|[-–—.\s]*)\.?"
)
_LABEL_CELL = re.compile(r"(?:(?:nombre|t[ií]tulo) del )?compromiso\s*:?", re.IGNORECASE)
_NAMED = re.compile(rf"\bcompromisos?\s+{NUMBER}|\b{_ORDINAL}", re.IGNORECASE)
_NEXT_NAMED = re.compile(rf"\s*(?P<to>,|y|e|al?)\s+{NUMBER}(?!\s+de\b)", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"\D{0,3}(\d{1,3})\D?")
_CELL_NUMBER = re.compile(r"[Cc]?(\d{1,2})\s*[.):–-]+\s+(?=[^\W\d])")
_WIDEST_RANGE = 30
_TITLE_LABEL = re.compile(r"compromiso\s*:\s*(?=[^\W\d_])", re.IGNORECASE)
_ROLES = {
    "lead": r"(?:(?:instituci[oó]n|entidad|dependencia|unidad|[aá]rea|organizaci[oó]n)(?:es)?\s+)?"
    r"(?:responsables?|l[ií]der|a cargo)(?: institucional(?:es)?| p[uú]blic[oa]s?| del compromiso)?(?:\s*\([^()]{1,40}\))?",
    "counterpart": r"(?:(?:instituci[oó]n|entidad|organizaci[oó]n)(?:es)?\s+)?(?:contrapartes?|corresponsables?)"
    r"(?: (?:de |desde )?(?:la )?(?:sociedad civil|academia|ciudadan[ií]a)| ciudadanas?| acad[eé]micas?| civil(?:es)?"
    r"| no gubernamental(?:es)?| del compromiso)?(?:\s*\([^()]{1,40}\))?",
    "executor": r"(?:entidad(?:es)?|unidad(?:es)?|instituci[oó]n)(?:\(es\))? ejecutoras?(?:\(s\))?|ejecutor(?:es|a)?",
    "promoter": r"(?:entidad |instituci[oó]n )?(?:promotora?|impulsora?)",
    "partner": r"(?:(?:organizaciones|instituciones|entidades|actores)\s+)?aliad[oa]s?(?: estrat[eé]gic[oa]s?)?|soci[oa]s?(?: estrat[eé]gic[oa]s?)?|cooperantes?",
    "beneficiary": r"(?:poblaci[oó]n )?beneficiari[oa]s?|grupos? (?:de atenci[oó]n|objetivo|beneficiarios?)",
}
_ROLE = re.compile("|".join(f"(?P<{role}>{pattern})" for role, pattern in _ROLES.items()), re.IGNORECASE)
_ROLE_LABEL = re.compile(rf"(?:^|(?<=[\s.;,]))(?:{_ROLE.pattern})\s*:\s*", re.IGNORECASE)
_HELD_BY = re.compile(
    r"\bcompromisos? que (?:tienes?|tienen|mantiene|lidera|est[aá]n? a cargo de|corresponden? a"
    r"|son (?:de )?responsabilidad de|asume)\s+(?:la|el)\s+",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Commitment:
    """A commitment of the document: its number (`numbered` where it is printed), title and roles, and where it is named.

    `persons`: the lines of roles that name nobody but persons, who are left out.
    """

    number: int
    title: str
    place: Place
    order: int
    roles: list[DraftRole] = field(default_factory=list)
    numbered: bool = True
    persons: list[Place] = field(default_factory=list)

    @property
    def code(self) -> str:
        """«C3»."""
        return f"C{self.number}"

    def node(self) -> DraftNode:
        """The commitment as a node, its reference made from its code."""
        return DraftNode(
            self.code.lower(),
            LEVEL,
            self.title,
            self.place,
            code=self.code,
            code_printed=self.numbered,
            cells={"code": f"{LEVEL} {self.number}"} if self.numbered else {},
            roles=self.roles,
        )


def commitment_number(text: str) -> int | None:
    """The number of the first commitment that a text names («Compromiso 3», «compromiso cuatro», «COMPROMISO IV»)."""
    match = _NAMED.search(text)
    return _number(match) if match else None


def _number(match: re.Match[str]) -> int | None:
    return number_of(match["ordinal"] or match["number"])


def commitment_numbers(text: str) -> list[int]:
    """The numbers of the commitments that a text names together («compromisos 2, 4 y 5», «compromisos 1 al 3»)."""
    match = _NAMED.search(text)
    first = _number(match) if match else None
    found = [first] if first is not None else []
    while match and found and (match := _NEXT_NAMED.match(text, match.end())):
        number = number_of(match["number"])
        if number is None:
            break
        ranged = match["to"].lower() in ("a", "al") and found[-1] < number <= found[-1] + _WIDEST_RANGE
        found += range(found[-1] + 1, number + 1) if ranged else [number]
    return found


def opens_commitment(text: str) -> bool:
    """Whether a text opens with a commitment's name («Compromiso 3», «Segundo compromiso»)."""
    return bool(_DEFINED.match(text))


def named_in_cell(text: str) -> tuple[int | None, str]:
    """The number and the title of the commitment that a cell names («C2», «2», «Compromiso 2: ...», «2. ...»)."""
    text = clean(text)
    match = _DEFINED.match(text)
    if match and (match["sign"] or match.end() == len(text) or (match["number"] or "").isdecimal()):
        return _number(match), text[match.end() :].strip()
    if bare := _BARE_NUMBER.fullmatch(text):
        return int(bare[1]), ""
    if numbered := _CELL_NUMBER.match(text):
        return int(numbered[1]), text[numbered.end() :]
    return commitment_number(text), text


def number_of(printed: str) -> int | None:
    """A number in figures, words or Roman numerals."""
    return WORDS.get(fold(printed)) or ordinal_number(printed)


def read_commitments(flow: Flow, until: int | None = None) -> dict[int, Commitment]:
    """The commitments that the document introduces before position `until`, by number, in document order.

    The first introduction counts. A line «COMPROMISO 7» alone takes its title from the line beneath.
    """
    found: dict[int, Commitment] = {}
    items = [one for item in flow.items if until is None or item.order < until for one in _opened(item)]
    for position, item in enumerate(items):
        introduced = _introduced(items, position) if isinstance(item, Line) else None
        if introduced and introduced.number not in found:
            found[introduced.number] = introduced
    return found


def _opened(item: Item) -> Iterator[Item]:
    """The item; a table that introduces commitments in its first column («COMPROMISO 1», «Responsable»), as lines."""
    if isinstance(item, Line):
        yield item
        return
    rows = [[text for text in map(clean, row.texts) if text] for row in item.table.rows]
    headed = any(find_header(item.table.rows, position) for position in range(len(rows)))
    if headed or not any(len(texts) > 1 and _is_label(texts[0]) for texts in rows):
        yield item
        return
    for offset, (row, texts) in enumerate(zip(item.table.rows, rows, strict=True)):
        if len(texts) > 1 and (_is_label(texts[0]) or role_label(texts[0])):
            label = LEVEL if _LABEL_CELL.fullmatch(texts[0]) else texts[0].rstrip(" :.")
            text = f"{label}: {' '.join(texts[1:])}"
            yield Line(text, text, row.place, item.order + offset)


def _is_label(text: str) -> bool:
    return bool(_DEFINED.fullmatch(text) or _LABEL_CELL.fullmatch(text))


def _introduced(items: list[Item], position: int) -> Commitment | None:
    line = items[position]
    match = _defined_at(items, position)
    number = _number(match) if match else None
    if not isinstance(line, Line) or match is None or number is None:
        return None
    rest = list(_following(items, position))
    text = line.text[match.end() :]
    if not text:
        text = rest.pop(0).text if rest and _may_be_title(rest[0]) else ""
    elif not match["sign"]:
        return None
    title, printed = _title_and_roles(text, line.place, rest)
    roles, persons = named_roles(printed)
    return Commitment(number, title, line.place, line.order, roles, persons=persons) if title else None


def _defined_at(items: list[Item], position: int) -> re.Match[str] | None:
    """The name that a commitment's line opens with; «C2:» only where a role's label stands beneath."""
    line = items[position]
    if not isinstance(line, Line):
        return None
    beneath = items[position + 1] if position + 1 < len(items) else None
    with_roles = isinstance(beneath, Line) and bool(_ROLE_LABEL.match(beneath.text))
    return _DEFINED.match(line.text) or (_CODED.match(line.text) if with_roles else None)


def _following(items: list[Item], position: int) -> Iterator[Line]:
    """The lines after a position, up to a table, a bullet, a heading or another commitment."""
    for item in items[position + 1 : position + 12]:
        if isinstance(item, Grid) or (item.bullet and not _ROLE_LABEL.match(item.text)):
            return
        if (item.is_heading and not _ROLE_LABEL.match(item.text)) or _DEFINED.match(item.text):
            return
        yield item


def _may_be_title(line: Line) -> bool:
    return not _ROLE_LABEL.match(line.text) and len(line.text) < _LONGEST_TITLE


def _title_and_roles(text: str, place: Place, rest: list[Line]) -> tuple[str, list[DraftRole]]:
    """The title and the labelled roles of a commitment, from its own line and the lines beneath it."""
    title, roles = _cut_at_labels(text, place)
    for line in rest:
        labels = _ROLE_LABEL.match(line.text)
        if labels:
            roles += _cut_at_labels(line.text, line.place)[1]
        elif not roles and _continues(title, line.text):
            more, named = _cut_at_labels(line.text, line.place)
            title, roles = f"{title} {more}", roles + named
        elif roles and _continues(roles[-1].name, line.text):
            roles[-1].name = f"{roles[-1].name} {line.text}"
        else:
            break
    return tidy_title(title), roles


def _continues(before: str, text: str) -> bool:
    return not before.endswith((".", ":", "”")) and (is_open(before) or text[0].islower())


def _cut_at_labels(text: str, place: Place) -> tuple[str, list[DraftRole]]:
    """The text before the first label, and a role per label."""
    labels = list(_ROLE_LABEL.finditer(text))
    if not labels:
        return text.strip(), []
    ends = [label.start() for label in labels[1:]] + [len(text)]
    roles = [
        DraftRole(_role_of(label), text[label.end() : end].strip(), place)
        for label, end in zip(labels, ends, strict=True)
    ]
    return text[: labels[0].start()].strip(), roles


def _role_of(match: re.Match[str]) -> str:
    return next(role for role in _ROLES if match[role])


def opens_with_role(text: str) -> bool:
    """Whether a text opens with a role's label and says who has it («Responsable: Dirección de Archivo»)."""
    match = _ROLE_LABEL.match(text)
    return match is not None and match.end() < len(text)


def role_label(text: str) -> str | None:
    """The role that a label names («Socios», «Grupo de atención:»); None where the text is anything more."""
    match = _ROLE.fullmatch(text.strip().rstrip(":").strip())
    return _role_of(match) if match else None


def named_roles(printed: list[DraftRole]) -> tuple[list[DraftRole], list[Place]]:
    """The roles of labelled lines, one per name, and the places of the lines that name nobody but persons."""
    read = [(role.place, role.name, roles_named(role.role, role.name, role.place)) for role in printed]
    persons = [place for place, text, roles in read if place and not names_nobody(text) and not roles]
    return [role for _, _, roles in read for role in roles], persons


def roles_named(role: str, names: str, place: Place | None) -> list[DraftRole]:
    """A role per unit, organization or post that a text lists; persons are left out."""
    listed = [name for piece in split_organizations(offices_in(names)) for name in _sides_of_persons(piece)]
    named = [name for name in listed if not _NOBODY.fullmatch(fold(name))]
    return [DraftRole(role, name, place) for name in named if is_actor(name) or not seems_person(name)]


def names_nobody(text: str) -> bool:
    """Whether a text where a role should stand says that there is none («No aplica», «-»)."""
    return bool(_NOBODY.fullmatch(fold(text)))


def _sides_of_persons(piece: str) -> list[str]:
    """The sides of a dash or of brackets, where one of them is a person's name; else the piece as it is."""
    sides = [side for side in map(tidy_name, re.split(r"\s+[-–—|]\s+|\s*[()]\s*", piece)) if side]
    return sides if len(sides) > 1 and any(map(is_person, sides)) else [piece]


def tidy_title(title: str) -> str:
    """A title without a closing quote that nothing opened, and without the quotes around the whole of it."""
    title = title.strip()
    for opening, closing in (("“", "”"), ("«", "»")):
        if title.endswith(closing) and title.count(closing) > title.count(opening):
            title = title[: -len(closing)].rstrip()
        if title.startswith(opening) and title.endswith(closing) and title.count(opening) == 1:
            title = title[1:-1].strip()
    if title.endswith('"') and title.count('"') % 2:
        title = title[:-1].rstrip()
    return title


@dataclass(frozen=True, slots=True)
class Labelled:
    """A commitment introduced by a bare label «COMPROMISO:»: its title, its line, its roles and lines of persons."""

    title: str
    line: Line
    roles: list[DraftRole]
    persons: list[Place]


def labelled_title(flow: Flow) -> Labelled | None:
    """The commitment after a bare label «COMPROMISO:», as a report on one commitment prints it."""
    items = [one for item in flow.items for one in _opened(item)]
    for position, line in enumerate(items):
        match = _TITLE_LABEL.match(line.text) if isinstance(line, Line) else None
        if isinstance(line, Line) and match:
            rest = list(_following(items, position))
            title, printed = _title_and_roles(line.text[match.end() :], line.place, rest)
            return Labelled(title, line, *named_roles(printed))
    return None


def loose_roles(flow: Flow) -> tuple[list[DraftRole], list[Place]]:
    """The roles of labelled lines before the first table, for a report on a single commitment; and lines of persons."""
    first = flow.tables[0].order if flow.tables else flow.end
    lines = [line for line in flow.lines if line.order < first and _ROLE_LABEL.match(line.text)]
    return named_roles([role for line in lines for role in _cut_at_labels(line.text, line.place)[1]])


def holder_label(text: str) -> int | None:
    """Where, in «Los compromisos que tiene la Secretaría ... son:», the holder's name begins."""
    match = _HELD_BY.search(text)
    return match.end() if match else None
