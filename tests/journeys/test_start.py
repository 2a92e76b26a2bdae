"""Who plans starts a plan, prepares it out of sight, sees how it would look, and drops it: nothing is left of it."""

from __future__ import annotations

import pytest

from tests.journeys.officials import looks_well, sign_in

TITLE = "Plan de Mercados de San Jacinto 2027–2029"


@pytest.fixture
def planner(city, city_home, page):
    """The desk of who plans in the fictitious canton."""
    return sign_in(page, city, city_home, "planificacion", "/bandeja/planes/")


def test_a_plan_is_prepared_out_of_sight(city, planner, browser):
    neighbour = browser.new_context(locale="es-EC").new_page()
    planner.get_by_role("link", name="Empezar un plan").click()
    looks_well(planner)
    planner.get_by_label("Título", exact=True).fill(TITLE)
    planner.get_by_label("Tipo de plan").select_option("strategy")
    planner.get_by_label("Primer año").fill("2027")
    planner.get_by_label("Último año").fill("2029")
    planner.get_by_label("Institución que lo publica").fill("Municipio de San Jacinto")
    planner.get_by_role("button", name="Empezar el plan").click()
    planner.wait_for_url("**/niveles/")
    looks_well(planner)
    planner.get_by_label("Nombre del nivel").first.fill("Eje")
    planner.get_by_role("button", name="Guardar en mi borrador").click()
    planner.get_by_text("En preparación.").wait_for()
    looks_well(planner)
    address = planner.url
    for name in ("Ferias", "Bodegas"):
        planner.goto(f"{address}nuevo/")
        planner.get_by_label("Nombre", exact=True).fill(name)
        planner.get_by_role("button", name="Guardar en mi borrador").click()
        planner.wait_for_url(address)
    planner.goto(f"{address}nuevo-2/mover/")
    looks_well(planner)
    planner.get_by_role("button", name="Subir").press("Enter")
    planner.get_by_text("Es el 1 de 2 en lo más alto del plan.").wait_for()
    planner.goto(address)
    planner.get_by_role("link", name="Ver mis cambios").click()
    looks_well(planner)
    planner.get_by_role("button", name="Vista previa de la página pública").click()
    planner.get_by_text("Vista previa, no publicada:").wait_for()
    told = planner.locator("main").inner_text()
    assert told.index("Bodegas") < told.index("Ferias")
    looks_well(planner)

    slug = address.rstrip("/").rpartition("/")[2]
    assert neighbour.goto(f"{city}/planes/{slug}/").status == 404
    assert TITLE not in neighbour.goto(f"{city}/planes/?vista=otra").text()

    planner.goto(address)
    planner.get_by_text("Quiero retirarlo").click()
    planner.get_by_role("button", name="Retirar este plan").click()
    planner.get_by_text("nunca fue público y su dirección queda libre").wait_for()
    assert planner.goto(address).status == 404
    neighbour.context.close()
