"""People with an account, and what they hold in their hands: a password, an application of codes, their mail."""

from __future__ import annotations

import re
import time

import factory
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core import mail

from minga.foundation.accounts.models import User

PASSWORD = "cuatro llamas en el páramo"
STEP = 30


class PersonFactory(factory.django.DjangoModelFactory):
    """A person with a confirmed address and `PASSWORD`."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda number: f"persona-{number}@ejemplo.ec")

    @factory.post_generation
    def password(self, _create, given, **_more):
        self.set_password(given or PASSWORD)
        self.save()

    @factory.post_generation
    def address(self, _create, given, **_more):
        EmailAddress.objects.create(user=self, email=self.email, verified=given is not False, primary=True)


def with_codes(person: User) -> str:
    """Gives the person an application of codes and codes of backup; returns the application's secret."""
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    RecoveryCodes.activate(person)
    return secret


def shown(secret: str, *, steps: int = 0) -> str:
    """The code that an application shows, now or some steps of half a minute later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // STEP + steps))


def mailed_code() -> str:
    """The code of the last mail."""
    found = re.search(r"^\d{4}-\d{4}$", mail.outbox[-1].body, re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found.group()


def sign_in(client, person: User, password: str = PASSWORD, **more):
    """The answer to signing in with a password."""
    return client.post("/cuenta/entrar/", {"login": person.email, "password": password, **more})


def let_six_minutes_pass(client) -> None:
    """Who showed that it is them did so longer ago than is believed."""
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 6 * 60
    session.save()


def confirm(client, password: str = PASSWORD):
    """Shows again that it is them, for the next five minutes."""
    return client.post("/cuenta/de-nuevo/", {"password": password, "next": "/cuenta/"})
