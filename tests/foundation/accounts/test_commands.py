"""What whoever runs the server may do for somebody: make an account, take away lost second steps."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail

from minga.cli.main import main
from minga.foundation.accounts.models import User
from tests.factories.accounts import PersonFactory, mailed_code, sign_in, with_codes

pytestmark = pytest.mark.django_db
OTHER = "otra contraseña bien larga"


def test_an_account_is_made_where_nobody_makes_one_and_its_owner_sets_the_password(client, settings):
    settings.MINGA_SIGN_UP = "closed"
    assert main(["account", "create", "Ana@Ejemplo.ec"]) == 0
    person = User.objects.get()
    assert (person.email, person.has_usable_password()) == ("ana@ejemplo.ec", False)
    assert EmailAddress.objects.values_list("email", "verified", "primary").get() == ("ana@ejemplo.ec", True, True)
    client.post("/cuenta/clave/olvidada/", {"email": person.email})
    client.post("/cuenta/clave/olvidada/codigo/", {"code": mailed_code()})
    client.post("/cuenta/clave/olvidada/nueva/", {"password1": OTHER})
    assert sign_in(client, person, OTHER)["Location"] == "/bandeja/"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["create", "nadie"], "«nadie» no es un correo."),
        (["create", "ana@ejemplo.ec"], "Ya hay una cuenta con ese correo."),
        (["remove-factors", "nadie@ejemplo.ec"], "No hay una cuenta con ese correo."),
        (["remove-factors", "ana@ejemplo.ec"], "Esa cuenta no tiene un segundo paso."),
    ],
)
def test_what_cannot_be_is_refused(capsys, arguments, reason):
    PersonFactory(email="ana@ejemplo.ec")
    assert main(["account", *arguments]) == 1
    assert reason in capsys.readouterr().err


def test_who_lost_every_second_step_enters_with_the_password_and_is_told(client, own, person):
    with_codes(person)
    assert main(["account", "remove-factors", person.email]) == 0
    assert not Authenticator.objects.exists()
    assert own.get("/cuenta/").status_code == 302
    assert sign_in(client, person)["Location"] == "/bandeja/"
    assert (mail.outbox[-1].to, mail.outbox[-1].subject) == (
        [person.email],
        "Tu cuenta de Minga Quito ya no tiene segundo paso",
    )
