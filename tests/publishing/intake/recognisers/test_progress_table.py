"""Follow-up tables of an invented municipality, in the shapes that officials give them."""

from __future__ import annotations

import io
import time
from decimal import Decimal

import openpyxl
import pytest

from minga.publishing.intake.limits import Limits
from minga.publishing.intake.readers import read as read_document
from minga.publishing.intake.recognisers import recognise
from minga.publishing.intake.recognisers.progress_table import recognise_progress_table
from tests.publishing.intake.making import csv_file, docx_file, pdf, txt
from tests.publishing.intake.recognisers.reading import facts, figures, messages, roles

PLAN = "Plan de Desarrollo y Ordenamiento Territorial 2023-2027"
CITY = "GAD Municipal del Cantón Valle Nuevo"


def workbook(sheets, *, merged=(), percentages=()):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        for cells in merged:
            sheet.merge_cells(cells)
        for cell in percentages:
            sheet[cell].number_format = "0.0%"
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def read(data, name="seguimiento.xlsx"):
    return recognise(read_document(data, name, Limits()))


def read_sheet(*rows, **options):
    return read(workbook({"Hoja1": rows}, **options))


def tree(draft):
    """Each node's level, code and title, plan by plan."""
    return [(node.level, node.code, node.title) for plan in draft.plans for node in plan.nodes]


def titled(draft, title):
    return next(node for plan in draft.plans for node in plan.nodes if node.title == title)


def targets(node):
    return [
        (
            each.name,
            each.indicator,
            each.unit,
            each.year,
            *map(shown, (each.programmed, each.executed, each.attainment)),
        )
        for each in node.targets
    ]


def money(node):
    return [(each.phase, shown(each.amount), each.year) for each in node.budget]


def shown(value):
    return None if value is None else format(value, "f")


def cells(draft, code):
    return [(finding.place.sheet, finding.place.cell) for finding in draft.findings if finding.code == code]


FLAT = (
    (CITY,),
    (PLAN,),
    ("Seguimiento al 31 de diciembre de 2024",),
    (),
    (
        *("No.", "Eje", "Programa", "Proyecto", "Indicador", "Unidad de medida", "Programado 2024", "Ejecutado 2024"),
        *(
            "% Avance",
            "Estado",
            "Unidad responsable",
            "Codificado",
            "Devengado",
            "% Ejecución",
            "Fecha inicio",
            "Fecha fin",
        ),
        *("Medio de verificación", "Evidencia", "Observaciones"),
    ),
    (
        *(1, "Social", "Salud para todos", "Brigadas médicas", "Brigadas realizadas", "brigadas", 44, 21, 0.477),
        *("En ejecución", "Dirección de Desarrollo Social", 5500, 4884.15, 0.888, "2024-01-15", "2024-12-20"),
        *("Actas de brigada", "Anexo 1 Actas", "Retraso por lluvias"),
    ),
    (
        *(2, "Social", "Salud para todos", "Botiquines", "Botiquines entregados", "botiquines", 100, 100, 1),
        *("Cumplido", "Unidad de Salud", 1200.5, 1200.5, 1, "2024-02-01", "2024-06-30", "Registro de entrega"),
    ),
    (
        *(3, "Ambiente", "Ríos limpios", "Limpieza de quebradas", "Quebradas", "km", 10, 4, 0.5),
        *("Cumplido*", "EPMAPS", 20000, 10000, 0.6, "2024-03-01", "2028-01-10", "Informe", "Informe de limpieza"),
        "Se solicitó el cambio de fecha",
    ),
    ("TOTAL", *[None] * 10, 26700.5, 16084.15),
    ("Fuente: Dirección de Planificación",),
    ("Elaborado por: Coordinación de Seguimiento", None, None, "Revisado por: Dirección"),
)


@pytest.fixture(scope="module")
def flat():
    return read_sheet(*FLAT, percentages=("I6", "I7", "I8", "N6", "N7", "N8"))


