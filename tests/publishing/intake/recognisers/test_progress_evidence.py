"""Verifiables in follow-up tables: things that are named, references, prose, and what is only expected."""

from __future__ import annotations

import pytest

from tests.publishing.intake.recognisers.reading import evidence, messages
from tests.publishing.intake.recognisers.tables import read_sheet, titled

HEAD = ("Hito", "Estado", "Observaciones")


def _node(label, cell, *, note=""):
    draft = read_sheet((*HEAD, label), ("Portal", "Cumplido", note, cell), ("Taller", "Pendiente", "", "Informe"))
    return draft, titled(draft, "Portal")


@pytest.mark.parametrize(
    "label", ["Verificable", "Medios de verificación", "Medio de verificación", "Respaldo", "Anexo", "Evidencia"]
)
def test_a_thing_that_is_named_is_evidence_without_a_reference(label):
    draft, portal = _node(label, "Plataforma en línea", note="Se amplió el plazo")
    assert evidence(portal) == [(None, "Plataforma en línea")]
    assert portal.description is None
    assert messages(draft, "missing-evidence") == []


def test_things_are_told_apart_at_semicolons_and_line_breaks():
    _, portal = _node("Verificable", "Contrato firmado; Actas de entrega\nReporte mensual N° 3")
    assert [title for _, title in evidence(portal)] == ["Contrato firmado", "Actas de entrega", "Reporte mensual N° 3"]


def test_prose_is_description_and_no_evidence():
    draft, portal = _node("Verificable", "Se postergó la entrega por las lluvias")
    assert (evidence(portal), portal.description) == ([], "Se postergó la entrega por las lluvias")
    assert len(messages(draft, "missing-evidence")) == 1


def test_what_is_only_expected_is_no_evidence():
    _, portal = _node("Verificables esperados", "Plataforma en línea")
    assert (evidence(portal), portal.expected_means) == ([], ["Plataforma en línea"])
