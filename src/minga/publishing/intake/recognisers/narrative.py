"""Milestones as the running text names them: «Para el cumplimiento del Hito 2 referente a la “...”»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from minga.publishing.intake.document import Place
from minga.publishing.intake.recognisers.commitments import NUMBER, number_of
from minga.publishing.intake.recognisers.report import Report

_OPENING, _CLOSING = "“«", "”»"
_NAMED = re.compile(
    rf"\bhito\s+{NUMBER}(?:\s+del\s+compromiso\s+(?P<owner>\d{{1,3}}))?[^“«.;]{{0,120}}?(?=[{_OPENING}])", re.IGNORECASE
)
_LONGEST = 700


@dataclass(frozen=True, slots=True)
class Described:
    """A milestone that the text introduces by number and name, under its commitment."""

    commitment: int
    number: int
    title: str
    place: Place


def described_milestones(report: Report) -> Iterator[Described]:
    """The milestones that the text names between quotes after their number, in order."""
    for line in report.flow.lines:
        for match in _NAMED.finditer(line.text):
            owner = int(match["owner"]) if match["owner"] else report.owner_at(line.order)
            number, title = number_of(match["number"]), quoted_at(line.text, match.end())
            if owner and number is not None and title:
                yield Described(owner, number, title, line.place)


def quoted_at(text: str, start: int) -> str:
    """What stands between the quote at `start` and the one that closes it, quotes within it included."""
    depth = 0
    for position in range(start, min(len(text), start + _LONGEST)):
        depth += (text[position] in _OPENING) - (text[position] in _CLOSING)
        if depth == 0:
            return text[start + 1 : position].strip()
    return ""