def test_a_flat_table_says_what_it_is(flat):
    (plan,) = flat.plans
    assert (flat.kind, flat.title, flat.date, flat.organization) == ("progress-table", PLAN, "2024-12-31", CITY)
    assert (plan.title, plan.period, plan.levels) == (PLAN, (2023, 2027), ["Eje", "Programa", "Proyecto"])


def test_a_flat_table_becomes_a_tree(flat):
    assert tree(flat) == [
        ("Eje", "E1", "Social"),
        ("Programa", "E1.P1", "Salud para todos"),
        ("Proyecto", "1", "Brigadas médicas"),
        ("Proyecto", "2", "Botiquines"),
        ("Eje", "E2", "Ambiente"),
        ("Programa", "E2.P1", "Ríos limpios"),
        ("Proyecto", "3", "Limpieza de quebradas"),
    ]


def test_each_row_is_whole(flat):
    node = titled(flat, "Brigadas médicas")
    assert targets(node) == [(None, "Brigadas realizadas", "brigadas", 2024, "44", "21", "47.7")]
    assert money(node) == [("adjusted", "5500", 2024), ("accrued", "4884.15", 2024)]
    assert (node.execution_printed, node.start, node.end) == (Decimal("88.8"), "2024-01-15", "2024-12-20")
    assert (node.status.printed, node.status.canonical) == ("En ejecución", "in_progress")
    assert node.status.note == "Retraso por lluvias"
    assert roles(node) == [("lead", "Dirección de Desarrollo Social")]
    assert node.expected_means == ["Actas de brigada"]
    assert [(cited.reference, cited.title) for cited in node.evidence] == [("Anexo 1", "Actas")]


def test_every_fact_has_its_cell(flat):
    node = titled(flat, "Brigadas médicas")
    assert node.place.as_json() == {"sheet": "Hoja1", "cell": "D6"}
    assert node.targets[0].place.cell == "G6"
    assert [each.place.cell for each in node.budget] == ["L6", "M6"]
    assert (node.status.place.cell, node.roles[0].place.cell, node.evidence[0].place.cell) == ("J6", "K6", "R6")
    assert {name: place.cell for name, place in node.places.items()} == {
        "start": "O6",
        "end": "P6",
        "execution_printed": "N6",
        "expected_means": "Q6",
    }


def test_a_marked_status_has_its_reason(flat):
    status = titled(flat, "Limpieza de quebradas").status
    assert (status.canonical, status.marked, status.mark_reason) == ("completed", True, "date_change_requested")


def test_what_does_not_fit_in_a_flat_table(flat):
    assert [(finding.code, finding.place.cell) for finding in flat.findings] == [
        ("missing-evidence", "J7"),
        ("percent-mismatch", "G8"),
        ("percent-mismatch", "N8"),
        ("date-suspect", "P8"),
        ("sum-mismatch", "M9"),
    ]
    assert messages(flat, "sum-mismatch") == [
        "Las filas suman 16084,65 en «Devengado»; la fila de totales declara 16084,15."
    ]


def test_totals_are_figures_and_no_nodes(flat):
    assert figures(flat) == {"total-adjusted": "26700.5", "total-accrued": "16084.15"}


HIERARCHY = (
    ("MUNICIPIO DE VALLE NUEVO",),
    ("MATRIZ DE SEGUIMIENTO DEL PLAN OPERATIVO ANUAL 2024",),
    ("Objetivo estratégico", "Programa", "Proyecto", "Metas", "", "", "Presupuesto (USD)", "", "", "Responsable"),
    ("", "", "", "Programado", "Ejecutado", "% cumplimiento", "Codificado", "Devengado", "% ejecución", ""),
    (
        *("OE1. Mejorar la movilidad", "P1. Vías", "1.1 Asfaltado de calles", "10,5", "8,4", "80%"),
        *("$ 150.000,00", "$ 75.000,00", "50%", "Dirección de Obras Públicas"),
    ),
    ("", "", "1.2 Aceras", "20", "30", "150%", "40.000,50", "40.000,50", "100%", "Obras Públicas / Planificación"),
    ("Subtotal", "", "", "", "", "", "190.000,50", "115.000,50", "", ""),
    ("", "P2. Transporte", "2.1 Terminal", "1", "0", "0%", "1.000.000,00", "0", "0%", "Gerencia de Transporte"),
    (
        *("OE2. Cuidar el ambiente", "P3. Reforestación", "3.1 Viveros", "3", "3", "100%"),
        *("10.000", "9.999,99", "99%", "Dirección de Ambiente"),
    ),
    ("TOTAL GENERAL", "", "", "", "", "", "1.200.000,50", "125.000,49", "", ""),
)


