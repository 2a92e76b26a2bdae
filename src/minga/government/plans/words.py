"""The words for marks, levels and counts, in the active language. Level names are the documents' own."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from minga.foundation.organizations.naming import LINKING_WORDS
from minga.government.plans.marks import Mark
from minga.kernel import formats
from minga.kernel.words import fold

CAPITALS_OF_A_SENTENCE = 3
"""Words in capitals that are read as a sentence; fewer may be an acronym."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_ACRONYMS = frozenset({"DMDQ", "DMQ", "EPMMOP", "EPMOP", "GAD", "MDMQ", "ODS", "PMDOT"})
"""Acronyms that keep their capitals in a title that is printed throughout in capitals."""
_BOUND = frozenset(["a", "al", "con", "de", "del", "en", "para", "por", "y"])
_VOWELS = "aeiouáéó"
_FEMININE = re.compile(r"(?:a|cion|sion|dad)$")
_MASCULINE_IN_A = frozenset({"programa", "problema", "lema", "tema"})

_KNOWN: dict[str, Callable[[int], str]] = {
    "acción": lambda n: ngettext("acción", "acciones", n),
    "actividad": lambda n: ngettext("actividad", "actividades", n),
    "compromiso": lambda n: ngettext("compromiso", "compromisos", n),
    "eje": lambda n: ngettext("eje", "ejes", n),
    "hito": lambda n: ngettext("hito", "hitos", n),
    "iniciativa": lambda n: ngettext("iniciativa", "iniciativas", n),
    "línea de acción": lambda n: ngettext("línea de acción", "líneas de acción", n),
    "meta": lambda n: ngettext("meta", "metas", n),
    "objetivo": lambda n: ngettext("objetivo", "objetivos", n),
    "objetivo de articulación": lambda n: ngettext("objetivo de articulación", "objetivos de articulación", n),
    "objetivo de desarrollo": lambda n: ngettext("objetivo de desarrollo", "objetivos de desarrollo", n),
    "objetivo de gestión": lambda n: ngettext("objetivo de gestión", "objetivos de gestión", n),
    "objetivo estratégico": lambda n: ngettext("objetivo estratégico", "objetivos estratégicos", n),
    "objetivo del desarrollo": lambda n: ngettext("objetivo del desarrollo", "objetivos del desarrollo", n),
    "producto": lambda n: ngettext("producto", "productos", n),
    "programa": lambda n: ngettext("programa", "programas", n),
    "proyecto": lambda n: ngettext("proyecto", "proyectos", n),
    "subactividad": lambda n: ngettext("subactividad", "subactividades", n),
}


def level_words(name: str, number: int) -> str:
    """A level's name for `number` of its nodes, in lower case: `hitos`, `objetivos de gestión`.

    The usual levels are translated; any other is the document's own word, in the Spanish plural when it needs one.
    """
    low = " ".join(word if word.isupper() and len(word) > 1 else word.lower() for word in name.split(" "))
    if low in _KNOWN:
        return _KNOWN[low](number)
    return low if number == 1 else plural(low)


def level_name(name: str) -> str:
    """A level's name for a label: `Hito`, `Objetivo de gestión`."""
    word = level_words(name, 1)
    return word[:1].upper() + word[1:]


def counted(name: str, number: int) -> str:
    """`22 hitos`, `1 meta`."""
    return f"{formats.count(number, get_language() or 'es')} {level_words(name, number)}"


def level_names(name: str) -> str:
    """A level's name for a label of several: `Hitos`, `Objetivos de gestión`."""
    words = level_words(name, 2)
    return words[:1].upper() + words[1:]


def plural(name: str) -> str:
    """The Spanish plural of a noun with its adjectives, up to the first preposition: `ejes estratégicos de acción`."""
    parts = name.split(" ")
    bound = next((place for place, word in enumerate(parts) if word.lower() in _BOUND), len(parts))
    return " ".join([*map(_plural_word, parts[:bound]), *parts[bound:]])


def _plural_word(word: str) -> str:
    is_acronym = word.isupper() and len(word) > 1
    if not word or is_acronym or word[-1].lower() in "sx":
        return word
    if word[-1] in _VOWELS:
        return f"{word}s"
    if word[-1] == "z":
        return f"{word[:-1]}ces"
    return f"{word[:-2]}ones" if word.endswith("ón") else f"{word}es"


