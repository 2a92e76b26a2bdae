"""Status words: what plans print, as understood in the seven words of the contract."""

from __future__ import annotations

import re
from decimal import Decimal

from minga.publishing.intake.cleaning import clean, fold
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import DraftStatus

_PHRASES: dict[str, tuple[str, ...]] = {
    "completed": (
        "cumplid[oa]s?",
        "cumplimiento total",
        "totalmente cumplid[oa]s?",
        "cumplid[oa]s? totalmente",
        "complet[oa]s?",
        "completad[oa]s?",
        "finalizad[oa]s?",
        "terminad[oa]s?",
        "concluid[oa]s?",
        "culminad[oa]s?",
        "ejecutad[oa]s?",
        "realizad[oa]s?",
        "implementad[oa]s?",
        "entregad[oa]s?",
        "lograd[oa]s?",
        "alcanzad[oa]s?",
        "hech[oa]s?",
        "se (?:cumplio|completo|ejecuto|implemento|realizo)",
        "completed?|done|finished|achieved|delivered|met",
    ),
    "in_progress": (
        "en (?:proceso|marcha|ejecucion|curso|progreso|desarrollo|implementacion|avance|tramite|elaboracion)",
        "en (?:vias|proceso|fase|etapa) de (?:cumplimiento|ejecucion|implementacion|desarrollo|elaboracion)",
        "iniciad[oa]s?",
        "(?:desarroll|ejecut|implement|realiz)andose",
        "avanzad[oa]s?",
        "parcial",
        "parcialmente (?:cumplid|completad|ejecutad|implementad|realizad|alcanzad)[oa]s?",
        "(?:cumplid|completad|ejecutad|implementad|realizad|alcanzad)[oa]s? (?:parcialmente|en parte)",
        "(?:cumplimiento|avance|ejecucion) (?:parcial|limitad[oa]|sustancial)",
        "preexistentes?",
        "(?:con retrasos?|con atrasos?|con demoras?|retrasad[oa]s?|atrasad[oa]s?|demorad[oa]s?)",
        "al dia",
        "in progress|ongoing|on track|delayed|behind schedule|started|partially completed",
    ),
    "not_started": (
        "(?:no|sin|por) (?:iniciad[oa]s?|iniciar|empezad[oa]s?|empezar|comenzad[oa]s?|comenzar|inicio)",
        "aun no iniciad[oa]s?",
        "planificad[oa]s?",
        "programad[oa]s?",
        "previst[oa]s?",
        "aspiracional(?:es)?",
        "sin avance",
        "not started|planned|to be started",
    ),
    "pending": (
        "pendientes?",
        "por (?:cumplir|ejecutar|realizar|implementar|completar)",
        "(?:no|sin|aun no) (?:cumplid|ejecutad|realizad|implementad|completad|alcanzad|logrado)[oa]?s?",
        "sin (?:cumplir|ejecutar|realizar|implementar|completar)",
        "incumplid[oa]s?",
        "no se (?:ha )?(?:cumpli|complet|ejecut|implement|realiz)(?:o|do|ado)",
        "pending|not met|not achieved|overdue",
    ),
    "suspended": (
        "suspendid[oa]s?",
        "paralizad[oa]s?",
        "detenid[oa]s?",
        "pausad[oa]s?",
        "en pausa",
        "(?:pospuest|postergad|aplazad|diferid)[oa]s?",
        "suspended|on hold|paused|postponed",
    ),
    "cancelled": (
        "cancelad[oa]s?",
        "anulad[oa]s?",
        "eliminad[oa]s?",
        "descartad[oa]s?",
        "desistid[oa]s?",
        "desestimad[oa]s?",
        "retirad[oa]s?",
        "sin efecto",
        "dad[oa]s? de baja",
        "cancell?ed|dropped",
    ),
}
_PATTERNS = {canonical: re.compile("|".join(phrases)) for canonical, phrases in _PHRASES.items()}
_QUALIFIED = re.compile(r"^(?:[,;.:(–—-]|\b(?:con|segun|dentro|fuera|a tiempo|antes|por|desde|hasta|al|el|en)\b)")
_PERCENT = re.compile(r"\(?\s*(?:al|en un)?\s*([0-9]{1,3}(?:[.,][0-9]+)?)\s*%\s*\)?")
_MARK = re.compile(
    r"(?:\\?\*+|[†‡§¹²³⁴⁵⁶⁷⁸⁹]+|\([0-9*]{1,2}\)|\[[0-9*]{1,2}\]|<sup\b[^<>]*>[^<>]*</sup>|(?<=[oas])[0-9])\s*$"
)
_ALL, _LONGEST = Decimal(100), 60
_RAISED = str.maketrans("123456789", "¹²³⁴⁵⁶⁷⁸⁹")
_EMPTY = frozenset(
    {
        "",
        "-",
        "--",
        "---",
        "–",
        "—",
        "n/a",
        "na",
        "no aplica",
        "s/n",
        "sin estado",
        "sin informacion",
        "s/i",
    }
)


