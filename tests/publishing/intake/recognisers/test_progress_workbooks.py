"""Follow-up workbooks as municipalities keep them: headers of several rows, baselines, several sheets, what is left out."""

from __future__ import annotations

import pytest

from tests.publishing.intake.recognisers.reading import messages, roles
from tests.publishing.intake.recognisers.tables import cells, money, read, read_sheet, targets, titled, tree, workbook

YEARLY = (
    ("Meta del PDOT", "Indicador", "Línea base", "", "2023", "", "", "2024", "", "", "Responsable"),
    ("", "", "Año", "Valor", "Programado", "Ejecutado", "%", "Programado", "Ejecutado", "%", ""),
    ("Asfaltar vías", "Kilómetros", 2021, 15, 50, 45, "90%", 80, 60, "75%", "Dirección de Vialidad"),
)


def test_a_baseline_with_its_year_is_a_value_of_its_own():
    draft = read_sheet(*YEARLY)
    assert targets(titled(draft, "Asfaltar vías")) == [
        ("Línea base", "Kilómetros", None, 2021, None, "15", None),
        (None, "Kilómetros", None, 2023, "50", "45", "90"),
        (None, "Kilómetros", None, 2024, "80", "60", "75"),
    ]
    assert draft.findings == []


def test_a_baseline_without_a_year_takes_none():
    draft = read_sheet(("Proyecto", "Línea base", "Meta 2024", "Avance 2024"), ("Riego", "12,5", "20", "S/I"))
    assert targets(titled(draft, "Riego")) == [
        ("Línea base", None, None, None, None, "12.5", None),
        (None, None, None, 2024, "20", None, None),
    ]


def test_quarters_under_their_groups_and_the_year_beside_them():
    draft = read_sheet(
        ("PLAN OPERATIVO ANUAL 2024",),
        ("Actividad", "Meta anual", "Programación trimestral", "", "Ejecución trimestral", "", "% Cumplimiento"),
        ("", "", "T1", "T2", "T1", "T2", ""),
        ("Ferias", 8, 4, 4, 3, 4, "87,5%"),
    )
    assert targets(titled(draft, "Ferias")) == [
        (None, None, None, 2024, "8", None, "87.5"),
        ("T1", None, None, 2024, "4", "3", None),
        ("T2", None, None, 2024, "4", "4", None),
    ]


def test_a_header_of_three_rows_with_abbreviations_and_amounts_in_thousands():
    draft = read_sheet(
        ("LOGO", "", "GAD Municipal de San Jacinto"),
        ("", "", "Cifras en miles de dólares"),
        ("Objetivo", "Meta", "Ejecución física", "", "", "Ejecución presupuestaria", "", ""),
        ("", "", "Año 2024", "", "", "Año 2024", "", ""),
        ("", "", "Prog.", "Ejec.", "% Cumpl.", "Codif.", "Deveng.", "% Ejec."),
        ("Producir", "Abrir 4 centros", 4, 1, "25%", 320.5, 80, "24,96%"),
        ("", "Dictar talleres", 10, 10, "100%", 10, 10, "100%"),
        ("TOTAL", "", "", "", "", 330.5, 90, ""),
    )
    centres = titled(draft, "Abrir 4 centros")
    assert targets(centres) == [(None, None, None, 2024, "4", "1", "25")]
    assert money(centres) == [("adjusted", "320500", 2024), ("accrued", "80000", 2024)]
    assert [each.printed for each in centres.budget] == ["320.5", "80"]
    assert [figure.value for figure in draft.figures] == [330500, 90000]


def test_a_goal_for_the_whole_plan_belongs_to_no_year():
    draft = read_sheet(
        ("Producto", "Meta cuatrienio", "Meta programada 2024", "Meta ejecutada 2024"), ("Becas", 400, 100, 90)
    )
    assert targets(titled(draft, "Becas")) == [
        (None, None, None, 2024, "100", "90", None),
        ("Meta cuatrienio", None, None, None, "400", None, None),
    ]


