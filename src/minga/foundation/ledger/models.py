"""The public log (*bitácora pública*): its acts, the order in which they were sealed, and the signed heads over them.

It knows no domain and holds no personal data. All rows but those of `Waiting` and `Detail` are only ever added: the
application refuses anything else, and so does the database (`kernel/guards.py`).
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone

from minga.foundation.ledger.entries import leaf_of
from minga.kernel.models import AddedOnlyModel


class Event(AddedOnlyModel):
    """An act, as it was recorded.

    `subject` names what the act is about in words that never change (`plan/ii-paga`); `actor_role` is a role, never a
    person; `digest` is the SHA-256 (hexadecimal) of the RFC 8785 form of `payload`. What may have to be forgotten is
    `erasable`: it stands in the act's `detail` and not in `payload`, and its digest is salted. What belongs to the
    fictitious canton is `fictitious`.
    """

    kind = models.CharField(max_length=80)
    subject = models.CharField(max_length=200)
    actor_role = models.CharField(max_length=40)
    at = models.DateTimeField(default=timezone.now)
    payload = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    erasable = models.BooleanField(default=False)
    fictitious = models.BooleanField(default=False)

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=["subject", "id"]), models.Index(fields=["kind", "id"]))

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

    @property
    def leaf(self) -> bytes:
        """What of the act goes into the tree."""
        return leaf_of(
            kind=self.kind,
            subject=self.subject,
            role=self.actor_role,
            at=self.at,
            digest=self.digest,
            erasable=self.erasable,
            fictitious=self.fictitious,
        )


class Detail(models.Model):
    """What an act told, where it may have to be forgotten. `salt` goes with it, so that the digest tells nothing then."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, primary_key=True, related_name="detail")
    salt = models.BinaryField(max_length=32)
    payload = models.JSONField()

    def __str__(self) -> str:
        return str(self.event)


class Waiting(models.Model):
    """An act that is recorded and has no place in the log yet (*pendiente de sellar*)."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, primary_key=True, related_name="waiting")

    def __str__(self) -> str:
        return str(self.event)


class Entry(AddedOnlyModel):
    """The place of an act in the log; the first one is 0."""

    index = models.PositiveBigIntegerField(primary_key=True)
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="entry")

    class Meta:
        ordering = ("index",)
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.index}: {self.event}"

    def get_absolute_url(self) -> str:
        """The entry's page."""
        return reverse("ledger:entry", args=[self.index])


class Subtree(AddedOnlyModel):
    """The hash of a perfect subtree of the log's tree (`merkle.py`): once written it never changes."""

    pk = models.CompositePrimaryKey("level", "index")
    level = models.PositiveSmallIntegerField()
    index = models.PositiveBigIntegerField()
    hash = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"


class Head(AddedOnlyModel):
    """A signed head: that the log had `size` entries under `root` at that time.

    `note` is the text that was signed, and `verifier` says whose signature it carries (`notes.Verifier`).
    """

    size = models.PositiveBigIntegerField()
    root = models.BinaryField(max_length=32)
    time = models.DateTimeField()
    verifier = models.CharField(max_length=300)
    note = models.TextField()

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=["size"]),)

    def __str__(self) -> str:
        return f"{self.size}: {self.root_hex}"

    @property
    def root_hex(self) -> str:
        """The root, hexadecimal."""
        return bytes(self.root).hex()

    def as_json(self) -> dict[str, Any]:
        """The head as its address tells it."""
        return {
            "size": self.size,
            "root": self.root_hex,
            "time": self.time.isoformat().replace("+00:00", "Z"),
            "note": self.note,
        }


class DailyHead(models.Model):
    """The head that was published and mailed on a day (America/Guayaquil)."""

    day = models.DateField(primary_key=True)
    head = models.ForeignKey(Head, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-day",)

    def __str__(self) -> str:
        return self.day.isoformat()
