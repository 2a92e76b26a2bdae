"""Signing in with the account of a provider: a real one, asked over HTTP, and nobody takes the account of another."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import socket
import subprocess
import sys
import time
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core import mail

from minga.foundation.accounts.models import User
from tests.factories.accounts import PersonFactory, confirm, mailed_code, sign_in, with_codes
from tests.pages import said

pytestmark = pytest.mark.django_db
LOGIN, BACK = "/cuenta/acceso-externo/oidc/entrar/", "/cuenta/acceso-externo/oidc/regreso/"
PEOPLE = [
    {"sub": "verified", "email": "ana@ejemplo.ec", "email_verified": True, "name": "Ana Real", "phone_number": "099"},
    {"sub": "unverified", "email": "ana@ejemplo.ec", "email_verified": False},
    {"sub": "says-nothing", "email": "ana@ejemplo.ec"},
    {"sub": "says-false", "email": "ana@ejemplo.ec", "email_verified": "false"},
    {"sub": "says-true", "email": "ana@ejemplo.ec", "email_verified": "true"},
    {"sub": "without-address"},
]


@pytest.fixture(scope="module")
def provider():
    """The address of an OpenID Connect provider in a process of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    users = [part for one in PEOPLE for part in ("--user-claims", json.dumps(one))]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *users]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def _wait(address):
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            return requests.get(address, timeout=2)
        except requests.RequestException:
            time.sleep(0.2)
    return pytest.fail("the provider did not open its doors")


