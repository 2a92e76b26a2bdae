"""The list of annexes at a report's end, and whether it and what is cited agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from minga.publishing.intake.cleaning import clean, fold
from minga.publishing.intake.document import Place, Table
from minga.publishing.intake.draft import DraftFinding
from minga.publishing.intake.grids import is_tail
from minga.publishing.intake.recognisers import findings
from minga.publishing.intake.recognisers.citations import ANNEX, LINK, VERB, references
from minga.publishing.intake.recognisers.commitments import commitment_number
from minga.publishing.intake.recognisers.flow import Flow, Grid, Line

_ANNEX_TITLE = re.compile(
    r"(?:\d+\.?\s+)?(?:lista (?:de|del) )?(?:anexos?|(?:documentos|medios) (?:de respaldo|habilitantes|de verificacion)"
    r"|respaldos|verificables)\b(?!\s*\d).{0,80}"
)
_OTHERS = re.compile(
    r"(?:\d+\.?\s+)?(?:otros|demas) (?:documentos|anexos|respaldos|verificables).{0,60}|documentos adicionales.{0,60}"
)
_LONGEST_ENTRY = 250
_FIRST_ASTRAY = 2
_SHORT_HEADING = 60
_NEXT_ENTRY = r"\s+(?=[A-ZÁÉÍÓÚÑ])"


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
        if any(ANNEX.match(other.text) or other.bullet for other in following) or _table_follows(flow, line):
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
        and not ANNEX.match(line.text)
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
        elif reference := ANNEX.match(line.text):
            self.bulleted = self.bulleted or line.bullet
            title = line.text[reference.end() :].strip() or None
            self.entries += [Listed(name, title, line.place, self.commitment) for name in references(reference)]
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
    return bool(LINK.search(text)) or bool(VERB.search(fold(text)) and text.endswith(".")) or len(text) > _LONGEST_ENTRY


def _table_entries(table: Table, commitment: int | None) -> Iterator[Listed]:
    for row in table.rows:
        texts = [text for text in map(clean, row.texts) if text]
        match = ANNEX.match(texts[0]) if texts else None
        if match:
            title = " ".join([texts[0][match.end() :], *texts[1:]]).strip() or None
            yield from (Listed(name, title, row.place, commitment) for name in references(match))


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
        for match in ANNEX.finditer(line.text)
        for reference in references(match)
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
