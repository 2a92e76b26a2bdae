"""Annexes and files: cited in cells and in the text, and listed at a report's end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from minga.publishing.intake.cleaning import clean, fold
from minga.publishing.intake.document import Place, Table
from minga.publishing.intake.draft import DraftEvidence, DraftFinding
from minga.publishing.intake.grids import is_tail
from minga.publishing.intake.recognisers import findings
from minga.publishing.intake.recognisers.commitments import commitment_number
from minga.publishing.intake.recognisers.flow import Flow, Grid, Line

_LETTER = r"[A-DF-XZ](?!\s+(?:LA|EL|LOS|LAS)\b)|[EY](?!\s+[A-ZÁÉÍÓÚÑ]{2})"
_CODE = rf"(?:\d{{1,3}}(?:[.\-]\d{{1,3}})*(?:-?[a-zA-Z])?|[A-Z](?:[.\-]?\d{{1,3}})+|[IVX]{{1,5}}|{_LETTER})(?![\w])"
_NUMBER_SIGN = r"(?:#\s*|[Nn](?:[.º°]|ro|RO|o|O|[uú]m|úmero)\.?[º°]?\s*)?"
_ANNEX = re.compile(
    rf"\b[Aa](?:nexos?|NEXOS?)\s+{_NUMBER_SIGN}(?P<codes>{_CODE}(?:(?:\s*[,;]\s*|\s+(?:[yea]|al)\s+){_CODE})*)[\s.:)\-–—]*"
)
_FILE = re.compile(r"(?<![\w.])(?P<codes>[A-Z]\d{1,3})\s+[-–—]\s+(?=\S)")
_LINK = re.compile(r"https?://[^\s<>]+[^\s<>.,;:)\]]")
_DOCUMENT = re.compile(
    r"(?:informes?|actas?|oficios?|memorand(?:o|um|os)|resolucion(?:es)?|fichas?|manual(?:es)?|registros?|listas?|listados?"
    r"|fotografias?|convenios?|documentos?|matri(?:z|ces)|lineamientos?|convocatorias?|certificad[oa]s?|reportes?|guias?"
    r"|ordenanzas?|contratos?|encuestas?|capturas?|bases? de datos|presentacion(?:es)?|boletin(?:es)?)\b"
)
_VERB = re.compile(r"\b(?:se|no|esta|estan|fue|fueron|es|son|ha|han|queda|falta)\b")
_ANNEX_TITLE = re.compile(
    r"(?:\d+\.?\s+)?(?:lista (?:de|del) )?(?:anexos?|(?:documentos|medios) (?:de respaldo|habilitantes|de verificacion)"
    r"|respaldos|verificables)\b(?!\s*\d).{0,80}"
)
_OTHERS = re.compile(
    r"(?:\d+\.?\s+)?(?:otros|demas) (?:documentos|anexos|respaldos|verificables).{0,60}|documentos adicionales.{0,60}"
)
_LEADS_TO = re.compile(
    r"(?:^|[\s,;:(–—-]+)(?:ver|v[eé]ase|revisar|consultar)(?:\s+(?:el|los|la|las|en|en el|en los))?[\s,;:(–—-]*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[a-záéíóúñ]{4})\.\s+(?=[A-ZÁÉÍÓÚÑ])")
_LONGEST_TITLE, _SHORTEST_SENTENCE = 25, 5  # words
_LONGEST_ENTRY = 250
_WIDEST_RANGE = 60
_FIRST_ASTRAY = 2
_SHORT_HEADING = 60
_NEXT_ENTRY = r"\s+(?=[A-ZÁÉÍÓÚÑ])"
_SEPARATORS = " \t.,;:-–—"


@dataclass(slots=True)
class Citations:
    """What a cell of verifiables holds: the annexes and files it cites, and the free explanation around them."""

    evidence: list[DraftEvidence] = field(default_factory=list)
    free: str = ""


def read_citations(text: str, place: Place | None = None) -> Citations:
    """Splits a cell («Anexo 3.1 Diagnóstico Anexo 3.2 Informe ...», «A1 - ... A2 - ...») at its references.

    What stands before the first reference, and a sentence after a reference's title, is free explanation, unless
    it only names a document or a link.
    """
    text = mend_file_names(text)
    marks = sorted([*_ANNEX.finditer(text), *_FILE.finditer(text)], key=lambda match: match.start())
    marks = [mark for mark in marks if mark["codes"]]
    if not marks:
        return _without_references(text, place)
    found = _without_references(text[: marks[0].start()], place)
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    for mark, end in zip(marks, ends, strict=True):
        title, free = _title_and_rest(text[mark.end() : end])
        found.evidence += [DraftEvidence(reference, title, place) for reference in _references(mark)]
        found.free = f"{found.free} {free}".strip()
    return found


def _without_references(text: str, place: Place | None) -> Citations:
    text = _trimmed(text)
    links = _LINK.findall(text)
    plain = fold(text)
    if _DOCUMENT.match(plain) and not _VERB.search(plain) and len(plain.split()) <= _LONGEST_TITLE:
        titles = [part for part in re.split(r"\s*;\s*", text) if part]
        return Citations([DraftEvidence(None, title.rstrip(" ."), place) for title in titles])
    return Citations([DraftEvidence(None, link, place) for link in links], "" if links == [text] else text)


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


def _references(mark: re.Match[str]) -> list[str]:
    if mark.re is not _ANNEX:
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


@dataclass(slots=True)
class Listed:
    """An entry of a report's list of annexes. `commitment`: the one whose group it stands in, where one is named."""

    reference: str | None
    title: str | None
    place: Place
    commitment: int | None


