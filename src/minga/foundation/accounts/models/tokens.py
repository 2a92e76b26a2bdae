"""Personal tokens: with one of them a program acts for a person, within the token's scopes and the person's roles."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from minga.kernel.models import PublicModel


class PersonalTokenQuerySet(models.QuerySet["PersonalToken"]):
    """Tokens; `active()` are those that still open."""

    def active(self, day: date | None = None) -> PersonalTokenQuerySet:
        """Those not revoked whose last day has not passed, by default today in the instance's time zone."""
        day = day or timezone.localdate()
        return self.filter(Q(expires_on__isnull=True) | Q(expires_on__gte=day), revoked_at__isnull=True)


class PersonalToken(PublicModel):
    """A token of a person. Only the SHA-256 of its secret is kept; `prefix` is what the person knows it by."""

    class Scope(models.TextChoices):
        """What a token may be used for; reading needs none."""

        SUBMIT = "readings:submit", _("entregar documentos para su lectura")
        PROPOSE = "changes:propose", _("proponer cambios a un plan")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("nombre"), max_length=80)
    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_on = models.DateField(_("último día"), null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = PersonalTokenQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @property
    def scope_words(self) -> list[str]:
        """What it may be used for, in words."""
        return [str(self.Scope(scope).label) for scope in self.scopes if scope in self.Scope.values]

    def has_ended(self, day: date) -> bool:
        """Whether it opens nothing any more on a day: revoked, or past its last day."""
        return self.revoked_at is not None or (self.expires_on is not None and self.expires_on < day)


class AnsweredRequest(models.Model):
    """What a program was answered under a key of its own, so that sending the same again does nothing twice.

    `digest` is the SHA-256 of what was sent and where; `answer` what came back. Kept for a day.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="answered_requests")
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    answer = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "key"], name="answered_once"),)

    def __str__(self) -> str:
        return self.key