def test_a_hierarchy_of_merged_cells_under_a_header_of_two_rows():
    draft = read_sheet(*HIERARCHY, merged=("D3:F3", "G3:I3", "A3:A4", "B3:B4", "C3:C4", "J3:J4", "A5:A6", "B5:B6"))
    assert (draft.title, draft.organization) == (
        "MATRIZ DE SEGUIMIENTO DEL PLAN OPERATIVO ANUAL 2024",
        "MUNICIPIO DE VALLE NUEVO",
    )
    assert draft.plans[0].title == "PLAN OPERATIVO ANUAL 2024"
    assert tree(draft) == [
        ("Objetivo estratégico", "OE1", "Mejorar la movilidad"),
        ("Programa", "P1", "Vías"),
        ("Proyecto", "1.1", "Asfaltado de calles"),
        ("Proyecto", "1.2", "Aceras"),
        ("Programa", "P2", "Transporte"),
        ("Proyecto", "2.1", "Terminal"),
        ("Objetivo estratégico", "OE2", "Cuidar el ambiente"),
        ("Programa", "P3", "Reforestación"),
        ("Proyecto", "3.1", "Viveros"),
    ]
    asphalt = titled(draft, "Asfaltado de calles")
    assert targets(asphalt) == [(None, None, None, 2024, "10.5", "8.4", "80")]
    assert money(asphalt) == [("adjusted", "150000.00", 2024), ("accrued", "75000.00", 2024)]
    assert roles(titled(draft, "Aceras")) == [("lead", "Obras Públicas"), ("lead", "Planificación")]
    assert draft.findings == []


def test_headings_among_the_rows_are_levels():
    draft = read_sheet(
        ("N°", "Nombre de la obra", "Avance físico", "Avance financiero", "Estado"),
        ("EJE 1: SOCIAL",),
        (1, "Casa comunal", "45,5 %", "40%", "En ejecución"),
        ("EJE 2: VIALIDAD",),
        (2, "Puente peatonal", "0 %", "0%", "Suspendida"),
    )
    assert tree(draft) == [
        ("Eje", "1", "SOCIAL"),
        ("Obra", "1", "Casa comunal"),
        ("Eje", "2", "VIALIDAD"),
        ("Obra", "2", "Puente peatonal"),
    ]
    assert [node.parent for node in draft.plans[0].nodes] == [None, "n1", None, "n3"]
    assert titled(draft, "Casa comunal").targets[0].attainment == Decimal("45.5")


