"""Officials of the fictitious canton, to try the desk with. None of them exists; all that they may touch is invented."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from minga.foundation.accounts.models import User
from minga.foundation.organizations.actions.roles import Appointment, grant_role
from minga.foundation.organizations.models import Organization, Role, RoleAssignment
from minga.foundation.organizations.rules import SYSTEM
from minga.foundation.organizations.samples import MUNICIPALITY

FILE = "demo-accounts.txt"
HOST = "sanjacinto.example"
ACT = "Memorando 001-2026 (ficticio)"
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Those that nobody takes for another."""


@dataclass(frozen=True)
class Official:
    """Somebody invented: the part of the address before the @, what the person may do, and as which post of which unit.

    The role holds in the organization `where` and below it.
    """

    name: str
    role: Role
    post: str
    unit: str
    where: str = MUNICIPALITY

    @property
    def email(self) -> str:
        """The address of the account, at a host that never answers (RFC 2606)."""
        return f"{self.name}@{HOST}"


PLANNING, WORKS = "direccion-de-planificacion", "direccion-de-obras-publicas"
OFFICIALS = (
    Official("planificacion", Role.PLANNER, "Especialista de seguimiento", PLANNING),
    Official("edicion", Role.EDITOR, "Analista de planificación", PLANNING),
    Official("revision", Role.REVIEWER, "Coordinación de seguimiento", PLANNING),
    Official("aprobacion", Role.APPROVER, "Dirección", PLANNING),
    Official("responsable", Role.RESPONSIBLE, "Dirección", WORKS, WORKS),
    Official("contraparte", Role.COUNTERPART, "Coordinación de vinculación", "universidad-del-paramo-alto"),
    Official("lectura", Role.VIEWER, "Secretaría", "secretaria-del-concejo-cantonal"),
    Official("administracion", Role.ADMINISTRATION, "Administración del sistema", MUNICIPALITY),
)


def install_officials(home: Path) -> str:
    """The accounts and roles of the officials, all with one password; returns it.

    It is made once for each home and kept in `demo-accounts.txt`, for its owner alone.
    """
    password = _kept(home) or _made()
    with transaction.atomic():
        for official in OFFICIALS:
            _install(official, password)
    _keep(home, password)
    return password


def _install(official: Official, password: str) -> None:
    person = User.objects.filter(email=official.email).first() or User.objects.create_user(official.email)
    if not person.check_password(password):
        person.set_password(password)
        person.save(update_fields=["password"])
    EmailAddress.objects.update_or_create(
        user=person, email=official.email, defaults={"verified": True, "primary": True}
    )
    if RoleAssignment.objects.filter(person=person, role=official.role).exists():
        return
    units = Organization.objects.filter(fictitious=True).in_bulk([official.where, official.unit], field_name="slug")
    appointment = Appointment(
        official.role,
        ACT,
        timezone.localdate(),
        scope=units[official.where],
        post=official.post,
        unit=units[official.unit],
    )
    grant_role(person=person, appointment=appointment, by=SYSTEM)


def _made() -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _letter in range(4)) for _group in range(4))


def _kept(home: Path) -> str:
    """The password that the home keeps, or nothing."""
    path = home / FILE
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return next((line.partition(": ")[2] for line in lines if line.startswith("Contraseña: ")), "")


def _keep(home: Path, password: str) -> None:
    lines = [
        "Cuentas de demostración del cantón ficticio San Jacinto. Nadie de aquí existe.",
        f"Contraseña: {password}",
        *(f"{official.email}: {official.role.label}" for official in OFFICIALS),
    ]
    with os.fdopen(os.open(home / FILE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