def read_status(printed: str, place: Place | None = None) -> DraftStatus | None:
    """The status that a cell prints, its canonical word and whether a note mark follows; None for an empty cell.

    A word outside the vocabulary is kept as printed with the canonical `unknown`.
    """
    shown, mark = split_mark(printed)
    if fold(shown).rstrip(" .;,:") in _EMPTY:
        return None
    return DraftStatus(shown + mark, canonical(shown), marked=bool(mark), place=place)


def split_mark(printed: str) -> tuple[str, str]:
    """The text cleaned without its note mark, and the mark: «*», «**», «¹» (a raised number comes out raised)."""
    plain = _without_emphasis(printed)
    match = _MARK.search(plain)
    if match is None:
        return clean(plain), ""
    gap = " " if plain[match.start() - 1 : match.start()].isspace() else ""
    mark = gap + re.sub(r"<[^<>]*>|[\\\s]", "", match[0])
    return clean(plain[: match.start()]), mark.translate(_RAISED) if "<" in match[0] else mark


def without_mark(printed: str) -> str:
    """The text without the note mark it ends in, cleaned, and without its final period."""
    return split_mark(printed)[0].rstrip(" .;,:")


def canonical(word: str) -> str:
    """One of not_started, in_progress, completed, pending, suspended, cancelled, unknown for a printed status.

    Gender, number, case and accents do not matter. A completed status with a percentage under 100 is in progress.
    """
    text = fold(word)
    percent = _PERCENT.search(text)
    text = _PERCENT.sub(" ", text).strip(" .;:,-–—*")
    found = _whole(text) or _opening(text)
    if found == "completed" and percent and Decimal(percent[1].replace(",", ".")) < _ALL:
        return "in_progress"
    return found or "unknown"


def exact_status(text: str) -> str | None:
    """The canonical word of a text that is a status phrase and nothing else; None for any other."""
    return _whole(fold(text).strip(" .;:,"))


def is_status(text: str) -> bool:
    """Whether the text is a status of the vocabulary and nothing else."""
    return len(text) < _LONGEST and canonical(without_mark(text)) != "unknown"


def _whole(text: str) -> str | None:
    return next(
        (canonical for canonical, pattern in _PATTERNS.items() if pattern.fullmatch(text)),
        None,
    )


def _opening(text: str) -> str | None:
    """The status a longer phrase opens with («Cumplido, con observaciones»); the longest one wins."""
    best = ("", "")
    for canonical_word, pattern in _PATTERNS.items():
        for match in pattern.finditer(text[:60]):
            if match.start() == 0 and len(match[0]) > len(best[1]) and _QUALIFIED.match(text[match.end() :].lstrip()):
                best = (canonical_word, match[0])
    return best[0] or None


def _without_emphasis(printed: str) -> str:
    """The text without the emphasis around the whole of it, so that its asterisks are not taken for a mark."""
    text = re.sub(
        r"</?(?:p|li|b|strong|em|i|span)(?:\s[^<>]*)?>",
        "",
        printed.strip(),
        flags=re.IGNORECASE,
    ).strip()
    for sign in ("**", "*"):
        if text.startswith(sign) and text.endswith(sign) and len(text) > 2 * len(sign):
            text = text[len(sign) : -len(sign)].strip()
    return text
