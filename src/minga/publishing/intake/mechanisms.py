"""Articulation mechanisms (*mecanismos de articulación*): free text in a cell, as understood in the contract's terms."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from minga.publishing.intake.cleaning import clean

OTHER = "other"

_PHRASES: dict[str, tuple[str, ...]] = {
    "agreement": ("acuerdo",),
    "convention": ("convenio",),
    "delegation": ("convenio de delegacion", "acuerdo de delegacion", "delegacion"),
    "consortium": ("consorcio", "consortio"),
    "commonwealth": (
        "mancomunidad con gobierno autonomo descentralizado circunvecino",
        "mancomunidad",
        "mancomunamiento",
    ),
    "public_private": (
        "alianza publico privada",
        "alianza publica privada",
        "alianza estrategica publico privada",
        "asociacion publico privada",
        "publico privada",
        "publico privado",
        "app",
    ),
    "strategic_alliance": ("alianza estrategica", "estrategica"),
    "bilateral_meeting": ("reunion bilateral",),
    "letter_of_intent": ("carta de intencion", "carta intencion"),
    "technical_table": (
        "mesa tecnica permanente",
        "mesa tecnica",
        "mesa de trabajo",
        "mesa tecnica de trabajo",
        "mesa tecnica interinstitucional",
    ),
    "contract": ("contrato", "contratacion", "contratacion publica"),
    "consultancy": ("consultoria", "contrato de consultoria", "contratacion de consultoria"),
    "trust": ("fideicomiso",),
    "training": ("capacitacion",),
    "strategy": ("estrategia",),
    "minutes": ("acta de reunion", "acta"),
    OTHER: ("otro", "otra"),
}
_CONNECTORS = frozenset({"y", "o", "e", "u", "and", "or"})
_QUALIFIERS = (
    "academico bilateral ciudadano colaborativo comunitario cooperacion especifico estrategico formal institucional"
    " intercantonal interinstitucional internacional interno intersectorial local marco metropolitano ministerial"
    " multilateral municipal nacional parroquial permanente privado provincial publico simple tecnico territorial"
    " vigente tripartito"
)
_PREPOSITIONS_LIST = """
    a al con de del desde en entre hacia mediante para por segun sin sobre traves
