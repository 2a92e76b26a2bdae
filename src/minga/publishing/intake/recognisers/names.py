"""Names of organizations and plans in running text, and lists of organizations in one cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from minga.publishing.intake.cleaning import clean, fold

_UNITS = (
    "secretaria|subsecretaria|direccion|coordinacion|administracion|municipio|municipalidad|alcaldia|prefectura|gobierno"
    "|gad|gadm|empresa|unidad|agencia|instituto|corporacion|fundacion|universidad|escuela|concejo|consejo|ministerio"
    "|viceministerio|gerencia|jefatura|procuraduria|patronato|asociacion|camara|comite|comision|asamblea|observatorio"
    "|banco|junta|federacion|confederacion|cooperativa|cuerpo|colectivo|colegio|organizacion|oficina|departamento"
    "|superintendencia|contraloria|defensoria|delegacion|intendencia|mancomunidad|consorcio|registro|facultad|red|mesa"
)
_OPENS_UNIT = re.compile(rf"(?:(?:la|el|las|los)\s+)?(?:{_UNITS})\b(?!\s*:)")
_SURE_UNIT = re.compile(
    r"(?:(?:la|el|las|los)\s+)?(?:secretaria|subsecretaria|direccion|municipio|empresa|agencia|instituto|corporacion|fundacion"
    r"|universidad|escuela|consejo|concejo|ministerio|patronato|asociacion|camara|comite|colectivo|federacion|facultad"
    r"|administracion zonal|unidad|cuerpo)\s+\w"
)
"""What opens a second organization within a list; «Gobierno» or «Coordinación» may be part of the first one's name."""
_CITY_HALL = re.compile(r"(?:gobierno autonomo|gad\b|gadm|municipio|municipalidad|alcaldia|ilustre)")
_ENUMERATING = re.compile(
    r"(?:secretaria|subsecretaria|direccion|ministerio|viceministerio|coordinacion|comision|gerencia)\b"
)
_CONNECTORS = frozenset(["de", "del", "la", "las", "los", "el", "y", "e", "para"])
_SHORT, _LONGEST_ORDINAL = 3, 4
_TOKEN = re.compile(r"\S+")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_ORDINALS = {
    "primer": 1,
    "primero": 1,
    "segundo": 2,
    "tercer": 3,
    "tercero": 3,
    "cuarto": 4,
    "quinto": 5,
    "sexto": 6,
    "septimo": 7,
    "octavo": 8,
    "noveno": 9,
    "decimo": 10,
}
_ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_PLAN = re.compile(rf"\b(?:(?P<ordinal>(?i:{_ORDINAL}|séptimo|décimo)|[IVX]{{1,4}})\s+)?(?P<plan>(?i:plan))\s")
_ACRONYM = re.compile(r"\bPlan\s[^().;:]{3,120}\s\((?:I{1,3}\s)?([A-Z]{3,10})(?:\s[IVX]{1,4})?\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlanMention:
    """A plan named in a text: as printed, its ordinal where one is printed, and where it stands."""

    printed: str
    ordinal: int | None
    start: int
    end: int


def opens_organization(text: str) -> bool:
    """Whether a line opens with the kind of an organization («Secretaría ...», «Dirección ...»)."""
    return bool(_OPENS_UNIT.match(fold(text)))


def is_city_hall(text: str) -> bool:
    """Whether a name is that of the municipality as a whole."""
    return bool(_CITY_HALL.match(fold(text)))


def name_at(text: str, start: int) -> str:
    """The proper name that begins at `start`: capitalised words and the connectors between them, up to a sign.

    It ends before a second organization («... y la Fundación ...»).
    """
    taken: list[str] = []
    tokens = [match[0] for match in _TOKEN.finditer(text, start, min(len(text), start + 300))]
    for position, token in enumerate(tokens):
        bare = token.strip('“”"«»()*')
        word = bare if _is_abbreviation(bare) else bare.rstrip(".,;:")
        folded = fold(word)
        if not word or not (word[0].isupper() or folded in _CONNECTORS) or token.startswith(("(", "“", "«")):
            break
        if position and folded in ("y", "e") and _next_opens_unit(tokens, position):
            break
        taken.append(word)
        if not token.endswith(word):
            break
    while taken and fold(taken[-1]) in _CONNECTORS:
        taken.pop()
    return " ".join(taken)


def _is_abbreviation(token: str) -> bool:
    return token.endswith(".") and (len(token) <= _SHORT or token.count(".") > 1)


def _next_opens_unit(tokens: list[str], position: int) -> bool:
    rest = [fold(token).strip(".,;:") for token in tokens[position + 1 : position + 3]]
    rest = rest[1:] if rest and rest[0] in ("la", "el", "las", "los") else rest[:1]
    return bool(rest) and bool(_SURE_UNIT.match(f"{rest[0]} x"))


_ORGANIZATION = re.compile(
    r"\b(?=[A-ZÁÉÍÓÚÑ])(?:Secretar[ií]a|Subsecretar[ií]a|Direcci[oó]n|Coordinaci[oó]n|Administraci[oó]n|Empresa|Agencia"
    r"|Instituto|Corporaci[oó]n|Fundaci[oó]n|Universidad|Escuela|Concejo|Consejo|Ministerio|Municipio|Gerencia|Patronato)\b"
)


def organizations_in(text: str) -> list[tuple[int, str]]:
    """The long names of organizations in a text, each with where it begins."""
    found = ((match.start(), name_at(text, match.start())) for match in _ORGANIZATION.finditer(text))
    return [(start, name) for start, name in found if len(name.split()) > 1]


def initials(name: str) -> set[str]:
    """The acronyms that a long name gives, folded: with and without its «y»."""
    words = [word for word in fold(name).split() if word not in _CONNECTORS or word in ("y", "e")]
    return {"".join(word[0] for word in words), "".join(word[0] for word in words if word not in ("y", "e"))}


def split_organizations(text: str) -> list[str]:
    """The organizations of a cell, split at line ends, commas, semicolons and a «y» between names.

    The commas and the «y» inside a secretariat's own name («Coordinación Territorial, Gobernabilidad y
    Participación») do not split it.
    """
    marks = ";" if ";" in text else ","
    pieces = [piece for part in re.split(rf"[{marks}]|\s/\s", text) if (piece := tidy_name(part))]
    joined: list[str] = []
    for piece in pieces:
        if joined and marks == "," and _belongs(joined[-1], piece):
            joined[-1] = f"{joined[-1]}, {piece}"
        else:
            joined.append(piece)
    return list(dict.fromkeys(name for piece in joined for name in _split_and(piece)))


def _belongs(before: str, piece: str) -> bool:
    enumerates = _ENUMERATING.match(fold(before)) and not _SURE_UNIT.match(fold(piece))
    return bool(enumerates) and (" y " in piece or " e " in piece)


def _split_and(piece: str) -> list[str]:
    """The two names around the last «y», where both are names: two units, or two short proper names."""
    match = re.fullmatch(r"(.+?)\s+(?:y|e)\s+(?:(?:la|el)\s+)?([^,]+)", piece)
    if not match:
        return [piece]
    one, other = match[1], match[2]
    if _SURE_UNIT.match(fold(other)) or re.fullmatch(r"[A-ZÁÉÍÓÚÑ]{2,10}", other):
        return [*_split_and(one), other]
    if not _OPENS_UNIT.match(fold(one)) and _is_short_name(one, 2) and _is_short_name(other, 2):
        return [one, other]
    return [piece]


def _is_short_name(text: str, longest: int) -> bool:
    words = text.split()
    return len(words) <= longest and all(word[0].isupper() for word in words)


def tidy_name(text: str) -> str:
    """A name without the signs left around it («CONQUITO -.» -> «CONQUITO»); the period of «S.A.» stays."""
    text = clean(text)
    if re.search(r"\b[A-Z]\.\s?[A-Z]\.$", text):
        return text.lstrip(" .;,:–—-")
    return text.strip(" .;,:–—-")


def mend_acronym(name: str, known: Iterable[str]) -> str:
    """An acronym broken by a column's edge («SGCTY PC»), joined where its letters are a known name's initials."""
    letters = name.replace(" ", "")
    if " " not in name or not re.fullmatch(r"[A-ZÁÉÍÓÚÑy]{3,12}", letters):
        return name
    return letters if fold(letters) in known else name


def mend_hyphen(name: str, vocabulary: Mapping[str, int]) -> str:
    """«R- Cities» as «R-Cities», where the document prints that elsewhere."""
    match = re.search(r"(\w+)-\s+(\w+)", name)
    if match and f"{match[1]}-{match[2]}" in vocabulary:
        return name[: match.start()] + f"{match[1]}-{match[2]}" + name[match.end() :]
    return name


def ordinal_number(text: str | None) -> int | None:
    """1 for «Primer», «I» or «1»; None for anything else."""
    folded = fold(text or "")
    return (
        int(folded)
        if folded.isdecimal() and len(folded) < _LONGEST_ORDINAL
        else _ORDINALS.get(folded, _ROMAN.get(folded))
    )


def plan_acronyms(texts: Iterable[str]) -> frozenset[str]:
    """The acronyms that texts give to plans: «Plan de Acción de ... (PAGA)»."""
    found = (match[1] for text in texts if "(" in text for match in _ACRONYM.finditer(text))
    return frozenset(acronym for acronym in found if acronym.isupper())


@lru_cache(maxsize=32)
def _short_mention(acronyms: frozenset[str]) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, acronyms)))
    numeral = rf"(?i:{_ORDINAL})|[IVX]{{1,4}}|\d"
    return re.compile(rf"\b(?:(?P<before>{numeral})\s+)?(?P<name>{names})(?:[\s-]+(?P<after>[IVX]{{1,4}}|\d)\b)?(?!\w)")


def plan_mentions(text: str, acronyms: frozenset[str] = frozenset()) -> list[PlanMention]:
    """The plans that a text names, in order: «Segundo Plan de Acción de ...», «II Plan ...», «PAGA I»."""
    found = []
    for match in _PLAN.finditer(text):
        name = name_at(text, match.start("plan"))
        if len(name.split()) > 1:
            head = text[match.start() : match.start("plan")]
            end = match.start("plan") + len(name)
            found.append(PlanMention(head + name, ordinal_number(match["ordinal"]), match.start(), end))
    for match in _short_mention(acronyms).finditer(text) if acronyms else ():
        ordinal = ordinal_number(match["before"] or match["after"])
        found.append(PlanMention(match[0], ordinal, match.start(), match.end()))
    return sorted(found, key=lambda mention: mention.start)
