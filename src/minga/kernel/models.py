"""Base models without a domain word."""

from __future__ import annotations

import uuid
from typing import Any, NoReturn

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class PublicModel(models.Model):
    """A row with an identifier that may be shown: integer ids never leave the database."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class SubjectModel(models.Model):
    """A row that speaks of a row of any other model (its subject)."""

    subject_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    subject_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")

    class Meta:
        abstract = True


def _refuse(*_args: Any, **_kwargs: Any) -> NoReturn:
    raise TypeError("rows of this table are only added")


class AddedOnly(models.QuerySet[Any]):
    """Rows that are read and added to."""

    update = delete = bulk_update = update_or_create = _refuse


class AddedOnlyModel(models.Model):
    """A row that is added and never changed or deleted: by the application (here) and in the database (`kernel/guards.py`)."""

    objects = AddedOnly.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Adds the row.

        Raises:
            TypeError: when it stands already.
        """
        if not self._state.adding:
            _refuse()
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Always raises `TypeError`: the row stays."""
        _refuse()