def feminine(name: str) -> bool:
    """Whether a level's noun is feminine, as far as its ending tells."""
    noun = fold(name.split(" ", maxsplit=1)[0])
    return bool(_FEMININE.search(noun)) and noun not in _MASCULINE_IN_A


_MARK_WORDS = {
    Mark.DONE: gettext_lazy("Cumplido"),
    Mark.STAR: gettext_lazy("Cumplido, con asterisco"),
    Mark.CHANGED: gettext_lazy("Cumplido con cambios"),
    Mark.GOING: gettext_lazy("En marcha"),
    Mark.PENDING: gettext_lazy("Pendiente"),
    Mark.PAUSED: gettext_lazy("Suspendido"),
    Mark.VOID: gettext_lazy("Sin efecto"),
    Mark.NOT_YET: gettext_lazy("No iniciado"),
    Mark.SILENT: gettext_lazy("Sin reporte"),
    Mark.UNTRACKED: gettext_lazy("Sin seguimiento en Minga"),
    Mark.UNKNOWN: gettext_lazy("Sin estado"),
}


def mark_word(mark: str) -> str:
    """The word beside a mark."""
    return str(_MARK_WORDS[Mark(mark)])


def mark_words(mark: str, number: int, *, of: str = "") -> str:
    """The word of a mark for `number` nodes of the level `of`: `cumplidos`, `suspendidas`, `sin reporte`."""
    words = _feminine_words(number) if feminine(of) else _masculine_words(number)
    return words.get(Mark(mark)) or mark_word(mark)[0].lower() + mark_word(mark)[1:]


def _masculine_words(number: int) -> dict[Mark, str]:
    return {
        Mark.DONE: ngettext("cumplido", "cumplidos", number),
        Mark.STAR: ngettext("cumplido, con asterisco", "cumplidos, con asterisco", number),
        Mark.CHANGED: ngettext("cumplido con cambios", "cumplidos con cambios", number),
        Mark.PENDING: ngettext("pendiente", "pendientes", number),
        Mark.PAUSED: ngettext("suspendido", "suspendidos", number),
        Mark.NOT_YET: ngettext("no iniciado", "no iniciados", number),
    }


def _feminine_words(number: int) -> dict[Mark, str]:
    return {
        Mark.DONE: ngettext("cumplida", "cumplidas", number),
        Mark.STAR: ngettext("cumplida, con asterisco", "cumplidas, con asterisco", number),
        Mark.CHANGED: ngettext("cumplida con cambios", "cumplidas con cambios", number),
        Mark.PENDING: ngettext("pendiente", "pendientes", number),
        Mark.PAUSED: ngettext("suspendida", "suspendidas", number),
        Mark.NOT_YET: ngettext("no iniciada", "no iniciadas", number),
    }


def reason_words(reason: str) -> str:
    """Why a printed status carries an asterisk."""
    return {
        "date_change_requested": _("cambio de fecha solicitado"),
        "indicator_requested": _("indicador solicitado"),
        "other": _("otro motivo"),
        "unexplained": _("motivo no explicado"),
        "": _("motivo no explicado"),
    }[reason]


def calm(text: str) -> str:
    """A node's title printed throughout in capitals, in sentence case; any other as it is. The cell keeps its spelling.

    The city and the acronyms above keep their capitals. Titles of plans and documents are stored as they are read.
    """
    if not text.isupper() or len(_WORD.findall(text)) < CAPITALS_OF_A_SENTENCE:
        return text
    kept = {word.lower(): word for word in (*_ACRONYMS, settings.MINGA_CITY)}
    return _WORD.sub(lambda word: kept.get(word[0].lower(), word[0]), text.capitalize())


def shortened(text: str, most: int = 90) -> str:
    """A node's title, calm and cut at a word."""
    return cut(calm(text), most)


def cut(text: str, most: int = 90) -> str:
    """A long text cut at a word, with an ellipsis; shorter ones stay as they are."""
    text = text.strip()
    if len(text) <= most:
        return text
    return text[: most + 1].rsplit(" ", 1)[0][:most].rstrip(" ,;:.") + "…"


LONGEST_DOCUMENT = 60
"""Letters of a document's title beside what it prints."""


def document_name(document: object) -> str:
    """A document's title as lists of sources call it: cut at a word that says something."""
    title = str(document)
    if len(title) <= LONGEST_DOCUMENT:
        return title
    words = cut(title, LONGEST_DOCUMENT).rstrip("…").split(" ")
    while len(words) > 1 and words[-1].lower() in LINKING_WORDS:
        words.pop()
    return f"{' '.join(words)}…"
