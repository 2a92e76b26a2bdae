"""What a cell of verifiables cites: annexes by their reference, files by their code, links, documents by their kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from minga.publishing.intake.cleaning import clean, fold
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import DraftEvidence
from minga.publishing.intake.recognisers.to_come import (
    ends_as_pending,
    leads_to_pending,
    opens_as_pending,
    tells_what_is_to_come,
)

_LETTER = r"[A-DF-XZ](?!\s+(?:LA|EL|LOS|LAS)\b)|[EY](?!\s+[A-ZÁÉÍÓÚÑ]{2})"
_CODE = rf"(?:\d{{1,3}}(?:[.\-]\d{{1,3}})*(?:-?[a-zA-Z])?|[A-Z](?:[.\-]?\d{{1,3}})+|[IVX]{{1,5}}|{_LETTER})(?![\w])"
_NUMBER_SIGN = r"(?:#\s*|[Nn](?:[.º°]|ro|RO|o|O|[uú]m|úmero)\.?[º°]?\s*)?"
ANNEX = re.compile(
    rf"\b[Aa](?:nexos?|NEXOS?)\s+{_NUMBER_SIGN}(?P<codes>{_CODE}(?:(?:\s*[,;]\s*|\s+(?:[yea]|al)\s+){_CODE})*)[\s.:)\-–—]*"
)
_FILE = re.compile(r"(?<![\w.])(?P<codes>[A-Z]\d{1,3})\s+[-–—]\s+(?=\S)")
LINK = re.compile(r"https?://[^\s<>]+[^\s<>.,;:)\]]")
_DOCUMENT = re.compile(
    r"(?:informes?|actas?|oficios?|memorand(?:o|um|os)|resolucion(?:es)?|fichas?|manual(?:es)?|registros?|listas?|listados?"
    r"|fotografias?|convenios?|documentos?|matri(?:z|ces)|lineamientos?|convocatorias?|certificad[oa]s?|reportes?|guias?"
    r"|ordenanzas?|contratos?|encuestas?|capturas?|bases? de datos|presentacion(?:es)?|boletin(?:es)?)\b"
)
VERB = re.compile(r"\b(?:se|no|esta|estan|fue|fueron|es|son|ha|han|queda|falta)\b")
_LEADS_TO = re.compile(
    r"(?:^|[\s,;:(–—-]+)(?:ver|v[eé]ase|revisar|consultar)(?:\s+(?:el|los|la|las|en|en el|en los))?[\s,;:(–—-]*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[a-záéíóúñ]{4})\.\s+(?=[A-ZÁÉÍÓÚÑ])")
_SENTENCE_END = re.compile(r"(?<=[a-záéíóúñ0-9)]\.)\s+(?=\S)")
_LONGEST_TITLE, _SHORTEST_SENTENCE = 25, 5  # words
_KIND_WORDS = 3
_WIDEST_RANGE = 60
_SEPARATORS = " \t.,;:-–—"


@dataclass(slots=True)
class Citations:
    """What a cell of verifiables holds: the annexes and files it cites, and the free explanation around them."""

    evidence: list[DraftEvidence] = field(default_factory=list)
    free: str = ""


def read_citations(text: str, place: Place | None = None) -> Citations:
    """Splits a cell («Anexo 3.1 Diagnóstico Anexo 3.2 Informe ...», «A1 - ... A2 - ...») at its references.

    What stands before the first reference, and a sentence after a reference's title, is free explanation, unless
    it only names a document or a link. So is a reference that the cell says is still to come («Anexo 2: pendiente»).
    """
    text = mend_file_names(text)
    marks = sorted([*ANNEX.finditer(text), *_FILE.finditer(text)], key=lambda match: match.start())
    marks = [mark for mark in marks if mark["codes"]]
    if not marks:
        return _without_references(text, place)
    starts = [_clause_start(text, before.end() if before else 0, mark.start()) for before, mark in _after_each(marks)]
    found = _without_references(text[: starts[0]], place)
    for mark, start, end in zip(marks, starts, [*starts[1:], len(text)], strict=True):
        if start < mark.start() or opens_as_pending(text[mark.end() : end]):
            pending, *rest = _SENTENCE_END.split(text[start:end], maxsplit=1)
            _add(found, Citations(free=pending.strip(_SEPARATORS)))
            _add(found, _without_references(" ".join(rest), place))
            continue
        title, free = _title_and_rest(text[mark.end() : end])
        _add(found, Citations([DraftEvidence(reference, title, place) for reference in references(mark)], free))
    return found


def _add(found: Citations, more: Citations) -> None:
    found.evidence += more.evidence
    found.free = f"{found.free} {more.free}".strip()


def opens_annex(text: str) -> bool:
    """Whether a text opens with an annex's reference («Anexo 1.1 Actas»)."""
    return bool(ANNEX.match(text))


