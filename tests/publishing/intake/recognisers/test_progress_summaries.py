"""What stands around a follow-up table in a workbook: a title away from the first column, sheets that sum up."""

from __future__ import annotations

from tests.publishing.intake.recognisers.reading import evidence, figures, messages
from tests.publishing.intake.recognisers.tables import cells, money, read, read_sheet, targets, titled, tree, workbook

DETAIL = (
    ("", "", "AVANCE DE PROYECTOS EMBLEMÁTICOS DE VALLE NUEVO"),
    (),
    ("", "No.", "Nombre del proyecto", "Avance físico", "Monto contratado", "Situación"),
    ("", "1", "Terminal", "85.5", "1200", "En ejecución"),
    ("", "2", "Parque lineal", "100", "300", "Concluido"),
    ("", "2", "Parque lineal", "100", "300", "Concluido"),
)


def with_summary(*rows):
    return read(workbook({"Resumen": rows, "Detalle": DETAIL}))


def test_a_title_in_any_column_is_the_title():
    assert read_sheet(*DETAIL).title == "AVANCE DE PROYECTOS EMBLEMÁTICOS DE VALLE NUEVO"


def test_a_row_printed_twice_is_one_node_with_its_facts_once():
    draft = read_sheet(*DETAIL)
    assert tree(draft) == [("Proyecto", "1", "Terminal"), ("Proyecto", "2", "Parque lineal")]
    park = titled(draft, "Parque lineal")
    assert targets(park) == [(None, None, None, None, None, None, "100")]
    assert money(park) == [("committed", "300", None)]
    assert messages(draft, "duplicate-name") == ["El proyecto «Parque lineal» consta más de una vez."]


def test_a_sheet_that_sums_up_gives_figures_and_its_total_is_checked():
    draft = with_summary(("Estado", "Número de proyectos"), ("Finalizados", 10), ("En ejecución", 20), ("Total", 40))
    assert figures(draft) == {"summary-finalizados": "10", "summary-en-ejecucion": "20", "summary-total": "40"}
    assert messages(draft, "sum-mismatch") == [
        "Las partes suman 30 en «Número de proyectos»; la fila de totales declara 40."
    ]
    assert cells(draft, "sum-mismatch") == [("Resumen", "B4")]


def test_a_total_that_fits_gives_no_alert():
    draft = with_summary(("Estado", "Proyectos"), ("Finalizados", 10), ("En ejecución", 20), ("Total", 30))
    assert messages(draft, "sum-mismatch") == []


def test_percentages_are_not_added_up():
    draft = with_summary(("Estado", "% del total"), ("Finalizados", "50%"), ("En ejecución", "49%"), ("Total", "100%"))
    assert messages(draft, "sum-mismatch") == []


def test_a_link_to_a_means_of_verification_is_evidence():
    draft = read_sheet(
        ("Hito", "Estado", "Verificable"),
        ("Inventario", "Cumplido", "https://datos.example.org/inventario"),
        ("Portal", "Cumplido", ""),
        ("Manual", "Pendiente", ""),
    )
    assert evidence(titled(draft, "Inventario")) == [(None, "https://datos.example.org/inventario")]
    assert messages(draft, "missing-evidence") == ["«Portal» consta como «Cumplido» sin un verificable citado."]


LISTED = (
    ("Proyecto", "Estado", "Devengado"),
    ("Terminal", "En ejecución", 1200),
    ("Parque lineal", "Cumplido", 300),
    ("Puente", "No iniciado", 0),
    ("Mercado", "Retrasado", 10),
)


def with_counts(label, *rows):
    return messages(read(workbook({"Detalle": LISTED, "Resumen": (("Estado", label), *rows)})), "count-mismatch")


def test_counts_by_status_are_compared_with_the_detail():
    rows = (("Cumplidos", 1), ("En ejecución", 1), ("Retrasados", 1), ("No iniciados", 2), ("Total", 5))
    assert with_counts("Número de proyectos", *rows) == [
        "El resumen declara 2 en «No iniciados: Número de proyectos»; en el detalle se leen 1.",
        "El resumen declara 5 en «Total: Número de proyectos»; en el detalle se leen 4.",
    ]


def test_counts_that_fit_or_count_something_else_give_no_alert():
    fit = (("Cumplidos", 1), ("En ejecución", 1), ("Retrasados", 1), ("No iniciados", 1), ("Total", 4))
    assert with_counts("Proyectos", *fit) == []
    assert with_counts("Número de obras", ("Cumplidos", 7), ("Total", 7)) == []
    assert with_counts("Número de proyectos", ("Parroquia Norte", 7), ("Total", 7)) == []


QUARTERS = (
    ("Actividad", "Trimestre I", "Trimestre II", "Total ejecutado", "Estado"),
    ("", "Ejec.", "Ejec.", "", ""),
)


def test_a_total_is_compared_with_its_quarters():
    draft = read_sheet(
        *QUARTERS,
        ("Festivales", 1, 2, 3, "En proceso"),
        ("Libros", 5, 5, 10, "Finalizado"),
        ("Rutas", 0, 0, 1, "Paralizado"),
    )
    assert messages(draft, "sum-mismatch") == ["Las partes del año suman 0; la columna «Total ejecutado» declara 1."]
    assert cells(draft, "sum-mismatch") == [("Hoja1", "D5")]


def test_accumulated_quarters_are_not_added_up():
    draft = read_sheet(
        *QUARTERS, ("Festivales", 1, 3, 3, "En proceso"), ("Libros", 5, 10, 10, "Finalizado"), ("Rutas", 0, 1, 1, "")
    )
    assert messages(draft, "sum-mismatch") == []
