"""What a neighbour does: finds a promise, reads what was declared, and checks where it is printed."""

from __future__ import annotations

import csv
import io


def test_from_the_home_page_to_the_line_of_the_document(city, page):
    page.goto(city)
    page.get_by_role("searchbox").first.fill("bolsa de empleo")
    page.get_by_role("button", name="Buscar").first.click()
    page.get_by_role("link", name="Cocrear un programa", exact=False).first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Compromiso 2"
    assert page.locator("main blockquote").first.inner_text().startswith("«Cocrear un programa")
    page.get_by_role("link", name="Rendición de cuentas del compromiso", exact=False).first.click()
    page.get_by_text("¿De dónde sale?", exact=False).first.click()
    assert "línea 161" in page.locator("main").inner_text()


def test_every_mark_of_a_plan_is_reached_with_the_keyboard(city, page):
    page.goto(f"{city}/planes/paga-2/")
    marks = page.locator(".matrix td a")
    assert marks.count() == 22
    marks.first.focus()
    for number in range(1, 22):
        page.keyboard.press("Tab")
        assert marks.nth(number).evaluate("mark => mark === document.activeElement")
    page.keyboard.press("Enter")
    page.wait_for_url("**/planes/paga-2/C5.H7/")


def test_a_filtered_list_and_its_download_say_the_same(city, page):
    page.goto(f"{city}/planes/paga-2/?estado=pendiente")
    shown = page.locator(".tbl tbody tr").count()
    rows = page.request.get(f"{city}/planes/paga-2.csv?estado=pendiente").text()
    assert shown == 3
    assert len(list(csv.DictReader(io.StringIO(rows)))) == shown


def test_the_same_page_in_english(city, page):
    page.goto(f"{city}/planes/paga-2/")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/planes/paga-2/")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.get_by_text("Where does this come from?").first.is_visible()


def test_the_parish_in_two_taps(city, page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(city)
    page.get_by_role("link", name="Calderón", exact=False).first.click()
    assert "Calderón" in page.get_by_role("heading", level=1).inner_text()
