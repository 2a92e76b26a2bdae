"""A name in two consecutive rows is one element, elsewhere two; an alert says so, whatever the format."""

from __future__ import annotations

import pytest

from minga.publishing.intake.limits import Limits
from minga.publishing.intake.readers import read as read_document
from minga.publishing.intake.recognisers import recognise
from tests.publishing.intake.making import FORMATS
from tests.publishing.intake.recognisers.reading import alerts, evidence, facts, messages, nodes, read
from tests.publishing.intake.recognisers.reports import FIRST_ROW, FRONT, report
from tests.publishing.intake.recognisers.tables import read as read_workbook
from tests.publishing.intake.recognisers.tables import read_sheet, titled, workbook

TABLE = [
    ["HITO", "ESTADO", "VERIFICABLES"],
    ["Publicar las actas", "Cumplido", "Anexo 1 Actas"],
    ["PUBLICAR LAS ACTAS.", "Cumplido", "Anexo 2 Libro"],
    ["Abrir el portal", "Pendiente", ""],
    ["Publicar las actas", "Cumplido", "Anexo 3 Resumen"],
]
TOLD = [
    "El hito «Actas» consta más de una vez.",
    "El hito «Actas» trae en esta fila el estado «Pendiente»; se conservó «Cumplido», que consta antes.",
    "El hito «Actas» trae en esta fila el inicio «2023-03»; se conservó «2023-01», que consta antes.",
]
WHOLE_REPORT = [*FRONT.strip().split("\n\n"), TABLE]


@pytest.mark.parametrize("content", [[TABLE], WHOLE_REPORT], ids=["a table alone", "a whole report"])
def test_every_format_reads_the_same_elements_and_alerts(content):
    drafts = {ending: _read(content, ending) for ending in FORMATS}
    found = [node for node in nodes(drafts["txt"]).values() if node.level == "Hito"]
    assert [(node.title, evidence(node)) for node in found] == [
        ("Publicar las actas", [("Anexo 1", "Actas"), ("Anexo 2", "Libro")]),
        ("Abrir el portal", []),
        ("Publicar las actas", [("Anexo 3", "Resumen")]),
    ]
    assert messages(drafts["txt"], "duplicate-name") == ["El hito «Publicar las actas» consta más de una vez."] * 2
    assert {ending: facts(draft) == facts(drafts["txt"]) for ending, draft in drafts.items()} == dict.fromkeys(
        FORMATS, True
    )


def _read(content, ending):
    data = FORMATS[ending](content)
    return recognise(read_document(data, f"documento.{ending}", Limits()))


def test_another_printed_number_makes_another_element():
    draft = read(report("1\tActas\tPendiente", "2\tActas\tPendiente", header="N°\tHITO\tESTADO"))
    assert [code for code in nodes(draft) if code != "C1"] == ["C1.H1", "C1.H2"]
    assert alerts(draft, "duplicate-name") == [(FIRST_ROW + 1, "c1.h2")]


def test_a_name_under_another_milestone_is_another_activity():
    header = "HITO\tACTIVIDAD\tESTADO"
    draft = read(report("Uno\tTaller\tCumplido", "Dos\tTaller\tPendiente", header=header))
    assert [node.title for node in nodes(draft).values() if node.level == "Actividad"] == ["Taller", "Taller"]
    assert alerts(draft, "duplicate-name") == [(FIRST_ROW + 1, "c1.h2.a1")]


def test_a_repeated_row_that_says_otherwise_is_told_and_keeps_the_first():
    header = "HITO\tINICIO\tESTADO\tOBSERVACIONES"
    rows = "Actas\tenero 2023\tCumplido\tHubo taller.", "Actas\tmarzo 2023\tPendiente\tFalta imprimir."
    draft = read(report(*rows, header=header))
    node = nodes(draft)["C1.H1"]
    assert (node.start, node.status.printed, node.status.note) == (
        "2023-01",
        "Cumplido",
        "Hubo taller. Falta imprimir.",
    )
    assert sorted(messages(draft, "duplicate-name")) == TOLD


def test_a_follow_up_table_tells_it_too():
    header = ("Hito", "Inicio", "Estado", "Descripción")
    rows = ("Actas", "enero 2023", "Cumplido", "Impresas."), ("Actas", "marzo 2023", "Pendiente", "En digital.")
    draft = read_sheet(header, *rows)
    node = titled(draft, "Actas")
    assert (node.start, node.status.printed, node.description) == ("2023-01", "Cumplido", "Impresas. En digital.")
    assert sorted(messages(draft, "duplicate-name")) == TOLD


def test_codes_of_several_depths_follow_the_same_rule():
    header = ("Código", "Descripción", "Estado", "Avance %")
    rows = [("1", "Salud", "", ""), ("1.1", "Brigadas", "Cumplido", "100"), ("1.1", "Brigadas", "Cumplido", "100")]
    draft = read_sheet(header, *rows, ("1.2", "Botiquines", "Pendiente", "0"))
    assert [node.title for node in draft.plans[0].nodes] == ["Salud", "Brigadas", "Botiquines"]
    assert len(messages(draft, "duplicate-name")) == 1


@pytest.mark.parametrize("order", [(2023, 2024), (2024, 2023)])
def test_of_sheets_of_several_years_the_latest_status_counts_and_the_older_one_is_told(order):
    header = ("Proyecto", "Meta", "Estado")
    rows = {2023: ("Riego", 5, "En proceso"), 2024: ("Riego", 7, "Cumplido")}
    draft = read_workbook(workbook({str(year): [header, rows[year]] for year in order}))
    (node,) = draft.plans[0].nodes
    assert (node.status.printed, sorted(target.year for target in node.targets)) == ("Cumplido", [2023, 2024])
    assert messages(draft, "duplicate-name") == [
        "El proyecto «Riego» trae en esta fila el estado «En proceso»; se conservó «Cumplido», que es del año más reciente."
    ]