def test_a_goal_printed_twice_is_one_and_another_value_is_kept_beside_it():
    header = ("Proyecto", "Meta 2023", "Meta 2024", "Programado 2024", "Ejecutado 2024")
    same, other = (read_sheet(header, ("Riego", 5, 10, value, 8)) for value in (10, 9))
    assert targets(titled(same, "Riego"))[1:] == [(None, None, None, 2024, "10", "8", None)]
    assert targets(titled(other, "Riego"))[1:] == [
        (None, None, None, 2024, "10", None, None),
        (None, None, None, 2024, "9", "8", None),
    ]


@pytest.mark.parametrize(
    ("label", "phase", "currency"),
    [
        ("PIA (S/)", "initial", "PEN"),
        ("PIM (S/)", "adjusted", "PEN"),
        ("Devengado (S/.)", "accrued", "PEN"),
        ("Recursos obligados (COP)", "accrued", "COP"),
        ("Recursos programados", "proforma", "USD"),
        ("Presupuesto ejercido (pesos mexicanos)", "accrued", "MXN"),
        ("Actual expenditure (USD)", "accrued", "USD"),
    ],
)
def test_phases_and_currencies_of_other_countries(label: str, phase: str, currency: str):
    (amount,) = titled(read_sheet(("Proyecto", label), ("Vías", "1.350.000,50")), "Vías").budget
    assert (amount.phase, str(amount.amount), amount.currency) == (phase, "1350000.50", currency)


def test_thousands_of_chilean_pesos():
    (amount,) = titled(read_sheet(("Proyecto", "Costo estimado (M$)"), ("Vías", 350)), "Vías").budget
    assert (amount.phase, amount.amount, amount.currency, amount.printed) == ("proforma", 350000, "CLP", "350")


def test_pesos_of_no_country_are_not_read_and_those_of_one_are():
    rows = (("Valores en pesos",), ("Proyecto", "Apropiación definitiva", "Compromisos"), ("Vías", "10.000", "8.000"))
    draft = read_sheet(*rows)
    assert titled(draft, "Vías").budget == []
    assert messages(draft, "unread")[0] == (
        "La columna «Apropiación definitiva» trae montos en pesos y no consta de qué país; no se leyeron."
    )
    assert money(titled(read_sheet(("Municipio de Valle Nuevo, Colombia",), *rows), "Vías")) == [
        ("adjusted", "10000", None),
        ("committed", "8000", None),
    ]


def test_what_no_field_holds_is_said_and_not_repeated():
    draft = read_sheet(
        ("Obra", "Parroquia", "Contratista", "Plazo", "Avance", "Monto"),
        ("Puente", "La Merced", "Constructora del Valle", "Permanente", "50%", "por licitar"),
        ("Acera", "El Carmen", "", "2024-2025", "N/D", "-"),
    )
    assert messages(draft, "unread") == [
        "Las columnas «Parroquia» y «Contratista» no se leyeron: lo que traen no es de los datos que se recogen.",
        "La columna «Plazo» trae, en 1 celda, texto que no se lee como fecha; no se conserva.",
        "La columna «Monto» trae, en 1 celda, texto que no se lee como número; no se conserva.",
    ]
    assert (titled(draft, "Acera").start, titled(draft, "Acera").end) == ("2024", "2025")


def test_cells_under_no_title_are_said():
    draft = read_sheet(
        ("Proyecto", "", "Estado", "Avance"),
        *(("Vías", "", "Cumplido", "100%"), ("Agua", "revisar", "Cumplido", "100%", "ojo")),
    )
    assert messages(draft, "unread") == ["2 celdas sin título de columna no se leyeron."]
    assert cells(draft, "unread") == [("Hoja1", "B3")]


