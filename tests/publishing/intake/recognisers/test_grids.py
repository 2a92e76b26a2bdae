"""Tables as their authors meant them: pieces joined, headers dropped, groups spread, rows put in place."""

from __future__ import annotations

from minga.publishing.intake.cleaning import clean
from minga.publishing.intake.document import Cell, Paragraph, Place, Row, Table
from minga.publishing.intake.grids import (
    Header,
    find_shift,
    is_note,
    is_open,
    is_tail,
    is_total,
    join_cut,
    join_tables,
    shift_row,
    stacked_labels,
)

HEAD = ("Proyecto", "Estado")


def row(*texts, **place):
    where = Place(**(place or {"line": 1}))
    return Row(tuple(Cell(text, where) for text in texts), where)


def table(*rows, **place):
    return Table(tuple(rows), Place(**(place or {"line": 1})))


def paragraph(text, **place):
    return Paragraph(text, Place(**(place or {"line": 1})))


def head_finder(rows, position):
    labels = tuple(clean(text) for text in rows[position].texts)
    return Header(labels, labels, rows[position].place) if labels[: len(HEAD)] == HEAD else None


def read(*blocks):
    """Each grid as its rows' cells, with a mark after a page break."""
    return [
        [(*grid_row.cells, "cut") if grid_row.after_cut else grid_row.cells for grid_row in grid.rows]
        for grid in join_tables(blocks, head_finder)
    ]


def test_a_table_cut_in_two_is_one_and_its_repeated_header_goes():
    assert read(table(row(*HEAD), row("Vías", "Hecho")), table(row(*HEAD), row("Agua", "Hecho"))) == [
        [("Vías", "Hecho"), ("Agua", "Hecho", "cut")]
    ]


def test_a_cell_that_a_row_lacks_stands_where_the_row_does():
    (grid,) = join_tables([table(row(*HEAD), Row((Cell("Vías", Place(line=2)),), Place(line=3)))], head_finder)
    assert [grid.rows[0].place(column) for column in (-2, -1, 0, 1)] == [Place(line=line) for line in (3, 3, 2, 3)]


def test_a_piece_without_header_goes_on_when_it_is_as_wide():
    assert read(table(row(*HEAD), row("Vías", "Hecho")), table(row("Agua", "Hecho"))) == [
        [("Vías", "Hecho"), ("Agua", "Hecho", "cut")]
    ]


def test_a_header_repeated_inside_a_table_marks_a_page():
    assert read(table(row(*HEAD), row("Vías", "Hecho"), row(*HEAD), row("Agua", "Hecho"))) == [
        [("Vías", "Hecho"), ("Agua", "Hecho", "cut")]
    ]


def test_page_numbers_and_running_titles_do_not_part_a_table():
    title = paragraph("Plan de la ciudad")
    assert read(
        title,
        table(row(*HEAD), row("A", "")),
        paragraph("Página 2 de 9"),
        title,
        table(row("B", "")),
        paragraph("3"),
        title,
    ) == [[("A", ""), ("B", "", "cut")]]


def test_text_between_two_tables_parts_them():
    assert read(table(row(*HEAD), row("A", "")), paragraph("Otro asunto."), table(row(*HEAD), row("B", ""))) == [
        [("A", "")],
        [("B", "")],
    ]


def test_another_table_after_it_is_left_out():
    assert read(table(row(*HEAD), row("A", "")), table(row("Nombre", "Cargo", "Firma"))) == [[("A", "")]]


def test_the_first_row_on_a_new_page_is_marked():
    first, second = row("A", "", page=1, table=1, row=2), row("B", "", page=2, table=1, row=3)
    assert read(table(row(*HEAD, page=1, table=1, row=1), first, second, page=1, table=1)) == [
        [("A", ""), ("B", "", "cut")]
    ]


def test_a_sheet_is_one_table_with_its_empty_rows_and_lone_cells():
    blocks = (
        table(row(*HEAD, sheet="H", cell="A1"), row("A", "Hecho", sheet="H", cell="A2"), sheet="H", cell="A1"),
        paragraph("Nota", sheet="H", cell="B4"),
        table(row("B", "Hecho", sheet="H", cell="A5"), sheet="H", cell="A5"),
    )
    assert read(*blocks) == [[("A", "Hecho"), ("", "Nota"), ("B", "Hecho")]]


def test_rows_above_the_header_are_kept_apart():
    grid = join_tables([table(row("Plan 2024", ""), row(*HEAD), row("A", ""))], head_finder)[0]
    assert [above.texts for above in grid.above] == [("Plan 2024", "")]


def test_a_merged_group_goes_before_each_of_its_columns():
    upper, lower = (
        row("Proyecto", "Metas", "", "Presupuesto", ""),
        row("", "Programado", "Ejecutado", "Codificado", "Devengado"),
    )
    assert stacked_labels([upper, lower]) == (
        "Proyecto",
        "Metas Programado",
        "Metas Ejecutado",
        "Presupuesto Codificado",
        "Presupuesto Devengado",
    )


def test_a_group_repeated_in_its_cells_reads_the_same():
    upper, lower = row("Proyecto", "Metas", "Metas"), row("Proyecto", "Programado", "Ejecutado")
    assert stacked_labels([upper, lower]) == ("Proyecto", "Metas Programado", "Metas Ejecutado")


def test_a_row_moves_only_where_nothing_is_lost():
    assert shift_row(("a", "b", ""), 1) == ("", "a", "b")
    assert shift_row(("", "a", "b"), -1) == ("a", "b", "")
    assert shift_row(("a", "b", "c"), 1) is None


def test_the_fewest_columns_that_fit():
    assert find_shift(("x", "", "", ""), lambda cells: cells[2] == "x") == 2
    assert find_shift(("", "x", ""), lambda cells: cells[0] == "x") == -1
    assert find_shift(("x", "y"), lambda cells: cells[1] == "x") is None


def test_the_rest_of_a_sentence():
    assert is_tail("mediante ferias.", "Impulsar la agricultura")
    assert is_tail("Quito", "La ciudad de")
    assert not is_tail("Otra frase.", "Una frase.")
    assert is_open("Gobierno Autónomo Descentralizado del")
    assert not is_open("Convenios")


def test_two_halves_join_with_a_space_or_at_their_hyphen():
    assert join_cut("la toma", "de decisiones") == "la toma de decisiones"
    assert join_cut("Público-", "privadas") == "Público-privadas"
    assert join_cut("", "solo") == "solo"


def test_totals_and_notes():
    assert is_total(("", "TOTAL GENERAL", "5"))
    assert is_total(("Subtotal", "5"))
    assert not is_total(("Totalidad", "5"))
    assert is_note(("Fuente: Dirección de Planificación", ""))
    assert not is_note(("Fuentes de agua", ""))


def test_the_label_of_a_group_goes_down_through_every_row_of_the_header():
    rows = [row("Meta", "Ejecución", "", ""), row("", "Año 2024", "", ""), row("", "Prog.", "Ejec.", "%")]
    assert stacked_labels(rows) == (
        *("Meta", "Ejecución Año 2024 Prog."),
        *("Ejecución Año 2024 Ejec.", "Ejecución Año 2024 %"),
    )


def test_page_marks_and_running_titles_beneath_a_header_are_no_rows():
    (grid,) = join_tables(
        [
            table(
                row("GAD de Valle Nuevo"),
                row(*HEAD),
                row("Uno", "ok"),
                row("Página 1 de 2"),
                row("GAD de Valle Nuevo"),
                row("Dos", "ok"),
            )
        ],
        head_finder,
    )
    assert [each.cells[0] for each in grid.rows] == ["Uno", "Dos"]
