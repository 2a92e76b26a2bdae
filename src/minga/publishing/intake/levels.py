"""The words that name the levels of a plan, as its documents print them, and the codes before its titles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minga.publishing.intake.cleaning import clean, fold, words

_LEVEL_WORDS_LIST = """
    accion actividad ambito axis action activity area commitment componente compromiso desafio dimension eje
    entregable estrategia goal hito iniciativa initiative intervencion linea lineamiento medida meta milestone
    objective objetivo obra obligacion oferta pilar pillar plan politica problema producto programa programme
    program project proposito propuesta proyecto reto servicio strategy subactividad subcomponente subprograma
    subproyecto tarea work
"""
LEVEL_WORDS = frozenset(_LEVEL_WORDS_LIST.split())
"""Singular nouns, folded, that head a level's name in plans: «Eje», «Objetivo estratégico», «Línea de acción»."""

_PLAIN_LIST = """
    agenda anual articulacion concreta desarrollo emblematico especifico estrategica estrategico general gestion
    gobierno impacto institucional intervencion inversion local macro metropolitana metropolitano municipal
    nacional nombre ods operativa operativo pdot plan plurianual pmdot pnd poa principal prioritario publica publico
    resultado sectorial sostenible tactico tematica tematico territorial trabajo transversal
"""
_PLAIN = frozenset(_PLAIN_LIST.split())
_PREPOSITIONS_LIST = """
    a al con de del e en o para por según segun sobre y
"""
_PREPOSITIONS = frozenset(_PREPOSITIONS_LIST.split())
_ALTERNATIVES = frozenset(["o", "u", "/"])
_ARTICLES = frozenset(["el", "la", "las", "lo", "los", "un", "una"])
_PLURALS = (
    (re.compile(r"ones$"), "ón"),
    (re.compile(r"ices$"), "iz"),
    (re.compile(r"(ad|ed|ud|al|el|il|ol|ul|ar|er|or|an|en)es$"), r"\1"),
    (re.compile(r"s$"), ""),
)
_EITHER = re.compile(r"\s+[ou]\s+|\s*/\s*")
_EITHER_NUMBER = re.compile(r"\((?:e?s|as|os)\)|/as\b|/os\b")
_SHORT = 4
_KEPT = frozenset({"crisis", "análisis", "analisis", "tesis", "gratis", "sus", "programmes", "ods"})
_ACRONYMS = frozenset({"GAD", "ODS", "PDOT", "PEI", "PMDOT", "PND", "POA"})
"""What keeps its capitals within a header that is printed throughout in capitals."""
_STRESSED_A = frozenset({"area", "agua", "aula"})

_DOTTED = r"\d{1,3}(?:\.\d{1,3})+"
_LETTERED = r"[A-Z]{1,4}(?:[-.][A-Z]{1,4})?[-.]?\d{1,3}(?:[.-]\d{1,3})*"
_WORDED = re.compile(
    rf"(?P<word>[^\W\d_]+(?:\s+(?!n\b|no\b|nro\b|nº)[^\W\d_]+)?)\s*(?:n[.º°]*\s*|no\.\s*|nro\.?\s*)?"
    rf"(?P<code>{_DOTTED}|\d{{1,3}}|[A-Z]{{1,3}}\d{{1,3}}|[IVX]{{1,5}})\s*(?:[.:)–—-]+\s*|\s(?=[«“\"']))(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_CODED = re.compile(
    rf"(?P<code>{_DOTTED}|{_LETTERED}|[A-Z]{{1,4}} \d{{1,3}}(?:\.\d{{1,3}})*(?=\s*[.):–—-])|\d{{1,3}}(?=\s*[.):–—-]))\s*[.):–—-]*\s+(?P<rest>\S.*)",
    re.DOTALL,
)
_BARE = re.compile(r"(?P<code>\d{1,3})\s+(?P<rest>[^\W\d_a-z].*)", re.DOTALL)
_LEVEL_MARK = re.compile(
    r"(?P<word>[^\W\d_]+)(?:\s+[^\W\d_]+)?\s*(?:n[.º°]*\s*)?(?:[0-9ivx.]+\b|[a-z]\b)?\s*[.:–—-]|(?P<only>[^\W\d_]+)\s+(?:n[.º°]*\s*)?[0-9]"
)
_CODE = re.compile(rf"(?:{_DOTTED}|{_LETTERED}|\d{{1,3}}|[A-Z]{{1,6}}-[A-Z0-9.-]{{1,12}}|[A-Z]\d*|[IVX]{{1,5}})\.?")


def level_name(header: str) -> str:
    """A header as the name of one node of its level: «Objetivos de Gestión» is «Objetivo de Gestión».

    The noun and the adjectives right after it lose their plural, and so does another level's noun beside it
    («Proyectos o Iniciativas»); capitals throughout become a capital first letter («HITOS» is «Hito»), but for acronyms.
    """
    text = _EITHER_NUMBER.sub("", clean(header)).strip(" .:;,*-–")
    parts = _in_sentence_case(text).split(" ")
    for position, word in enumerate(parts):
        if word in _ALTERNATIVES and is_level(" ".join(parts[position + 1 :])):
            continue
        if fold(word) in _PREPOSITIONS:
            break
        parts[position] = singular(word)
    return " ".join(parts)