"""
_PREPOSITIONS = frozenset(_PREPOSITIONS_LIST.split())
_NOTHING = re.compile(
    r"(?:n\s*/\s*a|n\.?\s*a\.?|no aplica|no definido|por definir|ninguno|ninguna|sin mecanismos?|s/n|[-–—_.\s]*)\.?"
)
_WORD = re.compile(r"[a-z0-9]+")
_SHORT = 3
_ENDING = re.compile(r"(?:es|[aeo]s|[aeo])$")


def _stem(word: str) -> str:
    """The word without gender and number, for comparing words of this vocabulary."""
    return _ENDING.sub("", word) if len(word) > _SHORT else word


_TERMS = {tuple(map(_stem, phrase.split())): term for term, phrases in _PHRASES.items() for phrase in phrases}
_LONGEST = max(map(len, _TERMS))
_QUALIFIER_STEMS = frozenset(map(_stem, _QUALIFIERS.split()))


@dataclass(frozen=True, slots=True)
class Mention:
    """One mechanism as printed («Convenios de delegación») and its term (`delegation`)."""

    term: str
    printed: str


@dataclass(frozen=True, slots=True)
class Mechanisms:
    """What a text says about mechanisms: every mention in printed order, and the words outside the vocabulary.

    An unknown word is also a mention, of the term `other`. `is_bare`: every word is of the vocabulary, none only says
    which mechanism, with whom or what for.
    """

    mentions: tuple[Mention, ...] = ()
    unknown: tuple[str, ...] = ()
    is_bare: bool = False

    @property
    def terms(self) -> list[str]:
        """The terms in printed order, without repeats."""
        return list(dict.fromkeys(mention.term for mention in self.mentions))

    @property
    def is_certain(self) -> bool:
        """Whether the text is mechanisms of the vocabulary and nothing else."""
        return bool(self.mentions) and not self.unknown


@dataclass(slots=True)
class _Chunk:
    """A stretch of words: a phrase of the vocabulary (`term` set) or words outside it."""

    start: int
    end: int
    term: str | None
    words: list[str]
    apart: bool


def read_mechanisms(text: str) -> Mechanisms:
    """The mechanisms that a cell prints, separated by commas, «y», «o», or by nothing at all.

    Longest phrase first («Convenios de delegación» is not «Convenios»); case, accents, number and dashes do not matter.
    Words that qualify a mechanism («Convenios interinstitucionales», «Firma de acuerdos con universidades») belong to it.
    """
    shown = clean(text)
    folded = _folded(shown)
    if _NOTHING.fullmatch(folded):
        return Mechanisms()
    found = _chunks(folded)
    chunks = _without_qualifiers(found, shown)
    mentions = tuple(Mention(chunk.term or OTHER, shown[chunk.start : chunk.end]) for chunk in chunks)
    unknown = tuple(shown[chunk.start : chunk.end] for chunk in chunks if chunk.term is None)
    return Mechanisms(mentions, unknown, is_bare=all(chunk.term or _is_common(chunk) for chunk in found))


def _folded(text: str) -> str:
    """Lower case without accents, as long as the text: positions in one are positions in the other."""
    return "".join(unicodedata.normalize("NFD", character)[0].lower()[:1] for character in text)


def _chunks(folded: str) -> list[_Chunk]:
    found = list(_WORD.finditer(folded))
    stems = [_stem(match[0]) for match in found]
    chunks: list[_Chunk] = []
    position, apart = 0, True
    while position < len(found):
        length = _phrase_length(stems, position)
        start, end = found[position].start(), found[position + max(length, 1) - 1].end()
        between = folded[chunks[-1].end : start] if chunks else ""
        apart = apart or bool(re.search(r"[,;.•·/|]", between))
        if length:
            chunks.append(_Chunk(start, end, _TERMS[tuple(stems[position : position + length])], [], apart))
        elif found[position][0] in _CONNECTORS:
            position, apart = position + 1, True
            continue
        elif chunks and chunks[-1].term is None and not apart:
            chunks[-1].end = end
            chunks[-1].words.append(found[position][0])
        else:
            chunks.append(_Chunk(start, end, None, [found[position][0]], apart))
        position, apart = position + max(length, 1), False
    return chunks


def _phrase_length(stems: list[str], start: int) -> int:
    for length in range(min(_LONGEST, len(stems) - start), 0, -1):
        if tuple(stems[start : start + length]) in _TERMS:
            return length
    return 0


def _without_qualifiers(chunks: list[_Chunk], shown: str) -> list[_Chunk]:
    """The chunks without those that only say which convention, with whom, or the signing of it."""
    kept: list[_Chunk] = []
    qualified = False
    for position, chunk in enumerate(chunks):
        following = chunks[position + 1] if position + 1 < len(chunks) else None
        if chunk.term is None and following and not following.apart and chunk.words[-1] in _PREPOSITIONS:
            continue
        if chunk.term is None and kept and _qualifies(chunk, shown, qualified=qualified):
            qualified = True
            continue
        qualified = False
        kept.append(chunk)
    return kept


def _is_common(chunk: _Chunk) -> bool:
    """Whether words outside the vocabulary are adjectives that any mechanism takes («interinstitucionales»)."""
    return all(_stem(word) in _QUALIFIER_STEMS for word in chunk.words)


def _qualifies(chunk: _Chunk, shown: str, *, qualified: bool) -> bool:
    """Whether words outside the vocabulary belong to the mechanism before them."""
    if _is_common(chunk):
        return True
    if chunk.apart and (not qualified or re.search(r"[,;|•·]\s*$", shown[: chunk.start])):
        return False
    return shown[chunk.start].islower() or chunk.words[0] in _PREPOSITIONS
