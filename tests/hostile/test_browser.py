"""Making the browser of somebody else act, go elsewhere, or believe what is not so."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from minga.kernel.access import EVERYBODY
from tests.factories.accounts import PASSWORD, PersonFactory, sign_in
from tests.factories.changes import node_edit, person, submitted
from tests.factories.readings import hand_in
from tests.factories.roles import give
from tests.foundation.organizations.bodies.making import closed
from tests.pages import said

pytestmark = pytest.mark.django_db
MADE_UP = {
    "uuid": "5b1c9d0e-7f3a-4c59-8a43-0f6d4f3e4a2b",
    "int": "1",
    "slug": "real",
    "str": "C1",
    "path": "x",
}
CONVERTER = re.compile(r"<(?:(\w+):)?(\w+)>")


def addresses() -> list[tuple[str, URLPattern]]:
    """Every address that there is, with made-up parts."""
    found = []

    def walk(patterns, prefix: str) -> None:
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, route)
            else:
                path = CONVERTER.sub(lambda part: MADE_UP.get(part[1] or "str", "x"), route)
                found.append((f"/{path.replace('^', '').replace('$', '')}", pattern))

    walk(get_resolver().url_patterns, "")
    return found


def test_send_any_form_from_another_site(real):
    """All addresses, as somebody who may everything; only the API takes writes without our token, and wants its own."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(person("planner", "editor", "approver", "reviewer", "administration", "responsible", "viewer"))
    open_ones = {}
    for address, _pattern in addresses():
        answer = browser.post(address, {"version": 1}, headers={"Origin": "https://malo.example"})
        if answer.status_code != 403:
            open_ones[address] = answer.status_code
    assert {address for address in open_ones if not address.startswith("/api/v1/")} == set()
    assert set(open_ones.values()) <= {401, 404, 405, 415}


def test_enter_any_address_without_a_word_or_an_account(real):
    """Whatever is not for everybody sends a stranger to sign in."""
    for address, pattern in addresses():
        if getattr(pattern.callback, "access", "") != EVERYBODY:
            assert Client().get(address).status_code in (302, 403, 405), address


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_act_by_another_method(client, real, method):
    waiting = submitted(real, node_edit("C1", "title", "Otro"))
    client.force_login(person("approver"))
    address = f"/bandeja/planes/real/cambios/{waiting.public_id}/publicar/"
    assert getattr(client, method)(address).status_code == 405
    assert client.get(address, {"_method": "POST", "version": waiting.version}).status_code == 405


def test_act_by_a_header_that_names_another_method(client, real):
    waiting = submitted(real, node_edit("C1", "title", "Otro"))
    client.force_login(person("approver"))
    address = f"/bandeja/planes/real/cambios/{waiting.public_id}/publicar/"
    assert client.get(address, headers={"X-HTTP-Method-Override": "POST"}).status_code == 405


@pytest.mark.parametrize(
    "elsewhere", ["//malo.example", "/\\malo.example", "/%09/malo.example", "https:malo.example", "/\t/malo"]
)
def test_lead_somebody_elsewhere_after_signing_in(client, elsewhere):
    somebody = PersonFactory()
    give(somebody, "planner")
    answer = client.post(f"/cuenta/entrar/?next={elsewhere}", {"login": somebody.email, "password": PASSWORD})
    assert not answer["Location"].removeprefix("/").startswith(("/", "\\", "\t", "http"))


def test_lead_somebody_elsewhere_by_the_page_they_came_from(client, real):
    client.force_login(person("editor"))
    answer = client.post(
        "/bandeja/planes/real/C1/cerrar/", {"version": 0}, headers={"Referer": "https://malo.example/"}
    )
    assert answer["Location"].startswith("/bandeja/planes/real/")


def test_lead_a_stranger_elsewhere_from_a_door(client):
    answer = client.get("//malo.example/bandeja/")
    assert not answer.headers.get("Location", "").startswith("//")


