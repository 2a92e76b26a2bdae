"""Every page of accounts: kept by nobody, in our words, and with nothing of a person in the log."""

from __future__ import annotations

import logging
import re

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.test import Client
from django.urls import get_resolver, reverse

from minga.config.documents import view_accesses
from minga.foundation.accounts import words
from minga.foundation.accounts.mail import MAILS
from tests.factories.accounts import PASSWORD, PersonFactory, confirm, sign_in, with_codes

pytestmark = pytest.mark.django_db
OPEN = [
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_inactive",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "account_password_reset_completed",
]
OWN = [
    "accounts:home",
    "account_email",
    "account_change_password",
    "usersessions_list",
    "mfa_index",
    "mfa_list_webauthn",
    "socialaccount_connections",
    "account_logout",
    "account_reauthenticate",
    "accounts:erase",
    "accounts:export",
]
NOT_OURS = {"username", "phone", "max_email_addresses", "unknown_email", "add_email_blocked"}
"""Errors of what this instance does not have."""


@pytest.mark.parametrize("language", ["/", "/en/"])
@pytest.mark.parametrize("name", OPEN)
def test_a_page_on_the_way_in_is_kept_by_nobody(client, name, language):
    answer = client.get(language + reverse(name).removeprefix("/"))
    assert answer.status_code in (200, 401)
    assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", "))
    assert answer["Referrer-Policy"] == "same-origin"
    assert "'unsafe" not in answer["Content-Security-Policy"]


@pytest.mark.parametrize("language", ["/", "/en/"])
@pytest.mark.parametrize("name", OWN)
def test_a_page_of_ones_own_is_for_oneself_and_kept_by_nobody(own, name, language):
    address = language + reverse(name).removeprefix("/")
    answer = own.get(address)
    assert answer.status_code == 200
    assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", "))
    assert Client().get(address).status_code == 302


def test_every_address_of_the_account_says_who_may_enter():
    words_of = {name: access for address, name, access in view_accesses() if address.startswith("cuenta/")}
    assert set(words_of.values()) == {"everybody", "signed-in"}
    assert {name for name in words_of if words_of[name] == "everybody"} & {
        f"accounts:{n}" for n in ("home", "export", "erase")
    } == set()


def test_no_address_carries_an_identifier_of_the_database():
    patterns = [str(pattern.pattern) for pattern in get_resolver().url_patterns[-1].url_patterns]
    assert [address for address, _, _ in view_accesses() if address.startswith("cuenta/") and "<int:" in address] == []
    assert patterns


def test_the_front_page_knows_nobody_after_signing_out(own):
    own.post("/cuenta/salir/")
    assert set(own.cookies) - {"sessionid", "csrftoken"} == set()
    answer = Client().get("/manuales/")
    assert ("Set-Cookie" in answer, answer["Cache-Control"]) == (False, "public, max-age=60")
    assert "Cookie" not in answer.headers.get("Vary", "")


@pytest.mark.parametrize(
    ("adapter", "ours"),
    [
        (DefaultAccountAdapter, words.ERRORS),
        (DefaultMFAAdapter, words.FACTOR_ERRORS),
        (DefaultSocialAccountAdapter, words.EXTERNAL_ERRORS),
    ],
)
def test_every_error_that_can_be_seen_is_in_our_words(adapter, ours):
    seen = {name for name in adapter.error_messages if not any(part in name for part in NOT_OURS)}
    assert seen - set(ours) - {"invalid_or_expired_key", "select_only_one"} == set()


def test_every_mail_can_be_written_in_both_languages(settings):
    from django.utils.translation import override

    from minga.foundation.accounts.adapters import mail_values

    for code in ("es", "en"):
        with override(code):
            values = mail_values() | {"code": "1234-5678"}
            texts = [str(one.subject) % values + one.body(values) for one in MAILS.values()]
    assert [text for text in texts if re.search(r"%\(|\{\{|<", text)] == []
    assert [text for text in texts if "http://localhost:8000" not in text] == []


def test_nothing_of_a_person_is_in_the_log(client, person, caplog):
    caplog.set_level(logging.DEBUG)
    with_codes(person)
    client.post("/cuenta/crear/", {"email": "otra@ejemplo.ec", "password1": PASSWORD})
    sign_in(client, person, "una contraseña que no es")
    sign_in(client, person)
    client.post("/cuenta/entrar/codigo/", {"code": "000000"})
    client.post("/cuenta/clave/olvidada/", {"email": person.email})
    other = PersonFactory()
    sign_in(client, other)
    confirm(client, "otra que no es")
    Client(enforce_csrf_checks=True).post("/cuenta/entrar/", {"login": person.email})
    told = "\n".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    hidden = [person.email, "otra@ejemplo.ec", PASSWORD, "una contraseña que no es", "127.0.0.1", "000000"]
    assert [value for value in hidden if value in told] == []
