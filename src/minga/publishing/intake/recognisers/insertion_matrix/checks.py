"""The mechanisms of a matrix, understood, and what is worth pointing out about them."""

from __future__ import annotations

from minga.publishing.intake.draft import DraftFinding, DraftNode
from minga.publishing.intake.mechanisms import OTHER, Mechanisms, read_mechanisms
from minga.publishing.intake.recognisers import findings
from minga.publishing.intake.recognisers.insertion_matrix.tree import Matrix


def read_all_mechanisms(matrix: Matrix) -> None:
    """Gives each node the terms of the mechanisms it prints."""
    for node in matrix.nodes:
        node.mechanisms = _mechanisms(node).terms


def _mechanisms(node: DraftNode) -> Mechanisms:
    return read_mechanisms(node.mechanisms_printed or "")


def mechanism_findings(matrix: Matrix, enumerated: set[str]) -> list[DraftFinding]:
    """Nodes of the deepest level without a mechanism, and words that are in no vocabulary or not in the document's own.

    `enumerated`: the terms that the document lists as its vocabulary; empty when it lists none.
    """
    parents = {node.parent for node in matrix.nodes}
    found = []
    for node in matrix.nodes:
        ends = node.ref not in parents and matrix.depth[node.ref] >= matrix.layout.item
        if ends and not node.mechanisms:
            found.append(findings.missing_mechanism(name=node.title, place=node.place, ref=node.ref))
        found += _term_findings(node, enumerated)
    return found


def _term_findings(node: DraftNode, enumerated: set[str]) -> list[DraftFinding]:
    """An unknown word is a warning; a known mechanism that the document does not enumerate is only information."""
    read = _mechanisms(node)
    place = node.places.get("mechanisms", node.place)
    found = [
        findings.unknown_term(term=term, vocabulary="mecanismos de articulación", place=place, ref=node.ref)
        for term in dict.fromkeys(read.unknown)
    ]
    strange = [mention.printed for mention in read.mentions if enumerated and mention.term not in enumerated | {OTHER}]
    for term in dict.fromkeys(strange):
        message = f"{findings.quoted(term)} no está entre los mecanismos de articulación que el documento enumera."
        found.append(DraftFinding("unknown-term", message, place, "info", node.ref))
    return found
