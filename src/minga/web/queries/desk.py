"""What stands on a person's desk, and which of its sections the person may enter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, Resolver404, get_script_prefix, resolve, reverse
from django.utils.translation import gettext as _

from minga.design.context import Link, links
from minga.foundation.notices.queries import unread_of
from minga.foundation.organizations.models import RoleAssignment
from minga.foundation.organizations.queries.roles import load_scopes
from minga.foundation.organizations.rules import assignments_of, may_enter
from minga.foundation.organizations.scopes import scope_words
from minga.kernel.access import EVERYBODY, SIGNED_IN
from minga.kernel.duties import DUTIES, Charge, Charges, Task, charges_of, tasks_of
from minga.kernel.registry import Text

FIRST = 3
"""How many tasks come first: what fits in a head."""
CHARGES_SHOWN = 50
NOTICES = "notices:list"
Group = tuple[str, list[Charge]]


@dataclass(frozen=True)
class InCharge:
    """What the person answers for of one kind, under what it stands, and how much of it is not shown."""

    slug: str
    groups: Sequence[Group]
    charges: Charges
    title: Text = ""
    note: Text = ""


@dataclass(frozen=True)
class Desk:
    """The first tasks and the rest, the person's roles, and what the person answers for."""

    today: date
    first: Sequence[Task]
    rest: Sequence[Task]
    roles: Sequence[RoleAssignment]
    in_charge: Sequence[InCharge]

    @property
    def title(self) -> str:
        """How many tasks come first, in words; what else there is to say when there are none."""
        words = {1: _("Una tarea para hoy"), 2: _("Dos tareas para hoy"), 3: _("Tres tareas para hoy")}
        nothing = _("Nada te espera hoy") if self.roles else _("Tu cuenta aún no tiene un rol")
        return words.get(len(self.first), nothing)

    @property
    def overdue(self) -> int:
        """How many tasks are past their day."""
        return sum(1 for task in (*self.first, *self.rest) if task.due and task.due < self.today)

    @property
    def posts(self) -> list[str]:
        """As what the person is here: each post with its unit, or the role and where it holds."""
        return list(dict.fromkeys(_post(role) for role in self.roles))

    @property
    def fictitious(self) -> bool:
        """Whether every role of the person is of an invented place, so that all that follows is."""
        return bool(self.roles) and all(role.fictitious for role in self.roles)


def desk(person: Any, today: date) -> Desk:
    """The person's desk on a day of the instance's time zone."""
    tasks = tasks_of(person)
    found = charges_of(person, CHARGES_SHOWN)
    kinds = {duty.slug: duty for duty in DUTIES}
    in_charge = [
        InCharge(slug, groups(charges.shown), charges, kinds[slug].title, kinds[slug].note)
        for slug, charges in found.items()
    ]
    roles = load_scopes(assignments_of(person))
    return Desk(today, tasks[:FIRST], tasks[FIRST:], roles, in_charge)


def groups(charges: Iterable[Charge]) -> list[Group]:
    """The charges under what they stand, in their order."""
    return [(name, list(own)) for name, own in groupby(charges, key=lambda charge: charge.group)]


def _post(role: RoleAssignment) -> str:
    post = role.post or str(role.get_role_display()).capitalize()
    where = role.unit.display_name if role.unit else scope_words(role.scope)
    basis = "" if role.basis == RoleAssignment.Basis.HOLDER else f" ({role.get_basis_display()})"
    return f"{post}, {where}{basis}"


def sections(person: Any, path: str) -> list[Link]:
    """The sections of the desk that the person may enter, as links; none when there is only the desk itself."""
    named = [
        (_with_unread(person, label, name), name)
        for label, name in settings.MINGA_DESK_SECTIONS
        if _may_enter(person, name)
    ]
    if len(named) == 1:
        return []
    found = links(named, path)
    here = max((link.url for link in found if link.current), key=len, default="")
    return [link if link.url == here else replace(link, current="") for link in found]


def _with_unread(person: Any, label: Text, name: str) -> Text:
    """The label of a section; that of notices says how many are unread: `Avisos (3)`."""
    unread = unread_of(person) if name == NOTICES else 0
    return f"{label} ({unread})" if unread else label


def _may_enter(person: Any, name: str) -> bool:
    """Whether the view of this name lets the person in; one that this instance does not serve lets nobody in."""
    try:
        access = getattr(resolve("/" + reverse(name).removeprefix(get_script_prefix())).func, "access", "")
    except (NoReverseMatch, Resolver404):
        return False
    if access in (EVERYBODY, SIGNED_IN):
        return True
    return bool(access) and may_enter(person, access).allowed
