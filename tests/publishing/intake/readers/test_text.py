from __future__ import annotations

import pytest

from minga.publishing.intake.document import Document, Paragraph, Place, Table
from minga.publishing.intake.readers.text import read_text


def read(text: str, name: str = "informe.txt") -> Document:
    return read_text(text.encode(), name)


def paragraphs(text: str) -> list[Paragraph]:
    return list(read(text).paragraphs())


def table_texts(document: Document) -> list[list[tuple[str, ...]]]:
    return [[row.texts for row in table.rows] for table in document.tables()]


def test_each_line_is_a_paragraph_with_its_number():
    found = [(paragraph.text, paragraph.place.line) for paragraph in paragraphs("\nUno\n\n dos \nTres")]
    assert found == [("Uno", 2), ("dos", 4), ("Tres", 5)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_counts_lines_alike(end: str):
    found = [(paragraph.text, paragraph.place.line) for paragraph in paragraphs(f"Uno{end}{end}Tres{end}")]
    assert found == [("Uno", 1), ("Tres", 3)]


def test_unusual_separators_do_not_end_a_line():
    assert [paragraph.text for paragraph in paragraphs("uno\u2028dos\x0btres")] == ["uno\u2028dos\x0btres"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16"])
def test_the_encoding_does_not_change_the_text(encoding: str):
    (paragraph,) = read_text("Administración Zonal Calderón".encode(encoding), "a.txt").paragraphs()
    assert paragraph.text == "Administración Zonal Calderón"


def test_a_damaged_byte_does_not_spoil_the_other_accents():
    (paragraph,) = read_text("Gestión pública, año".encode() + b" \xc3", "a.txt").paragraphs()
    assert paragraph.text == "Gestión pública, año \ufffd"


def test_lines_with_tabs_are_a_table_until_a_blank_line():
    document = read("HITO\tESTADO\nMapeo\tCumplido\n\nPlan\tPendiente\n")
    assert table_texts(document) == [[("HITO", "ESTADO"), ("Mapeo", "Cumplido")], [("Plan", "Pendiente")]]
    second = list(document.tables())[1]
    assert (second.place, second.rows[0].place, second.rows[0].cells[1].place) == (Place(line=4),) * 3


def test_a_line_without_tabs_ends_a_table():
    document = read("A\tB\nNota\nC\tD")
    assert [type(block) for block in document.blocks] == [Table, Paragraph, Table]


def test_empty_cells_are_kept_at_both_ends():
    assert table_texts(read("\t\tIniciativa\t\nA\tB\tC\tD")) == [[("", "", "Iniciativa", ""), ("A", "B", "C", "D")]]


def test_a_page_break_is_an_empty_line_of_its_own():
    document = read("A\tB\n\fC\tD\fFin")
    assert table_texts(document) == [[("A", "B")], [("C", "D")]]
    assert [block.place.line for block in document.blocks] == [1, 2, 2]


def test_piped_tables_lose_the_row_of_dashes():
    document = read("| Meta | Valor |\n|:-----|------:|\n| Uno \\| dos | 21 |\n\nTexto", "a.md")
    assert table_texts(document) == [[("Meta", "Valor"), ("Uno | dos", "21")]]
    assert [row.place.line for row in next(document.tables()).rows] == [1, 3]


def test_piped_tables_may_lack_the_outer_pipes():
    assert table_texts(read("Meta | Valor\n--- | ---\nUno | 21")) == [[("Meta", "Valor"), ("Uno", "21")]]


def test_a_sentence_with_a_pipe_is_no_table():
    assert [paragraph.text for paragraph in paragraphs("Quito | Ecuador")] == ["Quito | Ecuador"]


def test_a_row_of_dashes_between_tabs_is_left_out():
    assert table_texts(read("A\tB\n--\t---")) == [[("A", "B")]]


def test_headings_have_their_level_and_keep_their_emphasis():
    found = [(paragraph.level, paragraph.text, paragraph.bold) for paragraph in paragraphs("# Plan\n### **Hito 1** #")]
    assert found == [(1, "Plan", False), (3, "**Hito 1**", True)]


def test_a_number_sign_without_a_blank_is_text():
    assert [(found.level, found.text) for found in paragraphs("#MingaQuito")] == [(0, "#MingaQuito")]


def test_list_items_lose_their_bullet_and_keep_what_the_author_printed():
    found = [(item.bullet, item.indent, item.text) for item in paragraphs("- ✓ Mapeo\n - Plan\n• Taller\nTexto - fin")]
    assert found == [(True, 0, "✓ Mapeo"), (True, 1, "Plan"), (True, 0, "Taller"), (False, 0, "Texto - fin")]


def test_several_asterisks_in_a_row_are_a_list():
    assert [(item.bullet, item.text) for item in paragraphs("* Uno\n* Dos")] == [(True, "Uno"), (True, "Dos")]


def test_asterisks_beneath_a_table_are_notes():
    found = paragraphs("Hito\tCumplido*\n\n* El 31 de enero se pidió el cambio.\n* Otra nota.")
    assert [(note.bullet, note.text) for note in found] == [
        (False, "* El 31 de enero se pidió el cambio."),
        (False, "* Otra nota."),
    ]


def test_an_asterisk_alone_is_a_note():
    assert [(note.bullet, note.text) for note in paragraphs("* Fuente: SGP")] == [(False, "* Fuente: SGP")]


def test_drawn_rules_are_left_out():
    assert [paragraph.text for paragraph in paragraphs("Uno\n---\nDos\n***")] == ["Uno", "Dos"]


def test_the_document_knows_its_file():
    document = read("Plan", "Plan 2024.MD")
    assert (document.name, document.media_type, len(document.sha256)) == ("Plan 2024.MD", "text/markdown", 64)
