"""What a secretariat does: calls a session, notes who came, the votes and what was agreed; another person approves it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

BODY = "consejo-consultivo-de-san-jacinto"
NODE = "/planes/paga-2025-2027/C2.H4/"
SEATS = {
    "Dirección de Participación Ciudadana": "Principal",
    "Organizaciones vecinales 1": "Principal",
    "Organizaciones vecinales 2": "Nadie",
    "Academia": "Principal",
    "Sociedad civil": "Nadie",
}


def test_from_the_call_to_the_public_record(city, city_home, browser):
    writer = signed_in(city, city_home, browser, "edicion")
    prepare_and_call(city, writer)
    writer.get_by_role("link", name="Anotar quién vino").click()
    for seat, answer in SEATS.items():
        writer.get_by_role("group", name=seat).get_by_label(answer).check()
    writer.get_by_label("Invitados").fill("12")
    writer.get_by_role("button", name="Anotar la asistencia").click()
    assert "Hay quórum: 3 puestos presentes; hacían falta 3." in text(writer)
    agree(city, writer)
    write_minutes(writer)
    assert "Nadie de fuera lo ve hasta que otra persona apruebe el acta." in text(writer)
    address = writer.get_by_role("link", name="Cómo la ve cualquiera").get_attribute("href")
    visitor = browser.new_context(locale="es-EC").new_page()
    visitor.goto(city + address)
    assert "se instaló con 3 de 5 puestos presentes; hacían falta 3." in text(visitor)
    assert "Rendir cuentas" not in text(visitor)
    approver = signed_in(city, city_home, browser, "aprobacion")
    approver.goto(f"{city}/bandeja/cuerpos/{BODY}/sesiones/2/")
    approver.get_by_role("link", name="Leer y aprobar el acta").click()
    approver.get_by_role("button", name="Aprobar el acta").click()
    assert "Acta aprobada" in text(approver)
    visitor.goto(f"{city}{address}?despues")
    assert "A favor 2, en contra 1, abstenciones 0" in text(visitor)
    assert "Rendir cuentas de los mercados en la feria de enero." in text(visitor)
    visitor.get_by_role("link", name="C2.H4", exact=False).click()
    assert visitor.url.endswith(NODE)


def test_whoever_only_reads_changes_nothing(city, city_home, browser):
    reader = signed_in(city, city_home, browser, "responsable")
    answer = reader.goto(f"{city}/bandeja/cuerpos/")
    assert answer.status == 403


def signed_in(city, city_home, browser, name):
    lines = (city_home / "demo-accounts.txt").read_text("utf-8").splitlines()
    password = next(line.partition(": ")[2] for line in lines if line.startswith("Contraseña"))
    page = browser.new_context(viewport={"width": 1280, "height": 900}, locale="es-EC").new_page()
    page.goto(f"{city}/cuenta/entrar/")
    page.locator("input[type=email]").fill(f"{name}@sanjacinto.example")
    page.locator("input[type=password]").fill(password)
    page.locator("main form").get_by_role("button").first.click()
    page.wait_for_url("**/bandeja/")
    return page


def prepare_and_call(city, page):
    page.goto(f"{city}/bandeja/cuerpos/{BODY}/")
    page.get_by_role("link", name="Preparar una sesión").click()
    page.get_by_label("Día", exact=True).fill(datetime.now(ZoneInfo("America/Guayaquil")).date().isoformat())
    page.get_by_label("Hora").fill("23:59")
    page.get_by_label("Lugar").fill("Casa comunal de Río Claro (ficticia)")
    page.get_by_label("Orden del día").fill("Lectura del acta anterior\nRendición de cuentas de los mercados")
    page.get_by_role("button", name="Guardar").click()
    page.get_by_role("link", name="Convocar").click()
    page.get_by_label("Cargo que convoca").fill("Dirección")
    page.get_by_role("button", name="Convocar la sesión").click()
    assert "se verá en la página pública" in text(page)


def agree(city, page):
    page.get_by_role("link", name="Anotar un acuerdo").click()
    page.get_by_label("Encargo a una organización").check()
    page.get_by_label("Texto").fill("Rendir cuentas de los mercados en la feria de enero.")
    page.get_by_label("Organización responsable").select_option(label="Empresa Municipal de Mercados (ficticia)")
    page.get_by_label("De qué trata").fill(city + NODE)
    page.get_by_role("button", name="Anotar el acuerdo").click()


def write_minutes(page):
    page.get_by_role("link", name="Escribir el acta").first.click()
    first = page.get_by_role("group", name="Lectura del acta anterior")
    first.get_by_label("Qué se trató").fill("Se leyó el acta anterior.")
    second = page.get_by_role("group", name="Rendición de cuentas de los mercados")
    second.get_by_label("Qué se trató").fill("Se discutió dónde rendir cuentas.")
    second.get_by_label("Votación").select_option(label="Votación nominal")
    second.get_by_label("A favor").fill("3")
    second.get_by_label("En contra").fill("1")
    page.get_by_role("button", name="Guardar el acta").click()
    assert "4 votos, y solo había 3 puestos presentes." in text(page)
    page.get_by_role("group", name="Rendición").get_by_label("A favor").fill("2")
    page.get_by_role("button", name="Guardar el acta").click()


def text(page):
    return page.locator("main").inner_text()
