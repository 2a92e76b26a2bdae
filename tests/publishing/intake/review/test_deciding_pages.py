"""The pages on which people decide: the source beside the draft, and what a form answers."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.contrib.messages import get_messages

from minga.publishing.intake.models import Decision
from minga.publishing.intake.queries.review import Review
from tests.factories.drafts import management_draft, open_government_draft, place
from tests.factories.readings import (
    again,
    decide,
    hand_in,
    reading_of,
)
from tests.factories.roles import official
from tests.pages import said
from tests.publishing.intake.review.sending import address, choice, fields

pytestmark = pytest.mark.django_db


def test_an_alert_stands_beside_its_source(desk, unit):
    reading = hand_in(unit=unit)
    shown = desk.get(address(reading, "alertas/1/")).content.decode()
    assert shown.count('<li class="hit"') == 1
    assert "<mark>Cumplido*</mark>" in shown
    assert "Impreso: «Cumplido*», línea 25" in shown


def test_more_of_the_source_is_unfolded_without_leaving_what_was_typed(desk, unit):
    shown = desk.get(address(reading_of(unit=unit), "alertas/1/")).content.decode()
    assert [shown.count(f'id="p{position}"') for position in range(40)] == [1] * 35 + [0] * 5
    assert re.findall(r"<summary>(Ver más [^<]+)", shown) == ["Ver más antes", "Ver más después"]
    assert "todo el documento, en otra pestaña" in shown


def test_a_decision_leads_to_the_next_alert_and_the_last_to_the_reading(desk, unit):
    findings = [*open_government_draft().findings, *open_government_draft().findings]
    reading = reading_of(open_government_draft(findings=findings), unit=unit)
    first = desk.post(address(reading, "alertas/1/"), choice(reading, 1))
    assert (first.status_code, first["Location"]) == (303, address(reading, "alertas/2/"))
    last = desk.post(address(reading, "alertas/2/"), choice(reading, 2))
    assert last["Location"] == address(reading)
    assert [str(message) for message in get_messages(last.wsgi_request)] == ["Decisión guardada."] * 2


def test_a_correction_is_sent_with_the_fields(desk, unit):
    reading = reading_of(unit=unit)
    sent = choice(reading, 1, "correct") | fields(**{"e-title": "Censo de puestos", "e-status": "in_progress"})
    assert desk.post(address(reading, "alertas/1/"), sent).status_code == 303
    node = Review(again(reading)).nodes["h1"]
    assert (node.title, node.status.canonical, node.corrected) == (
        "Censo de puestos",
        "in_progress",
        ["status", "title"],
    )


def test_lists_are_corrected_row_by_row(desk, unit):
    reading = hand_in(unit=unit)
    sent = choice(reading, 1, "correct") | fields(
        **{
            "e-title": "Reglamento de ferias acordado con vendedores",
            "e-status": "completed*",
            "e-printed": "Cumplido*",
            "e-mark_reason": "unexplained",
            "evidence-TOTAL_FORMS": 2,
            "evidence-INITIAL_FORMS": 1,
            "evidence-0-reference": "Anexo 1.2",
            "evidence-0-title": "Reglamento firmado",
            "evidence-1-reference": "Anexo 1.3",
            "evidence-1-title": "",
            "targets-TOTAL_FORMS": 1,
            "targets-0-name": "Ferias",
            "targets-0-programmed": "1.250,50",
        }
    )
    assert desk.post(address(reading, "alertas/1/"), sent).status_code == 303
    node = Review(again(reading)).nodes["c1.h2"]
    assert [(one.reference, one.title, one.printed) for one in node.evidence] == [
        ("Anexo 1.2", "Reglamento firmado", "Anexo 1.2 Reglamento"),
        ("Anexo 1.3", None, ""),
    ]
    assert [str(target.programmed) for target in node.targets] == ["1250.50"]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"d-choice": "", "d-seen": 0}, "Elige qué se hace"),
        ({"d-choice": "leave-out", "d-seen": 0}, "Escribe por qué se deja fuera"),
        ({"d-choice": "burn", "d-seen": 0}, "burn"),
        ({"d-choice": "correct", "d-seen": 0} | fields(), "No cambiaste ningún dato"),
        ({"d-choice": "correct", "d-seen": 0} | fields(**{"e-title": ""}), "Corrige un dato"),
        ({"d-choice": "correct", "d-seen": 0} | fields(**{"e-start": "ayer"}), "Escribe el año"),
        ({"d-choice": "correct", "d-seen": 0} | fields(**{"e-printed": ""}), "Escribe las palabras"),
    ],
)
def test_a_refused_decision_keeps_the_form(desk, unit, sent, words):
    reading = reading_of(unit=unit)
    answer = desk.post(address(reading, "alertas/1/"), sent)
    assert (answer.status_code, words in said(answer), Decision.objects.count()) == (422, True, 0)


def test_what_was_typed_is_not_dropped_by_keeping_it_as_printed(desk, unit):
    reading = reading_of(unit=unit)
    sent = choice(reading, 1) | fields(**{"e-title": "Censo de puestos"})
    answer = desk.post(address(reading, "alertas/1/"), sent)
    assert (answer.status_code, Decision.objects.count()) == (422, 0)
    assert "Cambiaste nombre" in said(answer)
    assert "Censo de puestos" in answer.content.decode()
    assert desk.post(address(reading, "alertas/1/"), choice(reading, 1) | fields()).status_code == 303


def test_a_wrong_number_is_not_dropped_by_keeping_it_as_printed(desk, unit):
    reading = reading_of(unit=unit)
    sent = choice(reading, 1) | fields(**{"targets-TOTAL_FORMS": 1, "targets-0-executed": "unas cuantas"})
    answer = desk.post(address(reading, "alertas/1/"), sent)
    assert (answer.status_code, "No es un número" in said(answer), Decision.objects.count()) == (422, True, 0)


def test_the_document_s_data_are_not_dropped_by_keeping_them(desk, unit):
    findings = [replace(open_government_draft().findings[0], ref=None, place=place(9))]
    reading = reading_of(open_government_draft(findings=findings), unit=unit)
    stands = {"doc-title": "Informe de cumplimiento", "doc-date": "2025-05", "doc-organization": ""}
    changed = desk.post(address(reading, "alertas/1/"), choice(reading, 1) | stands)
    assert (changed.status_code, "Cambiaste quién lo emite" in said(changed)) == (422, True)


def test_a_stale_decision_is_a_conflict_and_can_be_sent_again(desk, unit):
    reading = reading_of(unit=unit)
    stale = choice(reading, 1, "leave-out", **{"d-reason": "No corresponde"})
    decide(reading, 1, "keep")
    answer = desk.post(address(reading, "alertas/1/"), stale)
    assert (answer.status_code, "Otra persona decidió" in said(answer)) == (409, True)
    assert "No corresponde" in answer.content.decode()
    fresh = f'name="d-seen" value="{again(reading).version}"'
    assert fresh in answer.content.decode()


def test_an_element_is_corrected_and_taken_back(desk, unit):
    reading = reading_of(unit=unit)
    at = address(reading, "elementos/h1/")
    sent = {"d-choice": "correct", "d-seen": 0} | fields(**{"e-title": "Censo"})
    assert desk.post(at, sent)["Location"] == address(reading, "elementos/#h1")
    seen = Review(again(reading)).seen("h1")
    assert desk.post(at, {"d-choice": "keep", "d-seen": seen}).status_code == 303
    assert Review(again(reading)).nodes["h1"].title == "Inventario de puestos"
    assert desk.get(address(reading, "elementos/h9/")).status_code == 404


def test_the_document_s_own_data_are_corrected(desk, unit):
    reading = reading_of(unit=unit)
    sent = {
        "d-choice": "correct",
        "d-seen": 0,
        "doc-title": "Informe final",
        "doc-date": "2025-05",
        "doc-organization": "",
    }
    assert desk.post(address(reading, "documento/"), sent).status_code == 303
    assert Review(again(reading)).now.title == "Informe final"


@pytest.mark.parametrize("number", [0, 2, 99])
def test_an_alert_that_is_not_there(desk, unit, number):
    assert desk.get(address(reading_of(unit=unit), f"alertas/{number}/")).status_code == 404


def test_whoever_may_only_look_sees_why(client, unit):
    reading = reading_of(unit=unit)
    client.force_login(official("approver", unit))
    assert "Para decidir sobre una lectura hace falta" in said(client.get(address(reading, "alertas/1/")))
    assert client.post(address(reading, "alertas/1/"), choice(reading, 1)).status_code == 403


def test_amounts_are_named_and_corrected_as_they_are_written(desk, unit):
    reading = reading_of(management_draft(findings=[]), unit=unit)
    at = address(reading, "elementos/m1/")
    shown = desk.get(at).content.decode()
    assert "Codificado 2025, USD" in shown
    assert 'value="4884,15"' in shown
    sent = {"d-choice": "correct", "d-seen": 0} | fields(
        **{
            "e-title": "Implementar 21 acciones",
            "e-status": "",
            "e-printed": "",
            "evidence-TOTAL_FORMS": 1,
            "evidence-INITIAL_FORMS": 1,
            "evidence-0-reference": "A1",
            "evidence-0-title": "Situación y antecedentes",
            "targets-TOTAL_FORMS": 1,
            "targets-INITIAL_FORMS": 1,
            "targets-0-name": "Implementar 21 acciones",
            "targets-0-indicator": "Número de actividades",
            "targets-0-unit": "acciones",
            "targets-0-year": "2025",
            "targets-0-programmed": "21",
            "targets-0-executed": "20",
            "targets-0-attainment": "95,24",
            "budget-TOTAL_FORMS": 2,
            "budget-INITIAL_FORMS": 2,
            "budget-0-amount": "5.500,00",
            "budget-1-amount": "4.884,51",
            "results-TOTAL_FORMS": 2,
            "results-INITIAL_FORMS": 2,
            "results-0-text": "Se realizaron 4 reuniones.",
            "results-1-text": "Se ejecutaron 6 simulacros.",
            "expected_means-TOTAL_FORMS": 1,
            "expected_means-INITIAL_FORMS": 1,
            "expected_means-0-text": "Registro de asistencia",
        }
    )
    assert desk.post(at, sent).status_code == 303
    node = Review(again(reading)).nodes["m1"]
    assert (node.corrected, [str(one.amount) for one in node.budget]) == (["budget"], ["5500.00", "4884.51"])
    assert [(one.printed, one.corrected) for one in node.budget] == [(None, False), ("4884.15", True)]
