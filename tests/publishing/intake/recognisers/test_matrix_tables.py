"""Insertion matrices with other columns: in another order, fewer, more, or damaged; none ends in an error."""

from __future__ import annotations

import random

import pytest

from minga.publishing.intake.readers.text import read_text
from minga.publishing.intake.recognisers import recognise
from tests.publishing.intake.making import txt
from tests.publishing.intake.recognisers.reading import messages
from tests.publishing.intake.recognisers.tables import read_sheet, tree

HEADERS = (
    ("Eje", "Objetivo estratégico", "Proyectos o Iniciativas", "Objetivo", "Mecanismo de articulación", "Actores"),
    ("Objetivo", "Iniciativa", "Meta", "Mecanismos", "Descripción"),
    ("Mecanismo de articulación", "Iniciativa", "Objetivo de articulación", "Objetivo estratégico"),
)
PIECES = (
    "",
    "x",
    "Total",
    "*",
    "-",
    "1.1",
    "Fuente: nadie",
    "1. Vivir bien",
    "Convenios",
    ".",
    "«",
    "Objetivo",
    "a" * 300,
)
BATCH = 100


def test_levels_stand_from_the_highest_whatever_the_order_of_their_columns():
    draft = read_sheet(
        HEADERS[2],
        ("Convenio", "Comedores", "Dar de comer", "Vivir bien"),
        ("Acuerdo", "Becas", "Financiar estudios", "Vivir bien"),
    )
    assert draft.kind == "insertion-matrix"
    assert tree(draft) == [
        ("Objetivo estratégico", "E1", "Vivir bien"),
        *(("Iniciativa", "E1.I1", "Comedores"), ("Objetivo de articulación", "E1.I1.A1", "Dar de comer")),
        *(("Iniciativa", "E1.I2", "Becas"), ("Objetivo de articulación", "E1.I2.A1", "Financiar estudios")),
    ]
    assert [node.mechanisms for node in draft.plans[0].nodes if node.mechanisms] == [["convention"], ["agreement"]]


def test_columns_that_a_matrix_does_not_have_are_said():
    draft = read_sheet(
        ("N.", "Eje", "Iniciativa", "Objetivo de articulación", "Mecanismo de articulación", "Plazo", "Presupuesto"),
        (1, "Social", "Comedores", "Dar de comer", "Convenio", "2025", 1000),
    )
    assert messages(draft, "unread") == [
        "Las columnas «Plazo» y «Presupuesto» no se leyeron: lo que traen no es de los datos que se recogen."
    ]


def test_a_second_matrix_with_other_columns_is_said():
    rows = [("1. Vivir bien", "Comedores", "Dar de comer.", "Convenio"), ("", "Becas", "Financiar.", "Acuerdo")]
    draft = read_sheet(
        ("Eje", "Iniciativa", "Objetivo de articulación", "Mecanismo de articulación"),
        *rows,
        ("Programa", "Proyecto", "Mecanismo de articulación"),
        ("Agua", "Tanques", "Convenio"),
    )
    assert messages(draft, "unread") == ["Esta matriz tiene otras columnas que la más larga del documento; no se leyó."]


def damaged(seed: int) -> list[list[str]]:
    """A matrix with cells lost, added, moved and repeated."""
    chance = random.Random(seed)
    header = list(chance.choice(HEADERS))
    rows = [header, *([f"{number}.{column} Cuidar" for column in range(len(header))] for number in range(1, 7))]
    for _ in range(chance.randint(1, 6)):
        index = chance.randrange(len(rows))
        row = rows[index]
        change = chance.randrange(6)
        if change == 0:
            rows[index] = row[: chance.randrange(len(row) + 1)]
        elif change == 1:
            row.insert(chance.randrange(len(row) + 1), chance.choice(PIECES))
        elif change == 2:
            rows[index] = [""] * chance.randint(1, 3) + row
        elif change == 3:
            rows[index] = row[::-1] * chance.randint(1, 2)
        elif change == 4:
            rows.insert(index, list(header))
        else:
            chance.shuffle(row)
    return rows


@pytest.mark.parametrize("first", range(0, 3 * BATCH, BATCH))
def test_no_damage_to_the_rows_ends_in_an_error(first: int):
    for seed in range(first, first + BATCH):
        assert recognise(read_text(txt([damaged(seed)]), "matriz.txt")).kind
