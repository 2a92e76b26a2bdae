"""The pages of readings: who sees them, their list, handing in, and what each state says."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from django.urls import reverse

from minga.foundation.organizations.rules import SYSTEM
from minga.publishing.intake.actions import decide_element
from minga.publishing.intake.models import Decision, Reading
from tests.factories.drafts import milestone, open_government_draft
from tests.factories.readings import (
    again,
    canton,
    decide,
    hand_in,
    planner,
    reading_of,
    report,
    upload,
)
from tests.factories.roles import account, official
from tests.pages import said
from tests.publishing.intake.review.sending import LIST, address, choice

pytestmark = pytest.mark.django_db
BELOW = (
    "",
    "alertas/1/",
    "elementos/",
    "elementos/h1/",
    "documento/",
    "coincidencias/",
    "diferencias/",
    "descartar/",
    "fuente/",
)
"""Every page of a reading in review."""


@pytest.mark.parametrize("below", BELOW)
def test_a_page_is_for_those_who_may_see_the_reading(client, desk, unit, below):
    reading = reading_of(unit=unit)
    assert desk.get(address(reading, below)).status_code == 200
    client.force_login(planner(canton(slug="otro")))
    assert client.get(address(reading, below)).status_code == 404
    client.force_login(account())
    assert client.get(address(reading, below)).status_code == 403
    client.logout()
    assert client.get(address(reading, below)).status_code == 302


@pytest.mark.parametrize(
    "below",
    ["leer/", "descartar/", "alertas/1/", "elementos/h1/", "documento/", "coincidencias/", "aplicar/", "deshacer/"],
)
def test_a_forged_form_reaches_no_reading_of_others(client, unit, below):
    reading = reading_of(unit=unit)
    client.force_login(planner(canton(slug="otro")))
    answer = client.post(address(reading, below), {"version": reading.version, "reason": "x", **choice(reading, 1)})
    assert answer.status_code == 404
    assert (again(reading).version, Decision.objects.count()) == (reading.version, 0)


@pytest.mark.parametrize("below", BELOW)
def test_an_identifier_that_is_nobody_s(desk, below):
    assert desk.get(f"{LIST}{uuid.uuid4()}/{below}").status_code == 404


@pytest.mark.parametrize("state", list(Reading.State))
def test_a_reading_in_each_state_has_its_page(desk, unit, state):
    reading = decide(hand_in(unit=unit))
    if state == "applied":
        desk.post(address(reading, "aplicar/"), {"version": reading.version})
    else:
        Reading.objects.update(state=state, closed_at=reading.read_at, reason="Sobra", failure="Está dañado.")
    assert desk.get(address(reading)).status_code == 200


def test_the_list_shows_one_s_own_and_takes_the_same_queries_for_one_and_three(desk, unit, django_assert_num_queries):
    reading_of(unit=canton(slug="otro"), file_name="ajeno.txt")
    for number in (1, 2, 3):
        reading_of(open_government_draft(date=f"2025-0{number}"), unit=unit, title=f"Informe {number}")
        with django_assert_num_queries(12):
            shown = said(desk.get(LIST))
        assert (f"Informe {number}" in shown, "ajeno.txt" in shown) == (True, False)


def test_the_list_is_filtered_by_state(desk, unit):
    reading_of(unit=unit, title="Por revisar uno")
    reading_of(open_government_draft(date="2024"), unit=unit, state="failed", title="Fallido")
    shown = said(desk.get(LIST, {"estado": "failed"}))
    assert ("Fallido" in shown, "Por revisar uno" in shown) == (True, False)
    assert "Por revisar uno" in said(desk.get(LIST, {"estado": "<script>"}))


def test_an_empty_list_says_what_will_appear(desk):
    assert "Todavía no hay lecturas" in said(desk.get(LIST))


def test_a_document_is_handed_in(desk, unit):
    answer = desk.post(f"{LIST}nueva/", {"desk": unit.slug, "file": upload()})
    reading = Reading.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, reading.get_absolute_url())
    shown = said(desk.get(answer["Location"]))
    assert "Se leyeron 1 compromiso y 4 hitos. Falta decidir 1 alerta de 1." in shown


def test_only_units_in_which_one_may_hand_in_are_offered(desk, unit):
    other = canton(slug="otro")
    assert f'value="{unit.slug}"' in desk.get(f"{LIST}nueva/").content.decode()
    answer = desk.post(f"{LIST}nueva/", {"desk": other.slug, "file": upload()})
    assert (answer.status_code, Reading.objects.count()) == (422, 0)


def test_someone_of_the_whole_city_hands_in_for_any_unit(client, unit):
    client.force_login(official("planner"))
    shown = client.get(f"{LIST}nueva/").content.decode()
    assert f'value="{unit.slug}"' in shown


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (upload(b"", "vacio.txt"), "El archivo está vacío"),
        (upload(b"MZ\x90\x00", "programa.exe"), "Expórtalo a uno de esos formatos"),
        (upload(b"%PDF-1.7", "informe.txt"), "su contenido es PDF"),
        (None, "Elige el archivo"),
    ],
)
def test_a_wrong_file_is_refused_on_the_same_page(desk, unit, sent, words):
    data = {"desk": unit.slug} | ({"file": sent} if sent else {})
    answer = desk.post(f"{LIST}nueva/", data)
    assert (answer.status_code, words in said(answer), Reading.objects.count()) == (422, True, 0)


@pytest.mark.parametrize("size", [1, 6])
def test_a_file_that_is_too_large_is_stopped_before_it_is_taken_in(desk, unit, settings, monkeypatch, size):
    monkeypatch.setenv("MINGA_READ_SIZE_MB", "1")
    settings.MINGA_LARGEST_UPLOAD = 1024 * 1024
    answer = desk.post(f"{LIST}nueva/", {"desk": unit.slug, "file": upload(b"a" * (size * 1024 * 1024 + 100_000))})
    assert (answer.status_code, "pesa más de 1 MB" in said(answer)) == (413, True)
    assert Reading.objects.count() == 0


def test_a_file_that_stands_already_leads_to_where_it_is(desk, unit):
    first = hand_in(unit=unit)
    answer = desk.post(f"{LIST}nueva/", {"desk": unit.slug, "file": upload()})
    assert answer.status_code == 422
    assert first.get_absolute_url() in answer.content.decode()


def test_the_whole_source_page_by_page(desk, unit):
    reading = reading_of(unit=unit)
    assert "Texto de la línea 40" in said(desk.get(address(reading, "fuente/?desde=30")))
    assert "No hay texto en este lugar" in said(desk.get(address(reading, "fuente/?desde=9999")))
    assert desk.get(address(reading, "fuente/?desde=99999999999999999999")).status_code == 200


def test_a_failed_reading_says_why_and_may_be_read_again(desk, unit):
    reading = hand_in(b"PK\x03\x04 damaged", unit=unit, name="informe.docx")
    assert "vuelve a descargarlo" in said(desk.get(address(reading)))
    assert desk.post(address(reading, "leer/"), {"version": reading.version}).status_code == 303
    assert desk.post(address(reading, "leer/"), {"version": reading.version}).status_code == 409


def test_many_alerts_come_page_by_page(desk, unit):
    findings = [replace(open_government_draft().findings[0], message=f"Alerta {number}.") for number in range(150)]
    reading = reading_of(open_government_draft(findings=findings), unit=unit)
    shown = [said(desk.get(address(reading), {"pagina": number})) for number in (1, 2)]
    assert [("Alerta 0." in page, "Alerta 149." in page) for page in shown] == [(True, False), (False, True)]
    assert "Faltan por decidir 150 alertas de 150." in shown[0]


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ({}, ["C1", "C1.H1", "C1.H2"]),
        ({"q": "FERIA"}, ["C1.H2"]),
        ({"q": "c1.h1"}, ["C1.H1"]),
        ({"q": "mercado"}, ["C1"]),
        ({"q": "nada"}, []),
        ({"ver": "por-decidir"}, ["C1.H1"]),
        ({"ver": "corregidos"}, ["C1"]),
        ({"ver": "fuera"}, ["C1.H2"]),
        ({"ver": "<script>"}, ["C1", "C1.H1", "C1.H2"]),
        ({"q": "\x00"}, ["C1", "C1.H1", "C1.H2"]),
    ],
)
def test_elements_are_found_by_words_and_by_how_they_are_reviewed(desk, unit, asked, codes):
    reading = reading_of(unit=unit)
    decide_element(again(reading), "c1", choice="correct", said={"title": "Abrir datos del mercado"}, seen=0, by=SYSTEM)
    decide_element(again(reading), "h2", choice="leave-out", reason="Sobra", seen=0, by=SYSTEM)
    answer = desk.get(address(reading, "elementos/"), asked)
    assert [one.read.code for one in answer.context["page"].object_list] == codes
    assert ("Ningún elemento responde" in said(answer)) == (not codes)


def test_many_elements_come_in_pages_that_keep_what_was_asked(desk, unit):
    many = [milestone(number, f"Feria número {number}") for number in range(1, 151)]
    reading = reading_of(open_government_draft(*many, findings=[]), unit=unit)
    shown = desk.get(address(reading, "elementos/"), {"q": "feria"}).content.decode()
    assert shown.count("<tr id=") == 100
    assert "?q=feria&amp;pagina=2" in shown


def test_an_alert_that_asks_for_no_decision_says_so(desk, unit):
    notice = replace(open_government_draft().findings[0], severity="info")
    reading = reading_of(open_government_draft(findings=[notice, *open_government_draft().findings]), unit=unit)
    words = "no hace falta decidir nada"
    pages = [said(desk.get(address(reading, f"alertas/{number}/"))) for number in (1, 2)]
    assert [words in page for page in pages] == [True, False]
    assert "1 alerta por decidir" in pages[0]


def test_the_list_of_alerts_names_an_element_by_its_title_too(desk, unit):
    reading = reading_of(unit=unit)
    for below in ("", "alertas/1/"):
        assert "C1.H1 Inventario de puestos" in said(desk.get(address(reading, below)))


def test_a_title_that_the_alert_quotes_is_not_said_beside_it(desk, unit):
    quoting = replace(open_government_draft().findings[0], message="«Inventario de puestos» consta sin verificable.")
    shown = said(desk.get(address(reading_of(open_government_draft(findings=[quoting]), unit=unit))))
    assert shown.count("Inventario de puestos") == 1


def test_alerts_are_told_in_the_reader_s_language(desk, unit):
    cited = "Se cita «Anexo 9» y no consta en la lista de anexos."
    draft = open_government_draft(findings=[replace(open_government_draft().findings[0], message=cited)])
    reading = reading_of(draft, unit=unit)
    for below in ("", "alertas/1/"):
        assert cited in said(desk.get(address(reading, below)))
        assert '<span lang="es">Anexo 9</span>' in desk.get("/en" + address(reading, below)).content.decode()


@pytest.mark.parametrize("state", ["queued", "reading"])
def test_the_progress_is_told_without_scripts(desk, unit, state):
    reading = hand_in(unit=unit)
    Reading.objects.update(state=state, stage="parsed", taken_up_at=reading.read_at)
    shown = desk.get(address(reading)).content.decode()
    assert "Actualizar" in shown
    assert 'role="status"' in shown
    assert "intake/progress.js" in shown


def test_nothing_of_it_is_public(client, desk, unit):
    reading = decide(hand_in(unit=unit, content=report(month="MAYO")))
    answer = desk.get(address(reading, "fuente/"))
    assert set(answer["Cache-Control"].split(", ")) == {"private", "no-cache"}
    client.logout()
    for page in ("/", "/fuentes/", "/planes/", "/datos/"):
        assert "San Jacinto 2025-2027" not in said(client.get(page))


def test_the_english_pages_are_there(desk, unit):
    reading = reading_of(unit=unit)
    for below in BELOW:
        assert desk.get("/en" + address(reading, below)).status_code == 200
    assert reverse("intake:readings") == LIST
