"""What the text around an insertion matrix says of it: how many initiatives per objective, and who defined them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import zip_longest

from minga.publishing.intake.cleaning import clean, fold, words
from minga.publishing.intake.document import Paragraph, Place
from minga.publishing.intake.draft import DraftFigure, DraftFinding, DraftNode, DraftRole
from minga.publishing.intake.levels import LEVEL_SLUGS, level_nouns, singular
from minga.publishing.intake.mechanisms import read_mechanisms
from minga.publishing.intake.numbers import WORDS
from minga.publishing.intake.recognisers import findings
from minga.publishing.intake.recognisers.insertion_matrix.secretariats import is_in_doubt, secretariats
from minga.publishing.intake.recognisers.insertion_matrix.tree import Matrix

_QUOTE = re.compile(r"[“\"«]([^“”\"«»]{12,600})[”\"»]")
_CODE = re.compile(
    r"\b(?:objetivos?|ejes?|programas?|lineas?|politicas?)(?: \w+){0,3}? (?:n[.º°]? ?)?([a-z]{0,3}\d{1,2}(?:\.\d{1,2})*)\b"
)
_TENS = {"treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90}
_ONES = {word: value for word, value in WORDS.items() if value in range(10)}
_TWENTIES = {f"veinti{word}": 20 + value for word, value in _ONES.items()}
_SPELLED = rf"(?:{'|'.join(_TENS)})(?:\s+y\s+(?:{'|'.join(_ONES)}))?|{'|'.join(_TWENTIES)}|{'|'.join(WORDS)}"
_COUNT = re.compile(
    rf"(?<![\w.,])(?P<number>\d{{1,4}}|{_SPELLED})\s+(?:\([^()]{{3,30}}\)\s+)?"
    rf"(?:(?:nuev|distint)[ao]s?\s+|diferentes\s+|principales\s+)?(?P<noun>[a-záéíóúñ]{{4,20}})\b"
)
_DOTTED = re.compile(r"(?<![\w.,])(\d{1,2}(?:\.\d{1,2})+)(?![\w,]|\.\d)")
_PART_OF = re.compile(
    r"(?:de (?:las|los) cuales|de (?:ellas|ellos|estas|estos)|entre (?:ellas|ellos)|incluid[ao]s)\W*(?:\w+\W+){0,3}$"
)
_TOTAL = re.compile(r"\b(?:total|en conjunto|la matriz|el apendice|el anexo|el plan)\b")
_DEFINED = re.compile(
    r"\b(?:defin|gener|plante|identific|propuest|propus|propon|formul|estableci|a cargo|lider|present)\w*"
)
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-ZÁÉÍÓÚÑ¿“«*])")
_ITEM_NOUNS = ("iniciativa", "proyecto")
_ARTICLES_OF_ONE = frozenset({"un", "una", "uno"})
_SAME = 0.85
_ENUMERATED = 3
_FEW_WORDS = 4
_LONG_TITLE = 30


@dataclass(frozen=True, slots=True)
class Stated:
    """A count that the text states: of which level, for which node (None: for the whole), and where."""

    value: int
    noun: str
    level: int
    node: DraftNode | None
    place: Place


@dataclass(slots=True)
class Narrative:
    """What the text says of the matrix: counts, and for each node (by ref) the units that defined what it holds.

    `doubtful`: the nodes whose units are named in a list where they are not told apart.
    """

    stated: list[Stated] = field(default_factory=list)
    leads: dict[str, list[DraftRole]] = field(default_factory=dict)
    unplaced: list[tuple[str, Place]] = field(default_factory=list)
    doubtful: list[tuple[DraftNode, Place]] = field(default_factory=list)


def read_narrative(paragraphs: Iterable[Paragraph], matrix: Matrix) -> Narrative:
    """Reads each paragraph that counts nodes of a level («consta de 36 iniciativas»).

    It is tied to the objective that it quotes or numbers, the deepest one when it names two. A paragraph without an
    objective counts only as a total.
    """
    told = Narrative()
    reader = _Reader(matrix)
    for paragraph in paragraphs:
        text = clean(paragraph.text)
        if not any(character.isdigit() for character in text) and not reader.names_level(text):
            continue
        for unit in _units(text, reader):
            reader.read(unit, paragraph.place, told)
    return told


def _units(text: str, reader: _Reader) -> list[str]:
    """The paragraph, or its sentences where it states several counts."""
    return _SENTENCE.split(text) if len(list(reader.counts(text))) > 1 else [text]


class _Reader:
    """Knows the matrix's levels by their nouns and its upper nodes by their titles and codes."""

    def __init__(self, matrix: Matrix) -> None:
        self.matrix = matrix
        self.nouns = _level_nouns(matrix.layout.names, matrix.layout.item)
        upper = [node for node in matrix.nodes if matrix.depth[node.ref] < matrix.layout.item]
        self.upper = upper
        self.titles = {" ".join(words(node.title)): node for node in reversed(upper)}
        self.codes = {node.code.lower(): node for node in reversed(upper) if node.code and node.code_printed}
        self.found: dict[str, DraftNode | None] = {}

    def names_level(self, text: str) -> bool:
        """Whether the text names any level of the matrix."""
        return any(noun in self.nouns for noun in map(_noun, words(text)))

    def counts(self, text: str) -> Iterator[tuple[int, str, int]]:
        """The counts of a text outside its quotes: value, noun, level.

        Parts of another count («de las cuales 10 iniciativas») and «una iniciativa», which counts nothing, are left out.
        """
        unquoted = fold(_QUOTE.sub(" ", text))
        for match in _COUNT.finditer(unquoted):
            level = self.nouns.get(_noun(match["noun"]))
            value = _value(match["number"])
            if level is None or match["number"] in _ARTICLES_OF_ONE or _PART_OF.search(unquoted[: match.start()]):
                continue
            yield value, match["noun"], level

    def read(self, unit: str, place: Place, told: Narrative) -> None:
        """Adds what one paragraph or sentence says."""
        counted = list(self.counts(unit))
        if not counted:
            return
        named, quotes = self._nodes_in(unit)
        nodes = self._deepest(named, max(level for _, _, level in counted))
        if not nodes and quotes:
            told.unplaced.append((quotes[-1], place))
            return
        if not nodes and not _TOTAL.search(fold(unit)):
            return
        if len(nodes) != len(counted):
            nodes, counted = nodes[:1], counted[:1]
        for (value, noun, level), node in zip_longest(counted, nodes):
            if node is not None or level >= self.matrix.layout.item:
                told.stated.append(Stated(value, noun, level, node, place))
        if len(nodes) == 1 and _DEFINED.search(fold(unit)):
            unquoted = _QUOTE.sub("«»", unit)
            told.leads.setdefault(nodes[0].ref, []).extend(
                DraftRole("lead", name, place) for name in secretariats(unquoted)
            )
            if is_in_doubt(unquoted):
                told.doubtful.append((nodes[0], place))

    def _deepest(self, named: Sequence[DraftNode], level: int) -> list[DraftNode]:
        """Of the nodes that a text names, those of the deepest level over the one that is counted, each once."""
        above = {node.ref: node for node in named if self.matrix.depth[node.ref] < level}
        depth = max((self.matrix.depth[ref] for ref in above), default=0)
        return [node for ref, node in above.items() if self.matrix.depth[ref] == depth]

    def _nodes_in(self, unit: str) -> tuple[list[DraftNode], list[str]]:
        """The upper nodes that a text quotes or numbers, and the quotes that are none of them."""
        nodes, strange = [], []
        for quote in _QUOTE.findall(unit):
            node = self._node_titled(quote)
            if node is not None:
                nodes.append(node)
            elif len(quote.split()) > _FEW_WORDS:
                strange.append(quote)
        folded = fold(unit)
        printed = {match.start(1): match[1] for form in (_CODE, _DOTTED) for match in form.finditer(folded)}
        nodes += [self.codes[code] for _, code in sorted(printed.items()) if code in self.codes]
        if not nodes:
            said = f" {' '.join(words(unit))} "
            nodes += [node for title, node in self.titles.items() if len(title) > _LONG_TITLE and f" {title} " in said]
        return nodes, strange

    def _node_titled(self, quote: str) -> DraftNode | None:
        """The node that a quote names: word by word, by its opening words, or nearly so."""
        said = " ".join(words(quote))
        if said not in self.found:
            self.found[said] = self.titles.get(said) or _nearest(said, self.titles)
        return self.found[said]


