"""The header of a follow-up table, over one row or several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from minga.publishing.intake.cleaning import clean, fold
from minga.publishing.intake.document import Row
from minga.publishing.intake.grids import Header, stacked_labels
from minga.publishing.intake.levels import is_plain_level, level_word
from minga.publishing.intake.recognisers.progress_table.vocabulary import (
    PART,
    Meaning,
    dating,
    in_money,
    meaning,
    names_amounts,
)

ITEMS = frozenset({"level", "name", "goal", "indicator", "description"})
FACTS = frozenset(
    {
        "programmed",
        "executed",
        "attainment",
        "advance",
        "status",
        "budget",
        "execution",
        "means",
        "evidence",
        "indicator",
        "goal",
        "mechanism",
    }
)
_TALLEST = 3
_LONGEST_LABEL = 110
_FEWEST = 2
_MEANT = 0.4
_NUMBER = re.compile(r"[-$\s]*[0-9][0-9.,]*\s*%?")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_SMALL = re.compile(
    r"[$(]*\s*(?:usd|us|dolares|en dolares|%|n[°º]|[a-z]|[0-9]{1,2})\s*[)$]*|(?:\(?[a-z0-9]\)?\s*[=/*x+]\s*\(?[a-z0-9]\)?.*)",
    re.IGNORECASE,
)
_UNDER_A_GROUP = re.compile(
    rf"{PART.pattern}|iii?|iv|valor|ano|cantidad|numero|dato|base|total|anual|acumulad[oa]|inicial|final|value|year"
)


def find_header(rows: Sequence[Row], position: int, *, any_level: bool = False) -> Header | None:
    """The header that begins at a row: an item's column and one of facts about it, as tall as gives most columns a meaning.

    None at a row that a header only stands under, such as a title. `any_level` takes for a level what opens with its
    word («Proyecto emblemático de vialidad»): for documents where no plainer header stands, for titles open so too.
    """
    if not _may_head(rows[position]):
        return None
    best = _best_header(rows, position, any_level=any_level)
    if best is None or best.height == 1 or position + 1 >= len(rows):
        return best
    beneath = _best_header(rows, position + 1, any_level=any_level)
    return None if beneath and _worth(beneath) >= _worth(best) else best


def _best_header(rows: Sequence[Row], position: int, *, any_level: bool) -> Header | None:
    found: list[Header] = []
    tallest = 1 if _is_title(rows[position]) else _TALLEST
    for height in range(1, tallest + 1):
        lines = rows[position : position + height]
        if len(lines) < height or not _may_head(lines[-1]) or (height > 1 and not _is_under(lines[-1])):
            break
        header = _header(lines, any_level=any_level)
        if header:
            found.append(header)
    return max(found, key=lambda header: (_worth(header), -header.height), default=None)


def _is_title(row: Row) -> bool:
    """Whether a row prints one text alone: a title, which belongs to no header of several rows."""
    return len({fold(text) for text in row.texts if text.strip()}) == 1


def _may_head(row: Row) -> bool:
    """Whether a row can be part of a header: labels only, no long text and no number but a year."""
    texts = [clean(text) for text in row.texts if text.strip()]
    return bool(texts) and not any(
        len(text) > _LONGEST_LABEL or (_NUMBER.fullmatch(text) and not _YEAR.fullmatch(text)) for text in texts
    )


def _is_under(row: Row) -> bool:
    """Whether a row can stand under another in a header: each of its texts is a label by itself, or one that groups have.

    «Año» and «Valor» say something under «Línea base», and «T1» under «Programación».
    """
    texts = [clean(text) for text in row.texts if text.strip()]
    if any(level_word(text) for text in texts):  # a heading over rows: «COMPROMISO 2: Abrir el portal»
        return False
    return bool(texts) and all(
        meaning(text) is not None or _SMALL.fullmatch(text) or _UNDER_A_GROUP.fullmatch(fold(text)) for text in texts
    )


def _header(lines: Sequence[Row], *, any_level: bool) -> Header | None:
    labels = stacked_labels(lines)
    key = tuple(_meaning(label, _own_text(lines, index), any_level=any_level) for index, label in enumerate(labels))
    kinds = {said.kind for said in key if said}
    meant = sum(said is not None for said in key)
    if meant < _FEWEST or not kinds & ITEMS or not kinds & FACTS or meant < _MEANT * sum(map(bool, labels)):
        return None
    return Header(labels, key, lines[0].place, len(lines)) if _is_enough(key) else None


def _own_text(lines: Sequence[Row], column: int) -> str:
    """What the lowest row of a header prints over a column, beneath a group's label."""
    texts = [clean(row.texts[column]) for row in lines if column < len(row.cells)]
    return texts[-1] if len(texts) > 1 else ""


def _meaning(label: str, own: str, *, any_level: bool) -> Meaning | None:
    """What a column's whole label says; its own text alone where the group over it says nothing, or too much for it."""
    said = meaning(label)
    alone = meaning(own) if own else None
    if alone and (said is None or (said.kind == "execution" and alone.kind == "budget")):
        time = dating(label)
        said = replace(in_money(alone) if names_amounts(label) else alone, year=time.year, part=time.part)
    if said and said.kind == "level" and not any_level and not is_plain_level(said.detail or ""):
        return None
    return said


def _is_enough(key: Sequence[Meaning | None]) -> bool:
    """A bare name («Nombre») or a description needs two facts beside it; a named level, one."""
    kinds = [said.kind for said in key if said]
    facts = sum(kind in FACTS for kind in kinds)
    return "level" in kinds or facts > 1


def _worth(header: Header) -> int:
    """How much a header tells: its columns with a meaning, those that repeat another counted half."""
    said = [each for each in header.key if each] if isinstance(header.key, tuple) else []
    return len(said) + len(set(said))