def test_fix_the_session_of_somebody_before_they_sign_in(client):
    somebody = PersonFactory()
    client.cookies["sessionid"] = "a" * 32
    client.get("/cuenta/entrar/")
    before = client.cookies["sessionid"].value
    sign_in(client, somebody)
    assert client.cookies["sessionid"].value not in (before, "a" * 32)


def test_use_a_session_after_its_owner_signed_out(client):
    somebody = PersonFactory()
    sign_in(client, somebody)
    stolen = client.cookies["sessionid"].value
    client.post("/cuenta/salir/")
    thief = Client()
    thief.cookies["sessionid"] = stolen
    assert thief.get("/cuenta/").status_code == 302


def test_put_another_host_in_a_mail(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    somebody = PersonFactory()
    headers = {"Host": "malo.example", "X-Forwarded-Host": "malo.example"}
    client.post("/cuenta/clave/olvidada/", {"email": somebody.email}, headers=headers)
    assert [("malo" in letter.body, settings.MINGA_PUBLIC_URL in letter.body) for letter in mail.outbox] == [
        (False, True)
    ]


def test_learn_whether_somebody_has_an_account(client, settings):
    settings.MINGA_SIGN_UP = "open"
    somebody = PersonFactory()
    for address, field in (("/cuenta/clave/olvidada/", {}), ("/cuenta/crear/", {"password1": PASSWORD})):
        answers = [Client().post(address, {"email": email, **field}) for email in (somebody.email, "nadie@ejemplo.ec")]
        assert len({(answer.status_code, answer.headers.get("Location")) for answer in answers}) == 1
    emails = [somebody.email, "nadie@ejemplo.ec"]
    wrong = [Client().post("/cuenta/entrar/", {"login": email, "password": "x"}) for email in emails]
    pages = {said(answer).replace(email, "") for answer, email in zip(wrong, emails, strict=True)}
    assert (len(pages), [answer.status_code for answer in wrong]) == (1, [422, 422])


def test_frame_a_page_or_run_a_script_in_it(client, real):
    client.force_login(person("planner"))
    for address in ("/bandeja/", "/bandeja/planes/real/", "/planes/real/"):
        headers = client.get(address).headers
        assert headers["X-Frame-Options"] == "DENY"
        assert {"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"} <= {
            part.strip() for part in headers["Content-Security-Policy"].split(";")
        }


def test_read_a_private_page_from_a_program_of_another_site(client, body):
    closed(body)
    reading = hand_in()
    for address in ("/bandeja/", f"/api/v1/readings/{reading.public_id}", "/cuenta/mis-datos.json"):
        assert (
            "Access-Control-Allow-Origin" not in client.get(address, headers={"Origin": "https://malo.example"}).headers
        )


@pytest.mark.parametrize(
    "address",
    [
        "/bandeja/roles/?ambito=plans.plan:%00",
        "/planes/real/%00/",
        "/planes/%00/",
        "/bandeja/planes/real/%00/",
        "/bandeja/planes/real/%00/cerrar/",
        "/buscar/?q=%00a",
        "/planes/?q=%00",
        "/planes/real/ediciones/99999999999999999999/",
        "/organizaciones/cuerpos/x/sesiones/9999999999999999999999/",
        "/buscar/?q=a&pagina=99999999999999999999999",
        "/api/v1/plans/real/nodes/%00",
        "/planes/real/%ff%fe/",
        "/bandeja/lecturas/?pagina=-1&estado=%00",
    ],
)
def test_break_a_page_with_what_no_database_holds(client, real, address):
    client.force_login(person("administration", "planner", "approver", "editor"))
    assert client.get(address).status_code in (200, 404, 405, 422)


@pytest.mark.parametrize(
    "sent", [{"searched": "a\x00"}, {"scope": "plans.plan:\x00"}, {"unit": "\x00", "scope": "city"}]
)
def test_break_the_form_of_roles_with_what_no_database_holds(client, sent):
    client.force_login(person("administration"))
    for more in ({"search": "1"}, {"email": "a@b.ec", "role": "editor", "act": "A", "starts": "2026-11-20"}):
        assert client.post("/bandeja/roles/nuevo/", sent | more).status_code in (200, 422)