def _nearest(said: str, titles: dict[str, DraftNode]) -> DraftNode | None:
    """The node whose title shares most words with a text, when it shares nearly all of them."""
    wanted = set(said.split())
    best, share = None, 0.0
    for title, node in titles.items():
        own = set(title.split())
        shared = len(wanted & own) / max(1, min(len(wanted), len(own)))
        if shared > share and len(wanted & own) > _FEW_WORDS:
            best, share = node, shared
    return best if share >= _SAME else None


def _level_nouns(names: Sequence[str], item: int) -> dict[str, int]:
    """The nouns, folded, that count the nodes of one level only.

    What texts call the things of an insertion matrix («iniciativas», «proyectos») counts them, unless it is another
    level's name.
    """
    heads = [(level, noun) for level, name in enumerate(names) for noun in level_nouns(name)]
    told = [noun for _, noun in heads]
    named = {noun: level for level, noun in heads if told.count(noun) == 1}
    return {noun: item for noun in _ITEM_NOUNS if noun not in told} | named


def _value(number: str) -> int:
    """A count in figures or in words, folded, up to ninety-nine."""
    if number.isdigit():
        return int(number)
    said = [word for word in number.split() if word != "y"]
    return sum((_TENS | _TWENTIES | WORDS)[word] for word in said)