def test_codes_of_several_depths_are_levels():
    draft = read_sheet(
        ("Plan Estratégico Institucional 2024 - 2027",),
        ("Entidad:", "Municipalidad de Valle Nuevo"),
        ("Fecha de corte:", "30/06/2025"),
        ("Código", "Descripción", "Meta 2025", "Avance", "%", "Situación", "Presupuesto asignado", "Ejecutado (USD)"),
        ("1", "Territorio seguro", None, None, None, None, 30000, 12000),
        ("1.1", "Alumbrado público", None, None, None, None, 20000, 10000),
        ("1.1.1", "Cambio de luminarias", 500, 250, "50%", "En proceso", 20000, 10000),
        ("1.2", "Plazas", None, None, None, None, 10000, 2000),
        ("2", "Ciudad verde", 1000, "1.000", "100%", "Terminado", 5000, 0),
        ("", "Total", None, None, None, None, 35000, 12000),
    )
    assert (draft.date, draft.organization) == ("2025-06-30", "Municipalidad de Valle Nuevo")
    assert [(node.code, node.parent, node.title) for node in draft.plans[0].nodes] == [
        ("1", None, "Territorio seguro"),
        ("1.1", "n1", "Alumbrado público"),
        ("1.1.1", "n2", "Cambio de luminarias"),
        ("1.2", "n1", "Plazas"),
        ("2", None, "Ciudad verde"),
    ]
    assert targets(titled(draft, "Ciudad verde")) == [(None, None, None, 2025, "1000", "1000", "100")]
    assert draft.findings == []


def test_sheets_with_the_same_columns_are_one_plan():
    header = ("Proyecto", "Indicador", "Programado", "Ejecutado", "Estado")
    draft = read(
        workbook(
            {
                "Eje 1 Social": [header, ("Becas", "Becas entregadas", 100, 80, "En proceso")],
                "Eje 2 Ambiental": [header, ("Viveros", "Plantas", 500, 100, "Atrasado")],
                "Resumen": [("Eje", "% avance", "Presupuesto"), ("Social", "90%", 100)],
            }
        )
    )
    assert tree(draft) == [
        ("Eje", "1", "Social"),
        ("Proyecto", "1.P1", "Becas"),
        ("Eje", "2", "Ambiental"),
        ("Proyecto", "2.P1", "Viveros"),
    ]


def test_sheets_named_after_years_tell_of_the_same_nodes():
    def year(programmed, executed):
        return [
            ("PLAN DE ACCIÓN CLIMÁTICA 2022-2025",),
            ("Acción", "Indicador", "Meta", "Logrado", "% cumplimiento"),
            ("Arborizar", "Árboles", programmed, executed, f"{executed * 100 / programmed}%"),
        ]

    draft = read(workbook({"2023": year(100, 50), "2024": year(200, 150)}))
    assert tree(draft) == [("Acción", "A1", "Arborizar")]
    assert targets(titled(draft, "Arborizar")) == [
        (None, "Árboles", None, 2023, "100", "50", "50.0"),
        (None, "Árboles", None, 2024, "200", "150", "75.0"),
    ]


def test_a_csv_with_decimal_commas():
    rows = [
        ["Eje", "Objetivo", "Meta", "Unidad", "Programado", "Logrado", "Avance", "Situación", "Dependencia"],
        ["Social", "Reducir la desnutrición", "Niños", "niños", "1.200", "900,5", "75,04%", "En marcha", "Patronato"],
        ["", "", "Talleres", "talleres", "12", "12", "100%", "Finalizado", "Patronato"],
        ["Vial", "Mejorar caminos", "Lastrado", "km", "25,5", "10", "39,2%", "Suspendido", "Jefatura de Vialidad"],
    ]
    draft = read(csv_file(rows, ";"), "avance.csv")
    assert [title for _, _, title in tree(draft)] == [
        *("Social", "Reducir la desnutrición", "Niños", "Talleres"),
        *("Vial", "Mejorar caminos", "Lastrado"),
    ]
    assert targets(titled(draft, "Niños")) == [(None, None, "niños", None, "1200", "900.5", "75.04")]
    assert targets(titled(draft, "Lastrado")) == [(None, None, "km", None, "25.5", "10", "39.2")]
    assert roles(titled(draft, "Talleres")) == [("lead", "Patronato")]
    assert draft.findings == []


