"""Follow-up tables in the shapes that officials give them."""

from __future__ import annotations

from decimal import Decimal

from tests.publishing.intake.making import csv_file
from tests.publishing.intake.recognisers.reading import roles
from tests.publishing.intake.recognisers.tables import (
    money,
    read,
    read_sheet,
    shown,
    targets,
    titled,
    tree,
    workbook,
)

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
    assert [cited.title for cited in festivals.evidence] == ["Informe", "Fotografías"]


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


GOALS = ("Código", "Objetivo estratégico", "Meta", "Programado", "Ejecutado", "Estado", "Unidad responsable")


def test_goals_with_codes_of_their_own_are_nodes_under_the_objective_printed_with_each():
    draft = read_sheet(
        GOALS,
        ("OE1.M1", "Vivir bien", "Reducir la pobreza", "10", "9", "En proceso", "Dirección de Planificación"),
        ("OE1.M2", "Vivir bien", "Crear guarderías", "20", "20", "Cumplido", "Dirección de Planificación"),
    )
    assert tree(draft) == [
        ("Objetivo estratégico", "E1", "Vivir bien"),
        ("Meta", "OE1.M1", "Reducir la pobreza"),
        ("Meta", "OE1.M2", "Crear guarderías"),
    ]
    objective, *goals = draft.plans[0].nodes
    assert (objective.status, objective.roles, objective.targets) == (None, [], [])
    assert [goal.status.canonical for goal in goals] == ["in_progress", "completed"]


def test_one_column_of_codes_for_levels_printed_in_rows_of_their_own():
    draft = read_sheet(
        ("Código", "Objetivo", "Acción", "Estado"),
        ("1", "Ciudad limpia", "", ""),
        ("1.1", "", "Barrido mecánico", "En ejecución"),
        ("2", "Ciudad segura", "", ""),
        ("2.1", "", "Cámaras en barrios", "Concluida"),
    )
    assert tree(draft) == [
        ("Objetivo", "1", "Ciudad limpia"),
        ("Acción", "1.1", "Barrido mecánico"),
        ("Objetivo", "2", "Ciudad segura"),
        ("Acción", "2.1", "Cámaras en barrios"),
    ]


def test_an_achievement_of_a_year_is_an_executed_value():
    draft = read_sheet(
        ("Proyecto", "Meta 2024", "Logro 2024", "Avance", "Observaciones"),
        ("Escuela de saberes", "4", "1", "25%", "Falta un local"),
    )
    school = titled(draft, "Escuela de saberes")
    assert targets(school) == [(None, None, None, 2024, "4", "1", "25")]
    assert school.description == "Falta un local"


def test_money_spent_is_accrued_and_an_english_partner_stays():
    draft = read_sheet(
        ("Action", "Lead agency", "Partner", "Status", "Budget", "Spent"),
        ("Publish budget data", "Finance Department", "OpenData NGO", "Delayed", "100", "20"),
    )
    action = titled(draft, "Publish budget data")
    assert money(action) == [("initial", "100", None), ("accrued", "20", None)]
    assert roles(action) == [("lead", "Finance Department"), ("partner", "OpenData NGO")]


def test_months_are_left_out_and_said_once():
    draft = read_sheet(
        ("Proyecto", "Ene", "Feb", "Mar", "Avance acumulado", "Semáforo"),
        ("Agua", "10%", "20%", "30%", "60%", "Amarillo"),
        ("Luz", "0%", "0%", "0%", "0%", "Rojo"),
    )
    assert [targets(titled(draft, name)) for name in ("Agua", "Luz")] == [
        [(None, None, None, None, None, None, "60")],
        [(None, None, None, None, None, None, "0")],
    ]
    assert [(finding.code, finding.severity, finding.message) for finding in draft.findings] == [
        (
            "unread",
            "info",
            "Las columnas de «Ene» a «Mar» traen valores por mes; no se leyeron, porque no consta qué total forman.",
        ),
        ("unread", "info", "La columna «Semáforo» no se leyó: lo que trae no es de los datos que se recogen."),
    ]


def test_the_colours_of_a_traffic_light_are_no_status_and_its_words_are():
    rows = ("Proyecto", "Avance", "Semáforo")
    assert titled(read_sheet(rows, ("Agua", "60%", "Amarillo")), "Agua").status is None
    assert titled(read_sheet(rows, ("Agua", "60%", "En proceso")), "Agua").status.canonical == "in_progress"
