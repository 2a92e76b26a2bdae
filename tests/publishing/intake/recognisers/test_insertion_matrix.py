"""Insertion matrices: the real one whole, and others like it."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.publishing.intake.recognisers.reading import (
    alerts,
    figures,
    printed,
    read,
    roles,
)

MATRIX = "sources/2024-03_pmdot_apendice-12_insercion-estrategica.txt"
DEVELOPMENT, MANAGEMENT, INITIATIVE, ARTICULATION = LEVELS = (
    "Objetivo del Desarrollo",
    "Objetivo de Gestión",
    "Iniciativa",
    "Objetivo de Articulación",
)
OBJECTIVES = ("1.1", "1.2", "2.1", "2.2", "2.3", "2.4", "2.5", "3.1", "3.2", "3.3")
PRINTED = (36, 24, 5, 12, 11, 8, 6, 9, 2, 1)
HEAT = {
    "convention": (27, 10, 4, 10, 8, 4, 4, 3, 1, 0),
    "agreement": (15, 4, 0, 3, 2, 7, 6, 1, 1, 1),
    "strategic_alliance": (4, 2, 2, 5, 1, 3, 4, 3, 1, 0),
    "public_private": (2, 3, 0, 3, 1, 2, 0, 1, 0, 0),
    "letter_of_intent": (3, 1, 0, 0, 0, 1, 4, 0, 1, 1),
    "delegation": (3, 0, 0, 3, 2, 2, 0, 0, 0, 0),
    "bilateral_meeting": (1, 2, 1, 1, 1, 0, 3, 0, 1, 0),
    "commonwealth": (0, 0, 0, 3, 1, 1, 1, 0, 1, 0),
    "consortium": (0, 2, 0, 2, 1, 1, 0, 0, 0, 0),
    "consultancy": (0, 3, 0, 0, 0, 0, 0, 0, 0, 0),
}
"""Initiatives that use each mechanism, by management objective: the figures of the published page."""
OTHER_TERMS = (0, 6, 0, 2, 1, 1, 1, 1, 1, 0)
SHIFTED = (116, 185)
CUT = (135, 147, 155, 180, 215)


@pytest.fixture(scope="module")
def draft():
    return read(printed(MATRIX))


@pytest.fixture(scope="module")
def plan(draft):
    (plan,) = draft.plans
    return plan


def of_level(plan, level):
    return [node for node in plan.nodes if node.level == level]


def objective_of(plan, node):
    by_ref = {each.ref: each for each in plan.nodes}
    while node.level != MANAGEMENT:
        node = by_ref[node.parent]
    return node.code


def children(plan, node):
    return [each for each in plan.nodes if each.parent == node.ref]


def test_the_document(draft, plan):
    title = "Plan Metropolitano de Desarrollo y Ordenamiento Territorial del Distrito Metropolitano de Quito 2024-2033"
    assert (draft.kind, draft.date) == ("insertion-matrix", "2024-03")
    assert draft.title == f"{title} – Apéndice 12 Inserción estratégica territorial"
    assert draft.organization == "Gobierno Autónomo Descentralizado del Distrito Metropolitano de Quito"
    assert (plan.title, plan.period, plan.levels) == (title, (2024, 2033), list(LEVELS))


def test_every_row_of_the_matrix(plan):
    assert [len(of_level(plan, level)) for level in LEVELS] == [3, 10, 113, 123]
    assert [node.code for node in of_level(plan, DEVELOPMENT)] == ["1", "2", "3"]
    assert [node.code for node in of_level(plan, MANAGEMENT)] == list(OBJECTIVES)
    assert all(node.code_printed == (node.level in (DEVELOPMENT, MANAGEMENT)) for node in plan.nodes)


def test_initiatives_by_objective(plan):
    """The matrix prints 36 initiatives under 1.1; the one printed in two rows in a row is one node."""
    counted = Counter(objective_of(plan, node) for node in of_level(plan, INITIATIVE))
    assert [counted[code] for code in OBJECTIVES] == [PRINTED[0] - 1, *PRINTED[1:]]


def test_parents_stand_before_their_children(plan):
    seen = {None}
    for node in plan.nodes:
        assert node.parent in seen
        seen.add(node.ref)


def test_codes_that_are_not_printed_tell_the_place(plan):
    assert [node.code for node in of_level(plan, INITIATIVE)][:2] == ["1.1.I1", "1.1.I2"]
    assert [node.code for node in of_level(plan, ARTICULATION)][:2] == ["1.1.I1.A1", "1.1.I2.A1"]
    assert len({node.code for node in plan.nodes}) == len(plan.nodes)


@pytest.mark.parametrize("term", HEAT)
def test_initiatives_by_mechanism(plan, term):
    by_ref = {node.ref: node for node in plan.nodes}
    using = {node.parent for node in of_level(plan, ARTICULATION) if term in node.mechanisms}
    counted = Counter(objective_of(plan, by_ref[ref]) for ref in using)
    assert tuple(counted[code] for code in OBJECTIVES) == HEAT[term]


def test_the_eight_other_terms(plan):
    terms = {"technical_table", "contract", "trust", "training", "strategy", "minutes", "other"}
    using = {(node.parent, term) for node in of_level(plan, ARTICULATION) for term in node.mechanisms if term in terms}
    by_ref = {node.ref: node for node in plan.nodes}
    counted = Counter(objective_of(plan, by_ref[ref]) for ref, _ in using)
    assert tuple(counted[code] for code in OBJECTIVES) == OTHER_TERMS


def test_only_articulation_objectives_have_mechanisms(plan):
    assert {node.level for node in plan.nodes if node.mechanisms or node.mechanisms_printed} == {ARTICULATION}


def test_what_is_printed_is_kept(plan):
    by_line = {node.place.line: node for node in of_level(plan, ARTICULATION)}
    assert by_line[106].mechanisms_printed == "Convenios Consortios Cartas de intención"
    assert by_line[106].mechanisms == ["convention", "consortium", "letter_of_intent"]
    assert by_line[144].mechanisms == ["public_private", "strategic_alliance", "convention", "technical_table"]
    assert by_line[217].mechanisms_printed == "Cartas de intención y acuerdos."
    assert by_line[177].mechanisms[-1] == "bilateral_meeting"
    assert "<" not in by_line[177].title


def test_cells_cut_by_a_page_are_whole(plan):
    by_line = {node.place.line: node for node in of_level(plan, ARTICULATION)}
    assert "campesina mediante capacitaciones e incentivos" in by_line[132].title
    assert by_line[144].title.endswith("generadas por el sector público.")
    assert by_line[177].title.endswith("del sistema integrado de transporte público.")
    assert by_line[212].title.endswith(
        "respuesta, recuperación y reconstrucción luego de la ocurrencia de una emergencia o desastre."
    )
    assert by_line[212].mechanisms[-2:] == ["commonwealth", "bilateral_meeting"]
    assert nodes_by_code(plan)["3.2"].title.endswith("para la toma de decisiones y la gestión de los conflictos")
    assert not any(node.place.line in CUT for node in of_level(plan, ARTICULATION))


def nodes_by_code(plan):
    return {node.code: node for node in plan.nodes}


def test_an_objective_that_opens_in_a_cut_row_starts_there(plan):
    opened = nodes_by_code(plan)["2.4"]
    assert (opened.place.line, next(node.place.line for node in children(plan, opened))) == (180, 181)


def test_rows_printed_in_other_columns_are_put_right(plan, draft):
    by_line = {node.place.line: node for node in of_level(plan, INITIATIVE)}
    assert by_line[185].title == "Mesa de quebradas y ríos del DMQ"
    (articulation,) = children(plan, by_line[185])
    assert articulation.mechanisms == ["agreement"]
    (articulation,) = children(plan, by_line[116])
    assert articulation.title == "Realizar ferias para comerciantes autónomos del DMQ"
    warned = [each.place.line for each in draft.findings if each.code == "broken-row" and each.severity == "warning"]
    assert warned == list(SHIFTED)


def test_two_objectives_in_one_cell_are_two(plan):
    by_line = [node for node in of_level(plan, ARTICULATION) if node.place.line == 137]
    assert [node.title.split(" ")[0] for node in by_line] == ["Fortalecer", "Control"]
    assert [node.mechanisms for node in by_line] == [["convention", "bilateral_meeting"]] * 2


def test_several_articulation_objectives_of_one_initiative(plan):
    initiative = next(node for node in of_level(plan, INITIATIVE) if node.place.line == 72)
    assert [node.place.line for node in children(plan, initiative)] == [72, 73, 74]


def test_a_name_in_two_rows_running_is_one_node(plan):
    (initiative,) = (node for node in of_level(plan, INITIATIVE) if node.title.endswith("Social en el DMDQ"))
    assert [node.place.line for node in children(plan, initiative)] == [78, 79]


def test_repeated_names(draft):
    assert [line for line, _ in alerts(draft, "duplicate-name")] == [79, 157, 159, 160, 161, 163]


def test_no_mechanism(draft):
    assert [line for line, _ in alerts(draft, "missing-mechanism")] == [116, 121]


def test_mechanisms_that_the_document_does_not_enumerate(draft):
    found = [line for line, _ in alerts(draft, "unknown-term")]
    assert found == [113, 114, 115, 122, 123, 125, 126, 130, 131, 149, 188]
    assert {each.severity for each in draft.findings if each.code == "unknown-term"} == {"info"}


def test_counts_stated_in_the_text(draft):
    names = [f"initiatives-{code.replace('.', '-')}" for code in OBJECTIVES]
    assert figures(draft) == dict(zip(names, map(str, PRINTED), strict=True))
    assert [figure.place.line for figure in draft.figures] == [26, 28, 30, 38, 40, 42, 44, 46, 48, 50]
    assert {figure.unit for figure in draft.figures} == {None}
    assert alerts(draft, "count-mismatch") == []


def test_secretariats_that_defined_the_initiatives(plan):
    by_code = nodes_by_code(plan)
    assert roles(by_code["1.1"]) == [
        ("lead", "Secretaría de Coordinación Territorial, Gobernabilidad y Participación"),
        ("lead", "Secretaría de Salud"),
        ("lead", "Secretaría de Educación"),
        ("lead", "Secretaría de Cultura"),
        ("lead", "Secretaría de Inclusión Social"),
        ("lead", "Secretaría de Hábitat y Ordenamiento Territorial"),
    ]
    assert roles(by_code["3.2"]) == [
        ("lead", "Secretaría General"),
        ("lead", "Secretaría de Gobierno Digital y Tecnologías de la Información y Comunicaciones"),
    ]
    assert [len(by_code[code].roles) for code in OBJECTIVES] == [6, 2, 3, 3, 3, 3, 2, 3, 2, 2]


def test_who_carries_out_and_who_promotes(plan):
    found = {node.place.line: roles(node) for node in of_level(plan, INITIATIVE) if node.roles}
    assert found == {
        207: [("executor", "Secretaría de Seguridad"), ("promoter", "SGGTIC")],
        208: [("executor", "Secretaría de Movilidad"), ("promoter", "SGGTIC")],
        209: [("executor", "EPMOP"), ("promoter", "SGGTIC")],
        210: [("executor", "Secretaría de Movilidad"), ("promoter", "SGGTIC")],
    }


def test_alerts_come_in_reading_order(draft):
    lines = [finding.place.line for finding in draft.findings]
    assert lines == sorted(lines)