def test_english_headers():
    rows = [
        [
            *("Objective", "Action", "Indicator", "Unit", "Target 2024", "Achieved 2024", "Progress (%)", "Status"),
            *("Responsible unit", "Start date", "End date", "Budget", "Budget executed", "Evidence"),
        ],
        [
            *("Safe streets", "Street lighting", "Lights installed", "lights", "200", "150", "75", "In progress"),
            *("Works Department", "2024-01-01", "2024-12-31", "10,000.50", "7,500.00", ""),
        ],
        [
            *("Green city", "Trees", "Trees planted", "trees", "1000", "300", "40", "On hold"),
            *("Parks Office", "2024-06-01", "2024-05-01", "5000", "100", ""),
        ],
    ]
    draft = read(csv_file(rows), "progress.csv")
    assert draft.language == "en"
    lighting = titled(draft, "Street lighting")
    assert targets(lighting) == [(None, "Lights installed", "lights", 2024, "200", "150", "75")]
    assert money(lighting) == [("initial", "10000.50", 2024), ("accrued", "7500.00", 2024)]
    assert (lighting.status.canonical, titled(draft, "Trees").status.canonical) == ("in_progress", "suspended")
    assert roles(lighting) == [("lead", "Works Department")]
    assert [finding.code for finding in draft.findings] == ["percent-mismatch", "date-suspect"]


def test_parts_of_a_year_under_their_groups():
    draft = read_sheet(
        ("Programa", "Actividad", "I Trimestre", "", "II Trimestre", "", "Medio de verificación"),
        ("", "", "Programado", "Ejecutado", "Programado", "Ejecutado", ""),
        ("Cultura", "Festivales", 2, 1, 3, 3, "Informe\nFotografías"),
    )
    festivals = titled(draft, "Festivales")
    assert targets(festivals) == [
        ("I Trimestre", None, None, None, "2", "1", None),
        ("II Trimestre", None, None, None, "3", "3", None),
    ]
    assert festivals.expected_means == ["Informe", "Fotografías"]


def test_years_side_by_side():
    draft = read_sheet(
        ("Programa", "Indicador", "Meta 2023", "Avance 2023", "Meta 2024", "Avance 2024"),
        ("Riego", "Hectáreas", 10, 9, 20, 5),
    )
    assert targets(titled(draft, "Riego")) == [
        (None, "Hectáreas", None, 2023, "10", "9", None),
        (None, "Hectáreas", None, 2024, "20", "5", None),
    ]


def test_several_indicators_of_one_project():
    draft = read_sheet(
        ("Proyecto", "Meta", "Indicador", "Programado", "Ejecutado"),
        ("Parque", "Sembrar árboles", "Árboles", 100, 50),
        ("", "Poner bancas", "Bancas", 10, 10),
    )
    assert tree(draft) == [("Proyecto", "P1", "Parque")]
    assert [(each.name, each.indicator) for each in titled(draft, "Parque").targets] == [
        ("Sembrar árboles", "Árboles"),
        ("Poner bancas", "Bancas"),
    ]


def test_goals_with_a_status_of_their_own_are_nodes():
    draft = read_sheet(
        ("Objetivo", "Meta", "Responsable", "Estado"),
        ("Ciudad segura", "Instalar 100 cámaras", "Dirección de Seguridad", "Cumplido"),
        ("", "Crear 5 comités", "Dirección de Seguridad", "Pendiente"),
    )
    assert tree(draft) == [
        ("Objetivo", "O1", "Ciudad segura"),
        ("Meta", "O1.M1", "Instalar 100 cámaras"),
        ("Meta", "O1.M2", "Crear 5 comités"),
    ]


def test_fractions_of_one_under_a_percentage_are_percentages():
    draft = read_sheet(("Proyecto", "% avance"), ("Vías", 0.5), ("Agua", 1), ("Luz", 0.125))
    assert [shown(node.targets[0].attainment) for node in draft.plans[0].nodes] == ["50", "100", "12.5"]


def test_alignment_and_mechanisms_of_a_row():
    draft = read_sheet(
        ("Proyecto", "Alineación ODS", "Mecanismo", "Avance"),
        ("Huertos", "2. Hambre cero; 11. Ciudades sostenibles", "Convenios y acuerdos", "30%"),
    )
    node = titled(draft, "Huertos")
    assert [(link.plan, link.title) for link in node.contributes_to] == [
        ("ODS", "2. Hambre cero; 11. Ciudades sostenibles")
    ]
    assert (node.mechanisms, node.mechanisms_printed) == (["convention", "agreement"], "Convenios y acuerdos")


