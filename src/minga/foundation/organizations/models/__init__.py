"""Institutions and other actors, bodies with seats, periods of administration, roles of persons, electoral mode."""

from minga.foundation.organizations.models.actors import (
    AdministrationPeriod,
    Body,
    Organization,
    OrganizationName,
    SeatRule,
)
from minga.foundation.organizations.models.electoral import ElectoralMode
from minga.foundation.organizations.models.roles import Role, RoleAssignment

__all__ = [
    "AdministrationPeriod",
    "Body",
    "ElectoralMode",
    "Organization",
    "OrganizationName",
    "Role",
    "RoleAssignment",
    "SeatRule",
]
