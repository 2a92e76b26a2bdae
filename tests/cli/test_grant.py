"""`minga grant`: the first administrator, from the server."""

from __future__ import annotations

import argparse

import pytest

from minga.cli.commands import grant_
from minga.foundation.accounts.models import User
from minga.foundation.ledger.models import Event
from minga.foundation.organizations.models import RoleAssignment
from minga.kernel.errors import Refused
from tests.factories.plans import PlanFactory
from tests.factories.roles import account, day, organization

pytestmark = pytest.mark.django_db
FIRST = ["jefa@ejemplo.ec", "administration", "--act", "Memorando 001-2026"]


def grant(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    grant_.add_arguments(parser)
    return grant_.run(parser.parse_args(arguments))


def test_it_makes_the_account_and_gives_the_role(capsys, settings):
    settings.MINGA_PUBLIC_URL = "https://minga.ejemplo.ec"
    assert grant(*FIRST) == 0
    person = User.objects.get(email="jefa@ejemplo.ec")
    found = person.roles.get()
    assert not person.has_usable_password()
    assert (found.role, found.scope, found.starts, found.ends, found.granted_by) == (
        "administration",
        None,
        day(),
        None,
        None,
    )
    assert Event.objects.get().actor_role == "system"
    given, account_made = capsys.readouterr().out.splitlines()
    assert (
        given
        == f"Rol dado a jefa@ejemplo.ec: administración del sistema, toda la ciudad, desde el {day().isoformat()}."
    )
    assert account_made == (
        "La cuenta es nueva y aún no tiene contraseña. La persona la pide en "
        "https://minga.ejemplo.ec/cuenta/clave/olvidada/ con ese correo."
    )


def test_an_account_that_is_there_keeps_its_password(capsys):
    person = account(password="cuatro llamas en el páramo")
    grant(person.email.upper(), *FIRST[1:])
    assert User.objects.get().has_usable_password()
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_where_as_what_and_for_how_long(capsys):
    unit = organization("direccion")
    plan = PlanFactory(slug="paga-2")
    days = ("--starts", day(2).isoformat(), "--ends", day(9).isoformat())
    grant(*FIRST, "--scope", "plans.plan:paga-2", "--post", "Especialista", "--unit", "direccion", *days)
    found = RoleAssignment.objects.get()
    assert (found.scope, found.post, found.unit, found.starts, found.ends) == (
        plan,
        "Especialista",
        unit,
        day(2),
        day(9),
    )
    assert f"en {plan}, desde" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["nadie", *FIRST[1:]], "«nadie» no es un correo electrónico."),
        ([FIRST[0], "jefe", *FIRST[2:]], "No hay un rol «jefe»."),
        ([*FIRST, "--scope", "plans.plan:nada"], "No consta nada en «plans.plan:nada», donde valdría el rol."),
        ([*FIRST, "--unit", "nada"], "No consta ninguna organización «nada»."),
        ([*FIRST[:3], " "], "Escribe el número del acto: sin acto no hay rol."),
        ([*FIRST, "--ends", "2001-01-01"], "Revisa el año de los días: queda demasiado lejos de hoy."),
    ],
)
def test_what_is_refused_makes_no_account(arguments, reason):
    with pytest.raises(Refused) as refused:
        grant(*arguments)
    assert refused.value.reason == reason
    assert User.objects.count() == 0


def test_the_same_role_is_not_given_twice():
    grant(*FIRST)
    with pytest.raises(Refused, match="ya tiene ese rol"):
        grant(*FIRST)


@pytest.mark.parametrize("arguments", [["a@b.ec"], ["a@b.ec", "planner"], [*FIRST, "--starts", "mañana"]])
def test_wrong_usage(arguments):
    with pytest.raises(SystemExit) as ended:
        grant(*arguments)
    assert ended.value.code == 2
