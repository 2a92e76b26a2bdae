"""Outlines in memory, for the rules that need no database."""

from __future__ import annotations

from minga.government.plans.outline import Cited, Declared, LevelInfo, Outline, OutlineNode, TermInfo

COMMITMENT = LevelInfo(1, 0, "Compromiso")
MILESTONE = LevelInfo(2, 1, "Hito", carries_status=True)
OBJECTIVE = LevelInfo(3, 0, "Objetivo de Gestión")
INITIATIVE = LevelInfo(4, 1, "Iniciativa")
ARTICULATION = LevelInfo(5, 2, "Objetivo de Articulación")
CANONICAL = {
    "Cumplido": "completed",
    "En marcha": "in_progress",
    "No iniciado": "not_started",
    "Pendiente": "pending",
    "Sin efecto": "cancelled",
    "Suspendido": "suspended",
    "?": "unknown",
}


class Builder:
    """Makes nodes in document order; each gets the next row number."""

    def __init__(self) -> None:
        self.nodes: list[OutlineNode] = []

    def node(self, key: str, level: LevelInfo, parent: OutlineNode | None = None, **values) -> OutlineNode:
        defaults = {"title": f"Título de {key}", "printed_code": "", "tracked": level.carries_status}
        node = OutlineNode(
            pk=len(self.nodes) + 1, key=key, level=level, base="/planes/p/", parent=parent, **(defaults | values)
        )
        if parent is not None:
            parent.children.append(node)
        self.nodes.append(node)
        return node

    def milestone(
        self, key: str, parent: OutlineNode, status: str = "", *, cited: int = 0, note: str = ""
    ) -> OutlineNode:
        declared = declaration(status, note=note) if status else None
        return self.node(key, MILESTONE, parent, declared=declared, cited=Cited(cited))

    @property
    def outline(self) -> Outline:
        return Outline(self.nodes)


def declaration(status: str, *, note: str = "") -> Declared:
    marked = status.endswith("*")
    reason = "unexplained" if marked else ""
    return Declared(1, status, CANONICAL[status.rstrip("*")], marked, reason, note)


def followed(*commitments: str) -> Builder:
    """Commitments with milestones: `followed("Cumplido|Pendiente", "Cumplido*")`."""
    builder = Builder()
    for number, statuses in enumerate(commitments, start=1):
        parent = builder.node(f"C{number}", COMMITMENT)
        for place, status in enumerate(statuses.split("|"), start=1):
            builder.milestone(f"C{number}.H{place}", parent, status)
    return builder


def listed(*objectives: str) -> Builder:
    """Objectives with initiatives: `listed("Feria|Mercado", "Feria")`."""
    builder = Builder()
    for number, titles in enumerate(objectives, start=1):
        parent = builder.node(f"1.{number}", OBJECTIVE)
        for place, title in enumerate(titles.split("|"), start=1):
            builder.node(f"1.{number}.I{place}", INITIATIVE, parent, title=title)
    return builder


def term(canonical: str) -> TermInfo:
    return TermInfo(canonical, canonical.capitalize())
