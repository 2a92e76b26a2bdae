"""«Con verificable citado» is its own count: declared, cited, and not contradicted by the document itself."""

from __future__ import annotations

import pytest

from minga.government.plans.evidence import cites, completed_but_missing, completed_with_cited, says_missing
from tests.government.plans.builders import COMMITMENT, Builder


@pytest.mark.parametrize(
    ("note", "missing"),
    [
        ("Falta ejecutar los grupos focales externos.", True),
        ("Faltan dos talleres", True),
        ("El acta está por entregar", True),
        ("Queda pendiente el evento", True),
        ("Se realizaron pruebas de carga.", False),
        ("Sin faltas de ortografía", False),
        ("", False),
    ],
)
def test_a_note_that_says_that_something_is_missing(note, missing):
    assert says_missing(note) == missing


@pytest.mark.parametrize(
    ("status", "cited", "note", "counts"),
    [
        ("Cumplido", 1, "", True),
        ("Cumplido*", 2, "", True),
        ("Cumplido", 0, "", False),
        ("Pendiente", 1, "", False),
        ("", 1, "", False),
        ("Cumplido", 1, "Falta ejecutar los grupos focales externos.", False),
    ],
)
def test_who_counts_as_completed_with_cited_verifiable(status, cited, note, counts):
    builder = Builder()
    unit = builder.milestone("C1.H1", builder.node("C1", COMMITMENT), status, cited=cited, note=note)
    assert completed_with_cited(unit) == counts
    assert completed_but_missing(unit) == (bool(note) and status.startswith("Cumplido"))


def test_a_plan_whose_documents_cite_nothing_is_not_measured_by_it():
    builder = Builder()
    parent = builder.node("C1", COMMITMENT)
    assert not cites([builder.milestone("C1.H1", parent, "Cumplido")])
    assert cites([builder.milestone("C1.H2", parent, "Cumplido", cited=1)])
