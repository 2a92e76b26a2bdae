"""A column of verifiables that cites no annex: what names a proof is evidence, what tells how it went is a note."""

from __future__ import annotations

import pytest

from tests.publishing.intake.recognisers.reading import codes, evidence, nodes, read
from tests.publishing.intake.recognisers.reports import report


@pytest.mark.parametrize(
    ("cell", "titles"),
    [
        ("Catálogo en línea", ["Catálogo en línea"]),
        ("Enlaces de transmisión.", ["Enlaces de transmisión"]),
        ("Portal de datos abiertos", ["Portal de datos abiertos"]),
        ("Reglamento; Actas de socialización", ["Reglamento", "Actas de socialización"]),
        ("Inventario de obras 2024", ["Inventario de obras 2024"]),
        ("Taller de cierre con las parroquias", ["Taller de cierre con las parroquias"]),
    ],
)
def test_a_short_phrase_that_names_a_thing_is_evidence(cell: str, titles: list[str]) -> None:
    draft = read(report(f"Publicar las actas\tCumplido\t{cell}"))
    node = nodes(draft)["C1.H1"]
    assert evidence(node) == [(None, title) for title in titles]
    assert node.status is not None
    assert node.status.note is None
    assert "missing-evidence" not in codes(draft)


@pytest.mark.parametrize(
    "cell",
    [
        "Falta ejecutar los talleres externos.",
        "Se realizó el taller de cierre.",
        "La comisión presentó su texto",
        "Si bien se está avanzando, falta el cierre.",
        "En reuniones de trabajo se determinó que no procede.",
        "Desarrollo del módulo de consultas. MDC.",
        "Contratación en proceso",
        "Por definir",
        "Cambio de autoridades",
        "n/a",
        "Realizar la contratación del servicio",
        "Un texto largo con muchas palabras que cuenta las cosas hechas durante todo el año pasado",
    ],
)
def test_a_sentence_in_that_column_is_a_note(cell: str) -> None:
    node = nodes(read(report(f"Publicar las actas\tPendiente\t{cell}")))["C1.H1"]
    assert evidence(node) == []
    assert node.status is not None
    assert node.status.note == cell
