"""Institutions and other actors, bodies with seats, periods of administration, roles of persons, electoral mode."""

from minga.foundation.organizations.models.actors import (
    AdministrationPeriod,
    Body,
    Organization,
    OrganizationName,
    SeatRule,
)
from minga.foundation.organizations.models.bodies import PrintedSession, QuorumRule, SeatHolder
from minga.foundation.organizations.models.electoral import ElectoralMode
from minga.foundation.organizations.models.roles import Role, RoleAssignment
from minga.foundation.organizations.models.sessions import (
    AgendaItem,
    Agreement,
    AgreementSubject,
    Attendance,
    BodySession,
    FollowUp,
    Minutes,
)

__all__ = [
    "AdministrationPeriod",
    "AgendaItem",
    "Agreement",
    "AgreementSubject",
    "Attendance",
    "Body",
    "BodySession",
    "ElectoralMode",
    "FollowUp",
    "Minutes",
    "Organization",
    "OrganizationName",
    "PrintedSession",
    "QuorumRule",
    "Role",
    "RoleAssignment",
    "SeatHolder",
    "SeatRule",
]
