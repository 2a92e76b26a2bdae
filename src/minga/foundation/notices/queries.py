"""What a person was told."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from minga.foundation.notices.models import Notice


def notices_of(person: Any) -> QuerySet[Notice]:
    """Everything that a person was told, the latest first."""
    return Notice.objects.filter(person=person).order_by("-pk")


def unread_of(person: Any) -> int:
    """How much of it is unread."""
    return Notice.objects.filter(person=person, read_at__isnull=True).count()
