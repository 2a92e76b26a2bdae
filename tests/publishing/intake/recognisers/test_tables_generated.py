"""Any follow-up table reads back to what was written; any table at all can be read without failing."""

from __future__ import annotations

import json
from decimal import Decimal
from importlib import resources

import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st

from minga.publishing.intake.limits import Limits
from minga.publishing.intake.readers import read as read_document
from minga.publishing.intake.readers.csv import read_csv
from minga.publishing.intake.readers.text import read_text
from minga.publishing.intake.recognisers import recognise
from minga.publishing.intake.serialise import draft_json
from tests.publishing.intake.making import csv_file, txt

SCHEMA = json.loads(resources.files("minga.publishing.intake").joinpath("read.schema.json").read_text(encoding="utf-8"))
THINGS = ("Mercados", "Quebradas", "Transporte", "Cultura viva", "Parques", "Salud", "Riego", "Vías rurales")
STATUSES = {"Cumplido": "completed", "En proceso": "in_progress", "Pendiente": "pending", "Suspendido": "suspended"}
OFFICES = ("Dirección de Obras Públicas", "Jefatura de Agua", "EP Movilidad", "Unidad de Riesgos")

amounts = st.decimals(min_value=0, max_value=10**7, places=2)
entries = st.fixed_dictionaries(
    {
        "Programado 2024": st.integers(1, 5000),
        "Ejecutado 2024": st.integers(0, 5000),
        "Codificado": amounts,
        "Devengado": amounts,
        "Estado": st.sampled_from(sorted(STATUSES)),
        "Unidad responsable": st.sampled_from(OFFICES),
    }
)
projects = st.lists(entries, min_size=1, max_size=4)


def spanish(value):
    """A number as an official types it: a point for thousands, a comma for decimals."""
    return f"{value:,}".replace(",", "_").replace(".", ",").replace("_", ".")


@settings(max_examples=40)
@given(st.data(), st.lists(projects, min_size=1, max_size=4), st.booleans())
def test_a_table_reads_back(data, programmes, fills_down):
    columns = data.draw(
        st.permutations(
            ["Programado 2024", "Ejecutado 2024", "Codificado", "Devengado", "Estado", "Unidad responsable"]
        )
    )
    rows = [["Programa", "Proyecto", *columns]]
    wanted = []
    for first, listed in enumerate(programmes, start=1):
        programme = f"{THINGS[first]} {first}"
        wanted.append(("Programa", programme))
        for second, entry in enumerate(listed, start=1):
            shown = programme if second == 1 or not fills_down else ""
            project = f"{THINGS[second]}, etapa {first}.{second}"
            cells = [spanish(entry[name]) if not isinstance(entry[name], str) else entry[name] for name in columns]
            rows.append([shown, project, *cells])
            wanted.append(("Proyecto", project, entry))
    draft = recognise(read_document(csv_file(rows, ";"), "tabla.csv", Limits()))
    assert [read_node(node) for node in draft.plans[0].nodes] == [expected(each) for each in wanted]


def read_node(node):
    if node.level == "Programa":
        return node.level, node.title
    (target,) = node.targets
    money = {budget.phase: budget.amount for budget in node.budget}
    values = (target.year, target.programmed, target.executed, money["adjusted"], money["accrued"])
    return node.level, node.title, values, node.status.canonical, [role.name for role in node.roles]


def expected(each):
    if len(each) == 2:
        return each
    level, title, entry = each
    values = (
        2024,
        *(Decimal(entry[name]) for name in ("Programado 2024", "Ejecutado 2024", "Codificado", "Devengado")),
    )
    return level, title, values, STATUSES[entry["Estado"]], [entry["Unidad responsable"]]


labels = st.sampled_from(
    (
        *(
            "Eje",
            "Programa",
            "Proyecto",
            "Meta",
            "Indicador",
            "Programado",
            "Ejecutado 2024",
            "% avance",
            "Estado",
            "N°",
        ),
        *(
            "Responsable",
            "Presupuesto",
            "Codificado",
            "Fecha de inicio",
            "Plazo",
            "Evidencia",
            "Observaciones",
            "Mecanismos",
        ),
        *(
            "Objetivos",
            "Iniciativas",
            "Total",
            "EJE 1: SOCIAL",
            "1.1 Vías",
            "50 %",
            "1.234,5",
            "Cumplido*",
            "2024-02-30",
            "",
            "-",
        ),
        *("Fuente: nadie", "Elaborado por:", "I Trimestre", "2024", "(1)", "*", "a" * 200),
    )
)
tables = st.lists(
    st.lists(st.one_of(labels, labels, st.text(max_size=12)), min_size=1, max_size=7), min_size=1, max_size=9
)


@settings(max_examples=80)
@given(tables, st.sampled_from(("csv", "txt")))
def test_any_table_can_be_read(rows, ending):
    rows = [[cell.replace("\n", " ").replace("\r", " ").replace("\t", " ") for cell in row] for row in rows]
    is_csv = ending == "csv"
    document = read_csv(csv_file(rows, ";"), "tabla.csv") if is_csv else read_text(txt([rows]), "tabla.txt")
    draft = recognise(document)
    jsonschema.validate(draft_json(draft), SCHEMA)
