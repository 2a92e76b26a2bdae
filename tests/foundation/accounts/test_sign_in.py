"""Signing in and out, and what is tried against it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.accounts import PASSWORD, PersonFactory, sign_in
from tests.pages import said

pytestmark = pytest.mark.django_db
WRONG = "El correo y la contraseña no corresponden."
WAIT = "Demasiados intentos seguidos. Espera quince minutos y vuelve a probar."


def test_who_signs_in_comes_to_their_desk(client, person):
    answer = sign_in(client, person)
    assert (answer.status_code, answer["Location"]) == (302, "/bandeja/")
    assert client.get("/bandeja/").status_code == 200


def test_the_browser_forgets_the_pages_that_still_offer_to_sign_in(client, person):
    assert sign_in(client, person)["Clear-Site-Data"] == '"cache"'


def test_the_language_stays(client, person):
    answer = client.post("/en/cuenta/entrar/", {"login": person.email, "password": PASSWORD})
    assert answer["Location"] == "/en/bandeja/"


def test_letters_of_the_address_may_be_large(client, person):
    assert client.post("/cuenta/entrar/", {"login": person.email.upper(), "password": PASSWORD}).status_code == 302


def test_who_must_sign_in_first_comes_back_to_where_they_were_going(client, person):
    door = client.get("/cuenta/sesiones/")
    assert door["Location"] == "/cuenta/entrar/?next=/cuenta/sesiones/"
    assert client.get(door["Location"]).content.decode().count('name="next" value="/cuenta/sesiones/"') == 2
    assert sign_in(client, person, next="/cuenta/sesiones/")["Location"] == "/cuenta/sesiones/"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://malo.example/",
        "//malo.example/",
        "/\\malo.example/",
        "\\\\malo.example",
        "http:///malo.example",
        "javascript:alert(1)",
        "http://localhost/",
        "https://localhost:8000@malo.example/",
    ],
)
def test_nobody_is_led_elsewhere(client, person, elsewhere):
    assert sign_in(client, person, next=elsewhere)["Location"] == "/bandeja/"
    assert client.post("/cuenta/salir/", {"next": elsewhere})["Location"] == "/cuenta/salida/"


def test_a_session_that_somebody_else_prepared_is_not_the_one_that_opens(client, person):
    client.get("/cuenta/entrar/llave/", headers={"accept": "application/json"})
    prepared = client.cookies["sessionid"].value
    sign_in(client, person)
    assert client.cookies["sessionid"].value != prepared
    stranger = Client()
    stranger.cookies["sessionid"] = prepared
    assert stranger.get("/cuenta/").status_code == 302


def test_the_cookie_of_a_session_is_not_for_scripts_and_ends_with_the_browser(client, person):
    sign_in(client, person)
    cookie = client.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["expires"]) == (True, "Lax", "", "")
    left = client.session.get_expiry_date() - timezone.now()
    assert 11.9 < left.total_seconds() / 3600 <= 12


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, person):
    wrong = sign_in(client, person, "otra contraseña larga")
    unknown = client.post("/cuenta/entrar/", {"login": "nadie@ejemplo.ec", "password": PASSWORD})
    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert (said(wrong).count(WRONG), said(unknown).count(WRONG)) == (1, 1)


def test_after_five_failures_even_the_right_password_waits(client, person, limits):
    for _ in range(5):
        assert said(sign_in(client, person, "otra contraseña larga")).count(WRONG) == 1
    assert said(sign_in(client, person)).count(WAIT) == 1
    assert said(sign_in(Client(REMOTE_ADDR="10.1.2.3"), person)).count(WAIT) == 1
    assert sign_in(Client(), PersonFactory()).status_code == 302


def test_ten_failures_from_one_place_are_too_many_whatever_the_address(client, limits):
    people = PersonFactory.create_batch(11)
    answers = [said(sign_in(client, one, "otra contraseña larga")) for one in people]
    assert [WAIT in answer for answer in answers] == [False] * 10 + [True]


def test_thirty_requests_in_a_minute_get_a_page_that_says_so(client, limits):
    answers = [client.post("/cuenta/entrar/", {}).status_code for _ in range(31)]
    assert answers == [422] * 30 + [429]


def test_the_place_of_who_comes_through_our_proxies_is_the_one_that_they_add(client, limits, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    people = PersonFactory.create_batch(11)
    for number, one in enumerate(people):
        answer = client.post(
            "/cuenta/entrar/",
            {"login": one.email, "password": "otra contraseña larga"},
            headers={"x-forwarded-for": f"1.1.1.1, 10.0.0.{number}"},
        )
        assert WAIT not in said(answer)


def test_a_form_without_its_token_is_refused(person):
    strict = Client(enforce_csrf_checks=True)
    answer = sign_in(strict, person)
    assert answer.status_code == 403
    assert said(answer).count("Este formulario ya no vale") == 1


def test_with_its_token_it_is_taken(person):
    strict = Client(enforce_csrf_checks=True)
    strict.get("/cuenta/entrar/")
    assert sign_in(strict, person, csrfmiddlewaretoken=strict.cookies["csrftoken"].value).status_code == 302


def test_an_address_that_was_not_confirmed_asks_for_its_code(client):
    person = PersonFactory(address=False)
    assert sign_in(client, person)["Location"] == "/cuenta/confirmar/"
    assert "_auth_user_id" not in client.session


def test_an_inactive_account_stays_closed(client):
    person = PersonFactory(is_active=False)
    assert sign_in(client, person)["Location"] == "/cuenta/inactiva/"
    assert client.get("/cuenta/").status_code == 302


def test_following_the_link_to_sign_out_changes_nothing(own):
    assert said(own.get("/cuenta/salir/")).count("¿Salir de tu cuenta?") == 1
    assert own.get("/cuenta/").status_code == 200


def test_signing_out_ends_the_session_and_leaves_no_cookie_of_it(own):
    key = own.cookies["sessionid"].value
    assert own.post("/cuenta/salir/")["Location"] == "/cuenta/salida/"
    assert own.cookies["sessionid"].value == ""
    assert said(own.get("/cuenta/salida/")).count("Saliste de tu cuenta") == 2
    thief = Client()
    thief.cookies["sessionid"] = key
    assert thief.get("/cuenta/").status_code == 302


def test_signing_out_without_a_token_does_nothing(person):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person)
    assert strict.post("/cuenta/salir/").status_code == 403
    assert strict.get("/cuenta/").status_code == 200
