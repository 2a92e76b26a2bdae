"""How names of organizations are compared and what they tell. A pure module without Django.

Documents print one organization in many ways: «SGCTyPC» and «SGCTY PC», «R-Cities» and «R- Cities», «Universidad
Hemisferios» and «Universidad de los Hemisferios». `name_key` makes these equal; different words stay different, and are
written as further names of the organization.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from minga.kernel.words import plain

LINKING_WORDS = frozenset({"a", "de", "del", "e", "el", "en", "la", "las", "lo", "los", "y"})
BRACKETED = re.compile(r"^(?P<name>.+?)\s*[(\[](?P<acronym>[^()\[\]]{2,20})[)\]][\s.,;:]*$", re.DOTALL)
DASHED = re.compile(r"^(?P<name>.+?)\s*[-–—]\s+(?P<acronym>\w{2,12})\s*[-–—]?\s*$", re.DOTALL)
ACRONYM = re.compile(r"[A-ZÁÉÍÓÚÑ\d][\w.&-]*(?:\s[A-ZÁÉÍÓÚÑ]+)?")
VOWEL = re.compile(r"[aeiou]")
FEWEST_WORDS_IN_CAPITALS = 3
FEMININE_ENDINGS = ("a", "cion", "sion", "dad", "red")
MASCULINE = frozenset({"programa", "sistema"})
EDGES = " \t\n\r\N{NO-BREAK SPACE}.,;:–—-*•“”\"'«»"

KINDS = (
    ("improvement-committee", r"comite (pro ?mejoras|promejoras|barrial)"),
    ("sports-league", r"liga (deportiva|barrial|parroquial|cantonal)"),
    ("commonwealth", r"mancomunidad|consorcio de gobiernos"),
    ("local-government", r"gad(s|pr)? |gad$|gobiernos? autonomos? descentralizados? (?!.*distrito metropolitano)"),
    ("local-government", r"(prefectura|gobierno (provincial|parroquial)|junta parroquial)"),
    ("municipality", r"(gobierno autonomo descentralizado|municipio|municipalidad|ayuntamiento|alcaldia|mdmq$)"),
    ("zonal-administration", r"(administracion|tenencia) (zonal|municipal zonal)|administracion municipal "),
    ("public-company", r"empresas? (publica|municipal|metropolitana|cantonal)|epm\w+|ep [a-z]"),
    ("multilateral", r"banco (mundial|interamericano|de desarrollo de america)|corporacion andina de fomento"),
    ("multilateral", r"(organizacion de (las )?naciones unidas|naciones unidas|onu|pnud|unesco|unicef|ocde|bid|caf)\b"),
    ("multilateral", r"(programa|fondo|union) (mundial|europea|de las naciones unidas)"),
    ("international-agency", r"embajada|cooperacion (tecnica )?(alemana|espanola|suiza|japonesa|internacional)"),
    ("international-agency", r"agencia .*(cooperacion|internacional|desarrollo)|resilient cities|union de ciudades"),
    ("secretariat", r"secretaria"),
    ("directorate", r"(sub)?direccion "),
    ("unit", r"(unidad|jefatura|coordinacion|departamento|oficina|seccion|equipo) (?!educativa)"),
    ("university", r"universidad|escuela (superior )?politecnica|politecnic|pontificia|facultad|flacso|academia\b"),
    ("university", r"instituto (superior|tecnologico)|unidad educativa|colegio "),
    ("assembly", r"asamblea"),
    ("council", r"con[cs]ejo "),
    ("foundation", r"fundacion"),
    ("comuna", r"comuna "),
    ("club", r"club "),
    ("developer", r"constructora|inmobiliaria|promotora inmobiliaria"),
    ("chamber", r"camara "),
    ("productive-sector", r"(sector|cluster|gremio) "),
    ("bank", r"(banco|banca|financiera|mutualista) |cooperativa de ahorro"),
    ("cooperative", r"cooperativa"),
    ("agency", r"corporacion|agencia|instituto|patronato|registro de la propiedad|quito honesto|autoridad "),
    ("civil-society", r"sociedad civil|observatorio|veeduria|osc\b|ong\b|organizacion no gubernamental"),
    ("collective", r"(colectivo|red|plataforma|movimiento|frente) "),
    ("social-organization", r"asociacion|federacion|organizacion|sindicato|comite |union de "),
    ("company", r"empresa |industria |compania |.* (s ?a|cia ltda|ltda|s ?a ?s)$"),
)
GUESSES = tuple((kind, re.compile(pattern)) for kind, pattern in KINDS)


@dataclass(frozen=True)
class PrintedName:
    """A name as a document prints it, parted: the name itself and the abbreviation that follows it, or nothing."""

    name: str
    acronym: str = ""


def name_key(name: str) -> str:
    """The form in which names are compared: letters and digits alone, without accents, case, spaces or linking words.

    Spaces go because page layouts break acronyms («SGCTY PC»), linking words because documents drop them
    («Secretaría General Seguridad y Gobernabilidad»). A name made of linking words alone keeps them.
    """
    words = plain(name).split()
    return "".join(word for word in words if word not in LINKING_WORDS) or "".join(words)


def tidy(name: str) -> str:
    """The name on one line, without the punctuation that surrounds it in a list or a table cell."""
    bare = " ".join(name.split()).strip(EDGES)
    return f"{bare})" if bare.count("(") > bare.count(")") else bare


def part(printed: str) -> PrintedName:
    """Parts «Dirección Metropolitana de Resiliencia (DMR)», or with a dash, into the name and its abbreviation."""
    whole = " ".join(printed.split())
    for shape in (BRACKETED, DASHED):
        found = shape.match(whole)
        if found and _is_acronym(found["acronym"]) and not _is_acronym(found["name"]):
            return PrintedName(tidy(found["name"]), found["acronym"].strip())
    return PrintedName(tidy(whole))


def _is_acronym(text: str) -> bool:
    """One or two words that begin with a capital and hold another: DMR, SGCTyPC, ConQuito, SGCTY PC."""
    return ACRONYM.fullmatch(text.strip()) is not None and sum(letter.isupper() for letter in text) > 1


def presentable(name: str) -> str:
    """A long name printed in capitals, as «UNIDAD DE SEGURIDAD CIUDADANA», written as names are; others unchanged.

    Words without a vowel stay in capitals: they are abbreviations.
    """
    words = name.split()
    if len(words) < FEWEST_WORDS_IN_CAPITALS or not name.isupper():
        return name
    return " ".join(_written(word) for word in words)


def _written(word: str) -> str:
    if plain(word) in LINKING_WORDS:
        return word.lower()
    return word.capitalize() if VOWEL.search(plain(word)) else word


def is_feminine(name: str) -> bool:
    """Whether Spanish says «ficticia» of it, told by its first word: Universidad, Dirección, Red, Secretaría."""
    first = plain(name).partition(" ")[0]
    return first not in MASCULINE and first.endswith(FEMININE_ENDINGS)


def guess_kind(name: str) -> str:
    """The kind of organization that the printed name tells: a value of `Organization.Kind`, or `other`.

    The first words decide: «Dirección de la Universidad» is a directorate.
    """
    words = plain(name)
    for article in ("el ", "la ", "los ", "las "):
        words = words.removeprefix(article)
    return next((kind for kind, pattern in GUESSES if pattern.match(words)), "other")
