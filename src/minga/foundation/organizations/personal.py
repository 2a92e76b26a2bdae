"""What organizations keep about a person, and when that person may not be erased yet (`accounts.personal`)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from minga.foundation.accounts.models import User
from minga.foundation.organizations.models import Role, RoleAssignment
from minga.kernel.errors import Refused


def kept(person: User) -> dict[str, Any]:
    """The roles that the person holds or held."""
    held = RoleAssignment.objects.filter(person=person).select_related("unit", "scope_type").order_by("starts", "pk")
    return {"roles": [_told(assignment) for assignment in held]}


def check(person: User) -> None:
    """Keeps the last one who administrates.

    Raises:
        Refused: when nobody else administrates a place that the person does.
    """
    active = RoleAssignment.objects.active().filter(role=Role.ADMINISTRATION)
    list(active.select_for_update(of=("self",)))  # two who go at once wait for each other
    others = active.filter(person__is_active=True).exclude(person=person)
    for mine in active.filter(person=person):
        same_place = Q(scope_type=mine.scope_type_id, scope_id=mine.scope_id)
        if not others.filter(same_place | Q(scope_type__isnull=True)).exists():
            raise Refused(_("Nadie más administra el sistema: da antes ese rol a otra persona."))


def _told(assignment: RoleAssignment) -> dict[str, Any]:
    return {
        "rol": assignment.role,
        "ámbito": str(assignment.scope) if assignment.scope else "toda la ciudad",
        "cargo": assignment.post,
        "unidad": assignment.unit.display_name if assignment.unit else "",
        "calidad": assignment.basis,
        "desde": assignment.starts.isoformat(),
        "hasta": assignment.ends.isoformat() if assignment.ends else None,
        "acto": assignment.act,
    }