RULED = (
    ["Programa", "Proyecto", "Programado", "Ejecutado", "% avance", "Estado", "Responsable", "Observaciones"],
    [
        "Agua",
        "Captación",
        "10",
        "5",
        "50 %",
        "En proceso",
        "Jefatura de Agua",
        "Falta el permiso que emite el ministerio.",
    ],
    ["", "Tanques", "2", "2", "100 %", "Cumplido", "Jefatura de Agua", ""],
)
COVER = ("Plan de Acción 2024-2025", CITY, "Diciembre de 2024")


def test_ruled_tables_read_the_same_in_every_format():
    content = [*COVER, RULED]
    drafts = [
        facts(read(make(content), f"informe.{ending}"))
        for make, ending in ((txt, "txt"), (docx_file, "docx"), (pdf, "pdf"))
    ]
    assert drafts[0]["document"]["kind"] == "progress-table"
    assert drafts[0]["plans"][0]["period"] == [2024, 2025]
    assert drafts[1:] == [drafts[0], drafts[0]]


def test_a_row_cut_by_a_page_is_whole():
    first, rest = list(RULED[1]), [""] * 8
    first[7], rest[7] = "Falta el permiso que emite el", "ministerio."
    draft = read(txt([*COVER, [RULED[0], first], [RULED[0], rest, RULED[2]]]), "informe.txt")
    assert titled(draft, "Captación").status.note == "Falta el permiso que emite el ministerio."
    assert [title for _, _, title in tree(draft)] == ["Agua", "Captación", "Tanques"]


def test_a_misplaced_row_is_read_in_its_columns():
    draft = read_sheet(
        ("Eje", "Proyecto", "Programado", "Ejecutado", "Avance", "Codificado", "Devengado", "Estado"),
        ("Social", "Becas", 10, 5, "50%", 1000, 500, "En proceso"),
        ("Huertos", 8, 4, "50%", 300, 150, "En proceso"),
        ("", "Talleres", 4, 4, "100%", 100, 100, "Cumplido"),
    )
    assert [title for _, _, title in tree(draft)] == ["Social", "Becas", "Huertos", "Talleres"]
    huertos = titled(draft, "Huertos")
    assert money(huertos) == [("adjusted", "300", None), ("accrued", "150", None)]
    assert (huertos.place.cell, huertos.budget[0].place.cell) == ("A3", "E3")
    assert cells(draft, "broken-row") == [("Hoja1", "A3")]


def test_a_person_in_a_column_of_offices_stays_out():
    given, family = "María", "Ejemplo"
    draft = read_sheet(
        ("Proyecto", "Estado", "Responsable"),
        ("Vías", "Cumplido", f"Dirección de Obras - Ing. {given} {family}"),
        ("Agua", "Cumplido", f"{given} {family}"),
        ("Luz", "Cumplido", "EPMMOP"),
    )
    assert [roles(node) for node in draft.plans[0].nodes] == [
        [("lead", "Dirección de Obras")],
        [],
        [("lead", "EPMMOP")],
    ]
    assert messages(draft, "unknown-term") == [
        "La columna «Responsable» trae, en 1 celda, texto que no se reconoce como unidad ni cargo; no se muestra."
    ]
    assert family not in str(facts(draft))


def test_a_name_twice_in_a_row_is_one_node_and_elsewhere_two():
    draft = read_sheet(
        ("Programa", "Proyecto", "Estado"),
        ("Salud", "Brigadas", "Cumplido"),
        ("", "Brigadas", "Cumplido"),
        ("Educación", "Brigada", "Pendiente"),
    )
    assert [title for _, _, title in tree(draft)] == ["Salud", "Brigadas", "Educación", "Brigada"]
    assert cells(draft, "duplicate-name") == [("Hoja1", "B3"), ("Hoja1", "B4")]


