"""Insertion matrices with other columns: in another order, fewer, more, or damaged; none ends in an error."""

from __future__ import annotations

import random

import pytest

from minga.publishing.intake.document import Cell, Document, Place, Row, Table
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


MATRIX_TEXT = """Dentro del objetivo “{quote}” constan {count} iniciativas definidas por las {units}.

Objetivos de Desarrollo	Objetivos de Gestión	Iniciativas	Objetivo de Articulación	Mecanismos de Articulación
1. Vivir bien	1.1 Fortalecer la producción y los mercados cantonales	Red de ferias	Articular a los barrios	Convenios
		Fondo joven	Financiar capital semilla	Acuerdos
		Fondo joven	Acompañar a los emprendimientos	Acuerdos
"""


def _told(units, count=3):
    quote = "Fortalecer la producción y los mercados cantonales"
    text = MATRIX_TEXT.format(quote=quote, count=count, units=units)
    draft = recognise(read_text(text.encode(), "matriz.txt"))
    return draft, [role.name for node in draft.plans[0].nodes for role in node.roles]


def test_units_that_are_not_told_apart_are_said():
    draft, names = _told("Direcciones de Desarrollo Económico, Social y Productivo y de Servicios Públicos")
    assert names == ["Dirección de Servicios Públicos"]
    (message,) = messages(draft, "unread")
    assert message == (
        "El texto nombra a las unidades a cargo de «Fortalecer la producción y los mercados cantonales»"
        " y no se distingue dónde termina cada nombre; no se leyeron todas."
    )


def test_units_that_are_told_apart_give_no_alert():
    draft, names = _told("Direcciones de Turismo y de Servicios Públicos")
    assert (names, messages(draft, "unread")) == (["Dirección de Turismo", "Dirección de Servicios Públicos"], [])


def test_a_count_tells_the_rows_from_the_different_initiatives():
    draft, _ = _told("Direcciones de Turismo y de Salud", count=5)
    assert messages(draft, "count-mismatch") == [
        "El texto declara 5 iniciativas en 1.1; en el documento se leen 3 filas, 2 distintas."
    ]


LABELS = ("Objetivo", "Iniciativa", "Objetivo de articulación", "Mecanismos de articulación")


def _long_matrix(places, *, per_table):
    """Sixty rows, the fortieth with its deepest cell alone; the header stands over each table of so many rows."""
    rows = [("", f"Iniciativa de barrio {number}", "Articular a los vecinos.", "Convenios") for number in range(60)]
    rows[0], rows[40] = ("Vivir bien", *rows[0][1:]), ("", "", "Promover la vivienda.", "")
    pieces = [[LABELS, *rows[start : start + per_table]] for start in range(0, len(rows), per_table)]
    tables = []
    for number, piece in enumerate(pieces, start=1):
        at = [places(number, row) for row in range(1, len(piece) + 1)]
        lines = [Row(tuple(Cell(text, place) for text in row), place) for row, place in zip(piece, at, strict=True)]
        tables.append(Table(tuple(lines), at[0]))
    return recognise(Document(tables, "0" * 64, "application/octet-stream"))


def test_rows_that_the_first_pages_cut_read_alike_on_other_pages():
    whole = _long_matrix(lambda table, row: Place(table=table, row=row), per_table=60)
    paged = _long_matrix(lambda table, row: Place(page=table, table=table, row=row), per_table=15)
    assert tree(whole) == tree(paged)
    assert messages(whole, "missing-mechanism") == messages(paged, "missing-mechanism") == []
