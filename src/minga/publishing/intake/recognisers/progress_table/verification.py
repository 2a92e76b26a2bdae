"""What verifies a row's node: evidence cited by reference, by link or by name, and what a prose cell explains."""

from __future__ import annotations

import re
from collections.abc import Iterable

from minga.publishing.intake.cleaning import fold
from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import DraftEvidence, DraftNode
from minga.publishing.intake.recognisers.citations import read_citations
from minga.publishing.intake.recognisers.proofs import cell_items, names_thing

_EXPECTED = re.compile(r"\b(?:esperad|previst|planificad|programad|propuest)\w*|\bexpected\b|\bplanned\b")


def is_expected_only(label: str) -> bool:
    """Whether a column's label says that its verifiables are still to come: «Verificables esperados»."""
    return bool(_EXPECTED.search(fold(label)))


def is_citation(cited: Iterable[DraftEvidence]) -> bool:
    """Whether any evidence is cited by a reference or is a link."""
    return any(each.reference or (each.title or "").startswith(("http://", "https://")) for each in cited)


def add_verification(cell: str, place: Place, node: DraftNode) -> bool:
    """Gives a node what a cell of verifiables holds; whether it explained something in prose, which is description.

    What cites an annex or a link is read by its references; else each item that only names a thing is evidence.
    """
    cited = read_citations(cell, place).evidence
    prose: list[str] = []
    if not is_citation(cited):
        items = cell_items(cell)
        cited = [DraftEvidence(None, item.rstrip(" ."), place) for item in items if names_thing(item)]
        prose = [item for item in items if not names_thing(item)]
    held = {(each.reference, each.title) for each in node.evidence}
    node.evidence += [each for each in cited if (each.reference, each.title) not in held]
    told = [text for text in prose if text not in (node.description or "")]
    node.description = " ".join(filter(None, [node.description, *told])) or None
    return bool(told)
