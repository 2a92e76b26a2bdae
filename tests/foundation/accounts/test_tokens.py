"""Tokens: told once, kept as a digest, revoked by their owner, and nobody else's business."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone

from minga.foundation.accounts.actions import erase
from minga.foundation.accounts.models import PersonalToken
from minga.foundation.accounts.tokens import MOST_TOKENS, digest_of, make_token, open_token, revoke_token
from minga.kernel.errors import Refused
from tests.factories.accounts import PASSWORD, PersonFactory, confirm, let_six_minutes_pass
from tests.factories.tokens import BOTH, token_of

pytestmark = pytest.mark.django_db
ADDRESS, NEW = "/cuenta/tokens/", "/cuenta/tokens/nuevo/"
SUBMIT = PersonalToken.Scope.SUBMIT


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def sure(own):
    """The browser of a person who has just shown again that it is them."""
    confirm(own)
    return own


def form(today, **values):
    return {"name": "Carga mensual", "scopes": [SUBMIT], "expires_on": str(today + timedelta(days=30)), **values}


def revoke(client, token):
    return client.post(f"{ADDRESS}{token.public_id}/revocar/")


def test_a_secret_has_256_bits_and_only_its_digest_is_kept(person, today):
    token, secret = make_token(by=person, name="Carga", scopes=[SUBMIT], expires_on=today)
    assert re.fullmatch(r"minga_[\w-]{43}", secret)
    assert (token.digest, token.prefix) == (digest_of(secret), secret[:12])
    assert secret not in str(PersonalToken.objects.values().get())


def test_a_token_opens_until_the_end_of_its_last_day(person, today):
    _token, secret = make_token(by=person, name="Carga", scopes=[SUBMIT], expires_on=today)
    assert open_token(secret).person == person
    PersonalToken.objects.update(expires_on=today - timedelta(days=1))
    assert open_token(secret) is None


def test_its_last_use_is_kept_by_day(person, today, django_assert_num_queries):
    secret = token_of(person)
    open_token(secret)
    assert PersonalToken.objects.get().last_used_on == today
    with django_assert_num_queries(1):
        open_token(secret)


@pytest.mark.parametrize("wrong", ["", "minga_", "Minga_x", "minga_ñ", "minga_\ud800"])
def test_what_is_no_secret_opens_nothing(person, wrong):
    token_of(person)
    assert open_token(wrong) is None


def test_the_prefix_alone_opens_nothing(person):
    assert open_token(token_of(person)[:12]) is None


def test_a_token_of_an_inactive_person_opens_nothing(person):
    secret = token_of(person)
    person.is_active = False
    person.save()
    assert open_token(secret) is None


def test_a_token_of_an_erased_person_opens_nothing(person):
    secret = token_of(person)
    erase(by=person)
    assert open_token(secret) is None


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"name": " "}, "Ponle un nombre que te diga para qué lo usas."),
        (
            {"scopes": []},
            "Elige al menos un alcance: sin ninguno el token no serviría para nada, pues leer no lo pide.",
        ),
        (
            {"scopes": ["all"]},
            "Elige al menos un alcance: sin ninguno el token no serviría para nada, pues leer no lo pide.",
        ),
        ({"days": -1}, "El último día va de hoy a dentro de un año."),
        ({"days": 367}, "El último día va de hoy a dentro de un año."),
    ],
)
def test_a_token_that_would_not_do_is_refused(person, today, values, reason):
    days = values.pop("days", 1)
    asked = {"name": "Carga", "scopes": [SUBMIT], "expires_on": today + timedelta(days=days), **values}
    with pytest.raises(Refused) as refused:
        make_token(by=person, **asked)
    assert refused.value.reason == reason


def test_a_person_has_so_many_tokens_and_no_more(person):
    for _number in range(MOST_TOKENS):
        token_of(person)
    with pytest.raises(Refused, match="Ya tienes 20 tokens que sirven"):
        token_of(person)
    revoke_token(by=person, token=person.tokens.first())
    assert token_of(person)


def test_nobody_revokes_the_token_of_another(person):
    token_of(person)
    with pytest.raises(Refused, match="Ese token no es de tu cuenta"):
        revoke_token(by=PersonFactory(), token=person.tokens.get())


def test_a_token_is_revoked_once(person):
    secret = token_of(person)
    token = revoke_token(by=person, token=person.tokens.get())
    assert open_token(secret) is None
    with pytest.raises(Refused, match="ya estaba revocado"):
        revoke_token(by=person, token=token)


# The pages


def test_the_tokens_are_for_whoever_has_signed_in(client, db):
    assert client.get(ADDRESS).headers["Location"] == f"/cuenta/entrar/?next={ADDRESS}"


def test_a_new_token_is_shown_once(sure, person, today):
    response = sure.post(NEW, form(today))
    assert response.status_code == 201
    secret = re.search(r"minga_[\w-]{43}", response.content.decode()).group()
    assert open_token(secret).name == "Carga mensual"
    assert "no-store" in response.headers["Cache-Control"]
    page = sure.get(ADDRESS).content.decode()
    assert (secret in page, secret[:12] in page, "Carga mensual" in page) == (False, True, True)


def to_confirm(language=""):
    """The page that asks who one is, and leads back to the form."""
    return f"{language}/cuenta/de-nuevo/?next={quote(language + NEW, safe='')}"


@pytest.mark.parametrize("language", ["", "/en"])
def test_who_one_is_is_asked_before_the_form_is_shown(own, language):
    assert own.get(language + NEW).headers["Location"] == to_confirm(language)
    response = own.post(f"{language}/cuenta/de-nuevo/", {"password": PASSWORD, "next": language + NEW})
    assert response.headers["Location"] == language + NEW
    assert own.get(language + NEW).status_code == 200


def test_the_list_asks_nothing(own):
    assert own.get(ADDRESS).status_code == 200


def test_what_was_written_waits_while_one_shows_again_who_one_is(sure, person, today):
    assert sure.get(NEW).status_code == 200
    let_six_minutes_pass(sure)
    written = form(today, name="Lo de marzo", scopes=BOTH)
    assert sure.post(NEW, written).headers["Location"] == to_confirm()
    assert sure.post("/cuenta/de-nuevo/", {"password": "otra", "next": NEW}).status_code == 422
    assert not person.tokens.exists()
    response = sure.post("/cuenta/de-nuevo/", {"password": PASSWORD, "next": NEW})
    made = person.tokens.get()
    assert (response.status_code, made.name, made.scopes) == (201, "Lo de marzo", sorted(BOTH))
    assert made.expires_on == today + timedelta(days=30)


def test_a_form_with_an_error_comes_back_whole_after_one_has_shown_who_one_is(own, person, today):
    own.post(NEW, form(today, name="Lo de marzo", expires_on="ayer"))
    response = own.post("/cuenta/de-nuevo/", {"password": PASSWORD, "next": NEW})
    assert response.status_code == 422
    page = response.content.decode()
    assert 'value="Lo de marzo"' in page
    assert re.search(f'value="{SUBMIT}"[^>]* checked', page)
    assert 'value="ayer"' in page


def test_revoking_a_token_asks_again_who_one_is(own, person):
    token_of(person)
    assert revoke(own, person.tokens.get()).headers["Location"].startswith("/cuenta/de-nuevo/")
    assert person.tokens.active().exists()


@pytest.mark.parametrize("wrong", [{"name": ""}, {"scopes": []}, {"scopes": ["all"]}, {"expires_on": "ayer"}])
def test_a_form_that_is_not_whole_says_what_is_missing(sure, person, today, wrong):
    response = sure.post(NEW, form(today, **wrong))
    assert response.status_code == 422
    assert "Corrige un dato para continuar." in response.content.decode()
    assert not person.tokens.exists()


def test_a_refused_token_says_why_and_keeps_the_form(sure, person, today):
    for _number in range(MOST_TOKENS):
        token_of(person)
    response = sure.post(NEW, form(today))
    assert response.status_code == 422
    assert "Ya tienes 20" in response.content.decode()


def test_a_revoked_token_stands_among_those_that_do_not_serve(sure, person):
    token_of(person)
    response = revoke(sure, person.tokens.get())
    assert (response.status_code, response.headers["Location"]) == (302, ADDRESS)
    page = sure.get(ADDRESS).content.decode()
    assert "El token «Carga mensual» ya no abre nada." in page
    assert "Los que ya no sirven" in page


def test_the_persons_own_data_call_them_tokens(own, person):
    token_of(person)
    revoke_token(by=person, token=person.tokens.get())
    kept = own.get("/cuenta/mis-datos.json").json()["tokens"]
    assert [(one["nombre"], one["revocado"] is not None) for one in kept] == [("Carga mensual", True)]


def test_the_token_of_another_is_not_there_to_be_revoked(sure, person):
    other = PersonFactory()
    token_of(other, *BOTH)
    assert revoke(sure, other.tokens.get()).status_code == 404
    assert other.tokens.active().exists()


def test_the_page_of_another_tells_nothing_of_mine(own, person):
    token_of(PersonFactory())
    assert "Todavía no tienes ninguno" in own.get(ADDRESS).content.decode()


def test_tokens_take_as_many_queries_for_one_as_for_three(own, person, django_assert_max_num_queries):
    token_of(person)
    with django_assert_max_num_queries(12) as first:
        own.get(ADDRESS)
    token_of(person)
    token_of(person)
    with django_assert_max_num_queries(len(first)):
        own.get(ADDRESS)
