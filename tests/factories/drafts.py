"""Drafts as readings give them, small and whole."""

from __future__ import annotations

import hashlib
from decimal import Decimal

from minga.publishing.intake.document import Place
from minga.publishing.intake.draft import (
    Draft,
    DraftBudget,
    DraftContribution,
    DraftEvidence,
    DraftFigure,
    DraftFinding,
    DraftNode,
    DraftPlan,
    DraftRole,
    DraftStatus,
    DraftTarget,
)


def place(line: int) -> Place:
    return Place(line=line)


def milestone(number: int, title: str, printed: str = "Cumplido", **values) -> DraftNode:
    canonical = "completed" if printed.startswith("Cumplido") else "pending"
    return DraftNode(
        ref=f"h{number}",
        parent="c1",
        level="Hito",
        code=f"C1.H{number}",
        title=title,
        place=place(10 + number),
        status=DraftStatus(printed, canonical, marked=printed.endswith("*")),
        **values,
    )


def commitment(**values) -> DraftNode:
    defaults = {
        "ref": "c1",
        "level": "Compromiso",
        "code": "C1",
        "code_printed": True,
        "title": "Abrir los datos del mercado",
        "place": place(5),
        "roles": [DraftRole("lead", "Dirección de Mercados"), DraftRole("counterpart", "Universidad del Páramo Alto")],
    }
    return DraftNode(**defaults | values)


def open_government_draft(*milestones: DraftNode, date: str = "2025-05", **values) -> Draft:
    """A compliance report of one commitment; its hash follows from what it says."""
    nodes = [commitment(), *(milestones or (milestone(1, "Inventario de puestos"), milestone(2, "Feria", "Pendiente")))]
    plan = DraftPlan("Plan de Gobierno Abierto", (2025, 2026), ["Compromiso", "Hito"], nodes)
    defaults = {
        "kind": "compliance-report",
        "title": "Informe de cumplimiento",
        "date": date,
        "organization": "Secretaría de Planificación",
        "sha256": hashlib.sha256(f"{date}{nodes}".encode()).hexdigest(),
        "plans": [plan],
        "figures": [DraftFigure("milestones", Decimal(2), place(3), "hitos")],
        "findings": [DraftFinding("missing-evidence", "El hito no cita verificable.", place(11), ref="h1")],
    }
    return Draft(**defaults | values)


def management_draft(**values) -> Draft:
    """A management report of one target with money, results and a contribution to another plan."""
    target = DraftNode(
        ref="m1",
        level="Meta",
        code="M1",
        title="Implementar 21 acciones",
        place=place(24),
        targets=[
            DraftTarget(
                "Implementar 21 acciones",
                "Número de actividades",
                "acciones",
                2025,
                Decimal(21),
                Decimal(20),
                Decimal("95.24"),
            )
        ],
        budget=[DraftBudget("adjusted", Decimal("5500.00"), 2025), DraftBudget("accrued", Decimal("4884.15"), 2025)],
        execution_printed=Decimal("88.80"),
        results=["Se realizaron 4 reuniones.", "Se ejecutaron 6 simulacros."],
        expected_means=["Registro de asistencia"],
        evidence=[DraftEvidence("A1", "Situación y antecedentes")],
        contributes_to=[
            DraftContribution("PMDOT 2021 – 2033", "OE6. Asegurar una vida plena", "Aporta con reuniones"),
            DraftContribution("PMDOT 2021 – 2033", "Lograr que 96 barrios prevengan", "Aporta con reuniones"),
        ],
    )
    plan = DraftPlan("Informe de gestión 2025", (2025, 2025), ["Meta"], [target])
    defaults = {
        "kind": "management-report",
        "title": "Informe de gestión 2025",
        "date": "2025",
        "organization": "Secretaría de Coordinación",
        "sha256": "b" * 64,
        "plans": [plan],
    }
    return Draft(**defaults | values)
