"""What a person does with their account, from making it to erasing it, with a phone's key and without scripts."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe

EMAIL, PASSWORD = "vecina@ejemplo.ec", "cuatro llamas en el páramo"
WIDTHS = (390, 1280)
KEY_OF_A_PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def door(city):
    """The city's address under a name: browsers give no key to a number."""
    return city.replace("127.0.0.1", "localhost")


def mailed_code(home):
    newest = max((home / "mail").iterdir(), key=lambda path: path.stat().st_mtime_ns)
    return re.search(r"^\d{4}-\d{4}$", newest.read_text(), re.MULTILINE).group()


def shown(secret, steps=0):
    """What an application of codes shows (RFC 6238)."""
    counter = int(time.time()) // 30 + steps
    digest = hmac.new(base64.b32decode(secret), counter.to_bytes(8, "big"), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 10**6:06}"


def looks_well(page):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page).response["violations"]
        assert [f"{item['id']}: {node['html'][:160]}" for item in found for node in item["nodes"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def press(page, name):
    page.locator("main").get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def heading(page):
    return page.get_by_role("heading", level=1).inner_text()


def make_account(page, door, home):
    page.goto(f"{door}/cuenta/entrar/")
    looks_well(page)
    page.get_by_role("link", name="Crear una cuenta").click()
    looks_well(page)
    page.get_by_label("Correo electrónico").fill(EMAIL)
    page.get_by_label("Contraseña").fill(PASSWORD)
    press(page, "Crear la cuenta")
    assert heading(page) == "Confirma tu correo"
    looks_well(page)
    page.get_by_label("Código").fill(mailed_code(home))
    press(page, "Confirmar")
    page.wait_for_url("**/bandeja/")


def activate_codes(page):
    """Activates an application of codes, and returns its secret."""
    page.get_by_role("link", name="Mi cuenta").click()
    looks_well(page)
    page.get_by_role("link", name="Activar un segundo paso").click()
    looks_well(page)
    page.get_by_role("link", name="Activar una aplicación").click()
    confirm(page)
    looks_well(page)
    secret = page.locator("main b.num").inner_text()
    page.get_by_label("Código que muestra la aplicación").fill(shown(secret, -1))
    press(page, "Activar")
    assert heading(page) == "Tus códigos de respaldo"
    assert page.locator("main ol.num li").count() == 10
    looks_well(page)
    return secret


def confirm(page):
    assert heading(page) == "Confirma que eres tú"
    looks_well(page)
    page.get_by_label("Contraseña").fill(PASSWORD)
    press(page, "Continuar")


def add_key(page, door):
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY_OF_A_PHONE})
    page.goto(f"{door}/cuenta/segundo-factor/llaves/agregar/")
    looks_well(page)
    page.get_by_label("Nombre de la llave").fill("mi teléfono")
    page.get_by_role("button", name="Agregar").click()
    page.wait_for_url(f"{door}/cuenta/segundo-factor/")
    assert page.get_by_text("«mi teléfono»").is_visible()
    page.goto(f"{door}/cuenta/segundo-factor/llaves/")
    looks_well(page)


def sign_in(page, door, code=""):
    page.goto(f"{door}/cuenta/entrar/")
    page.get_by_label("Correo electrónico").fill(EMAIL)
    page.get_by_label("Contraseña").fill(PASSWORD)
    press(page, "Entrar")
    if code:
        assert heading(page) == "Un paso más"
        page.get_by_label("Código").fill(code)
        press(page, "Entrar")


def sign_out(page, door):
    page.goto(door)
    page.get_by_role("link", name="Salir").click()
    looks_well(page)
    press(page, "Salir")
    assert heading(page) == "Saliste de tu cuenta"
    assert "sessionid" not in [cookie["name"] for cookie in page.context.cookies()]


def sign_in_with_key(page, door):
    page.goto(f"{door}/cuenta/entrar/?next=/cuenta/")
    page.get_by_role("button", name="Entrar con una llave de acceso").click()
    page.wait_for_url(f"{door}/cuenta/")


def close_the_other_session(page, other, door):
    assert other.goto(f"{door}/cuenta/").url == f"{door}/cuenta/"
    page.goto(f"{door}/cuenta/sesiones/")
    looks_well(page)
    page.get_by_role("button", name="Cerrar", exact=False).first.click()
    assert page.get_by_text("Cerraste esa sesión.").is_visible()
    assert other.goto(f"{door}/cuenta/").url == f"{door}/cuenta/entrar/?next=/cuenta/"


def take_data(page, door):
    page.goto(f"{door}/cuenta/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Descargar mis datos").click()
    assert download.value.suggested_filename == "mis-datos.json"
    return json.loads(download.value.path().read_text())


def erase(page):
    page.get_by_role("link", name="Borrar mi cuenta").click()
    looks_well(page)
    page.get_by_label("Entiendo que no se puede deshacer").check()
    press(page, "Borrar mi cuenta")
    confirm(page)
    assert heading(page) == "Tu cuenta quedó borrada"
    looks_well(page)


def test_from_making_an_account_to_erasing_it(door, city_home, browser, page):
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    make_account(page, door, city_home)
    secret = activate_codes(page)
    add_key(page, door)
    sign_out(page, door)
    sign_in(page, door, shown(secret))
    page.wait_for_url("**/bandeja/")
    sign_out(page, door)
    sign_in_with_key(page, door)

    library = browser.new_context(locale="es-EC", java_script_enabled=False)
    elsewhere = library.new_page()
    sign_in(elsewhere, door, shown(secret, 1))
    close_the_other_session(page, elsewhere, door)
    library.close()

    kept = take_data(page, door)
    assert kept["cuenta"]["correo"] == EMAIL
    assert secret not in json.dumps(kept)
    erase(page)
    assert complaints == []
    sign_in(page, door)
    assert page.get_by_text("El correo y la contraseña no corresponden.").first.is_visible()


def test_a_public_page_stays_without_cookies_after_looking_at_the_door(city, page):
    page.goto(f"{city}/planes/")
    page.get_by_role("link", name="Entrar").click()
    assert [cookie["name"] for cookie in page.context.cookies()] == ["csrftoken"]
