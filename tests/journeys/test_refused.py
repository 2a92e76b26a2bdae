"""Whoever has not the role for an act is refused it with a reason in words, and nothing changes: reading, publishing, roles."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from html import unescape

import pytest

from tests.journeys.test_review import discard, hand_in, keep
from tests.journeys.test_session import signed_in, text
from tests.shared import ROOT

PLAN = "/bandeja/planes/paga-2025-2027/"
ROLES = "/bandeja/roles/"
SCOPE = "organizations.organization:municipio-de-san-jacinto"
EVERY = ("review", "apply", "undo", "publish", "grant")
MAY_NOT = {
    "lectura": EVERY,
    "edicion": ("apply", "undo", "publish", "grant"),
    "responsable": EVERY,
    "contraparte": EVERY,
    "evaluacion": EVERY,
    "moderacion": EVERY,
    "administracion": ("review", "apply", "undo", "publish"),
    "otra-institucion": EVERY,
    "hasta-ayer": EVERY,
}
"""What each official may not do."""
NEEDED, UNSEEN = "hace falta uno de estos roles", "No encontramos esta página"
"""The reasons: the roles that it takes; of what is another institution's, not even whether it is there."""


@dataclass(frozen=True)
class Stage:
    """What the acts would be done to: a reading in review, one that is applied, and changes sent to be published."""

    city: str
    review: str
    applied: str
    changes: str

    def acts(self, email: str) -> dict[str, tuple[str, str, dict[str, str]]]:
        """Each act: the page on which it is opened, the address that its form is sent to, and what is sent."""
        granted = {"email": email, "role": "approver", "scope": SCOPE, "act": "Memorando 9", "starts": "2026-01-01"}
        version, roles = {"version": "1"}, f"{self.city}{ROLES}nuevo/"
        return {
            "review": (f"{self.review}alertas/1/", f"{self.review}alertas/1/", {"d-choice": "keep", "d-seen": "0"}),
            "apply": (f"{self.review}aplicar/", f"{self.review}aplicar/", version),
            "undo": (f"{self.applied}deshacer/", f"{self.applied}deshacer/", version),
            "publish": (self.changes, f"{self.changes}publicar/", version),
            "grant": (roles, roles, granted),
        }


@pytest.fixture(scope="module")
def planner(city, city_home, browser):
    page = signed_in(city, city_home, browser, "planificacion")
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def administrator(city, city_home, browser):
    page = signed_in(city, city_home, browser, "administracion")
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def stage(city, city_home, planner):
    """The officials and the things that the acts are tried on; all of it is taken back at the end."""
    environment = {"PATH": "", "HOME": str(city_home), "MINGA_HOME": str(city_home), "PYTHONPATH": str(ROOT / "src")}
    subprocess.run(
        [sys.executable, "-m", "tests.journeys.more_officials"], cwd=ROOT, env=environment, check=True, timeout=60
    )
    made = Stage(city, hand_in(planner, city, "ENERO"), applied(planner, city), proposed(planner, city))
    yield made
    take_back(planner, made)


def applied(page, city):
    """A reading that is decided and applied."""
    reading = hand_in(page, city, "FEBRERO", "Balance de obras visitadas")
    page.get_by_role("link", name="Empezar la revisión").click()
    page.get_by_role("button", name="Guardar y seguir").wait_for()
    while page.get_by_role("button", name="Guardar y seguir").count():
        with page.expect_navigation():
            keep(page)
    page.goto(f"{reading}coincidencias/")
    for one in page.locator("input[value=new]").all()[1:]:
        one.check()
    page.get_by_role("button", name="Guardar las respuestas").click()
    page.get_by_role("button", name="Ver las diferencias y aplicar").click()
    page.get_by_role("button", name="Aplicar la lectura").click()
    page.get_by_role("link", name="Deshacer esta carga").wait_for()
    return reading


