"""Making an account: only an address, confirmed with a code, and nobody learns who has one."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from minga.foundation.accounts.models import User
from tests.factories.accounts import PASSWORD, PersonFactory, mailed_code
from tests.pages import said

pytestmark = pytest.mark.django_db
NEW = "nueva@ejemplo.ec"


def sign_up(client, email=NEW, password=PASSWORD, address="/cuenta/crear/"):
    return client.post(address, {"email": email, "password1": password})


def test_an_account_opens_once_its_address_is_confirmed(client):
    assert sign_up(client)["Location"] == "/cuenta/confirmar/"
    assert "_auth_user_id" not in client.session
    assert client.post("/cuenta/confirmar/", {"code": mailed_code()})["Location"] == "/bandeja/"
    person = User.objects.get()
    assert (person.email, person.language, person.has_usable_password()) == (NEW, "es", True)
    assert EmailAddress.objects.values_list("email", "verified", "primary").get() == (NEW, True, True)
    assert client.session["_auth_user_id"] == str(person.pk)


def test_the_language_of_the_page_is_that_of_the_person_and_of_the_mail(client):
    sign_up(client, address="/en/cuenta/crear/")
    assert User.objects.get().language == "en"
    assert client.post("/en/cuenta/confirmar/", {"code": mailed_code()})["Location"] == "/en/bandeja/"


def test_the_code_may_be_written_without_its_dash(client):
    sign_up(client)
    assert client.post("/cuenta/confirmar/", {"code": mailed_code().replace("-", " ")}).status_code == 302


def test_three_wrong_codes_are_too_many(client):
    sign_up(client)
    code = mailed_code()
    answers = [client.post("/cuenta/confirmar/", {"code": "0000-0000"}).status_code for _ in range(3)]
    assert answers == [422, 422, 302]
    assert client.post("/cuenta/confirmar/", {"code": code})["Location"] == "/cuenta/entrar/"
    assert EmailAddress.objects.get().verified is False


def test_another_code_may_be_asked_for_and_the_first_is_then_worth_nothing(client):
    sign_up(client)
    first = mailed_code()
    client.post("/cuenta/confirmar/", {"action": "resend"})
    assert len(mail.outbox) == 2
    assert client.post("/cuenta/confirmar/", {"code": first}).status_code == 422
    assert client.post("/cuenta/confirmar/", {"code": mailed_code()}).status_code == 302


def test_who_mistyped_the_address_begins_anew(client):
    sign_up(client)
    assert client.get("/cuenta/crear/")["Location"] == "/cuenta/confirmar/"
    assert client.post("/cuenta/salir/", {"next": "/cuenta/entrar/"})["Location"] == "/cuenta/entrar/"
    assert client.get("/cuenta/crear/").status_code == 200


@pytest.mark.parametrize("word", ["known", "unknown"])
def test_an_address_with_an_account_gets_the_same_answers_as_one_without(client, word):
    email = PersonFactory().email if word == "known" else NEW
    first = sign_up(client, email)
    page = client.get("/cuenta/confirmar/")
    wrong = client.post("/cuenta/confirmar/", {"code": "0000-0000"})
    assert (first.status_code, first["Location"]) == (302, "/cuenta/confirmar/")
    assert said(page).replace(email, "X").count("Enviamos un código a X") == 1
    assert said(page).count("Enviar otro código") == 1
    assert (wrong.status_code, len(mail.outbox)) == (422, 1)


def test_who_has_an_account_is_told_so_by_mail_alone(client):
    person = PersonFactory()
    sign_up(client, person.email, "otra contraseña bien larga")
    assert mail.outbox[0].subject == "Ya tienes una cuenta en Minga Quito"
    assert mail.outbox[0].body.count("http://localhost:8000/cuenta/clave/olvidada/") == 1
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("corta", "La contraseña es demasiado corta. Debe contener por lo menos 12 caracteres."),
        ("192837465019283", "Esta contraseña es completamente numérica."),
        ("nueva@ejemplo.ec", "La contraseña es demasiado similar a la de correo electrónico."),
        ("qwertyuiop123", "Esta contraseña es demasiado común."),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(client, password, reason):
    answer = sign_up(client, password=password)
    assert answer.status_code == 422
    assert said(answer).count(reason) >= 1
    assert not User.objects.exists()


def test_what_is_not_an_address_is_refused_in_our_words(client):
    answer = sign_up(client, "ana")
    assert (answer.status_code, said(answer).count("Escribe un correo completo, como ana@ejemplo.ec.")) == (422, 2)


@pytest.mark.parametrize("setting", ["open", "external", "closed"])
def test_the_instance_decides_who_may_make_an_account(client, settings, setting):
    settings.MINGA_SIGN_UP = setting
    answer = sign_up(client)
    assert answer.status_code == (302 if setting == "open" else 422)
    assert User.objects.exists() is (setting == "open")
    assert ("Aquí no se crean cuentas por ahora" in said(client.get("/cuenta/crear/"))) is (setting != "open")
    assert client.get("/cuenta/crear/").status_code == (302 if setting == "open" else 200)


def test_the_shortest_time_between_two_codes_holds(client, limits):
    sign_up(client)
    client.post("/cuenta/confirmar/", {"action": "resend"})
    assert len(mail.outbox) == 1
