"""What an official does with the keyboard alone, on a phone's width and without scripts; each page it meets reads well."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.shared import ROOT

WIDTHS = (390, 1280)
MOST_STOPS = 80
"""Presses of the tab key from the beginning of the content to anything on a page."""
PASSWORD = "cuatro llamas en el páramo"
ACCOUNTS = re.compile(r"Contraseña: (\S+)")
BODY = "comite-del-plan-de-san-jacinto"
CONTENT = "#contenido"
"""Where the link that skips to the content leads; a browser takes it along when a form that was sent leads elsewhere."""
HAS_FOCUS = "element => element === document.activeElement"
SHOWS_FOCUS = "element => getComputedStyle(element).outlineStyle !== 'none'"


class Keyboard:
    """Somebody with a keyboard, on a narrow page without scripts. `reader` is a page beside it that runs them for axe."""

    def __init__(self, browser, city, home) -> None:
        narrow = {"viewport": {"width": 390, "height": 844}, "locale": "es-EC"}
        self.page = browser.new_context(java_script_enabled=False, **narrow).new_page()
        self.reader = browser.new_context(**narrow).new_page()
        self.city, self.home, self.password = city, home, PASSWORD

    def close(self) -> None:
        for page in (self.page, self.reader):
            page.context.close()

    def open(self, path: str) -> None:
        """Writes an address, and reads the page."""
        self.page.goto(self.city + path)
        self.read()

    def read(self) -> None:
        """The page breaks no rule of accessibility, no part of it leaves the screen, and its content is two keys away."""
        assert self.page.evaluate("document.documentElement.scrollWidth") <= 390
        self.reader.goto(f"{self.city}/salud/")
        self.reader.set_content(self.page.content())
        for width in WIDTHS:
            self.reader.set_viewport_size({"width": width, "height": 900})
            found = Axe().run(self.reader).response["violations"]
            assert [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]] == []
        if not self.page.url.endswith(CONTENT):
            self.page.keyboard.press("Tab")
            assert self.page.get_by_role("link", name="Saltar al contenido").evaluate(HAS_FOCUS)
            self.page.keyboard.press("Enter")

    def reach(self, target, stops: int = MOST_STOPS) -> None:
        """Presses the tab key until the focus is there."""
        for _stop in range(stops):
            if target.evaluate(HAS_FOCUS):
                assert target.evaluate(SHOWS_FOCUS)
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"the keyboard does not reach {target} on {self.page.url}")

    def write(self, label: str, text: str) -> None:
        field = self.page.get_by_label(label, exact=True)
        self.reach(field)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)
        assert field.input_value() == text

    def write_day(self, label: str, days: int) -> None:
        """A day so far from today, digit by digit, in the order of this browser."""
        field = self.page.get_by_label(label, exact=True)
        day = datetime.now(ZoneInfo("America/Guayaquil")).date() + timedelta(days=days)
        self.reach(field)
        self.page.keyboard.type(day.strftime("%m%d%Y" if self.writes_the_month_first() else "%d%m%Y"))
        assert field.input_value() == day.isoformat()

    def writes_the_month_first(self) -> bool:
        self.reader.set_content('<input type="date" autofocus>')
        self.reader.locator("input").focus()
        self.reader.keyboard.type("11212026")
        return self.reader.locator("input").input_value() == "2026-11-21"

    def pick(self, label: str, beginning: str) -> None:
        """What begins so, of a list."""
        field = self.page.get_by_label(label, exact=True)
        self.reach(field)
        self.page.keyboard.type(beginning)
        assert field.locator("option:checked").inner_text().startswith(beginning)

    def choose(self, group: str, answer: str) -> None:
        """One of several: the first by the space bar, the others by the arrow."""
        among = self.page.get_by_role("group", name=group, exact=True)
        wanted = among.get_by_role("radio", name=answer)
        first = among.get_by_role("radio").first
        checked = among.locator("input:checked")
        self.reach(checked if checked.count() else first)
        self.page.keyboard.press("Space")
        for _step in range(among.get_by_role("radio").count()):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        pytest.fail(f"the keyboard does not choose {answer}")

    def press(self, name: str, role: str = "button", *, inside: str = "main") -> None:
        """Presses a button, or follows a link, and reads the page to which it leads."""
        self.reach(self.page.locator(inside).get_by_role(role, name=re.compile(f"^{re.escape(name)}( →)?$")).first)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.read()

    @property
    def text(self) -> str:
        return " ".join(self.page.locator("main").inner_text().split())

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.city).removesuffix(CONTENT)

    def sign_in(self, email: str) -> None:
        self.open("/cuenta/entrar/")
        self.write("Correo electrónico", email)
        self.write("Contraseña", self.password)
        self.press("Entrar")
        assert self.path == "/bandeja/"

    def make_account(self, email: str) -> None:
        self.open("/cuenta/crear/")
        self.write("Correo electrónico", email)
        self.write("Contraseña", self.password)
        self.press("Crear la cuenta")
        newest = max((self.home / "mail").iterdir(), key=lambda path: path.stat().st_mtime_ns)
        self.write("Código", re.search(r"^\d{4}-\d{4}$", newest.read_text(), re.MULTILINE).group())
        self.press("Confirmar")


@pytest.fixture
def somebody(browser, city, city_home):
    """Makes people with keyboards."""
    made = []

    def make() -> Keyboard:
        made.append(Keyboard(browser, city, city_home))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def official(somebody, city_home):
    """Signs in one of the demonstration's officials."""
    password = ACCOUNTS.search((city_home / "demo-accounts.txt").read_text("utf-8"))[1]

    def sign_in(name: str) -> Keyboard:
        found = somebody()
        found.password = password
        found.sign_in(f"{name}@sanjacinto.example")
        return found

    return sign_in


