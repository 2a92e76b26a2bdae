from __future__ import annotations

import pytest

from minga.foundation.organizations.actions import install_organizations
from minga.foundation.territory.actions import install_territory


@pytest.fixture
def quito(db):
    """Quito's territory and the organizations that its documents name."""
    install_territory()
    install_organizations()
