"""What single cells of an insertion matrix hold: several titles in one, units named in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minga.publishing.intake.cleaning import clean
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import DraftRole
from minga.publishing.intake.mechanisms import read_mechanisms

_GAP = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-záéíóúüñ]|[¿¡“«\"])")
_BY_UNIT = r"\s+(?:por|a cargo de)\s+(?:el |la |los |las )?(?P<name>[A-ZÁÉÍÓÚÑ].*?)"
_UNIT_END = r"(?=\s+(?:e|y)\s+\w+[aio]d[ao]s?\s+(?:por|a cargo)\b|\s+en\s+(?:torno|el marco)\b|\s+dentro\b|[);.]|$)"
_NAMED_ROLES = (
    ("executor", re.compile(rf"\b[Ee]jecutad[ao]s?{_BY_UNIT}{_UNIT_END}")),
    ("promoter", re.compile(rf"\b(?:[Ii]mpulsad|[Pp]romovid)[ao]s?{_BY_UNIT}{_UNIT_END}")),
    ("lead", re.compile(rf"\b(?:[Ll]iderad|[Dd]irigid)[ao]s?{_BY_UNIT}{_UNIT_END}")),
)
_BRACKETS = re.compile(r"\(([^()]*)\)")


def title_pairs(text: str, mechanism: str) -> Iterator[tuple[str, str]]:
    """A cell's titles, each with its mechanisms; nearly always one.

    Several only where as many lists of mechanisms stand beside them: both cells cut by double spaces, or one list
    printed over and over beside as many sentences.
    """
    titles, lists = _GAP.split(text.strip()), _GAP.split(mechanism.strip())
    if len(titles) > 1 and len(titles) == len(lists) and all(read_mechanisms(each).is_certain for each in lists):
        yield from zip(titles, lists, strict=True)
        return
    block, times = _repeated_block(clean(mechanism))
    sentences = _SENTENCE.split(clean(text))
    if times > 1 and len(sentences) == times:
        yield from ((sentence, block) for sentence in sentences)
        return
    yield text, mechanism


def _repeated_block(text: str) -> tuple[str, int]:
    """A list of two mechanisms or more that a text prints several times over, and how often; else the text, once."""
    said = text.split()
    for times in range(len(said) // 2, 1, -1):
        size, rest = divmod(len(said), times)
        block = said[:size]
        if not rest and block * times == said and len(read_mechanisms(" ".join(block)).mentions) > 1:
            return " ".join(block), times
    return text, 1


def named_roles(title: str, place: Place) -> list[DraftRole]:
    """Who carries out or promotes an initiative, where its name says so in brackets («ejecutada por la ...»)."""
    said = "; ".join(_BRACKETS.findall(title))
    return [
        DraftRole(role, found["name"].strip(" ,"), place)
        for role, form in _NAMED_ROLES
        for found in form.finditer(said)
    ]


def is_ended(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return text.rstrip('”"»)* ').endswith((".", ";", ":", "!", "?"))