def _after_each(marks: list[re.Match[str]]) -> Iterator[tuple[re.Match[str] | None, re.Match[str]]]:
    """Each reference with the one before it."""
    return zip([None, *marks], marks, strict=False)


def _clause_start(text: str, after: int, start: int) -> int:
    """Where a reference's own text begins: with the words right before it where they say that it is still to come."""
    end_of_sentence = max(text.rfind(sign, after, start) for sign in (". ", "; ", ", ")) + 1
    begin = max(end_of_sentence, after)
    return begin if leads_to_pending(text[begin:start]) else start


def _without_references(text: str, place: Place | None) -> Citations:
    """What a text without references names; its sentences on what is still to come are free explanation."""
    text = _trimmed(text)
    sentences = _SENTENCE_END.split(text)
    to_come = [sentence for sentence in sentences if tells_what_is_to_come(sentence)]
    if not to_come or len(to_come) == len(sentences):
        return _named_or_linked(text, place)
    rest = _named_or_linked(" ".join(sentence for sentence in sentences if sentence not in to_come), place)
    return Citations(rest.evidence, text if rest.free else " ".join(to_come))


def _named_or_linked(text: str, place: Place | None) -> Citations:
    links = [link[0] for link in LINK.finditer(text) if _clause_start(text, 0, link.start()) == link.start()]
    plain = fold(text)
    if _names_document(text) and not VERB.search(plain) and len(plain.split()) <= _LONGEST_TITLE:
        titles = [part for part in re.split(r"\s*;\s*", text) if part]
        return Citations([DraftEvidence(None, title.rstrip(" ."), place) for title in titles])
    return Citations([DraftEvidence(None, link, place) for link in links], "" if links == [text] else text)


def _names_document(text: str) -> bool:
    """Whether a text opens with a document's kind, and does not say that it is still to be made or handed in."""
    kind = _DOCUMENT.match(fold(text))
    return bool(kind) and not (_is_pending_after(text) or ends_as_pending(text))


def _is_pending_after(text: str) -> bool:
    """Whether one of the first words after a document's kind says that it is pending: «Informe final en elaboración»."""
    said = text.split()
    return any(opens_as_pending(" ".join(said[count:])) for count in range(1, min(_KIND_WORDS, len(said))))


def _trimmed(text: str) -> str:
    """A cell's free text without the signs, the «y» or the «ver» that led to the next reference; its period stays."""
    text = _LEADS_TO.sub("", text)
    return re.sub(r"(?:[\s,;:(–—-]|\s+[ye](?=\s*$))+$", "", text.strip()).lstrip(_SEPARATORS)


def _title_and_rest(text: str) -> tuple[str | None, str]:
    text = re.sub(r"(?:^|\s+)[ye]$", "", _LEADS_TO.sub("", text.strip(_SEPARATORS)))
    match = _SENTENCE.search(text)
    if match and len(text[match.end() :].split()) >= _SHORTEST_SENTENCE:
        return text[: match.start()].strip(_SEPARATORS), text[match.end() :].strip()
    return text or None, ""


def references(mark: re.Match[str]) -> list[str]:
    """The references that a match of `ANNEX`, or of a file's code, names: «Anexo 1» and «Anexo 2» for «Anexos 1 y 2»."""
    if mark.re is not ANNEX:
        return [mark["codes"]]
    codes = re.findall(rf"(\sal?\s+)?({_CODE})", mark["codes"])
    found: list[str] = []
    for to, code in codes:
        found += _between(found[-1], code) if to and found else [code]
    return [f"Anexo {code}" for code in found]


def _between(first: str, last: str) -> list[str]:
    """The codes after `first` up to `last`, where they differ in their last number alone («1.1 a 1.3»)."""
    head, start = _split_number(first)
    tail, end = _split_number(last)
    if head != tail or not start or not end or not int(start) < int(end) <= int(start) + _WIDEST_RANGE:
        return [last]
    return [f"{head}{number}" for number in range(int(start) + 1, int(end) + 1)]


def _split_number(code: str) -> tuple[str, str]:
    head = code.rstrip("0123456789")
    return head, code[len(head) :]


def mend_file_names(text: str) -> str:
    """The cell cleaned, each file name that a narrow column or a page cut in two in one piece again."""
    return clean(re.sub(r"(?<=[\w-])(?<=_)[ ]*\n[ ]*(?=\w)|(?<=\w)[ ]*\n[ ]*(?=[a-z0-9]*_)", _glue, text))


def _glue(match: re.Match[str]) -> str:
    before = match.string[: match.start()].rsplit(None, 1)[-1:]
    return "" if before and "_" in before[0] else " "


def join_file_names(before: str, after: str) -> str | None:
    """Two halves of a file name joined without a space; None where they are not halves of one."""
    last, first = before.split()[-1:], after.split()[:1]
    if last and first and "_" in last[0] and (last[0].endswith("_") or (first[0][0].islower() and "_" in first[0])):
        return before + after
    return None
