"""What an official does with a document: hands it in, decides beside its text, applies it, sees it, and undoes it."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from minga.demo.documents import FICTITIOUS
from tests.journeys.conftest import PATIENCE

READINGS = "/bandeja/lecturas/"
PLANNER = "planificacion@sanjacinto.example"
UNIT = "Dirección de Planificación (ficticia)"
REPORT = next(FICTITIOUS.glob("*.txt")).read_text("utf-8")


RENAMED = "Veeduría de contratos en marcha"


def report(month: str, name: str = RENAMED) -> bytes:
    """The canton's report of another month: one milestone has another name, and one an asterisk without a note."""
    changed = REPORT.replace("JULIO 2026", f"{month} 2026").replace(
        "Recorridos vecinales de obra\tPendiente\t", f"{name}\tCumplido*\tAnexo 3.3 Acta"
    )
    return changed.encode()


@pytest.fixture
def official(city, city_home, page):
    """A page of somebody who plans for the fictitious canton."""
    sign_in(page, city, city_home)
    return page


def sign_in(page, city, home):
    accounts = (home / "demo-accounts.txt").read_text("utf-8")
    page.goto(f"{city}/cuenta/entrar/")
    page.locator("input[name=login]").fill(PLANNER)
    page.locator("input[name=password]").fill(re.search(r"^Contraseña: (\S+)$", accounts, re.MULTILINE)[1])
    page.locator("main form button").first.click()
    page.wait_for_url("**/bandeja/")


def hand_in(page, city, month, name=RENAMED):
    """Hands a report in and waits until it is read; the address of the reading."""
    page.goto(f"{city}{READINGS}nueva/")
    page.get_by_label("¿Para qué dependencia lo entregas?").select_option(label=UNIT)
    file = {"name": f"informe-{month.lower()}.txt", "mimeType": "text/plain", "buffer": report(month, name)}
    page.get_by_label("Documento").set_input_files(file)
    page.get_by_role("button", name="Entregar y leer").click()
    page.get_by_role("link", name="Empezar la revisión").wait_for(timeout=PATIENCE * 1000)
    return page.url


def is_clean(page):
    """Whether the page fits and offends no rule of accessibility."""
    found = Axe().run(page).response["violations"]
    assert [f"{item['id']}: {node['html'][:160]}" for item in found for node in item["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def keep(page):
    page.locator("input[value=keep]").check()
    page.get_by_role("button", name="Guardar y seguir").click()


def discard(page, city, reading):
    page.goto(f"{reading}descartar/")
    page.get_by_label("¿Por qué se descarta?").fill("Era una prueba")
    page.get_by_role("button", name="Descartarla").click()
    page.wait_for_url(f"{city}{READINGS}")


def test_from_the_file_to_the_public_page_and_back(city, official):
    page = official
    reading = hand_in(page, city, "OCTUBRE")
    assert "Faltan por decidir" in page.locator("main .sentence").first.inner_text()
    is_clean(page)

    page.get_by_role("link", name="Empezar la revisión").click()
    is_clean(page)
    page.get_by_label("Nombre").fill("Un tablero de avance en cada obra en marcha")
    page.get_by_label("Lo que veo es distinto").check()
    page.get_by_role("button", name="Guardar y seguir").click()
    while page.get_by_role("button", name="Guardar y seguir").count():
        is_clean(page)
        keep(page)

    page.get_by_role("link", name="Responder las coincidencias").click()
    is_clean(page)
    page.get_by_label("Es uno nuevo").check()
    page.get_by_role("button", name="Guardar las respuestas").click()
    page.get_by_role("button", name="Ver las diferencias y aplicar").click()
    is_clean(page)
    assert "Un tablero de avance en cada obra en marcha" in page.locator("main").inner_text()
    page.get_by_role("button", name="Aplicar la lectura").click()
    page.get_by_role("link", name="Ver el documento en la página pública").wait_for()
    is_clean(page)

    page.goto(f"{city}/planes/paga-2025-2027/C3.H3/")
    shown = page.locator("main").inner_text()
    assert "Un tablero de avance en cada obra en marcha" in shown
    assert "lo corrigió quien revisó la lectura" in shown
    page.goto(f"{city}/planes/paga-2025-2027/C3.H6/")
    assert "Veeduría de contratos en marcha" in page.locator("main").inner_text()

    page.goto(reading)
    page.get_by_role("link", name="Deshacer esta carga").click()
    is_clean(page)
    page.get_by_role("button", name="Deshacerla").click()
    assert "se deshizo" in page.locator("main").inner_text()
    page.goto(f"{city}/planes/paga-2025-2027/C3.H3/")
    assert "en cada obra en marcha" not in page.locator("main .lead").inner_text()


def test_on_a_phone(city, official):
    page = official
    page.set_viewport_size({"width": 390, "height": 844})
    reading = hand_in(page, city, "NOVIEMBRE")
    for below in ("", "alertas/1/", "elementos/", "elementos/c1.h1/", "documento/", "coincidencias/", "diferencias/"):
        page.goto(reading + below)
        is_clean(page)
    page.goto(f"{reading}alertas/1/")
    page.get_by_label("Dejarlo fuera, con motivo").check()
    page.get_by_label("Motivo para dejarlo fuera").fill("Pertenece a otro informe")
    page.get_by_role("button", name="Guardar y seguir").click()
    page.goto(reading)
    assert "Fuera: Pertenece a otro informe" in page.locator("main").inner_text()
    discard(page, city, reading)


def test_with_the_keyboard_alone(city, official):
    page = official
    reading = hand_in(page, city, "AGOSTO")
    page.goto(f"{reading}alertas/1/")
    page.get_by_label("Guardar como está impreso").focus()
    page.keyboard.press("ArrowDown")
    assert page.get_by_label("Lo que veo es distinto").is_checked()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Guardar y seguir"
    page.keyboard.press("Enter")
    page.wait_for_url(f"{reading}alertas/2/")
    discard(page, city, reading)


def test_without_scripts(city, city_home, browser):
    context = browser.new_context(java_script_enabled=False, locale="es-EC")
    page = context.new_page()
    sign_in(page, city, city_home)
    page.goto(f"{city}{READINGS}nueva/")
    page.get_by_label("¿Para qué dependencia lo entregas?").select_option(label=UNIT)
    file = {"name": "informe.txt", "mimeType": "text/plain", "buffer": report("SEPTIEMBRE")}
    page.get_by_label("Documento").set_input_files(file)
    page.get_by_role("button", name="Entregar y leer").click()
    for _ in range(PATIENCE):
        if page.get_by_role("link", name="Empezar la revisión").count():
            break
        page.get_by_role("link", name="Actualizar").click()
        page.wait_for_timeout(500)
    reading = page.url
    page.get_by_role("link", name="Empezar la revisión").click()
    keep(page)
    assert "Decisión guardada" in page.locator("main").inner_text()
    discard(page, city, reading)
    context.close()


def test_a_document_that_cannot_be_read_says_why(city, official):
    page = official
    page.goto(f"{city}{READINGS}nueva/")
    page.get_by_label("¿Para qué dependencia lo entregas?").select_option(label=UNIT)
    file = {"name": "matriz.xlsx", "mimeType": "application/zip", "buffer": b"PK\x03\x04 no es un libro"}
    page.get_by_label("Documento").set_input_files(file)
    page.get_by_role("button", name="Entregar y leer").click()
    page.get_by_role("button", name="Leer de nuevo").wait_for(timeout=PATIENCE * 1000)
    is_clean(page)
    assert "El archivo está dañado" in page.locator("main").inner_text()
    discard(page, city, page.url)