def test_months_cut_short_are_dates_and_the_real_ones_stand_aside():
    draft = read_sheet(
        ("Acción", "Inicio programado", "Fin programado", "Inicio real", "Estado"),
        ("Luminarias", "01-ene-2023", "dic-24", "15-feb-2023", "Concluida"),
    )
    assert (titled(draft, "Luminarias").start, titled(draft, "Luminarias").end) == ("2023-01-01", "2024-12")
    assert messages(draft, "unread") == [
        "La columna «Inicio real» no se leyó: lo que trae no es de los datos que se recogen."
    ]


def test_a_row_without_its_first_cells_is_told_by_its_statuses_and_leaves_the_percentages_alone():
    draft = read_sheet(
        ("N.", "Proyecto", "Responsable", "Estado", "Avance", "Presupuesto asignado"),
        (1, "Parques", "Unidad de Ambiente", "En curso", 0.5, 900),
        ("Quebradas", "Unidad de Ambiente", "Por iniciar", 0.25, 3000, ""),
    )
    ravines = titled(draft, "Quebradas")
    assert (roles(ravines), ravines.status.canonical) == ([("lead", "Unidad de Ambiente")], "not_started")
    assert [targets(titled(draft, name))[0][-1] for name in ("Parques", "Quebradas")] == ["50", "25"]
    assert cells(draft, "broken-row") == [("Hoja1", "A3")]


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [("100 %", "completed"), ("45%", "in_progress"), ("0%", "unknown"), ("Con atraso", "in_progress")],
)
def test_statuses_in_the_words_of_tables(printed: str, canonical: str):
    draft = read_sheet(("Proyecto", "Estado", "Responsable"), ("Uno", printed, ""), ("Dos", "Cumplido", ""))
    assert titled(draft, "Uno").status.canonical == canonical


def test_a_code_printed_twice_is_said_and_a_row_number_is_not():
    rows = (("Vías", "Cumplido"), ("Agua", "Cumplido"))
    coded = read_sheet(("Código", "Proyecto", "Estado"), *((2.1, *row) for row in rows))
    assert messages(coded, "duplicate-name") == ["El código 2.1 consta también en «Vías»."]
    assert messages(read_sheet(("N°", "Proyecto", "Estado"), *((1, *row) for row in rows)), "duplicate-name") == []


PLAN = ("Plan de Desarrollo 2023-2027",)


def test_sheets_of_one_plan_need_not_have_the_same_columns():
    draft = read(
        workbook(
            {
                "EJE SOCIAL": [PLAN, ("Proyecto", "Meta 2024", "Estado"), ("Brigadas", 10, "Cumplido")],
                "EJE VIAL": [PLAN, ("Proyecto", "Meta 2024", "Estado", "Notas"), ("Aceras", 3, "Atrasado", "Lluvia")],
            }
        )
    )
    assert tree(draft) == [
        *(("Eje", "E1", "SOCIAL"), ("Proyecto", "E1.P1", "Brigadas")),
        *(("Eje", "E2", "VIAL"), ("Proyecto", "E2.P1", "Aceras")),
    ]


def test_a_sheet_of_works_of_a_year_is_no_heading():
    draft = read(workbook({"Obras 2024": [("Nombre de la obra", "Avance físico", "Estado"), ("Puente", "5%", "—")]}))
    assert [title for _, _, title in tree(draft)] == ["Puente"]


def test_a_cover_sheet_serves_the_others_and_acronyms_name_plans():
    sheets = {
        "Portada": [("Municipalidad de Valle Nuevo",), ("PLADECO 2022-2026",), ("Matriz de seguimiento",)],
        "Salud": [("Iniciativa", "Estado", "Avance"), ("Postas", "En ejecución", "10%")],
    }
    draft = read(workbook(sheets))
    assert (draft.organization, draft.plans[0].title, draft.plans[0].period) == (
        "Municipalidad de Valle Nuevo",
        "PLADECO 2022-2026",
        (2022, 2026),
    )


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("SEGUIMIENTO PLAN DE DESARROLLO MUNICIPAL 2024-2027", "PLAN DE DESARROLLO MUNICIPAL 2024-2027"),
        ("Climate Action Plan 2022-2026", "Climate Action Plan 2022-2026"),
        ("Programa de obra pública 2024", "Programa de obra pública 2024"),
    ],
)
def test_the_plan_that_a_line_names(line: str, title: str):
    assert read_sheet((line,), ("Proyecto", "Estado", "Avance"), ("Uno", "Cumplido", "1%")).plans[0].title == title


