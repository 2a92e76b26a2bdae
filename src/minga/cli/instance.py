"""What an instance starts with. Everything here may be run again."""

from __future__ import annotations

from minga.config.environment import environment
from minga.foundation.organizations.actions import install_organizations
from minga.foundation.territory.actions import install_territory
from minga.government.plans.actions import install_vocabularies

ROLE = "system"


def install_instance() -> None:
    """The vocabularies of every instance and the territory and organizations that `MINGA_STARTS_WITH` names."""
    install_vocabularies()
    if environment.minga_starts_with == "quito":
        install_territory(role=ROLE)
        install_organizations(role=ROLE)
