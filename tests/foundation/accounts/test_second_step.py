"""Codes of an application, codes of backup, keys: what they open, once each, and who may change them."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail

from minga.foundation.accounts.sealing import opened
from tests.factories.accounts import PersonFactory, confirm, shown, sign_in, with_codes
from tests.pages import said

pytestmark = pytest.mark.django_db
STEP = "/cuenta/entrar/codigo/"
ACTIVATE = "/cuenta/segundo-factor/aplicacion/activar/"
NOT_IT = "Ese código no es, o ya se usó."


def backup_codes(person):
    return RecoveryCodes(Authenticator.objects.get(user=person, type="recovery_codes")).get_unused_codes()


def test_the_password_alone_does_not_open_an_account_with_a_second_step(client, person):
    secret = with_codes(person)
    assert sign_in(client, person)["Location"] == STEP
    assert client.get("/cuenta/")["Location"] == "/cuenta/entrar/?next=/cuenta/"
    assert client.post(STEP, {"code": "000000"}).status_code == 422
    assert client.post(STEP, {"code": shown(secret)})["Location"] == "/bandeja/"


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 302), (0, 302), (1, 302), (2, 422)])
def test_a_clock_may_be_half_a_minute_wrong(client, person, steps, status):
    secret = with_codes(person)
    sign_in(client, person)
    assert client.post(STEP, {"code": shown(secret, steps=steps)}).status_code == status


def test_a_code_opens_once(client, person, limits):
    code = shown(with_codes(person), steps=1)
    sign_in(client, person)
    assert client.post(STEP, {"code": code}).status_code == 302
    client.post("/cuenta/salir/")
    sign_in(client, person)
    again = client.post(STEP, {"code": code})
    assert (again.status_code, said(again).count(NOT_IT)) == (422, 2)


def test_the_code_that_activates_does_not_open_as_well(own, person, limits):
    confirm(own)
    page = own.get(ACTIVATE)
    secret = page.context["form"].secret
    code = shown(secret)
    assert own.post(ACTIVATE, {"code": code})["Location"] == "/cuenta/segundo-factor/respaldo/"
    own.post("/cuenta/salir/")
    sign_in(own, person)
    assert own.post(STEP, {"code": code}).status_code == 422
    assert own.post(STEP, {"code": shown(secret, steps=1)}).status_code == 302


def test_whoever_guesses_codes_is_stopped(client, person, limits):
    secret = with_codes(person)
    sign_in(client, person)
    for _ in range(5):
        assert said(client.post(STEP, {"code": "000000"})).count(NOT_IT) == 2
    assert said(client.post(STEP, {"code": shown(secret)})).count("Demasiados intentos seguidos.") == 2


def test_a_code_of_backup_opens_once(client, person):
    with_codes(person)
    code = backup_codes(person)[0]
    sign_in(client, person)
    assert client.post(STEP, {"code": code}).status_code == 302
    assert len(backup_codes(person)) == 9
    client.post("/cuenta/salir/")
    sign_in(client, person)
    assert client.post(STEP, {"code": code}).status_code == 422


def test_activating_asks_again_who_it_is(own):
    assert own.get(ACTIVATE)["Location"].startswith("/cuenta/de-nuevo/?next=")
    assert own.post("/cuenta/de-nuevo/", {"password": "otra contraseña larga"}).status_code == 422
    assert confirm(own)["Location"] == "/cuenta/"
    assert own.get(ACTIVATE).status_code == 200


def test_the_square_for_the_phone_is_in_the_page_itself(own, person):
    confirm(own)
    page = own.get(ACTIVATE).content.decode()
    assert page.count('<svg class="qr" role="img" aria-label="Código para tu aplicación"') == 1
    assert page.count("data:") == 0


def test_activating_gives_backup_codes_and_tells_the_person_by_mail(own, person, django_capture_on_commit_callbacks):
    confirm(own)
    secret = own.get(ACTIVATE).context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        own.post(ACTIVATE, {"code": shown(secret)})
    codes = backup_codes(person)
    page = own.get("/cuenta/segundo-factor/respaldo/")
    assert [code in page.content.decode() for code in codes] == [True] * 10
    download = own.get("/cuenta/segundo-factor/respaldo/codigos.txt")
    assert download.content.decode().split() == codes
    assert (download["Content-Type"], "no-store" in download["Cache-Control"]) == ("text/plain", True)
    assert [one.subject for one in mail.outbox] == ["Tu cuenta de Minga Quito pide un segundo paso"]


def test_new_backup_codes_end_the_old_ones(own, person):
    with_codes(person)
    before = backup_codes(person)
    confirm(own)
    own.post("/cuenta/segundo-factor/respaldo/nuevos/")
    assert set(before) & set(backup_codes(person)) == set()


def test_without_the_application_there_is_no_second_step(own, person):
    with_codes(person)
    confirm(own)
    assert own.post("/cuenta/segundo-factor/aplicacion/quitar/").status_code == 302
    assert not Authenticator.objects.exists()
    assert mail.outbox[-1].subject == "Tu cuenta de Minga Quito ya no pide códigos"


def test_secrets_are_sealed_in_the_database(person):
    secret = with_codes(person)
    kept = {one.type: one.data for one in Authenticator.objects.all()}
    assert secret not in str(kept)
    assert opened(kept["totp"]["secret"]) == secret
    assert len(opened(kept["recovery_codes"]["seed"])) == 80


def test_what_was_sealed_with_another_key_opens_nothing_and_breaks_nothing(client, person, settings, caplog):
    secret = with_codes(person)
    codes = backup_codes(person)
    settings.SECRET_KEY = "otra"
    sign_in(client, person)
    assert client.post(STEP, {"code": shown(secret)}).status_code == 422
    assert client.post(STEP, {"code": codes[0]}).status_code == 422
    assert "a second step was sealed with another secret key" in caplog.messages


def test_a_key_that_was_changed_still_opens_while_it_is_listed(person, settings):
    secret = with_codes(person)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "otra"
    assert opened(Authenticator.objects.get(type="totp").data["secret"]) == secret


def test_keys_are_reached_by_names_that_tell_nothing_and_only_by_their_owner(own, person):
    data = {"name": "mi teléfono", "credential": {}}
    mine = Authenticator.objects.create(user=person, type="webauthn", data=data)
    other = Authenticator.objects.create(user=PersonFactory(), type="webauthn", data=data)
    confirm(own)
    page = own.get("/cuenta/segundo-factor/llaves/")
    (slug,) = {key.slug for key in page.context["authenticators"]}
    assert len(slug) == 16
    assert own.get(f"/cuenta/segundo-factor/llaves/{mine.pk}/quitar/").status_code == 404
    assert own.get(f"/cuenta/segundo-factor/llaves/{other.pk}/quitar/").status_code == 404
    assert own.post(f"/cuenta/segundo-factor/llaves/{slug}/nombre/", {"name": "otro"}).status_code == 302
    mine.refresh_from_db()
    assert mine.data["name"] == "otro"
    assert own.post(f"/cuenta/segundo-factor/llaves/{slug}/quitar/").status_code == 302
    assert list(Authenticator.objects.all()) == [other]


NO_KEYS = [
    "",
    "{}",
    "[]",
    "1",
    '"x"',
    "null",
    "x" * 100,
    '{"id": 1}',
    '{"id": "AA", "rawId": "AA"}',
    '{"response": {"userHandle": "AA"}}',
    '{"id": "AA", "rawId": "AA", "response": {}, "type": "public-key"}',
    '{"id": "AA", "rawId": "AA", "response": {"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA"}}',
]


@pytest.mark.parametrize("credential", NO_KEYS)
def test_a_key_that_is_none_opens_nothing(client, credential):
    client.get("/cuenta/entrar/llave/", headers={"accept": "application/json"})
    assert client.post("/cuenta/entrar/llave/", {"credential": credential})["Location"] == "/cuenta/entrar/"
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("credential", NO_KEYS)
def test_a_key_that_is_none_is_no_second_step_and_is_not_added(own, person, credential):
    confirm(own)
    own.get("/cuenta/segundo-factor/llaves/agregar/")
    assert own.post("/cuenta/segundo-factor/llaves/agregar/", {"credential": credential}).status_code == 422
    assert not Authenticator.objects.exists()
    with_codes(person)
    own.post("/cuenta/salir/")
    sign_in(own, person)
    assert own.post(STEP, {"credential": credential}).status_code == 422
    assert "_auth_user_id" not in own.session
