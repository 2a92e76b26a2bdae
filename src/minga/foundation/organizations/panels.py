"""What the app declares for the registry of panels: the organizations of a territory, a person's roles, work in bodies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db import models

from minga.foundation.organizations.models import Agreement, Organization, RoleAssignment, SeatHolder
from minga.foundation.organizations.queries.bodies import charged_to, seats_of
from minga.foundation.organizations.queries.roles import roles_of
from minga.kernel.panels import Panel


def of_territories(subjects: Sequence[models.Model]) -> dict[int, dict[str, Any]]:
    """The organizations of each territory, by name."""
    found: dict[int, list[Organization]] = defaultdict(list)
    keys = [subject.pk for subject in subjects]
    for organization in Organization.objects.filter(territory__in=keys).order_by("slug"):
        found[organization.territory_id or 0].append(organization)
    return {key: {"organizations": organizations} for key, organizations in found.items()}


def of_people(subjects: Sequence[models.Model]) -> dict[int, dict[str, Any]]:
    """The roles that each person holds, held and will hold, the latest first; for that person's own page."""
    found: dict[int, list[RoleAssignment]] = {subject.pk: [] for subject in subjects}
    for assignment in roles_of(subjects):
        found[assignment.person_id].append(assignment)
    return {key: {"roles": roles} for key, roles in found.items()}


def of_organizations(subjects: Sequence[models.Model]) -> dict[int, dict[str, Any]]:
    """The seats that each organization holds in bodies, and the agreements that it answers for."""
    keys = [subject.pk for subject in subjects]
    seats: dict[int, list[SeatHolder]] = defaultdict(list)
    agreements: dict[int, list[Agreement]] = defaultdict(list)
    for holder in seats_of(keys):
        seats[holder.organization_id or 0].append(holder)
    for agreement in charged_to(keys):
        agreements[agreement.responsible_id or 0].append(agreement)
    return {key: {"seats": seats[key], "agreements": agreements[key]} for key in keys if seats[key] or agreements[key]}


PANELS: list[Panel] = [
    Panel("bodies", "organizations.organization", 80, of_organizations, "organizations/bodies/organization_panel.html"),
    Panel("organizations", "territory.territory", 90, of_territories, "organizations/territory_panel.html"),
    Panel("roles", "accounts.user", 10, of_people, "organizations/roles_panel.html"),
]
