"""Places where roles hold, people who hold them, and electoral modes."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from minga.foundation.accounts.models import User
from minga.foundation.organizations.models import ElectoralMode, Organization, RoleAssignment

_NUMBERS = count(1)
START = date(2026, 1, 5)


def day(distance: int = 0) -> date:
    """Today in the instance's time zone, or so many days from it."""
    return timezone.localdate() + timedelta(days=distance)


def organization(slug: str, parent: Organization | None = None, **values: Any) -> Organization:
    """An organization, named as its address."""
    return Organization.objects.create(slug=slug, name=slug.replace("-", " ").capitalize(), parent=parent, **values)


def account(**values: Any) -> User:
    """Somebody with an account and no role."""
    return User.objects.create_user(f"cuenta-{next(_NUMBERS)}@ejemplo.ec", **values)


def give(person: User, role: str, scope: Any = None, **values: Any) -> RoleAssignment:
    """A role that the person holds since long ago, for a row or for the whole city."""
    values = {"starts": START, "act": "Memorando 001-2026"} | values
    return RoleAssignment.objects.create(person=person, role=role, scope=scope, **values)


def official(role: str, scope: Any = None, **values: Any) -> User:
    """Somebody who holds a role."""
    person = account()
    give(person, role, scope, **values)
    return person


def electoral_mode(**values: Any) -> ElectoralMode:
    """An electoral mode in force since yesterday, without last day."""
    values = {"starts": day(-1), "act": "Resolución A-045", "act_date": day(-2)} | values
    return ElectoralMode.objects.create(**values)


def again(person: User) -> User:
    """The same person in another request, which reads its roles anew."""
    return User.objects.get(pk=person.pk)