def _in_sentence_case(header: str) -> str:
    """A header without the capitals that are no acronym's: of the whole of it, or of a level's word in it («HITO crítico»)."""
    shouted = header.isupper() and (len(header) > _SHORT or is_level(header))
    calm = [
        word.lower()
        if word.isupper() and word not in _ACRONYMS and (shouted or fold(singular(word.lower())) in LEVEL_WORDS)
        else word
        for word in header.split(" ")
    ]
    text = " ".join(calm)
    return text[:1].upper() + text[1:]


def singular(word: str) -> str:
    """A Spanish noun or adjective without its plural, as well as its ending tells; an acronym as it is."""
    if len(word) < _SHORT or word.lower() in _KEPT or word.isupper():
        return word
    if word.endswith("ies") and f"{word[:-3]}y".lower() in LEVEL_WORDS:
        return f"{word[:-3]}y"
    for ending, replacement in _PLURALS:
        if ending.search(word.lower()):
            return ending.sub(replacement, word)
    return word


def level_nouns(level: str) -> list[str]:
    """The nouns, folded, that a level's name offers for its nodes: the first word, and each alternative to it.

    `proyecto` and `iniciativa` for «Proyecto o Iniciativa»; `linea` alone for «Línea de acción».
    """
    first, *others = _EITHER.split(clean(level))
    named = [first, *(other for other in others if is_level(other))]
    return [fold(singular(name.split(" ")[0].lower())) for name in named if name]


def level_letter(level: str) -> str:
    """The letter that stands for a level in a code built from the order: the initial of its last telling word.

    `I` for «Iniciativa», `A` for «Objetivo de Articulación».
    """
    said = [word for word in fold(level).split() if word not in _PREPOSITIONS | _ARTICLES and word[0].isalpha()]
    return said[-1][0].upper() if said else "N"


def is_level(header: str) -> bool:
    """Whether a header names a level: its first word is one of `LEVEL_WORDS`, in singular or plural."""
    first = next((word for word in words(header) if word not in _ARTICLES), "")
    return bool(first) and (first in LEVEL_WORDS or fold(singular(first)) in LEVEL_WORDS or first[:-2] in LEVEL_WORDS)


def is_plain_level(header: str) -> bool:
    """Whether a text names a level and nothing more, as headers do («Objetivo estratégico», «Línea de acción»).

    A title such as «Proyecto de agua potable» says what the project is about.
    """
    return is_level(header) and all(_is_plain(word) for word in words(header)[1:])


def _is_plain(word: str) -> bool:
    folded = fold(singular(word))
    return (
        bool(_PLAIN & {word, folded})
        or folded in LEVEL_WORDS
        or word in _PREPOSITIONS | _ARTICLES
        or len(word) < _SHORT - 1
    )


def split_code(text: str, *, numbered: bool = False) -> tuple[str | None, str]:
    """The code printed before a title, and the title: `1.1 Promover` gives `1.1` and `Promover`.

    Read are dotted numbers, numbers with a point, bracket or dash after them, letters with numbers (OE1, P-03), and
    a level's word with its number («Eje 1: Social»). A bare number («33 parroquias») only when `numbered` says that
    the titles around it carry numbers, and a capital follows.
    """
    text = clean(text)
    worded = _WORDED.fullmatch(text)
    if worded and is_level(worded["word"]):
        return _tidy(worded["code"]), worded["rest"]
    found = _CODED.fullmatch(text) or (_BARE.fullmatch(text) if numbered else None)
    return (_tidy(found["code"]), found["rest"]) if found else (None, text)


def is_code(text: str) -> bool:
    """Whether a cell holds a code and nothing else."""
    return bool(_CODE.fullmatch(clean(text)))


def _tidy(code: str) -> str:
    return re.sub(r"\s+", "", code).rstrip(".-")


def level_word(text: str) -> str | None:
    """The level that a heading says it is: «Eje» for «EJE 1: SOCIAL», «Programa» for «Programa: Salud»."""
    match = _LEVEL_MARK.match(fold(text))
    if match is None:
        return None
    word = match["word"] or match["only"]
    return clean(text).split()[0].strip(".:").capitalize() if word and is_level(word) else None


def with_article(level: str) -> str:
    """A level's name with its article, as a sentence begins: «La iniciativa», «El programa»."""
    noun = level.split(" ", maxsplit=1)[0]
    feminine = re.search(r"(?:(?<!m)a|ion|dad|tud)$", fold(noun)) and fold(noun) not in _STRESSED_A
    said = level if noun.isupper() and len(noun) > 1 else f"{level[:1].lower()}{level[1:]}"
    return f"{'La' if feminine else 'El'} {said}"


_ENGLISH = frozenset(
    {
        "action",
        "activity",
        "area",
        "axis",
        "commitment",
        "goal",
        "initiative",
        "milestone",
        "objective",
        "pillar",
        "project",
    }
)


def language_of(levels: Sequence[str]) -> str:
    """The language that the names of a plan's levels are in: `en` or `es`."""
    return "en" if any(fold(level).split(" ")[0] in _ENGLISH for level in levels) else "es"


LEVEL_SLUGS = {
    "accion": "actions",
    "actividad": "activities",
    "compromiso": "commitments",
    "eje": "axes",
    "estrategia": "strategies",
    "hito": "milestones",
    "iniciativa": "initiatives",
    "linea": "lines",
    "meta": "targets",
    "obra": "works",
    "objetivo": "objectives",
    "politica": "policies",
    "programa": "programmes",
    "proyecto": "projects",
}
"""The English word for counting the nodes of a level in a figure's name, by the level's first noun, folded."""
