"""The front of a report: its title, who signs it as an office, its date; and the name of the plan it speaks of."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from minga.publishing.intake.cleaning import fold, words
from minga.publishing.intake.dates import document_date, year_range, years
from minga.publishing.intake.document import Place
from minga.publishing.intake.grids import is_open
from minga.publishing.intake.recognisers.flow import LABEL, Flow, Line
from minga.publishing.intake.recognisers.names import (
    PlanMention,
    is_city_hall,
    name_at,
    opens_organization,
    plan_acronyms,
    plan_mentions,
    tidy_name,
)

_TITLE = re.compile(
    r"(?:\w+ )?(?:informe|reporte|matriz|apendice|anexo|rendicion|evaluacion|seguimiento|estrategia|resumen|memoria|ficha"
    r"|plan|(?:primer|segundo|tercer|cuarto|quinto|i{1,3}|iv|v) plan|balance|estado)\b"
)
_BODY = re.compile(r"(?:antecedentes|introduccion|presentacion|resumen ejecutivo|objetivos?|contenidos?|indice)\b")
_COUNTRY = re.compile(r"[\w ]{2,40}\s*[-–—,]\s*ecuador\.?")
_REPORTED_BY = re.compile(r"presente informe[^.]{0,160}?por parte de (?:la|el)\s+")
_VERB_OF_NEWS = re.compile(
    r"\w+ .*\b(?:invita|presenta|anuncia|informa|entrega|inaugura|realiza|convoca|recibe|llega|avanza|trabaja|lanza|firma|abre"
    r"|impulsa|promueve|celebra|inicia|rinde|logra|construye|aprueba|ejecuta|fortalece|atiende|mantiene|tiene|es|dijo|se)n?\b"
)
_SENTENCES = re.compile(r"(?:[a-záéíóúñ]{4}|\d{4}|[”\")])\.\s+[“¿¡\"]?[A-ZÁÉÍÓÚÑ]")
_LONGEST_LINE, _LONGEST_NAME = 220, 140
_WRAPPED = 35
_FULL_NAME = 3  # words


@dataclass(slots=True)
class Front:
    """What stands before the first section. `date` as far as printed: `2023-05-15`, `2023-05` or `2023`."""

    title: str | None = None
    organization: str | None = None
    date: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class PlanName:
    """The plan that a report speaks of: its name as the text prints it, ordinal, period, and where it is named."""

    title: str
    ordinal: int | None
    period: tuple[int, int] | None
    place: Place
    acronyms: frozenset[str] = frozenset()

    def is_other(self, mention: PlanMention) -> bool:
        """Whether a mention carries another ordinal than this plan's."""
        return None not in (self.ordinal, mention.ordinal) and mention.ordinal != self.ordinal


def read_front(flow: Flow) -> Front:
    """Title, office and date of a document, as far as its front prints them.

    A line cut in two is joined where the first half is left open or the second goes on in the same capitals.
    """
    groups = _groups(_front_lines(flow))
    titles = [group for wanted in ("title", "") for group in groups if group[0] == wanted]
    titles = [(kind, text, place) for kind, text, place in titles if kind or not text.endswith((".", ";", ",", "?"))]
    offices = [text for kind, text, _ in groups if kind == "office"]
    front = Front(date=next((document_date(text) for kind, text, _ in groups if kind == "date"), None))
    if titles:
        front.title, front.place = titles[0][1].rstrip(" ."), titles[0][2]
    front.organization = next((text for text in offices if not is_city_hall(text)), offices[0] if offices else None)
    front.organization = tidy_name(front.organization or _reporting_office(flow) or "") or None
    if front.date is None and front.title and len(set(years(front.title))) == 1:
        front.date = str(years(front.title)[0])
    return front


def _front_lines(flow: Flow) -> list[Line]:
    """The lines before the first section, list or prose; beneath a label («COMPROMISO: ...») only dates."""
    lines: list[Line] = []
    labelled = False
    for item in flow.items[:25]:
        if not isinstance(item, Line) or item.number or item.bullet or _BODY.match(fold(item.text)):
            break
        if len(item.text) > _LONGEST_LINE or _is_prose(item.text):
            break
        if document_date(item.text):
            lines.append(item)
        elif LABEL.match(item.text):
            labelled = True
        elif labelled:
            break
        else:
            lines.append(item)
    return lines


def _is_prose(text: str) -> bool:
    """Whether a line holds several sentences."""
    return text.endswith((".", "”", '"')) and bool(_SENTENCES.search(text))


