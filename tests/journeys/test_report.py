"""What a responsible official does, on a phone without scripts: from the notice to the sent report; and what becomes of it."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.factories.roles import day

PLAN = "paga-2025-2027"
WIDTHS = (390, 1280)
PASSWORD = re.compile(r"Contraseña: (\S+)")
NODE = "C3.H5"


@pytest.fixture
def desk(city, city_home, browser: Browser):
    """The desk of an official of the fictitious canton, with scripts or without."""
    opened = []
    password = PASSWORD.search((city_home / "demo-accounts.txt").read_text("utf-8"))[1]

    def enter(who: str, *, scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": 390, "height": 844}, locale="es-EC", java_script_enabled=scripts
        )
        opened.append(context)
        page = context.new_page()
        page.goto(f"{city}/cuenta/entrar/?next=/bandeja/")
        page.locator("input[name=login]").fill(f"{who}@sanjacinto.example")
        page.locator("input[name=password]").fill(password)
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url("**/bandeja/")
        return page

    yield enter
    for context in opened:
        context.close()


def looks_well(page: Page) -> None:
    """The page breaks no rule of accessibility, and no part of it leaves the screen."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page).response["violations"]
        assert [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in found] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def open_cycle(planner: Page, city: str) -> None:
    """Prepares and opens a cycle that tells of the last month and is due in a week."""
    planner.goto(f"{city}/bandeja/seguimiento/")
    looks_well(planner)
    planner.get_by_role("link", name="Preparar un ciclo").first.click()
    planner.get_by_label("Nombre").fill("Noviembre de 2026")
    planner.get_by_label("Informa desde").fill(str(day(-30)))
    planner.get_by_label("Hasta").fill(str(day(-1)))
    planner.get_by_label("Plazo para enviar").fill(str(day(7)))
    looks_well(planner)
    planner.get_by_role("button", name="Preparar").click()
    planner.get_by_text("En preparación: pedirá 22 reportes.").wait_for()
    looks_well(planner)
    planner.get_by_role("button", name="Abrir el ciclo y avisar").click()
    planner.get_by_text("Se pidieron 22 reportes").wait_for()
    looks_well(planner)


def write_by_keyboard(page: Page) -> None:
    """Fills the report with keys alone and saves it."""
    page.get_by_label("En marcha").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("40")
    page.keyboard.press("Tab")
    page.keyboard.type("Se hicieron dos recorridos con vecinas y vecinos de la obra.")
    page.get_by_role("button", name="Guardar el borrador").focus()
    page.keyboard.press("Enter")


def decide(page: Page, address: str, button: str, comment: str = "") -> None:
    """Reads the report on its page and decides."""
    page.goto(address)
    looks_well(page)
    page.get_by_label("Comentarios").fill(comment)
    page.get_by_role("button", name=button).click()


def test_from_the_notice_to_the_public_page(city, desk, page):
    open_cycle(desk("planificacion"), city)
    seen, responsible = desk("responsable"), desk("responsable", scripts=False)
    seen.goto(f"{city}/bandeja/avisos/")
    looks_well(seen)
    responsible.get_by_role("link", name="Avisos (1)").click()
    responsible.get_by_role("link", name="Te piden 5 reportes").click()
    responsible.get_by_role("link", name=f"{NODE} ·").click()
    address = responsible.url
    responsible.get_by_role("button", name="Enviar el reporte").click()
    responsible.get_by_text("Corrige 2 datos para continuar.").wait_for()
    seen.goto(address)
    looks_well(seen)
    write_by_keyboard(responsible)
    responsible.get_by_text("Guardado. Nadie más lo ve").wait_for()
    responsible.get_by_label("Qué se logró").fill("Recorridos vecinales")
    responsible.get_by_label("Cantidad").fill("2")
    responsible.get_by_label("Unidad").fill("recorridos")
    responsible.get_by_label("Qué se cuenta").select_option("event")
    responsible.get_by_role("button", name="Agregar otro resultado").click()
    responsible.get_by_text("Resultado 2").wait_for()
    responsible.get_by_role("button", name="Enviar el reporte").click()
    responsible.get_by_text("Te avisaremos si te lo devuelven").wait_for()

    reviewer, approver = desk("revision"), desk("aprobacion")
    decide(reviewer, address, "Devolver con comentarios", "Falta decir en qué barrios.")
    responsible.goto(f"{city}/bandeja/")
    responsible.get_by_text(f"Corrige tu reporte de {NODE}").wait_for()
    responsible.goto(address)
    responsible.get_by_text("Falta decir en qué barrios.").wait_for()
    responsible.get_by_label("¿Qué se hizo?").fill("Se hicieron dos recorridos, en Río Claro y en El Mirador.")
    responsible.get_by_role("button", name="Enviar el reporte").click()

    assert page.goto(f"{city}/planes/{PLAN}/{NODE}/reportes/1/?antes").status == 404
    decide(reviewer, address, "Revisado: pasarlo a aprobación")
    decide(approver, address, "Aprobar y publicar")
    page.goto(f"{city}/planes/{PLAN}/{NODE}/?vista=reporte")
    page.get_by_role("link", name="Noviembre de 2026").click()
    assert "Avance físico: 40" in page.locator("main").inner_text()
    assert "Río Claro" in page.locator("main").inner_text()
    assert "Coordinación de seguimiento, Dirección de Planificación (ficticia)" in page.locator("main").inner_text()
    looks_well(page)
    page.get_by_role("link", name="Noviembre de 2026").click()
    page.get_by_text("Se pidieron 22 reportes; se envió uno.").wait_for()
    looks_well(page)
