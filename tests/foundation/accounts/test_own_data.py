"""What is kept about a person: shown, taken away, erased."""

from __future__ import annotations

import json

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from django.utils import timezone

from minga.foundation.accounts.actions import end_session, erase, set_language
from minga.foundation.accounts.models import PersonalToken, User
from minga.foundation.organizations.models import Role, RoleAssignment
from minga.kernel.errors import Refused
from tests.factories.accounts import PASSWORD, PersonFactory, confirm, let_six_minutes_pass, sign_in, with_codes
from tests.pages import said

pytestmark = pytest.mark.django_db
DATA, ERASE = "/cuenta/mis-datos.json", "/cuenta/borrar/"


def token(person):
    return PersonalToken.objects.create(
        person=person, name="mi programa", prefix="minga_ab12", digest="d" * 64, scopes=["x"]
    )


def administrates(person, **more):
    return RoleAssignment.objects.create(
        person=person, role=Role.ADMINISTRATION, starts=timezone.localdate(), act="Resolución 1", **more
    )


def test_the_account_tells_how_one_signs_in(own, person):
    page = said(own.get("/cuenta/"))
    assert page.count(f"Entras con {person.email}.") == 1
    assert page.count("Aún no te pedimos un segundo paso") == 1
    with_codes(person)
    page = said(own.get("/cuenta/"))
    assert page.count("aplicación de códigos; 10 códigos de respaldo") == 1


def test_the_account_shows_what_others_declare_for_its_owner(own, person):
    administrates(person, post="Dirección de prueba")
    assert said(own.get("/cuenta/")).count("Dirección de prueba") >= 1


def test_the_export_holds_everything_and_no_secret(own, person, settings):
    secret = with_codes(person)
    token(person)
    SocialAccount.objects.create(user=person, provider="oidc", uid="1")
    administrates(person)
    answer = own.get(DATA)
    data = json.loads(answer.content)
    assert list(data) == [
        "cuenta",
        "correos",
        "sesiones",
        "segundos pasos",
        "accesos externos",
        "tokens",
        "envíos de programas, del último día",
        "roles",
        "avisos",
        "correo de los avisos",
        "verificables que entregó",
        "reportes en los que escribió",
        "firmas",
    ]
    assert data["cuenta"]["correo"] == person.email
    assert [len(data[part]) for part in list(data)[1:8]] == [1, 1, 2, 1, 1, 0, 1]
    text = answer.content.decode()
    kept = [one.data for one in Authenticator.objects.all()]
    hidden = [person.password, secret, kept[0]["secret"], kept[1]["seed"], "d" * 64, own.session.session_key]
    assert [value in text for value in hidden] == [False] * len(hidden)
    assert answer["Content-Disposition"] == 'attachment; filename="mis-datos.json"'
    assert "no-store" in answer["Cache-Control"]


def test_the_export_is_of_oneself_alone(own, client):
    other = PersonFactory()
    assert other.email not in own.get(DATA).content.decode()
    assert Client().get(DATA)["Location"] == f"/cuenta/entrar/?next={DATA}"


def test_other_apps_add_what_they_keep(own, settings):
    settings.MINGA_PERSONAL_DATA = ["minga.foundation.organizations.personal.kept"]
    assert list(json.loads(own.get(DATA).content)) == ["roles"]


def test_erasing_asks_again_who_it_is_and_then_goes_on(own, person):
    asked = own.post(ERASE, {"understood": "on"})
    assert asked["Location"] == f"/cuenta/de-nuevo/?next={ERASE.replace('/', '%2F')}"
    assert own.post(asked["Location"], {"password": PASSWORD})["Location"] == "/cuenta/borrada/"
    assert User.objects.get().erased_at


def test_an_erased_account_keeps_nothing_of_the_person(own, person):
    email = person.email
    secret = with_codes(person)
    token(person)
    SocialAccount.objects.create(user=person, provider="oidc", uid="1")
    role = RoleAssignment.objects.create(
        person=person, role=Role.VIEWER, starts=timezone.localdate(), act="1", post="x"
    )
    other = Client()
    sign_in(other, person)
    confirm(own)
    assert own.post(ERASE, {"understood": "on"})["Location"] == "/cuenta/borrada/"
    person.refresh_from_db()
    assert person.email == f"{person.public_id}@borrada.invalid"
    assert (person.is_active, person.has_usable_password(), person.last_login) == (False, False, None)
    for model in (EmailAddress, Authenticator, SocialAccount, UserSession, PersonalToken):
        assert not model._default_manager.exists()
    role.refresh_from_db()
    assert role.person == person
    assert [client.get("/cuenta/").status_code for client in (own, other)] == [302, 302]
    assert sign_in(Client(), User(email=email)).status_code == 422
    assert (mail.outbox[-1].to, mail.outbox[-1].subject) == ([email], "Tu cuenta de Minga Quito quedó borrada")
    assert secret


def test_the_address_of_an_erased_account_may_open_another(own, person, client):
    email = person.email
    confirm(own)
    own.post(ERASE, {"understood": "on"})
    client.post("/cuenta/crear/", {"email": email, "password1": PASSWORD})
    assert User.objects.filter(email=email, is_active=True).count() == 1


def test_who_has_not_understood_is_not_erased(own, person):
    confirm(own)
    assert own.post(ERASE).status_code == 422
    assert own.get(ERASE).status_code == 200
    person.refresh_from_db()
    assert person.erased_at is None


def test_the_last_one_who_administrates_stays_until_there_is_another(own, person):
    administrates(person)
    confirm(own)
    answer = own.post(ERASE, {"understood": "on"})
    assert answer.status_code == 422
    assert "administra" in said(answer)
    administrates(PersonFactory())
    assert own.post(ERASE, {"understood": "on"})["Location"] == "/cuenta/borrada/"


def test_nobody_is_erased_twice(person):
    erase(by=person)
    with pytest.raises(Refused, match="Esta cuenta ya está borrada"):
        erase(by=person)


def test_a_session_of_another_is_not_ended(own, person):
    session = UserSession.objects.get()
    with pytest.raises(Refused, match="Esa sesión no es de tu cuenta"):
        end_session(by=PersonFactory(), session=session)


def test_the_language_is_that_of_the_mails_and_of_the_page(own, person):
    assert own.post("/cuenta/idioma/", {"language": "en"})["Location"] == "/en/cuenta/"
    confirm(own)
    own.post("/cuenta/clave/cambiar/", {"oldpassword": PASSWORD, "password1": "otra contraseña bien larga"})
    assert "/en/cuenta/" in mail.outbox[-1].body
    assert own.post("/en/cuenta/idioma/", {"language": "es"})["Location"] == "/cuenta/"


def test_a_language_that_is_not_there_is_refused(own, person):
    answer = own.post("/cuenta/idioma/", {"language": "de"}, follow=True)
    assert said(answer).count("La plataforma no está en ese idioma.") == 1
    with pytest.raises(Refused):
        set_language(by=person, language="qu")


def test_a_person_who_confirmed_long_ago_confirms_again(own, person):
    confirm(own)
    let_six_minutes_pass(own)
    assert own.post(ERASE, {"understood": "on"})["Location"].startswith("/cuenta/de-nuevo/")