def give_whole_city(home, email: str, role: str) -> None:
    """A role for the whole city, given on the server."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "MINGA_HOME": str(home),
        "PYTHONPATH": str(ROOT / "src"),
    }
    command = [sys.executable, "-m", "minga", "grant", email, role, "--act", "Memorando 77-2026"]
    subprocess.run(command, env=environment, cwd=home, check=True, capture_output=True)


def grant(administrator: Keyboard, email: str) -> None:
    administrator.press("Roles", "link", inside=".desk-nav")
    administrator.press("Dar un rol", "link")
    administrator.write("Correo de la cuenta", email)
    administrator.choose("Rol", "Edición")
    administrator.write("Busca dónde vale", "Comité del Plan")
    administrator.press("Buscar")
    administrator.choose("Dónde vale", "Comité del Plan")
    administrator.write("Acto", "Memorando 31-2026")
    administrator.write_day("Primer día", 0)
    administrator.press("Dar el rol")
    assert "Rol dado" in administrator.text


def prepare_a_session(editor: Keyboard) -> None:
    editor.press("Cuerpos", "link", inside=".desk-nav")
    editor.press("Comité del Plan", "link")
    editor.press("Preparar una sesión", "link")
    following = editor.page.get_by_label("Número", exact=True).input_value()
    editor.write("Número", "13")
    editor.write_day("Día", 9)
    editor.write("Lugar", "Casa comunal de Río Claro (ficticia)")
    editor.write("Orden del día", "Lectura del acta anterior\nAvance del plan")
    editor.press("Guardar")
    assert "Este cuerpo ya tiene una sesión 13." in editor.text
    editor.write("Número", following)
    editor.press("Guardar")
    assert re.fullmatch(rf"/bandeja/cuerpos/{BODY}/sesiones/\d+/", editor.path)
    assert "La sesión está en preparación" in editor.text
    editor.press("Dejar sin efecto", "link")
    editor.write("Motivo", "Se preparó para un ensayo.")
    editor.press("Dejar sin efecto")
    assert "Quedó sin efecto" in editor.text


def test_a_role_is_given_used_and_taken_away(somebody, official):
    newcomer = somebody()
    newcomer.make_account("nueva@ejemplo.ec")
    assert "Tu cuenta aún no tiene un rol" in newcomer.text
    administrator = official("administracion")
    grant(administrator, "nueva@ejemplo.ec")
    newcomer.open("/bandeja/")
    prepare_a_session(newcomer)
    administrator.press("Terminarlo", "link")
    administrator.choose("Cuándo deja de valer", "Quitarlo hoy mismo")
    administrator.write("Acto", "Memorando 32-2026")
    administrator.press("Terminar el rol")
    assert "Quedó sin efecto" in administrator.text
    newcomer.open("/bandeja/")
    assert "Tu cuenta aún no tiene un rol" in newcomer.text


def test_a_token_is_made_after_showing_who_one_is_and_revoked(official):
    editor = official("edicion")
    editor.press("Mi cuenta", "link", inside=".account")
    editor.press("Ver los tokens", "link")
    editor.press("Hacer un token", "link")
    assert "Confirma que eres tú" in editor.text
    editor.write("Contraseña", editor.password)
    editor.press("Continuar")
    editor.write("Nombre", "Carga mensual")
    editor.reach(editor.page.get_by_label("Entregar documentos para su lectura"))
    editor.page.keyboard.press("Space")
    editor.press("Hacer el token")
    assert "Cópialo ahora" in editor.text
    editor.press("Ya lo guardé", "link")
    editor.press("Revocar Carga mensual")
    assert "El token «Carga mensual» ya no abre nada." in editor.text


def test_a_link_is_proposed_and_answered_and_the_words_of_a_vocabulary_are_saved(somebody, city_home):
    planner, editor = somebody(), somebody()
    for one, email, role in ((planner, "plan@ejemplo.ec", "planner"), (editor, "edita@ejemplo.ec", "editor")):
        one.make_account(email)
        give_whole_city(city_home, email, role)
    editor.open("/bandeja/planes/paga-2/C3.H3/vinculo/")
    editor.pick("Del plan", "Primer Plan")
    editor.write("Clave del elemento", "C6")
    editor.write("Cómo", "Trata de lo mismo.")
    editor.press("Proponer")
    assert "Propuesto." in editor.text
    planner.open("/bandeja/planes/")
    planner.press("C3.H3", "link")
    planner.choose("Tu respuesta", "No estoy de acuerdo")
    planner.write("Por qué", "Habla de otra cosa.")
    planner.press("Responder")
    assert "Tu respuesta quedó anotada" in planner.text
    planner.open("/bandeja/planes/vocabularios/")
    planner.press("Cambiar sus palabras : Temporalidad", "link")
    planner.press("Guardar las palabras")
    assert "Guardado." in planner.text
