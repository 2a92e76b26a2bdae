"""Acting on what is there now: one act at a time in a body, and never on what somebody changed meanwhile."""

from __future__ import annotations

from typing import TypeVar

from django.db import models
from django.utils.translation import gettext as _

from minga.foundation.organizations.models import Body
from minga.kernel.errors import Conflict

Row = TypeVar("Row", bound=models.Model)


def locked_body(body: Body) -> Body:
    """The body, locked until the transaction ends (SQLite locks the whole database instead)."""
    return Body.objects.select_for_update().get(pk=body.pk)


def unchanged(rows: models.QuerySet[Row], row: Row, version: int) -> Row:
    """The row as it stands now, when it is still the version that the person saw.

    Raises:
        Conflict: when it is not.
    """
    found = rows.get(pk=row.pk)
    if found.version != version:  # type: ignore[attr-defined]
        raise Conflict(
            _("Alguien lo cambió mientras lo mirabas. Lo que escribiste sigue aquí: revísalo y envíalo otra vez.")
        )
    return found
