"""Officials that the demonstration does not have, put into its city: `python -m tests.journeys.more_officials`.

They share the password of the others. One plans for another institution, one held a role until yesterday.
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from minga.cli.django import start

UNIVERSITY, MUNICIPALITY = "universidad-del-paramo-alto", "municipio-de-san-jacinto"
PEOPLE = {
    "evaluacion": ("evaluator", MUNICIPALITY),
    "moderacion": ("moderator", MUNICIPALITY),
    "otra-institucion": ("planner", UNIVERSITY),
    "hasta-ayer": ("planner", MUNICIPALITY),
}


def install(password: str) -> None:
    """Makes the accounts with their roles."""
    from allauth.account.models import EmailAddress
    from django.utils import timezone

    from minga.foundation.accounts.models import User
    from minga.foundation.organizations.models import Organization, RoleAssignment

    today = timezone.localdate()
    for name, (role, where) in PEOPLE.items():
        person = User.objects.create_user(f"{name}@sanjacinto.example", password=password)
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        RoleAssignment.objects.create(
            person=person,
            role=role,
            scope=Organization.objects.get(slug=where),
            act="Memorando 002-2026 (ficticio)",
            starts=today - timedelta(days=30),
            ends=today - timedelta(days=1) if name == "hasta-ayer" else None,
        )


if __name__ == "__main__":
    start()
    accounts = Path(os.environ["MINGA_HOME"], "demo-accounts.txt").read_text("utf-8")
    install(next(line.partition(": ")[2] for line in accounts.splitlines() if line.startswith("Contraseña: ")))