def test_a_status_of_no_vocabulary_is_kept_and_said():
    draft = read_sheet(("Proyecto", "Estado", "Avance"), ("Vías", "En la nube", "10%"))
    assert titled(draft, "Vías").status.printed == "En la nube"
    assert titled(draft, "Vías").status.canonical == "unknown"
    assert messages(draft, "unknown-term") == [
        "«En la nube» no está en el vocabulario de estados; se conserva tal como está impreso."
    ]


def test_a_percentage_cut_or_rounded_at_its_decimals_fits():
    rows = [("Vías", 3, 2, "66%"), ("Agua", 3, 2, "66,7%"), ("Luz", 3, 2, "66,66%"), ("Riego", 3, 2, "60%")]
    draft = read_sheet(("Proyecto", "Programado", "Ejecutado", "% avance"), *rows)
    assert messages(draft, "percent-mismatch") == ["Consta 60 % de avance; 2 de 3 equivale a 66,67 %."]


def test_subtotals_and_a_total_of_rounded_amounts_fit():
    draft = read_sheet(
        ("Programa", "Proyecto", "Devengado"),
        ("A", "Uno", "10,33"),
        ("", "Dos", "10,33"),
        ("Subtotal", "", "20,67"),
        ("B", "Tres", "5,00"),
        ("Total", "", "25,67"),
    )
    assert draft.findings == []
    assert figures(draft) == {"total-accrued": "25.67"}


@pytest.mark.parametrize(
    "rows",
    [
        [("No.", "Nombres y apellidos", "Cédula", "Firma"), (1, "Alguien", "170", "x")],
        [("Nombre", "Cargo", "Estado", "Avance"), ("María Ejemplo", "Técnica", "Cumplido", "100%")],
        [("Eje", "Proyecto", "Estado")],
        [("Año", "Población"), (2020, 1000), (2021, 1100)],
        [("Rubro", "Cantidad", "Precio"), ("Cemento", 10, 8.5)],
        [("Solo un título",)],
    ],
)
def test_other_tables_give_no_plan(rows):
    document = read_document(workbook({"Hoja1": rows}), "otra.xlsx", Limits())
    assert recognise_progress_table(document) is None


def test_titles_that_open_with_a_level_are_no_header():
    draft = read_sheet(
        ("Programa", "Proyecto", "Estado"),
        ("Programa de salud", "Proyecto de brigadas", "Cumplido"),
        ("Programa de agua", "Proyecto de tanques", "Realizado"),
    )
    assert [title for _, _, title in tree(draft)] == [
        *("Programa de salud", "Proyecto de brigadas"),
        *("Programa de agua", "Proyecto de tanques"),
    ]


def test_column_numbers_and_signatures_are_no_rows():
    draft = read_sheet(
        ("Proyecto", "Programado", "Ejecutado", "Avance"),
        ("(1)", "(2)", "(3)", "(4=3/2)"),
        ("Vías", 10, 5, "50%"),
        (),
        ("Elaborado por:", "Revisado por:", "Aprobado por:"),
        ("María Ejemplo", "Juan Ejemplo", "Ana Ejemplo"),
    )
    assert [title for _, _, title in tree(draft)] == ["Vías"]


def test_time_is_linear_in_length():
    header = ("Eje", "Proyecto", "Programado", "Ejecutado", "% avance", "Estado", "Responsable")

    def seconds(times):
        rows = [
            (f"Eje {number // 50}", f"Proyecto {number}", 10, 5, "50%", "En proceso", "Dirección de Obras")
            for number in range(times)
        ]
        document = read_document(workbook({"Hoja1": [header, *rows]}), "largo.xlsx", Limits())
        start = time.process_time()
        recognise_progress_table(document)
        return time.process_time() - start

    seconds(50)
    once, often = seconds(200), seconds(2000)
    assert often < 25 * once