def _noun(word: str) -> str:
    return fold(singular(word.lower()))


def figures(told: Narrative) -> list[DraftFigure]:
    """The stated counts as figures: `initiatives-1-1` for 36 initiatives of objective 1.1, `initiatives` for a total."""
    named: dict[str, DraftFigure] = {}
    for stated in told.stated:
        noun = LEVEL_SLUGS.get(_noun(stated.noun), _noun(stated.noun))
        code = re.sub(r"[^a-z0-9]+", "-", fold(stated.node.code or "")).strip("-") if stated.node else ""
        name = re.sub(r"[^a-z0-9-]+", "-", f"{noun}-{code}".strip("-"))
        scope = f"{stated.node.level} {stated.node.code}" if stated.node else "total"
        figure = DraftFigure(name, Decimal(stated.value), stated.place, f"{stated.noun}: {scope}")
        named.setdefault(name, figure)
    return list(named.values())


def count_findings(told: Narrative, matrix: Matrix) -> list[DraftFinding]:
    """Where a stated count is not the number of cells the matrix prints.

    When the text counts by objective, also the objectives without a count and those that the matrix does not have.
    """
    found = []
    for stated in told.stated:
        printed = matrix.printed[stated.node.ref if stated.node else None, stated.level]
        if printed != stated.value:
            found.append(_count_finding(stated, printed, _distinct(stated, matrix)))
    found += [_not_in_matrix(quote, place) for quote, place in told.unplaced]
    found += [_not_told_apart(node, place) for node, place in told.doubtful]
    return found + _without_count(told, matrix)


def _distinct(stated: Stated, matrix: Matrix) -> int:
    """How many nodes of the level counted stand under the node, a name printed twice in a row once."""
    holders = {stated.node.ref} if stated.node else {node.ref for node in matrix.nodes}
    counted = 0
    for node in matrix.nodes:  # a node comes after the one that holds it
        if node.parent in holders or stated.node is None:
            holders.add(node.ref)
            counted += matrix.depth[node.ref] == stated.level
    return counted


def _count_finding(stated: Stated, printed: int, distinct: int) -> DraftFinding:
    scope = f"en {stated.node.code}" if stated.node else "en total"
    ref = stated.node.ref if stated.node else None
    found = findings.count_mismatch(
        what=stated.noun, stated=stated.value, found=printed, place=stated.place, ref=ref, scope=scope
    )
    if distinct != printed:
        found.message = f"{found.message.rstrip('.')} filas, {distinct} distintas."
    return found


def _not_told_apart(node: DraftNode, place: Place) -> DraftFinding:
    what = (
        f"el texto nombra a las unidades a cargo de {findings.quoted(node.title)}"
        " y no se distingue dónde termina cada nombre; no se leyeron todas"
    )
    return findings.unread(what=what, place=place, ref=node.ref)


def _not_in_matrix(quote: str, place: Place) -> DraftFinding:
    message = f"El texto cuenta lo que contiene {findings.quoted(quote)}; la matriz no trae un objetivo con ese texto."
    return DraftFinding("count-mismatch", message, place, "info")


def _without_count(told: Narrative, matrix: Matrix) -> list[DraftFinding]:
    """Objectives that hold counted things and whose count the text does not state, though it does for others."""
    counted = {(matrix.depth[stated.node.ref], stated.level) for stated in told.stated if stated.node}
    stated = {(each.node.ref, each.level) for each in told.stated if each.node}
    found = []
    for depth, level in sorted(counted):
        for node in matrix.nodes:
            if matrix.depth[node.ref] == depth and matrix.printed[node.ref, level] and (node.ref, level) not in stated:
                message = (
                    f"El texto no declara cuántos elementos tiene {findings.quoted(node.title)}, y sí los de otros."
                )
                found.append(DraftFinding("count-mismatch", message, node.place, "info", node.ref))
    return found


def enumerated_mechanisms(paragraphs: Iterable[Paragraph]) -> set[str]:
    """The mechanisms that the document itself lists as its vocabulary.

    They are those of each paragraph that speaks of mechanisms and names three or more.
    """
    terms: set[str] = set()
    for paragraph in paragraphs:
        if "mecanismo" not in fold(paragraph.text):
            continue
        listed = {
            mention.term for mention in read_mechanisms(paragraph.text).mentions if mention.printed[-1:].isalpha()
        }
        known = listed - {"other"}
        if len(known) >= _ENUMERATED:
            terms |= known
    return terms
