"""Lines of text among the rows of a sheet: what a text alone in its row says when it is no name of the table."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from minga.publishing.intake.cleaning import clean, fold
from minga.publishing.intake.dates import document_date
from minga.publishing.intake.document import Place
from minga.publishing.intake.readers.bullets import without_bullet
from minga.publishing.intake.recognisers.citations import opens_annex
from minga.publishing.intake.recognisers.commitments import opens_commitment, opens_with_role
from minga.publishing.intake.recognisers.flow import Line, is_signature_line

_NOTE = re.compile(r"\(?(?:\*+|[†‡§¹²³])\)?\s*\S")
_OPENS_PROSE = re.compile(
    r"(?:a|al|asi|ademas|como|con|conforme|cabe|de|debido|del|desde|durante|el|ella|ellas|ellos|en|entre|es|esta|estas|este|esto"
    r"|estos|la|las|lo|los|mediante|no|para|por|posteriormente|que|se|segun|si|sin|sobre|un|una)\b"
)
_SENTENCE_WORDS = 8
_MOST = 0.5


@dataclass(frozen=True)
class Names:
    """What the rows of a table print in the column of a text that stands alone: its own names look so too."""

    texts: Sequence[str]

    @cached_property
    def are_numbered(self) -> bool:
        """Whether most open with a number."""
        return self._mostly(opens_section)

    @cached_property
    def are_shouted(self) -> bool:
        """Whether most are in capitals."""
        return self._mostly(_shouts)

    @cached_property
    def open_as_prose(self) -> bool:
        """Whether most open with an article or a preposition."""
        return self._mostly(_opens_prose)

    def _mostly(self, looks: Callable[[str], bool]) -> bool:
        return sum(map(looks, self.texts)) > _MOST * len(self.texts)


def reads_as_line(text: str, names: Names) -> bool:
    """Whether a text alone in its row is a heading, a label with its value, a note, an annex or a sentence."""
    said = clean(text)
    if opens_commitment(said) or opens_with_role(said) or opens_annex(said) or is_signature_line(said):
        return True
    if _NOTE.match(said) or without_bullet(text)[0] or document_date(said):
        return True
    if (opens_section(said) and not names.are_numbered) or (_shouts(said) and not names.are_shouted):
        return True
    return _opens_prose(said) and len(said.split()) >= _SENTENCE_WORDS and not names.open_as_prose


def opens_section(text: str) -> bool:
    """Whether a text opens a numbered section («2.1 Cumplimiento ...»)."""
    return bool(Line(text, text, Place(), 0).number)


def _shouts(text: str) -> bool:
    return text.isupper() and Line(text, text, Place(), 0).is_heading


def _opens_prose(text: str) -> bool:
    return bool(_OPENS_PROSE.match(fold(text)))
