"""`minga grant EMAIL ROLE`: gives a role from the server, such as that of the first administrator."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from minga.cli.django import start_with_record
from minga.kernel.errors import Refused

if TYPE_CHECKING:
    from minga.foundation.accounts.models import User
    from minga.foundation.organizations.actions.roles import Appointment


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Whom, which role, by which act; where, as which post, and on which days."""
    parser.add_argument("email")
    parser.add_argument("role", help="administration, planner, editor, responsible, reviewer, approver, ...")
    parser.add_argument("--act", required=True, help="number of the document that gives the role")
    parser.add_argument(
        "--scope",
        default="city",
        help="where it holds: organizations.organization:SLUG, plans.plan:SLUG, territory.territory:SLUG; "
        "without it, the whole city",
    )
    parser.add_argument("--post", default="", help="the post, as pages show it instead of the person")
    parser.add_argument("--unit", default="", metavar="SLUG", help="the organization of the post")
    parser.add_argument("--starts", type=date.fromisoformat, metavar="YYYY-MM-DD", help="first day; today without it")
    parser.add_argument("--ends", type=date.fromisoformat, metavar="YYYY-MM-DD", help="last day; open without it")


def run(options: argparse.Namespace) -> int:
    """Gives the role, and makes the account when there is none."""
    start_with_record()
    from django.db import transaction

    from minga.foundation.organizations.actions.roles import grant_role
    from minga.foundation.organizations.rules import SYSTEM

    appointment = _appointment(options)
    with transaction.atomic():
        person, is_new = _person(options.email)
        assignment = grant_role(person=person, appointment=appointment, by=SYSTEM)
    print(f"Rol dado a {person.email}: {assignment}, {_where(appointment)}, desde el {appointment.starts.isoformat()}.")
    if is_new:
        print(f"La cuenta es nueva y aún no tiene contraseña. La persona la pide en {_door()} con ese correo.")
    return 0


def _appointment(options: argparse.Namespace) -> Appointment:
    from django.utils import timezone

    from minga.foundation.organizations.actions.roles import Appointment
    from minga.foundation.organizations.models import Organization, Role
    from minga.foundation.organizations.scopes import find_scope

    if options.role not in Role.values:
        raise Refused(f"No hay un rol «{options.role}».", details=[f"{role.value}: {role.label}" for role in Role])
    try:
        scope = find_scope(options.scope)
    except LookupError:
        raise Refused(f"No consta nada en «{options.scope}», donde valdría el rol.") from None
    unit = Organization.objects.filter(slug=options.unit).first()
    if options.unit and unit is None:
        raise Refused(f"No consta ninguna organización «{options.unit}».")
    starts = options.starts or timezone.localdate()
    return Appointment(options.role, options.act, starts, options.ends, scope, options.post, unit)


def _person(email: str) -> tuple[User, bool]:
    """The account with this e-mail, made without a password when there is none; and whether it was made."""
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from minga.foundation.accounts.models import User
    from minga.foundation.organizations.queries.roles import find_person

    if person := find_person(email):
        return person, False
    try:
        validate_email(email)
    except ValidationError:
        raise Refused(f"«{email}» no es un correo electrónico.") from None
    return User.objects.create_user(email), True


def _where(appointment: Appointment) -> str:
    from minga.foundation.organizations.scopes import scope_words

    words = scope_words(appointment.scope)
    return words if appointment.scope is None else f"en {words}"


def _door() -> str:
    from django.conf import settings
    from django.urls import reverse

    return f"{settings.MINGA_PUBLIC_URL}{reverse('account_reset_password')}"
