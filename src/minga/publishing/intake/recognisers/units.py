"""Units of measure that seem to be another target's: made of that one's words, or naming what that one counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from minga.publishing.intake.cleaning import fold, words
from minga.publishing.intake.draft import DraftFinding, DraftNode
from minga.publishing.intake.numbers import parse_decimal
from minga.publishing.intake.recognisers import findings

_SHORTEST_WORD, _ENOUGH_WORDS = 4, 3
_FITS, _FITS_BETTER = 0.7, 0.3
_SILENT = frozenset(["numero", "para", "porcentaje", "cantidad", "total"])
_COUNTED = re.compile(r"(?<![\w.,/-])(?P<number>\d[\d.,]*)\s+(?:de\s+)?(?P<noun>[a-z]{4,})\b")
_BROAD = (
    "accion acciones actividad actividades atenciones beneficiarios ciudadanos eventos habitantes hitos instrumentos"
    " intervencion intervenciones metas obras participantes personas productos programas proyectos servicios unidad unidades"
    " usuarios vecinos"
)
"""Nouns that hold others: «personas» counts officials too, «obras» parks."""


def check_units(nodes: Sequence[DraftNode]) -> Iterator[DraftFinding]:
    """Alerts for a unit that is word by word another target's and fits that one, not its own."""
    by_unit: dict[tuple[str, ...], list[DraftNode]] = {}
    for node in nodes:
        by_unit.setdefault(tuple(words(node.targets[0].unit or "")), []).append(node)
    for unit, same in by_unit.items():
        content = {word for word in unit if len(word) >= _SHORTEST_WORD and word not in _SILENT}
        if len(same) > 1 and content:
            yield from _long_unit(same, content) if len(content) >= _ENOUGH_WORDS else _counted_unit(same, content)


def _long_unit(same: list[DraftNode], content: set[str]) -> Iterator[DraftFinding]:
    """A unit of several words: it is made of one target's words and not of another's."""
    fits = {node.ref: len(content & set(words(node.title))) / len(content) for node in same}
    model = max(same, key=lambda node: fits[node.ref])
    for node in same:
        if fits[model.ref] >= _FITS and fits[model.ref] - fits[node.ref] >= _FITS_BETTER:
            yield findings.unit_suspect(
                name=node.title, other=model.title, place=node.places.get("unit", node.place), ref=node.ref
            )


def _counted_unit(same: list[DraftNode], content: set[str]) -> Iterator[DraftFinding]:
    """A unit of a word or two: one target counts it, another counts something else with the very number programmed.

    Of a noun that may hold others («obras»), only where the other target's own indicator names what that one counts.
    """
    stems = {_stem(word) for word in content}
    broad = bool(stems & set(map(_stem, _BROAD.split())))
    model = next((node for node in same if stems & {noun for _, noun in _counted(node)}), None)
    for node in same if model else ():
        target = node.targets[0]
        said = {_stem(word) for word in words(f"{node.title} {target.indicator or ''}")}
        named = {_stem(word) for word in words(target.indicator or "")}
        counts_other = any(
            number == target.programmed and (noun in named or not broad) for number, noun in _counted(node)
        )
        if model and counts_other and not stems & said:
            yield findings.unit_suspect(
                name=node.title, other=model.title, place=node.places.get("unit", node.place), ref=node.ref
            )


def _counted(node: DraftNode) -> Iterator[tuple[Decimal | None, str]]:
    """What a target's title counts: each number with the stem of its noun."""
    for match in _COUNTED.finditer(fold(node.title)):
        yield parse_decimal(match["number"].rstrip(".,")), _stem(match["noun"])


def _stem(word: str) -> str:
    """A noun without the ending of its gender and number."""
    return re.sub(r"(?:[oa]s?|s)$", "", word)
