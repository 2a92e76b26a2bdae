"""Counts of milestones by status, as conclusions state them."""

from __future__ import annotations

import pytest

from tests.publishing.intake.recognisers.reading import figures, messages, read
from tests.publishing.intake.recognisers.reports import report

TEXT = report(
    "Uno.\tCumplido\tAnexo 1.1 Actas",
    "Dos.\tCumplido\tAnexo 1.2 Actas",
    "Tres.\tCumplido parcialmente\t",
    "Cuatro.\tEn proceso\t",
    "Cinco.\tPendiente\t",
    after="\n2. Conclusiones\n\n{}\n",
)


def _read(sentence: str):
    draft = read(TEXT.format(sentence))
    found = {name.removeprefix("milestones-"): value for name, value in figures(draft).items() if "milestones-" in name}
    return found, messages(draft, "count-mismatch")


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Se reporta que 2 hitos constan cumplidos.", {"completed": "2"}),
        ("Se reporta que 2 hitos están cumplidos (40 de cada 100).", {"completed": "2"}),
        ("De los 5 hitos del plan, 2 se encuentran cumplidos y 1 pendiente.", {"completed": "2", "pending": "1"}),
        (
            "De los 5 hitos, 2 hitos están cumplidos, 1 cumplido parcialmente, 1 en proceso y 1 pendiente.",
            {"completed": "2", "in-progress": "2", "pending": "1"},
        ),
        ("De los 5 hitos, dos se encuentran cumplidos y 3 pendientes.", {"completed": "2", "pending": "3"}),
    ],
)
def test_counts_that_fit_are_figures(sentence: str, found: dict[str, str]) -> None:
    assert _read(sentence) == (found, [])


def test_counts_that_do_not_fit_are_told_one_by_one() -> None:
    found, told = _read("De los 5 hitos del plan, 3 se encuentran cumplidos y 1 pendientes; 4 en proceso.")
    assert found == {"completed": "3", "pending": "1", "in-progress": "4"}
    assert told == [
        "El texto declara 3 hitos con estado «cumplidos»; en el documento se leen 2.",
        "El texto declara 4 hitos con estado «en proceso»; en el documento se leen 2.",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Hubo 3 talleres cumplidos.",
        "Los hitos se trataron en 4 reuniones y 2 pendientes administrativos quedaron resueltos.",
        "Para los 5 hitos se capacitó a 30 personas.",
    ],
)
def test_numbers_of_other_things_are_none(sentence: str) -> None:
    assert _read(sentence) == ({}, [])
