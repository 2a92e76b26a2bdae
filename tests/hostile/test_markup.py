"""Writing markup, and words that take long to read, where people write words."""

from __future__ import annotations

import time

import pytest
from django.test import Client

from minga.foundation.organizations.actions import ensure_organization
from minga.foundation.organizations.actions.bodies import Terms, make_agreement
from minga.foundation.organizations.files import tells_a_person
from minga.foundation.organizations.naming import name_key
from minga.foundation.organizations.rules import SYSTEM
from minga.foundation.organizations.wording import plain_text
from minga.foundation.search.actions import rebuild
from minga.government.plans.actions import publish_changes
from minga.kernel.words import plain
from tests.factories.changes import SESSION, drafted, node_edit, person, submitted
from tests.factories.readings import canton, hand_in, planner, report
from tests.factories.roles import official
from tests.foundation.organizations.bodies.making import called, held

pytestmark = pytest.mark.django_db
EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}"


def runs(page: str) -> bool:
    """Whether a page holds the markup as markup."""
    return "<script>alert" in page or "<img src=x" in page


def test_write_markup_in_the_name_of_an_element(client, real):
    author = person("editor", "approver")
    draft = drafted(real, node_edit("C1", "title", EVIL), node_edit("C1", "description", EVIL), by=author)
    client.force_login(author)
    desk = f"/bandeja/planes/real/cambios/{draft.public_id}/"
    for address in (desk, f"{desk}vista/", f"{desk}vista/C1/", "/bandeja/planes/real/C1/", "/bandeja/planes/real/"):
        page = client.get(address)
        assert (page.status_code, runs(page.content.decode())) == (200, False)
    assert "alert(1)" in client.get(f"{desk}vista/C1/").content.decode()


def test_write_markup_in_what_is_published(real):
    waiting = submitted(
        real, node_edit("C1", "title", EVIL), act=type(SESSION)("session", EVIL[:90], SESSION.day, annex=EVIL[:90])
    )
    publish_changes(waiting, by=person("approver"), version=waiting.version)
    rebuild()
    addresses = ["/", "/planes/real/", "/planes/real/C1/", "/planes/real/C1.H1/", "/planes/real/ediciones/2/"]
    addresses += ["/planes/real/C1/historia/", "/buscar/?q=alert", "/en/planes/real/C1/"]
    for address in addresses:
        page = Client().get(address)
        assert (page.status_code, runs(page.content.decode())) == (200, False)


def test_write_markup_in_the_name_of_an_organization(client):
    mala = ensure_organization(EVIL, role="system")
    client.force_login(official("administration"))
    for address in ("/organizaciones/", f"/organizaciones/{mala.slug}/", "/bandeja/roles/nuevo/"):
        assert not runs(client.get(address).content.decode())
    page = client.post("/bandeja/roles/nuevo/", {"search": "1", "searched": "alert"}).content.decode()
    assert ("alert(1)" in page, runs(page)) == (True, False)


def test_write_markup_in_the_name_of_a_file_and_in_a_reason(client):
    unit = canton()
    reading = hand_in(unit=unit, name="<img src=x onerror=alert(1)>.txt")
    client.force_login(planner(unit))
    assert not runs(client.get(f"/bandeja/lecturas/{reading.public_id}/").content.decode())
    client.post(f"/bandeja/lecturas/{reading.public_id}/descartar/", {"reason": EVIL, "version": reading.version})
    for address in ("/bandeja/lecturas/", f"/bandeja/lecturas/{reading.public_id}/"):
        assert not runs(client.get(address).content.decode())


def test_write_markup_in_a_document(client):
    unit = canton()
    rows = f"{EVIL}\tCumplido\tAnexo 1.1 {EVIL}", f"Otro {EVIL}\tCumplido*\tAnexo 1.2"
    reading = hand_in(report(*rows), unit=unit)
    client.force_login(planner(unit))
    for page in ("", "fuente/", "alertas/1/", "elementos/", "elementos/c1.h1/", "diferencias/"):
        answer = client.get(f"/bandeja/lecturas/{reading.public_id}/{page}")
        assert (answer.status_code, runs(answer.content.decode())) == (200, False)


def test_write_markup_in_a_session_and_its_agreements(client, body):
    called(body, place=EVIL, agenda=[EVIL])
    session = held(body)
    terms = Terms(kind="recommendation", text=EVIL)
    make_agreement(session=session, terms=terms, by=SYSTEM, version=session.version)
    client.force_login(official("planner"))
    for address in (
        "/bandeja/cuerpos/comite/",
        "/bandeja/cuerpos/comite/sesiones/1/",
        "/bandeja/cuerpos/comite/sesiones/2/",
    ):
        assert not runs(client.get(address).content.decode())
    for number in (1, 2):
        assert not runs(client.get(f"/organizaciones/cuerpos/comite/sesiones/{number}/").content.decode())


@pytest.mark.parametrize(
    "address", ["/buscar/?q=", "/planes/?q=", "/bandeja/roles/?ambito=", "/cuenta/entrar/?next=", "/nada"]
)
def test_write_markup_in_an_address(client, address):
    client.force_login(official("administration"))
    assert not runs(client.get(address + EVIL).content.decode())
    assert not runs(Client().get(address + EVIL).content.decode())


LONG = 200_000


@pytest.mark.parametrize("unit", [" ", "a ", "(", "\\", "á", "a-", "<", "/Author", "%", "\t\n", "1 ", "/Author%"])
@pytest.mark.parametrize(
    "reads",
    [name_key, plain, plain_text, lambda text: tells_a_person(text.encode())],
    ids=["name", "plain", "text", "pdf"],
)
def test_take_long_over_words_that_are_made_to(reads, unit):
    begun = time.process_time()
    reads(unit * (LONG // len(unit)))
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("address", ["/buscar/?q=", "/planes/?q=", "/organizaciones/?q=", "/planes/real/?q="])
def test_take_long_over_a_search(client, real, address):
    begun = time.process_time()
    assert client.get(address + "a*%20" * 1500).status_code in (200, 404)
    assert time.process_time() - begun < 3


def test_take_long_over_a_form_of_many_rows(client, real):
    client.force_login(person("editor"))
    sent = {"seen": "{}", "version": 0, "title": "x", "level": "Compromiso"}
    for rows in ("papeles", "verificables", "metas"):
        sent |= {f"{rows}-TOTAL_FORMS": 10**9, f"{rows}-INITIAL_FORMS": 0}
    answer = client.post("/bandeja/planes/real/C1/", sent)
    assert (answer.status_code, [len(rows.forms) for rows in answer.context["editing"].rows.values()]) == (
        422,
        [200] * 3,
    )
