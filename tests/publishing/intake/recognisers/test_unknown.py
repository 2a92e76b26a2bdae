"""A document of no known kind gives nothing, and says so."""

from __future__ import annotations

from tests.publishing.intake.recognisers.reading import messages, read


def test_a_text_without_commitments_gives_none_and_says_that_nothing_was_read():
    draft = read("Estimados vecinos:\n\nLos invitamos a la fiesta del barrio este sábado.")
    assert (draft.kind, draft.plans, draft.figures) == ("unknown", [], [])
    assert [finding.place.line for finding in draft.findings] == [1]
    assert messages(draft, "unread") == [
        "No se reconoció en el documento ninguna de las formas que se saben leer; no se leyó de él ningún plan."
    ]
