"""Compliance reports: the document of the shared folder comes out whole."""

from __future__ import annotations

from collections import Counter

import pytest

from minga.publishing.intake.draft import Draft
from tests.publishing.intake.recognisers.reading import (
    COMPLIANCE,
    alerts,
    codes,
    evidence,
    figures,
    messages,
    nodes,
    read_shared,
    roles,
)


@pytest.fixture(scope="module")
def draft() -> Draft:
    return read_shared(COMPLIANCE)


def test_what_the_front_prints(draft):
    assert draft.kind == "compliance-report"
    assert draft.date == "2023-05"
    assert draft.organization == (
        "SECRETARÍA GENERAL DE PLANIFICACIÓN – DIRECCIÓN METROPOLITANA DE GESTIÓN DE LA INFORMACIÓN"
    )
    assert draft.title.startswith("INFORME DE CUMPLIMIENTO DE LOS COMPROMISOS DEL SEGUNDO PLAN")


def test_one_plan_with_its_period_and_levels(draft):
    (plan,) = draft.plans
    assert (plan.title, plan.period, plan.levels) == (
        "Segundo Plan de Acción de Gobierno Abierto",
        (2022, 2023),
        ["Compromiso", "Hito"],
    )


def test_every_milestone_of_every_table_in_order_under_its_commitment(draft):
    codes_read = [node.code for node in draft.plans[0].nodes]
    expected = []
    for number, milestones in enumerate((3, 4, 5, 3, 7), start=1):
        expected += [f"C{number}", *(f"C{number}.H{milestone}" for milestone in range(1, milestones + 1))]
    assert codes_read == expected
    assert [node.code_printed for node in draft.plans[0].nodes if node.level == "Compromiso"] == [True] * 5
    assert not any(node.code_printed for node in draft.plans[0].nodes if node.level == "Hito")


def test_commitments_have_their_responsible_and_counterpart(draft):
    found = nodes(draft)
    planning = ("lead", "Secretaría General de Planificación")
    assert [roles(found[f"C{number}"]) for number in range(1, 6)] == [
        [
            ("lead", "Secretaría General de Coordinación Territorial y Participación Ciudadana"),
            ("counterpart", "Universidad Hemisferios"),
        ],
        [
            (
                "lead",
                "Secretaría de Desarrollo Productivo y Competitividad – Corporación de Promoción Económica – CONQUITO",
            ),
            ("counterpart", "Universidad Hemisferios"),
        ],
        [planning, ("counterpart", "Universidad Central del Ecuador")],
        [
            ("lead", "Secretaría General del Concejo Metropolitano"),
            ("counterpart", "Fundación Ciudadanía y Desarrollo"),
        ],
        [planning, ("counterpart", "Escuela Politécnica Nacional")],
    ]


def test_a_stray_closing_quote_is_no_part_of_a_title(draft):
    assert nodes(draft)["C3"].title.endswith("orientado al control social.")
    assert nodes(draft)["C5"].title.endswith("colaborar en la toma de decisiones.")


def test_every_status_as_printed_and_as_understood(draft):
    statuses = [node.status for node in draft.plans[0].nodes if node.status]
    assert Counter(status.printed for status in statuses) == {"Cumplido": 15, "Cumplido*": 4, "Pendiente": 3}
    assert Counter(status.canonical for status in statuses) == {"completed": 19, "pending": 3}


def test_marks_have_their_reason_and_their_note(draft):
    marked = {node.code: node.status for node in draft.plans[0].nodes if node.status and node.status.marked}
    assert {code: status.mark_reason for code, status in marked.items()} == {
        "C1.H2": "date_change_requested",
        "C2.H3": "indicator_requested",
        "C3.H3": "unexplained",
        "C3.H4": "unexplained",
    }
    assert marked["C1.H2"].note.startswith("El 31 de enero de 2023 se solicitó el cambio de fechas")
    assert marked["C2.H3"].note.startswith("Con fecha 31 de marzo de 2023 CONQUITO solicitó incluir un indicador")
    assert (marked["C3.H3"].note, marked["C3.H4"].note) == (None, None)
    assert nodes(draft)["C3.H3"].description.startswith("Si bien se está avanzando")


def test_annexes_in_a_cell_are_told_apart_and_free_text_is_the_note(draft):
    found = nodes(draft)
    assert evidence(found["C3.H1"]) == [
        ("Anexo 3.1", "Diagnóstico"),
        ("Anexo 3.2", "Informe de cumplimiento del Compromiso 3"),
    ]
    assert found["C5.H2"].status.note == "Falta ejecutar los grupos focales externos."
    assert evidence(found["C5.H2"]) == [("Anexo 5.1", "Informe de encuesta a actores")]
    cited = [node for node in draft.plans[0].nodes if node.level == "Hito" and node.evidence]
    assert len(cited) == 15


def test_a_cell_that_goes_on_after_the_page_break_is_one(draft):
    node = nodes(draft)["C5.H4"]
    assert evidence(node) == [("Anexo 5.2", "Diagnóstico"), ("Anexo 5.3", "Propuesta metodológica")]
    assert node.status.note == "Se han realizado algunos documentos técnicos de diagnóstico y evaluación."
    assert ([cited.place.line for cited in node.evidence], node.place.line) == ([265, 265], 263)


def test_the_list_of_annexes_stands_with_the_commitments(draft):
    found = nodes(draft)
    assert [len(found[f"C{number}"].evidence) for number in range(1, 6)] == [3, 17, 4, 2, 8]
    listed = evidence(found["C2"])
    assert listed[2:5] == [
        ("Anexo 2.3", "CPEQ-2023-0265-O"),
        ("Anexo 2.4", "Compromiso 2 - Hito 3 Conquito informe resultados"),
        (None, "Perfil Proyecto Fomento Productivo Territorial v02 con Anexos-signed-signed"),
    ]


def test_numbers_astray_in_the_list_are_put_back(draft):
    titles = [
        (cited.title, cited.place.line) for cited in nodes(draft)["C2"].evidence if cited.place.line in (303, 311, 312)
    ]
    assert titles == [
        ("Oficio Nro. GADDMQ-SGP-2022-1266-O de 23 de agosto de 2022", 303),
        ("Acta reunión del 15 de diciembre de 2022", 311),
        ("Oficio Nro. GADDMQ-SGP-2023-0014-O de 07 de enero de 2023", 311),
        ("Oficio Nro. CPEQ-2023-0008-O de 09 de enero de 2023", 312),
    ]


def test_counts_and_percentages_of_this_plan_and_apart_those_of_another(draft):
    assert figures(draft) == {"commitments-plan-1": "10", "commitments": "5", "compliance-c4": "100"}
    assert {figure.name: figure.place.line for figure in draft.figures}["commitments"] == 38


def test_every_alert_with_its_place(draft):
    assert {code: alerts(draft, code) for code in codes(draft)} == {
        "broken-row": [(265, None), (303, None)],
        "date-suspect": [(40, None), (325, None)],
        "missing-evidence": [(202, "c3.h3"), (260, "c5.h1"), (262, "c5.h3"), (266, "c5.h5")],
        "missing-note": [(202, "c3.h3"), (203, "c3.h4")],
        "unread": [(138, None)],
    }
    assert messages(draft, "unread") == [
        "Una tabla trae vacías todas sus columnas menos la primera; si se marcaban con color, no se pudo leer."
    ]
