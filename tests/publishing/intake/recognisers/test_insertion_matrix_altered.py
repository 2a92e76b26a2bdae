"""Insertion matrices that were altered, or written by other cities."""

from __future__ import annotations

from collections import Counter

import pytest

from minga.publishing.intake.recognisers.insertion_matrix import recognise_insertion_matrix
from tests.publishing.intake.recognisers.reading import (
    alerts,
    document,
    figures,
    nodes,
    printed,
    read,
    replacing,
    roles,
)

MATRIX = "sources/2024-03_pmdot_apendice-12_insercion-estrategica.txt"
ARTICULATION = "Objetivo de Articulación"


def test_a_row_taken_out_is_a_count_that_does_not_fit():
    lines = printed(MATRIX).split("\n")
    row = next(line for line in lines if "Brigadas comunitarias del Manejo" in line)
    draft = read("\n".join(line for line in lines if line != row))
    (finding,) = (each for each in draft.findings if each.code == "count-mismatch")
    assert finding.message == "El texto declara 6 iniciativas en 2.5; en el documento se leen 5."


def test_other_words_in_the_header():
    text = printed(MATRIX)
    text = replacing("Objetivos del Desarrollo", "Objetivo estratégico")(text)
    text = replacing("\tObjetivos de Gestión\tIniciativas\t", "\tPrograma\tProyectos\t")(text)
    (plan,) = read(text).plans
    assert plan.levels == ["Objetivo estratégico", "Programa", "Proyecto", ARTICULATION]
    assert Counter(node.level for node in plan.nodes) == {
        "Objetivo estratégico": 3,
        "Programa": 10,
        "Proyecto": 113,
        ARTICULATION: 123,
    }


def test_page_breaks_taken_out_change_nothing_but_the_rows_they_cut():
    """Where a table shows no page at all, a row with its deepest cell alone goes on with the one before."""
    lines = printed(MATRIX).split("\n")
    start = next(index for index, line in enumerate(lines) if "\t" in line)
    rows = [line for line in lines[start:] if "\t" in line and line != lines[start]]
    draft = read("\n".join([*lines[: start + 1], *rows]))
    assert Counter(node.level for node in draft.plans[0].nodes)[ARTICULATION] == 123


HEADER = (
    "Objetivos de Desarrollo\tObjetivos de Gestión\tIniciativas\tObjetivo de Articulación\tMecanismos de Articulación"
)


def matrix(*rows, text=""):
    return read("\n".join(["Plan Cantonal 2025-2030", "", text, "", HEADER, *rows]))


def codes_and_titles(draft):
    return [(node.code, node.title) for node in draft.plans[0].nodes]


def test_a_page_break_before_another_objective_of_the_same_initiative_is_no_cut():
    draft = matrix(
        "1. Vivir bien\t1.1 Sanar\tBrigadas\tAtender a todos.\tConvenios",
        "",
        HEADER,
        "\t\t\tComprar medicinas.\tAcuerdos",
    )
    assert codes_and_titles(draft)[-2:] == [("1.1.I1.A1", "Atender a todos."), ("1.1.I1.A2", "Comprar medicinas.")]


def test_an_initiative_cut_by_the_page_is_whole():
    draft = matrix(
        "1. Vivir bien\t1.1 Sanar\tBrigadas de salud para las parroquias\tAtender a\tConvenios",
        "",
        HEADER,
        "\t\trurales y urbanas\ttodas las personas.\ty acuerdos",
    )
    assert codes_and_titles(draft)[-2:] == [
        ("1.1.I1", "Brigadas de salud para las parroquias rurales y urbanas"),
        ("1.1.I1.A1", "Atender a todas las personas."),
    ]
    assert draft.plans[0].nodes[-1].mechanisms == ["convention", "agreement"]


def test_a_row_without_mechanism_within_a_page_is_an_objective_of_its_own():
    draft = matrix(
        "1. Vivir bien\t1.1 Sanar\tBrigadas\tAtender.\tConvenios",
        "\t\t\tCurar.\t",
        "",
        HEADER,
        "\t\tFerias\tVender.\tAcuerdos",
    )
    assert [node.title for node in draft.plans[0].nodes if node.level == ARTICULATION] == [
        "Atender.",
        "Curar.",
        "Vender.",
    ]
    assert len(alerts(draft, "missing-mechanism")) == 1


@pytest.mark.parametrize(
    "row",
    [
        "Ferias\tVender en la plaza.\tAcuerdos\t\t",
        "\tFerias\tVender en la plaza.\tAcuerdos\t",
        "Ferias\tVender en la plaza.\tAcuerdos",
        "\t\t\tFerias\tVender en la plaza.\tAcuerdos",
        "Ferias\tVender en la plaza.\tTrueque solidario\t\t",
    ],
)
def test_a_misplaced_row_is_read_in_its_columns(row):
    draft = matrix("1. Vivir bien\t1.1 Sanar\tBrigadas\tAtender.\tConvenios", row, "\t\tHuertos\tSembrar.\tAcuerdos")
    assert [node.title for node in draft.plans[0].nodes if node.level == "Iniciativa"] == [
        "Brigadas",
        "Ferias",
        "Huertos",
    ]
    assert draft.plans[0].nodes[5].mechanisms in (["agreement"], ["other"])
    (finding,) = (each for each in draft.findings if each.code == "broken-row")
    assert finding.message.startswith("La fila está impresa")


def test_an_objective_without_its_number_stays_and_is_said():
    draft = matrix(
        "1. Vivir bien\t1.1 Sanar\tA\tB.\tConvenios", "\t1.2 Educar\tC\tD.\tConvenios", "\tCuidar\tE\tF.\tAcuerdos"
    )
    assert [node.title for node in draft.plans[0].nodes if node.level == "Objetivo de Gestión"] == [
        "Sanar",
        "Educar",
        "Cuidar",
    ]
    assert len(alerts(draft, "broken-row")) == 1


