"""Notes beneath a table whose rows are activities of several milestones."""

from __future__ import annotations

import pytest

from tests.publishing.intake.recognisers.reading import alerts, nodes, read
from tests.publishing.intake.recognisers.reports import FIRST_ROW, report

TEXT = report(
    "Hito 1. Actas\tPublicación\tCumplido{0}\tActas",
    "Hito 2. Taller\tConvocatoria\tCumplido{1}\tLista de asistencia",
    header="Hito\tActividades\tEstado\tVerificable",
    after="\n{2} Se amplió el plazo hasta el 30 de abril de 2024.\n{3} El taller se realizó de manera virtual.\n",
)


def _told(*marks: str) -> list[tuple[str | None, str | None]]:
    found = nodes(read(TEXT.format(*marks)))
    return [(found[code].status.mark_reason, found[code].status.note) for code in ("C1.H1.A1", "C1.H2.A1")]  # type: ignore[union-attr]


@pytest.mark.parametrize("marks", [("**", "***"), ("**", "*"), (" (1)", " (2)"), ("¹", "²")])
def test_each_marked_activity_has_its_own_note(marks: tuple[str, str]) -> None:
    assert _told(*marks, *(mark.strip() for mark in marks)) == [
        ("date_change_requested", "Se amplió el plazo hasta el 30 de abril de 2024."),
        ("other", "El taller se realizó de manera virtual."),
    ]


def test_a_mark_without_note_is_told_for_the_activity_that_bears_it() -> None:
    draft = read(TEXT.format("*", "***", "*", "**"))
    assert alerts(draft, "missing-note") == [(FIRST_ROW + 1, "c1.h2.a1")]
