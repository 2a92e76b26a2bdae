"""The public log (*bitácora pública*): one row for each public act. It knows no domain and holds no personal data."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.utils import timezone


def _refuse(*_args: Any, **_kwargs: Any) -> NoReturn:
    raise TypeError("a recorded act is never changed")


class Log(models.QuerySet["Event"]):
    """The acts, which are read and added to."""

    update = delete = bulk_update = _refuse


class Event(models.Model):
    """An act, as it was recorded. Rows are only ever added: the application has no way to change or delete one.

    `subject` names what the act is about in words that never change (`plan/ii-paga`); `actor_role` is a role, never a
    person; `digest` is the SHA-256 (hexadecimal) of the RFC 8785 form of `payload`.
    """

    kind = models.CharField(max_length=80)
    subject = models.CharField(max_length=200)
    actor_role = models.CharField(max_length=40)
    at = models.DateTimeField(default=timezone.now)
    payload = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)

    objects = Log.as_manager()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=["subject", "id"]), models.Index(fields=["kind", "id"]))

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Adds the row; a recorded act is never changed.

        Raises:
            TypeError: when the row is already in the log.
        """
        if self.pk is not None:
            _refuse()
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Always raises `TypeError`: a recorded act stays."""
        _refuse()