def test_a_flat_table_that_repeats_its_objectives_gives_them_once():
    draft = matrix(
        "1. Vivir bien\t1.1 Sanar\tBrigadas\tAtender.\tConvenios",
        "1. Vivir bien\t1.1 Sanar\tBrigadas\tCurar.\tAcuerdos",
        "1. Vivir bien\t1.1 Sanar\tFerias\tVender.\tAcuerdos",
    )
    assert [node.code for node in draft.plans[0].nodes] == [
        "1",
        "1.1",
        "1.1.I1",
        "1.1.I1.A1",
        "1.1.I1.A2",
        "1.1.I2",
        "1.1.I2.A1",
    ]
    assert alerts(draft, "duplicate-name") == []


def test_a_code_names_its_parent_even_under_another_objective():
    draft = matrix(
        "1. Vivir bien\t1.1 Sanar\tA\tB.\tConvenios",
        "2. Crecer\t2.1 Sembrar\tC\tD.\tConvenios",
        "\t1.2 Educar\tE\tF.\tAcuerdos",
    )
    by_code = nodes(draft)
    assert by_code["1.2"].parent == by_code["1"].ref


def test_counts_in_words_in_order_and_of_the_whole():
    draft = matrix(
        "1. Vivir bien\t1.1 Sanar a las personas\tA\tB.\tConvenios",
        "\t1.2 Educar a las personas\tC\tD.\tConvenios",
        "\t\tE\tF.\tConvenios",
        text="El objetivo “Sanar a las personas” tiene 1 iniciativa y “Educar a las personas” tiene tres iniciativas.\n"
        "En total la matriz reúne 3 iniciativas, de las cuales 2 iniciativas son nuevas.",
    )
    assert figures(draft) == {"initiatives-1-1": "1", "initiatives-1-2": "3", "initiatives": "3"}
    (finding,) = (each for each in draft.findings if each.code == "count-mismatch")
    assert finding.message == "El texto declara 3 iniciativas en 1.2; en el documento se leen 2."


def test_an_objective_that_only_the_text_counts():
    draft = matrix(
        "1. Vivir bien\t1.1 Sanar\tA\tB.\tConvenios",
        text="El objetivo “Cuidar todos los páramos de la provincia” consta de 4 iniciativas.",
    )
    assert [finding.severity for finding in draft.findings if finding.code == "count-mismatch"] == ["info"]


def test_offices_in_a_column_of_their_own():
    header = "Eje\tProyecto\tMecanismo de articulación\tEntidad responsable\tDescripción"
    draft = read(f"{header}\nSocial\tBrigadas\tConvenios\tDirección de Salud\tAtiende los barrios\n")
    brigade = draft.plans[0].nodes[1]
    assert (roles(brigade), brigade.description) == ([("lead", "Dirección de Salud")], "Atiende los barrios")


@pytest.mark.parametrize(
    "text",
    [
        "Un párrafo sobre mecanismos de articulación e iniciativas.",
        "Actividad\tMecanismo de verificación\tResponsable\nTaller\tLista\tDirección\n",
        "Objetivos de Desarrollo\tObjetivos de Gestión\tIniciativas\n1. A\t1.1 B\tC\n",
        HEADER,
        "",
    ],
)
def test_a_text_without_a_matrix_gives_none(text):
    assert recognise_insertion_matrix(document(text)) is None


def test_counts_of_objectives_named_by_their_code():
    header = "Objetivo(s) de Desarrollo\tObjetivo(s) de Gestión\tIniciativa(s)\tObjetivo de Articulación\tMecanismo(s)"
    text = "El objetivo 1.1 reúne treinta y dos iniciativas; el 1.2 tiene 3 (tres) nuevas iniciativas."
    rows = "1. Vivir\t1.1 Sanar\tA\tB.\tConvenios\n\t1.2 Educar\tC\tD.\tAcuerdos"
    assert figures(read(f"{text}\n\n{header}\n{rows}")) == {"initiatives-1-1": "32", "initiatives-1-2": "3"}


@pytest.mark.parametrize("level", ["Proyectos o Iniciativas", "Proyectos", "Iniciativas"])
def test_counts_belong_to_the_objective_whatever_the_level_is_called(level):
    draft = read(
        "\n".join(
            [
                "Plan Cantonal 2025-2030",
                "",
                "Para el objetivo “Proteger las fuentes de agua” se plantearon 2 iniciativas por la Dirección de Ambiente.",
                "",
                HEADER.replace("Iniciativas", level),
                "1. Vivir bien\t1.1 Proteger las fuentes de agua\tFondo de agua\tAhorrar.\tConvenios",
            ]
        )
    )
    assert figures(draft) == {"initiatives-1-1": "2"}
    assert alerts(draft, "count-mismatch") == [(3, "n2")]
    assert roles(draft.plans[0].nodes[1]) == [("lead", "Dirección de Ambiente")]


def test_a_column_of_actors_names_organizations_and_no_person():
    draft = read(
        "Eje\tIniciativa\tObjetivo de articulación\tMecanismo de articulación\tActores\n"
        "Social\tComedores\tDar de comer\tConvenio\tMIES, Cámara de Comercio, María Ejemplo\n"
        "Social\tBecas\tFinanciar estudios\tConvenio\tPrefectura"
    )
    assert [roles(node) for node in draft.plans[0].nodes if node.level == "Iniciativa"] == [
        [("partner", "MIES"), ("partner", "Cámara de Comercio")],
        [("partner", "Prefectura")],
    ]
    assert alerts(draft, "unknown-term") == [(2, "n2")]