@dataclass(slots=True)
class AnnexList:
    """The list at a report's end; `start` is where it begins (the document's end where there is none)."""

    start: int
    entries: list[Listed] = field(default_factory=list)
    mended: list[Place] = field(default_factory=list)


def read_annex_list(flow: Flow) -> AnnexList:
    """The list of annexes and of other documents, in groups by commitment, numbers astray put back."""
    start = _list_start(flow)
    found = AnnexList(start if start is not None else flow.end)
    if start is None:
        return found
    state = _ListState()
    for item in flow.lines_after(start):
        if isinstance(item, Grid):
            state.entries += _table_entries(item.table, state.commitment)
        elif not state.take(item):
            break
    found.entries = list(_without_astray_numbers(state.entries, found.mended))
    return found


def _list_start(flow: Flow) -> int | None:
    """Where the first heading of annexes stands that an entry or a group follows."""
    lines = flow.lines
    for position, line in enumerate(lines):
        if not _is_group(line):
            continue
        following = [other for other in lines[position + 1 : position + 4] if not _is_group(other)]
        if any(_ANNEX.match(other.text) or other.bullet for other in following) or _table_follows(flow, line):
            return line.order
    return None


def _table_follows(flow: Flow, line: Line) -> bool:
    following = list(zip(range(4), flow.lines_after(line.order + 1), strict=False))
    return any(isinstance(item, Grid) and any(_table_entries(item.table, None)) for _, item in following)


def _is_group(line: Line) -> bool:
    folded = fold(line.text).rstrip(" :.")
    return (
        (line.is_heading or len(line.text) < _SHORT_HEADING)
        and not line.bullet
        and not _ANNEX.match(line.text)
        and bool(_ANNEX_TITLE.fullmatch(folded) or _OTHERS.fullmatch(folded))
    )