def proposed(page, city):
    """Changes of a plan, sent to be published."""
    page.goto(f"{city}{PLAN}C2.H1/")
    page.get_by_label("Nombre", exact=True).fill("Un nombre que nadie publica")
    page.get_by_role("button", name="Guardar en mi borrador").click()
    page.get_by_role("link", name="Ver mis cambios").click()
    page.get_by_label("Título de los cambios").fill("Otro nombre")
    page.get_by_label("Acto que los aprueba").select_option("session")
    page.get_by_label("Número del acto").fill("009-2026")
    page.get_by_label("Fecha del acto").fill("2026-05-14")
    page.get_by_label(re.compile("Número.*acta de compromiso")).fill("AC-009")
    page.get_by_role("button", name="Enviar a publicar").click()
    page.get_by_text("Enviados.").wait_for()
    return page.url


def take_back(page, made):
    """Leaves the city as it was for the other journeys."""
    page.goto(f"{made.applied}deshacer/")
    with page.expect_navigation():
        page.get_by_role("button", name="Deshacerla").click()
    discard(page, made.city, made.review)
    page.goto(made.changes)
    with page.expect_navigation():
        page.locator("form[action$='/retirar/'] button").click()


def record(made, planner, administrator):
    """What those with the right roles see of all this."""
    pages = [(planner, made.review), (planner, made.applied), (planner, made.changes)]
    pages.append((administrator, made.city + ROLES))
    return [words(page.context.request.get(address)) for page, address in pages]


@pytest.fixture(scope="module")
def before(stage, planner, administrator):
    """The record before anybody tries anything."""
    return record(stage, planner, administrator)


@pytest.mark.parametrize("name", MAY_NOT)
def test_the_wrong_role_is_refused_with_its_reason(
    city, city_home, browser, stage, before, planner, administrator, name
):
    page = signed_in(city, city_home, browser, name)
    acts = stage.acts("lectura@sanjacinto.example")
    for act in MAY_NOT[name]:
        opened, address, sent = acts[act]
        answer = page.goto(opened)
        if answer.status == 200:
            assert (act, page.locator(f"form[action$='{address.removeprefix(city)}']").count()) == ("publish", 0)
        else:
            assert is_refusal(name, answer.status, text(page)), act
        sent_to = forged(page, address, sent)
        assert is_refusal(name, sent_to.status, words(sent_to)), act
    page.context.close()
    assert record(stage, planner, administrator) == before


def test_nobody_gives_a_role_to_themselves(stage, before, planner, administrator):
    _opened, address, sent = stage.acts("administracion@sanjacinto.example")["grant"]
    administrator.goto(address)
    answer = forged(administrator, address, sent)
    assert "Nadie se da ni se quita roles a sí mismo" in words(answer), (answer.status, words(answer))
    assert record(stage, planner, administrator) == before


def test_whoever_has_not_signed_in_is_led_to_the_door(city, browser, stage, before, planner, administrator):
    page = browser.new_context(locale="es-EC").new_page()
    for opened, address, sent in stage.acts("lectura@sanjacinto.example").values():
        page.goto(opened)
        assert page.url.startswith(f"{city}/cuenta/entrar/?next=/bandeja/")
        assert "Entra" in text(page)
        answer = forged(page, address, sent)
        assert (answer.status, answer.headers["location"].startswith("/cuenta/entrar/")) == (302, True)
    page.context.close()
    assert record(stage, planner, administrator) == before


def is_refusal(name, status, said):
    """Whether an answer refuses for lack of a role, and says so."""
    return (status == 403 and NEEDED in said) or (name == "otra-institucion" and status == 404 and UNSEEN in said)


def forged(page, address, sent):
    """The answer to a form that the page did not offer."""
    token = next(one["value"] for one in page.context.cookies() if one["name"] == "csrftoken")
    form = {**sent, "csrfmiddlewaretoken": token}
    return page.context.request.post(address, form=form, headers={"Referer": address}, max_redirects=0)


def words(answer):
    """What the page of an answer says."""
    main = answer.text().partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", main)).split())