def _groups(lines: list[Line]) -> list[tuple[str, str, Place]]:
    """The lines as (kind, text, place), continued lines joined. Kinds: title, office, date, or none of these."""
    groups: list[tuple[str, str, Place]] = []
    previous: Line | None = None
    for line in lines:
        kind = _kind(line.text)
        joins = previous is not None and bool(groups) and groups[-1][0] != "date" and _goes_on(previous, line, kind)
        if kind != "date" and joins:
            last = groups.pop()
            groups.append((last[0], f"{last[1]} {line.text}", last[2]))
        elif not _COUNTRY.fullmatch(fold(line.text)):
            groups.append((kind, line.text, line.place))
        previous = line
    return groups


def _kind(text: str) -> str:
    if document_date(text):
        return "date"
    if _TITLE.match(fold(text)):
        return "title"
    is_name = len(text) <= _LONGEST_NAME and not _VERB_OF_NEWS.match(fold(text))
    is_name = is_name and (text.isupper() or not text.endswith((".", ";", ",", ":")))
    return "office" if opens_organization(text) and is_name else ""


def _goes_on(previous: Line, line: Line, kind: str) -> bool:
    if is_open(previous.text) or line.text[0].islower() or previous.raw.count("**") % 2:
        return True
    same_style = previous.text.isupper() == line.text.isupper() and previous.level == line.level
    return not kind and same_style and len(previous.text) >= _WRAPPED and not previous.text.endswith((".", ":"))


def _reporting_office(flow: Flow) -> str | None:
    """The office that the text says is reporting: «El presente informe ... por parte de la Secretaría ...»."""
    for line in flow.lines:
        match = _REPORTED_BY.search(line.text)
        if match and opens_organization(line.text[match.end() :]):
            return name_at(line.text, match.end()) or None
    return None


def read_plan_name(flow: Flow, front: Front) -> PlanName | None:
    """The plan a report speaks of: the one its title names, in the words that the text prints most often.

    A name in capitals takes the case the text gives its words elsewhere. None where no plan is named.
    """
    acronyms = plan_acronyms(line.text for line in flow.lines)
    mentions = [(mention, line) for line in flow.lines for mention in plan_mentions(line.text, acronyms)]
    named = [pair for pair in mentions if len(pair[0].printed.split()) >= _FULL_NAME]
    titled = plan_mentions(front.title or "")
    common = _most_common(named)
    wanted = titled[0] if titled else common[0] if common else None
    if wanted is None:
        return None
    same = [pair for pair in named if _same_plan(pair[0], wanted)]
    best = _most_common([pair for pair in same if not pair[0].printed.isupper()])
    printed = best[0].printed if best else _recased(wanted.printed, flow)
    place = best[1].place if best else same[0][1].place if same else front.place
    period = _period(mentions, wanted) or year_range(front.title or "")
    return PlanName(printed[0].upper() + printed[1:], wanted.ordinal, period, place or Place(), acronyms)


def _most_common(pairs: list[tuple[PlanMention, Line]]) -> tuple[PlanMention, Line] | None:
    """The plan named most often, as its first capitalised mention."""
    times = Counter(fold(mention.printed) for mention, _ in pairs)
    if not times:
        return None
    wanted = times.most_common(1)[0][0]
    same = [pair for pair in pairs if fold(pair[0].printed) == wanted]
    return next((pair for pair in same if pair[0].printed[0].isupper()), same[0])


def _same_plan(mention: PlanMention, wanted: PlanMention) -> bool:
    if wanted.ordinal is not None:
        return mention.ordinal == wanted.ordinal
    return mention.ordinal is None and _fits(mention, wanted)


def _fits(mention: PlanMention, wanted: PlanMention) -> bool:
    """Whether one name's words are all in the other's."""
    one, other = set(words(mention.printed)), set(words(wanted.printed))
    return one <= other or other <= one


def _period(mentions: list[tuple[PlanMention, Line]], wanted: PlanMention) -> tuple[int, int] | None:
    """The years printed right after a mention of the plan."""
    for mention, line in mentions:
        if _same_plan(mention, wanted) or (mention.ordinal is None and _fits(mention, wanted)):
            found = year_range(line.text[mention.end : mention.end + 40].split(";")[0])
            if found:
                return found
    return None


def _recased(name: str, flow: Flow) -> str:
    """A name in capitals with the case that the document gives each word in running text."""
    if not name.isupper():
        return name
    forms = {fold(word): word for word in flow.vocabulary if word[0].isupper() and not word.isupper()}
    small = {"de", "del", "la", "las", "los", "el", "y", "e", "para", "en"}
    result = [
        word.lower() if fold(word) in small else forms.get(fold(word), word.capitalize()) for word in name.split()
    ]
    return " ".join(result)