@dataclass(slots=True)
class _ListState:
    commitment: int | None = None
    others: bool = False
    bulleted: bool = False
    entries: list[Listed] = field(default_factory=list)

    def take(self, line: Line) -> bool:
        """Takes a line of the list; False at the list's end."""
        if _is_group(line):
            self._begin_group(line)
        elif reference := _ANNEX.match(line.text):
            self.bulleted = self.bulleted or line.bullet
            title = line.text[reference.end() :].strip() or None
            self.entries += [Listed(name, title, line.place, self.commitment) for name in _references(reference)]
        elif line.level or (line.number and not line.bullet and not self.others):
            return False
        elif line.bullet or (self.others and not self.bulleted and not _is_prose(line.text)):
            self.bulleted = self.bulleted or line.bullet
            self.entries.append(Listed(None, line.text, line.place, self.commitment))
        else:
            return self._goes_on(line)
        return True

    def _begin_group(self, line: Line) -> None:
        number = commitment_number(line.text)
        self.others = bool(_OTHERS.fullmatch(fold(line.text).rstrip(" :.")))
        self.commitment = number if number is not None or not self.others else self.commitment

    def _goes_on(self, line: Line) -> bool:
        """Joins the rest of a title that was cut; anything else is prose and ends the list's group."""
        if self.entries and self.entries[-1].title and is_tail(line.text, self.entries[-1].title):
            self.entries[-1].title += f" {line.text}"
        return True


def _is_prose(text: str) -> bool:
    return (
        bool(_LINK.search(text)) or bool(_VERB.search(fold(text)) and text.endswith(".")) or len(text) > _LONGEST_ENTRY
    )


def _table_entries(table: Table, commitment: int | None) -> Iterator[Listed]:
    for row in table.rows:
        texts = [text for text in map(clean, row.texts) if text]
        match = _ANNEX.match(texts[0]) if texts else None
        if match:
            title = " ".join([texts[0][match.end() :], *texts[1:]]).strip() or None
            yield from (Listed(name, title, row.place, commitment) for name in _references(match))


def _without_astray_numbers(entries: list[Listed], mended: list[Place]) -> Iterator[Listed]:
    """The entries with list numbers that stuck to the end of the line before («... de 2022 2.») taken off.

    A number in the middle of an entry, when it is the next one of the run, parts two documents.
    """
    expected = _FIRST_ASTRAY
    for entry in entries:
        if entry.reference or not entry.title:
            expected = _FIRST_ASTRAY
            yield entry
            continue
        title = re.sub(r"^1\.\s+", "", entry.title)
        while match := re.search(rf"\s{expected}\.(?:$|{'(?!)' if expected == _FIRST_ASTRAY else _NEXT_ENTRY})", title):
            if expected == _FIRST_ASTRAY:
                mended.append(entry.place)
            if match.end() < len(title):
                yield Listed(None, title[: match.start()], entry.place, entry.commitment)
            title = title[match.end() :] if match.end() < len(title) else title[: match.start()]
            expected += 1
        yield Listed(None, title, entry.place, entry.commitment)


def check_annexes(flow: Flow, listed: AnnexList, cited: dict[str, tuple[Place, str | None]]) -> Iterator[DraftFinding]:
    """Alerts for annexes cited and not listed, and the reverse. `cited`: reference -> where, and by which node."""
    in_text = {
        reference: line.place
        for line in reversed(flow.lines)
        if line.order < listed.start
        for match in _ANNEX.finditer(line.text)
        for reference in _references(match)
    }
    annexes = {reference: where for reference, where in cited.items() if reference.startswith("Anexo")}
    everywhere = {**{reference: (place, None) for reference, place in in_text.items()}, **annexes}
    names = {entry.reference: entry.place for entry in reversed(listed.entries) if entry.reference}
    if not names:
        if annexes:
            yield findings.no_annex_list(cited=len(annexes), place=next(iter(annexes.values()))[0])
        return
    for reference, (place, ref) in everywhere.items():
        if reference not in names:
            yield findings.annex_not_listed(reference=reference, place=place, ref=ref)
    for reference, place in names.items():
        if reference not in everywhere:
            yield findings.annex_not_cited(reference=reference, place=place)
