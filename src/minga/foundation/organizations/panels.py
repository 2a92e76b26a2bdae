"""What the app declares for the registry of panels: the organizations of a territory, on its page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db import models

from minga.foundation.organizations.models import Organization
from minga.kernel.panels import Panel


def of_territories(subjects: Sequence[models.Model]) -> dict[int, dict[str, Any]]:
    """The organizations of each territory, by name."""
    found: dict[int, list[Organization]] = defaultdict(list)
    keys = [subject.pk for subject in subjects]
    for organization in Organization.objects.filter(territory__in=keys).order_by("slug"):
        found[organization.territory_id or 0].append(organization)
    return {key: {"organizations": organizations} for key, organizations in found.items()}


PANELS: list[Panel] = [
    Panel("organizations", "territory.territory", 90, of_territories, "organizations/territory_panel.html"),
]