def test_pages_printed_into_the_sheet_are_no_rows():
    header = ("Proyecto", "Programado", "Ejecutado")
    draft = read_sheet(
        *(PLAN, ("GAD de Valle Nuevo",), header, ("Uno", 1, 1)),
        *(("Página 1 de 2",), ("GAD de Valle Nuevo",), header, ("Dos", 2, 2)),
    )
    assert tree(draft) == [("Proyecto", "P1", "Uno"), ("Proyecto", "P2", "Dos")]


def test_compromises_and_obligations_of_a_budget_are_money():
    draft = read_sheet(
        ("Actividad", "Apropiación definitiva", "Compromisos", "Obligaciones", "Pagos", "Área responsable"),
        ("Portal", 50, 45, 40, 39.5, "Oficina de Sistemas"),
    )
    assert money(titled(draft, "Portal")) == [
        *(("adjusted", "50", None), ("committed", "45", None)),
        *(("accrued", "40", None), ("paid", "39.5", None)),
    ]


def test_initiatives_with_nothing_but_their_mechanisms():
    draft = read_sheet(("Iniciativa", "Mecanismos de articulación"), ("Comedores", "Convenio"), ("Becas", "Acuerdo"))
    assert [node.mechanisms for node in draft.plans[0].nodes] == [["convention"], ["agreement"]]


def test_english_roles_baselines_and_indicators():
    draft = read_sheet(
        ("Pillar", "Action", "Key performance indicator", "Lead department", "Supporting partners", "Baseline (2021)"),
        ("Energy", "Retrofit", "Buildings", "Public Works Department", "Energy Agency", 3),
    )
    node = titled(draft, "Retrofit")
    assert targets(node) == [("Baseline (2021)", "Buildings", None, 2021, None, "3", None)]
    assert roles(node) == [("lead", "Public Works Department"), ("partner", "Energy Agency")]


def test_a_dated_line_of_progress_is_the_title_and_names_the_plan():
    draft = read_sheet(
        ("GAD MUNICIPAL DE VALLE NUEVO",),
        ("Avance del PDOT a diciembre de 2024",),
        ("Objetivo", "Meta", "Ejecutado 2024", "Estado"),
        ("Mejorar el espacio público", "Construir 12 parques", 12, "Cumplida"),
        ("", "Rehabilitar 30 canchas", 21, "En proceso"),
    )
    assert (draft.title, draft.plans[0].title) == ("Avance del PDOT a diciembre de 2024", "PDOT")


def test_what_each_sheet_prints_over_its_table_is_a_level():
    head = ("Política", "Proyecto", "Estado", "Ejecutado")
    plan = ("Plan de Desarrollo Cantonal de Valle Nuevo 2022-2026",)
    draft = read(
        workbook(
            {
                "Biofísico": (("COMPONENTE BIOFÍSICO",), plan, (), head, ("Costas", "Manglar", "En proceso", 3)),
                "Económico": (("COMPONENTE ECONÓMICO",), plan, (), head, ("Pesca", "Muelle", "Cumplido", 1)),
            }
        )
    )
    assert [(node.level, node.title, node.parent) for node in draft.plans[0].nodes] == [
        ("Componente", "BIOFÍSICO", None),
        ("Política", "Costas", "n1"),
        ("Proyecto", "Manglar", "n2"),
        ("Componente", "ECONÓMICO", None),
        ("Política", "Pesca", "n4"),
        ("Proyecto", "Muelle", "n5"),
    ]
