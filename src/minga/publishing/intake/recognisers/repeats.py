"""Names printed more than once: in consecutive rows they are one node, elsewhere another; an alert says so either way.

What a row that repeats a node prints otherwise than the row before does not take its place: it is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from minga.publishing.intake.cleaning import fold, words
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import DraftFinding, DraftNode
from minga.publishing.intake.levels import with_article
from minga.publishing.intake.recognisers import findings

FIELDS = {
    "status": "el estado",
    "start": "el inicio",
    "end": "el fin",
    "execution_printed": "el porcentaje de ejecución",
}
"""The facts that a node has once, as the alert names them."""


def name_key(title: str) -> str:
    """What names have in common that are one name: plurals and accents do not make another."""
    return " ".join(word.rstrip("s") for word in words(title))


def is_same_name(title: str, other: str) -> bool:
    """Whether two consecutive rows name one thing: the same words, whatever their case, accents and signs."""
    return words(title) == words(other)


@dataclass(slots=True)
class Names:
    """The names met so far, by level, and the alerts about those that come again."""

    findings: list[DraftFinding]
    _first: dict[tuple[str, str], DraftNode] = field(default_factory=dict)

    def take(self, node: DraftNode) -> None:
        """Notes a new node; an alert where its name stood elsewhere before."""
        first = self._first.setdefault((node.level, name_key(node.title)), node)
        if first is not node:
            self._tell(node, node.place, first)

    def again(self, node: DraftNode, place: Place) -> None:
        """An alert where the row after a node's own prints its name again."""
        self._tell(node, place, node)

    def _tell(self, node: DraftNode, place: Place, first: DraftNode) -> None:
        what = with_article(node.level)
        found = findings.duplicate_name(name=node.title, what=what, place=place, ref=node.ref, first=first)
        self.findings.append(found)


def told_otherwise(
    node: DraftNode, name: str, printed: str, kept: str, place: Place, *, newer: bool = False
) -> list[DraftFinding]:
    """The alert for a fact of `FIELDS` that another row of a node prints in other words than those that are kept.

    `newer`: what is kept is of a later year. No alert where both say the same.
    """
    if fold(printed) == fold(kept):
        return []
    what = f"{with_article(node.level)} {findings.quoted(node.title)}"
    return [
        findings.told_otherwise(
            what=what, fact=FIELDS[name], printed=printed, kept=kept, place=place, ref=node.ref, newer=newer
        )
    ]
