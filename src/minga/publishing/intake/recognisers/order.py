"""The order of reading, for alerts that are found by topic and shown by place."""

from __future__ import annotations

from minga.publishing.intake.document import Document, Paragraph, Place
from minga.publishing.intake.draft import DraftFinding


def in_reading_order(found: list[DraftFinding], document: Document) -> list[DraftFinding]:
    """The alerts in the order of their places in the document; those of one place as they were found."""
    order: dict[Place, int] = {}
    for block in document.blocks:
        order.setdefault(block.place, len(order))
        for row in () if isinstance(block, Paragraph) else block.rows:
            for place in (row.place, *(cell.place for cell in row.cells)):
                order.setdefault(place, len(order))
    return sorted(found, key=lambda finding: order.get(finding.place, len(order)))
