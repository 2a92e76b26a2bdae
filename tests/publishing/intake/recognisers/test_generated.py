"""Reports made at random read back as they were made."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.publishing.intake.recognisers.reading import evidence, messages, nodes, read

NAMES = st.lists(
    st.sampled_from(
        [
            "mapa",
            "barrio",
            "agua",
            "parque",
            "datos",
            "taller",
            "escuela",
            "feria",
            "norma",
            "censo",
            "radio",
            "vereda",
            "huerto",
        ]
    ),
    min_size=2,
    max_size=6,
).map(lambda words: " ".join(words).capitalize() + ".")
STATUSES = {
    "Cumplido": "completed",
    "En proceso": "in_progress",
    "Pendiente": "pending",
    "No iniciado": "not_started",
    "Suspendido": "suspended",
    "Cancelado": "cancelled",
    "": None,
}


@dataclass
class Milestone:
    name: str
    status: str
    annex: bool


MILESTONES = st.builds(Milestone, NAMES, st.sampled_from(list(STATUSES)), st.booleans())
PLANS = st.lists(st.lists(MILESTONES, min_size=1, max_size=5, unique_by=lambda one: one.name), min_size=1, max_size=5)


def report(plan: list[list[Milestone]]) -> str:
    count = len(plan)
    parts = [
        "INFORME DE CUMPLIMIENTO DEL PLAN DE GOBIERNO ABIERTO",
        "1. Antecedentes",
        f"Se aprobaron los {count} compromisos.",
    ]
    parts += [
        f"COMPROMISO {number}: Compromiso de prueba\nResponsable: Secretaría de Prueba.\nContraparte: Fundación Prueba."
        for number in range(1, count + 1)
    ]
    for number, milestones in enumerate(plan, start=1):
        rows = ["HITO\tESTADO\tVERIFICABLES"]
        rows += [
            f"{one.name}\t{one.status}\t{f'Anexo {number}.{order} Acta' if one.annex else ''}"
            for order, one in enumerate(milestones, start=1)
        ]
        parts += [f"2.{number} Cumplimiento del Compromiso {number}", "\n".join(rows)]
    return "\n\n".join(parts)


@settings(max_examples=60)
@given(PLANS)
def test_a_report_made_at_random_reads_back_whole(plan):
    draft = read(report(plan))
    found = nodes(draft)
    assert draft.kind == "compliance-report"
    assert [code for code in found if "." not in code] == [f"C{number}" for number in range(1, len(plan) + 1)]
    for number, milestones in enumerate(plan, start=1):
        read_back = [node for node in found.values() if node.parent == f"c{number}"]
        assert [node.title for node in read_back] == [one.name for one in milestones]
        assert [node.status and node.status.canonical for node in read_back] == [
            STATUSES[one.status] for one in milestones
        ]
        assert [bool(evidence(node)) for node in read_back] == [one.annex for one in milestones]
    done = sum(one.status == "Cumplido" and not one.annex for milestones in plan for one in milestones)
    assert len(messages(draft, "missing-evidence")) == done
    assert messages(draft, "count-mismatch") == []
