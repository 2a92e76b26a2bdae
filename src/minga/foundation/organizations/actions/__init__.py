"""What may be done with organizations."""

from __future__ import annotations

from minga.foundation.organizations.actions.install import install_organizations, install_register
from minga.foundation.organizations.actions.names import add_name, ensure_organization

__all__ = ["add_name", "ensure_organization", "install_organizations", "install_register"]