@pytest.fixture(autouse=True)
def configured(settings, provider):
    app = {
        "provider_id": "oidc",
        "name": "Identidad Quito",
        "client_id": "minga",
        "secret": "s",
        "settings": {"server_url": provider, "scope": ["openid", "email"]},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


def go(client, address=LOGIN, **more):
    """Where the provider is asked."""
    page = client.post(address, more)
    assert page.status_code == 200, page
    return html.unescape(re.search(r'<a class="btn" href="(.*?)">', page.content.decode()).group(1))


def come_back(client, asked, sub):
    """What we answer to what the provider answers for a person of theirs."""
    answer = requests.post(asked, data={"sub": sub}, allow_redirects=False, timeout=10)
    back = urlsplit(answer.headers["Location"])
    assert back.path == BACK
    return client.get(f"{back.path}?{back.query}")


def enter(client, sub, **more):
    return come_back(client, go(client, **more), sub)


def signed_in(client):
    return client.session.get("_auth_user_id")


def test_the_door_names_the_provider(client):
    assert said(client.get("/cuenta/entrar/")).count("Entrar con Identidad Quito") == 1


def test_without_a_provider_there_is_no_such_door(client, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert said(client.get("/cuenta/entrar/")).count("Identidad") == 0
    assert client.post(LOGIN).status_code == 404


def test_who_comes_with_a_verified_address_has_an_account_at_once(client):
    assert enter(client, "verified")["Location"] == "/bandeja/"
    person = User.objects.get()
    assert (person.email, person.has_usable_password(), signed_in(client)) == ("ana@ejemplo.ec", False, str(person.pk))
    assert EmailAddress.objects.get().verified


def test_nothing_else_of_the_provider_is_kept(client):
    enter(client, "verified")
    assert SocialAccount.objects.values_list("provider", "uid", "extra_data").get() == ("oidc", "verified", {})


def test_who_comes_again_finds_the_same_account(client):
    enter(client, "verified")
    client.post("/cuenta/salir/")
    assert enter(client, "verified")["Location"] == "/bandeja/"
    assert User.objects.count() == 1


def test_the_code_travels_with_its_proof(client):
    asked = parse_qs(urlsplit(go(client)).query)
    assert (asked["response_type"], asked["code_challenge_method"]) == (["code"], ["S256"])
    assert sorted(asked["scope"][0].split()) == ["email", "openid"]
    (state, _, _) = client.session["socialaccount_states"][asked["state"][0]]
    digest = hashlib.sha256(state["pkce_code_verifier"].encode()).digest()
    assert asked["code_challenge"] == [base64.urlsafe_b64encode(digest).rstrip(b"=").decode()]


@pytest.mark.parametrize("address", [LOGIN, f"/en{LOGIN}"])
def test_the_provider_answers_at_one_address_whatever_the_language(client, address):
    asked = parse_qs(urlsplit(go(client, address)).query)
    assert asked["redirect_uri"] == [f"http://testserver{BACK}"]


def test_a_link_starts_nothing(client):
    page = client.get(LOGIN)
    assert (page.status_code, said(page).count("Irás a la página de Identidad Quito")) == (200, 1)
    assert "socialaccount_states" not in client.session


@pytest.mark.parametrize("sub", ["verified", "says-true"])
def test_an_account_is_joined_when_both_sides_verified_the_address(client, sub):
    person = PersonFactory(email="ana@ejemplo.ec")
    enter(client, sub)
    assert signed_in(client) == str(person.pk)
    assert SocialAccount.objects.get().user == person
    assert [one.subject for one in mail.outbox] == ["Un acceso externo se unió a tu cuenta de Minga Quito"]


@pytest.mark.parametrize("sub", ["unverified", "says-nothing", "says-false"])
def test_an_address_that_the_provider_did_not_verify_opens_nobodys_account(client, sub):
    PersonFactory(email="ana@ejemplo.ec")
    assert enter(client, sub)["Location"] == "/cuenta/confirmar/"
    assert signed_in(client) is None
    assert not SocialAccount.objects.exists()
    assert [one.subject for one in mail.outbox] == ["Ya tienes una cuenta en Minga Quito"]


def test_an_account_that_never_confirmed_the_address_is_not_joined(client):
    waiting = PersonFactory(email="ana@ejemplo.ec", address=False)
    enter(client, "verified")
    assert signed_in(client) is None
    assert not SocialAccount.objects.exists()
    waiting.refresh_from_db()
    assert waiting.has_usable_password()


def test_an_inactive_account_is_not_opened(client):
    PersonFactory(email="ana@ejemplo.ec", is_active=False)
    enter(client, "verified")
    assert signed_in(client) is None


def test_the_second_step_is_asked_for_here_too(client):
    with_codes(PersonFactory(email="ana@ejemplo.ec"))
    assert enter(client, "verified")["Location"] == "/cuenta/entrar/codigo/"
    assert signed_in(client) is None


def test_who_brings_no_address_gives_one_and_confirms_it(client):
    assert enter(client, "without-address")["Location"] == "/cuenta/acceso-externo/crear/"
    answer = client.post("/cuenta/acceso-externo/crear/", {"email": "otra@ejemplo.ec"})
    assert answer["Location"] == "/cuenta/confirmar/"
    assert client.post("/cuenta/confirmar/", {"code": mailed_code()})["Location"] == "/bandeja/"
    assert User.objects.get().email == "otra@ejemplo.ec"


def test_nobody_writes_the_address_of_another_there(client):
    PersonFactory(email="otra@ejemplo.ec")
    enter(client, "without-address")
    client.post("/cuenta/acceso-externo/crear/", {"email": "otra@ejemplo.ec"})
    assert User.objects.count() == 1
    assert signed_in(client) is None


@pytest.mark.parametrize(("setting", "accounts"), [("open", 1), ("external", 1), ("closed", 0)])
def test_the_instance_decides_whether_they_get_an_account(client, settings, setting, accounts):
    settings.MINGA_SIGN_UP = setting
    enter(client, "verified")
    assert User.objects.count() == accounts


def test_nobody_is_led_elsewhere(client):
    assert enter(client, "verified", next="https://malo.example/")["Location"] == "/bandeja/"
    client.post("/cuenta/salir/")
    assert enter(client, "verified", next="/cuenta/")["Location"] == "/cuenta/"


def test_an_answer_that_we_did_not_ask_for_opens_nothing(client):
    asked = go(client)
    answer = requests.post(asked, data={"sub": "verified"}, allow_redirects=False, timeout=10)
    back = urlsplit(answer.headers["Location"])
    stranger = type(client)()
    refused = stranger.get(f"{back.path}?{back.query}")
    assert (refused.status_code, said(refused).count("No pudimos entrar con ese acceso")) == (401, 1)
    assert client.get(f"{back.path}?{back.query}").status_code == 302
    assert client.get(f"{back.path}?{back.query}").status_code == 401


def test_who_says_no_there_is_told_so_here(client):
    asked = go(client)
    answer = requests.post(asked, data={"action": "deny"}, allow_redirects=False, timeout=10)
    state = parse_qs(urlsplit(asked).query)["state"][0]
    back = urlsplit(answer.headers["Location"])
    cancelled = client.get(f"{back.path}?error=access_denied&state={state}")
    assert cancelled["Location"] == "/cuenta/acceso-externo/cancelado/"


def test_a_provider_that_does_not_answer_is_told_so(client, settings):
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = "http://127.0.0.1:9"
    page = client.post(LOGIN)
    assert (page.status_code, said(page).count("No pudimos entrar con ese acceso")) == (401, 1)


def test_a_person_joins_and_separates_it_from_their_account(client):
    person = PersonFactory()
    sign_in(client, person)
    confirm(client)
    assert enter(client, "verified", process="connect")["Location"] == "/cuenta/acceso-externo/"
    account = SocialAccount.objects.get()
    assert account.user == person
    assert said(client.get("/cuenta/acceso-externo/")).count("Separarlo de mi cuenta") == 1
    client.post("/cuenta/acceso-externo/", {"account": account.pk})
    assert not SocialAccount.objects.exists()


def test_what_belongs_to_another_account_is_not_joined(client):
    enter(client, "verified")
    owner = User.objects.get()
    client.post("/cuenta/salir/")
    sign_in(client, PersonFactory())
    confirm(client)
    answer = client.get(enter(client, "verified", process="connect")["Location"])
    assert said(answer).count("Ese acceso externo ya está unido a otra cuenta.") == 1
    assert SocialAccount.objects.get().user == owner


def test_the_only_way_in_is_not_separated(client):
    enter(client, "verified")
    answer = client.post("/cuenta/acceso-externo/", {"account": SocialAccount.objects.get().pk})
    assert answer.status_code == 422
    assert SocialAccount.objects.exists()
