from __future__ import annotations

import pytest

from minga.kernel.errors import Refused
from minga.publishing.intake.document import Place
from minga.publishing.intake.readers import tabular
from minga.publishing.intake.readers.csv import delimiter_of, read_csv
from tests.publishing.intake.making import csv_file

ROWS = [["Meta", "Programado", "Ejecutado"], ["Mingas", "21", "18,5"], ["Alarmas, nuevas", "44", "44,0"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter_gives_the_same_rows(delimiter: str):
    (table,) = read_csv(csv_file(ROWS, delimiter), "metas.csv").tables()
    assert [list(row.texts) for row in table.rows] == ROWS


def test_decimal_commas_are_no_delimiters():
    assert delimiter_of("Meta;2021\nMingas;1,5\nAlarmas;2,5\n") == ";"
    assert delimiter_of("1,5;2,5\n3,5;4,5\n") == ";"


def test_delimiters_inside_quotes_do_not_count():
    (table,) = read_csv(b'Meta,Nota\nUno,"a; b; c"\nDos,"d; e; f"\n', "a.csv").tables()
    assert [row.texts for row in table.rows] == [("Meta", "Nota"), ("Uno", "a; b; c"), ("Dos", "d; e; f")]


def test_cells_are_placed_as_a_spreadsheet_would_show_them():
    (table,) = read_csv('Meta;Nota\nUno;"dos\nlíneas"\nTres;x\n'.encode(), "metas 2024.csv").tables()
    last = table.rows[2].cells[1]
    assert (last.text, last.place) == ("x", Place(sheet="metas 2024", cell="B3"))
    assert table.rows[1].texts == ("Uno", "dos\nlíneas")


def test_an_announced_delimiter_is_obeyed():
    (table,) = read_csv(b"sep=|\nA|B;C\n", "a.csv").tables()
    assert [(row.texts, row.place.cell) for row in table.rows] == [(("A", "B;C"), "A2")]


def test_titles_above_and_empty_rows_between_are_understood():
    document = read_csv(b"Informe 2024;;\n;;\nMeta;Valor;\nUno;1;\n;;\nDos;2;\n", "a.csv")
    assert [paragraph.text for paragraph in document.paragraphs()] == ["Informe 2024"]
    assert [[row.texts for row in table.rows] for table in document.tables()] == [
        [("Meta", "Valor"), ("Uno", "1")],
        [("Dos", "2")],
    ]


def test_the_encoding_of_a_spreadsheet_program_is_understood():
    (table,) = read_csv("Año;Gestión\n2024;sí\n".encode("cp1252"), "a.csv").tables()
    assert table.rows[0].texts == ("Año", "Gestión")


def test_more_rows_than_can_be_read_in_time_are_refused_at_once(monkeypatch):
    monkeypatch.setattr(tabular, "MOST_ROWS", 1_000)
    rows = "Meta;Estado\n" + "Sembrar;Cumplido\n" * 1_000
    with pytest.raises(Refused, match=r"tiene 1\.001 filas con texto en una hoja y el límite es de 1\.000; divídelo"):
        read_csv(rows.encode(), "metas.csv")
