"""What can be said of the verifiables that a document cites for a node. A pure module.

A node is told as completed *with cited verifiable* when its document declares it completed, cites at least one
verifiable for it, and does not itself say that part of it is missing. It judges nothing else: not whether the
verifiable opens, nor whether it proves the promise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from minga.government.plans.outline import OutlineNode
from minga.kernel.words import fold

_MISSING = re.compile(r"\b(?:faltan?|pendientes?|por (?:ejecutar|entregar|realizar|concluir))\b")


def says_missing(note: str) -> bool:
    """Whether a document's note says that something is missing: «Falta ejecutar los grupos focales externos.»."""
    return bool(_MISSING.search(fold(note)))


def completed_but_missing(node: OutlineNode) -> bool:
    """Whether a node is declared completed while its own note says that something is missing."""
    return node.finished and node.declared is not None and says_missing(node.declared.note)


def completed_with_cited(node: OutlineNode) -> bool:
    """Whether a node is told as completed with cited verifiable."""
    return node.finished and node.cited.delivered > 0 and not completed_but_missing(node)


def cites(nodes: Iterable[OutlineNode]) -> bool:
    """Whether documents cite or expect any verifiable for these nodes."""
    return any(node.cited.delivered or node.cited.expected for node in nodes)
