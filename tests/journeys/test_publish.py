"""What who plans does: corrects a name, sees how it would look, publishes it under an act, and takes it back by another."""

from __future__ import annotations

import pytest

from tests.journeys.officials import looks_well, sign_in

PLAN = "paga-2025-2027"
OLD, NEW = "Mapa de organizaciones vecinales", "Mapa de las organizaciones vecinales"


@pytest.fixture
def planner(city, city_home, page):
    """The desk of who plans in the fictitious canton."""
    return sign_in(page, city, city_home, "planificacion", "/bandeja/planes/")


def rename(page, city, name: str) -> None:
    """Gives the milestone another name, in a draft."""
    page.goto(f"{city}/bandeja/planes/{PLAN}/C1.H1/")
    page.get_by_label("Nombre", exact=True).fill(name)
    page.get_by_role("button", name="Guardar en mi borrador").click()
    page.get_by_text("nada es público hasta que se publique").wait_for()
    page.get_by_role("link", name="Ver mis cambios").click()


def publish(page, title: str, number: str) -> None:
    """Sends the draft and publishes it under an act."""
    page.get_by_label("Título de los cambios").fill(title)
    page.get_by_label("Título de los cambios").press("Enter")
    page.get_by_text("Guardado en tu borrador").wait_for()
    page.get_by_role("button", name="Enviar a publicar", exact=True).click()
    page.get_by_text("Elige el acto que los aprueba.").first.wait_for()
    looks_well(page)
    page.get_by_label("Acto que los aprueba").select_option("session")
    page.get_by_label("Número del acto").fill(number)
    page.get_by_label("Fecha del acto").fill("2026-05-14")
    page.get_by_label("Número del acta de compromiso").fill(f"AC-{number}")
    page.get_by_role("button", name="Enviar a publicar").click()
    page.get_by_text("Enviados.").wait_for()
    looks_well(page)
    page.get_by_role("button", name="Publicar como edición").click()
    page.wait_for_url(f"**/planes/{PLAN}/ediciones/*/")


def title_of(page, address: str) -> str:
    page.goto(address)
    return page.get_by_role("heading", level=1).inner_text().replace("\n", " ")


def test_from_a_correction_to_its_edition_and_back(city, planner, browser):
    public = f"{city}/planes/{PLAN}/C1.H1/"
    neighbour = browser.new_context(locale="es-EC").new_page()
    looks_well(planner)
    rename(planner, city, NEW)
    looks_well(planner)
    planner.get_by_role("button", name="Vista previa de la página pública").click()
    assert planner.get_by_text("Vista previa, no publicada:").is_visible()
    assert planner.get_by_text(NEW).first.is_visible()
    looks_well(planner)
    assert title_of(neighbour, public) == OLD
    planner.get_by_role("link", name="Volver a los cambios").click()

    publish(planner, "Corrige el nombre del mapa", "004-2026")
    edition = planner.locator("main").inner_text()
    assert "Un cambio respecto de la edición 1." in edition
    assert (OLD in edition, "Acta de sesión 004-2026" in edition) == (True, True)
    looks_well(planner)
    assert title_of(neighbour, f"{public}?vista=nueva") == NEW
    neighbour.get_by_role("link", name="La historia entera, campo por campo").click()
    assert "Acta de sesión 004-2026" in neighbour.locator("main").inner_text()
    looks_well(neighbour)
    neighbour.goto(f"{city}/planes/{PLAN}/")
    neighbour.get_by_role("link", name="Ediciones y lo que cambió en cada una").click()
    looks_well(neighbour)

    rename(planner, city, OLD)
    publish(planner, "Vuelve al nombre impreso", "005-2026")
    assert "Un cambio respecto de la edición 2." in planner.locator("main").inner_text()
    assert title_of(neighbour, f"{public}?vista=otra") == OLD
    neighbour.context.close()
