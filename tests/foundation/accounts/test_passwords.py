"""Another password, another address: only for who shows again that it is them."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from tests.factories.accounts import PASSWORD, PersonFactory, confirm, mailed_code, sign_in
from tests.pages import said

pytestmark = pytest.mark.django_db
ASK, CODE, NEW = "/cuenta/clave/olvidada/", "/cuenta/clave/olvidada/codigo/", "/cuenta/clave/olvidada/nueva/"
OTHER = "otra contraseña bien larga"


def test_a_forgotten_password_is_set_anew_with_a_code(client, person):
    assert client.post(ASK, {"email": person.email})["Location"] == CODE
    assert client.post(CODE, {"code": mailed_code()})["Location"] == NEW
    assert client.post(NEW, {"password1": OTHER})["Location"] == "/cuenta/clave/olvidada/lista/"
    assert "_auth_user_id" not in client.session
    assert sign_in(client, person, OTHER).status_code == 302
    assert [one.subject for one in mail.outbox] == [
        "Tu código para Minga Quito",
        "Tu contraseña de Minga Quito cambió",
    ]


def test_known_and_unknown_addresses_get_the_same_answers(client, person):
    answers = []
    for email in (person.email, "nadie@ejemplo.ec"):
        browser = Client()
        first = browser.post(ASK, {"email": email})
        page = said(browser.get(CODE)).replace(email, "X")
        answers.append(
            (first.status_code, first["Location"], page, browser.post(CODE, {"code": "00000000"}).status_code)
        )
    assert answers[0] == answers[1]
    assert [one.to for one in mail.outbox] == [[person.email], ["nadie@ejemplo.ec"]]
    assert mail.outbox[1].subject == "No hay una cuenta con este correo en Minga Quito"


def test_three_wrong_codes_end_it(client, person):
    client.post(ASK, {"email": person.email})
    code = mailed_code()
    assert [client.post(CODE, {"code": "00000000"}).status_code for _ in range(3)] == [422, 422, 302]
    assert client.post(CODE, {"code": code})["Location"] == "/cuenta/entrar/"


def test_nobody_sets_a_password_without_the_code(client, person):
    client.post(ASK, {"email": person.email})
    assert client.post(NEW, {"password1": OTHER})["Location"] == CODE
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_more_than_five_codes_in_a_minute_are_too_many(client, person, limits):
    answers = [client.post(ASK, {"email": person.email}).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]


@pytest.mark.parametrize("way", ["reset", "change"])
def test_a_new_password_closes_the_other_sessions(client, person, way):
    other = Client()
    sign_in(other, person)
    if way == "reset":
        client.post(ASK, {"email": person.email})
        client.post(CODE, {"code": mailed_code()})
        client.post(NEW, {"password1": OTHER})
    else:
        sign_in(client, person)
        client.post("/cuenta/clave/cambiar/", {"oldpassword": PASSWORD, "password1": OTHER})
        assert client.get("/cuenta/").status_code == 200
        assert len(client.get("/cuenta/sesiones/").context["sessions"]) == 1
    assert other.get("/cuenta/").status_code == 302


def test_changing_the_password_asks_for_the_present_one(own, person):
    answer = own.post("/cuenta/clave/cambiar/", {"oldpassword": OTHER, "password1": OTHER})
    assert (answer.status_code, said(answer).count("Esa no es tu contraseña actual.")) == (422, 2)
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_a_weak_password_is_refused_here_too(own):
    answer = own.post("/cuenta/clave/cambiar/", {"oldpassword": PASSWORD, "password1": "corta"})
    assert answer.status_code == 422


def test_an_address_changes_when_its_code_comes_back(own, person):
    confirm(own)
    assert (
        own.post("/cuenta/correo/", {"action_add": "", "email": "otra@ejemplo.ec"})["Location"] == "/cuenta/confirmar/"
    )
    person.refresh_from_db()
    assert person.email != "otra@ejemplo.ec"
    assert mail.outbox[-1].to == ["otra@ejemplo.ec"]
    before = person.email
    assert own.post("/cuenta/confirmar/", {"code": mailed_code()})["Location"] == "/cuenta/"
    person.refresh_from_db()
    assert person.email == "otra@ejemplo.ec"
    assert EmailAddress.objects.values_list("email", "verified", "primary").get() == ("otra@ejemplo.ec", True, True)
    assert (mail.outbox[-1].to, mail.outbox[-1].subject) == ([before], "Tu cuenta de Minga Quito tiene otro correo")


def test_changing_the_address_asks_again_who_it_is(own, person):
    answer = own.post("/cuenta/correo/", {"action_add": "", "email": "otra@ejemplo.ec"})
    assert answer["Location"].startswith("/cuenta/de-nuevo/")
    assert mail.outbox == []


def test_what_was_asked_goes_on_once_it_is_shown_who_it_is(own, person):
    answer = own.post("/cuenta/correo/", {"action_add": "", "email": "otra@ejemplo.ec"})
    assert own.post(answer["Location"], {"password": PASSWORD})["Location"] == "/cuenta/confirmar/"
    assert mail.outbox[-1].to == ["otra@ejemplo.ec"]


def test_nobody_takes_the_address_of_another_and_learns_of_it_only_with_its_code(own, person):
    taken = PersonFactory().email
    confirm(own)
    assert own.post("/cuenta/correo/", {"action_add": "", "email": taken}).status_code == 302
    answer = own.post("/cuenta/confirmar/", {"code": mailed_code()})
    assert (answer.status_code, said(answer).count("Ese correo ya lo usa otra cuenta.")) == (422, 2)
    person.refresh_from_db()
    assert person.email != taken


def test_guessing_the_password_to_show_who_it_is_is_stopped(own, limits):
    for _ in range(5):
        assert own.post("/cuenta/de-nuevo/", {"password": OTHER}).status_code == 422
    assert "Demasiados intentos seguidos." in said(own.post("/cuenta/de-nuevo/", {"password": PASSWORD}))
